"""Single-directory components, and the modules and themes that provide them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.facts.extension import Extension, Inventory

ENDING = ".component.yml"


@dataclass(frozen=True, slots=True, order=True)
class Component:
    """`name` is what `include()` and `#component` call it: `provider:button`; `folder` holds its files."""

    name: str
    provider: str
    folder: str
    path: str


def find_components(tree: Tree, inventory: Inventory) -> tuple[Component, ...]:
    """Sorted. A component lies anywhere below the folder `components` of an extension (DirectoryWithMetadata)."""
    by_folder: dict[str, list[Extension]] = {}
    for extension in inventory.extensions:
        by_folder.setdefault(extension.folder, []).append(extension)
    found = (path for path, entry in tree.files.items() if path.endswith(ENDING) and not entry.is_link)
    return tuple(sorted(component for path in found for component in _find_provider(path, by_folder)))


def _find_provider(path: str, by_folder: Mapping[str, Iterable[Extension]]) -> list[Component]:
    parts = path.split("/")
    name = parts[-1].removesuffix(ENDING)
    for index in [index for index, part in enumerate(parts[:-1]) if part == "components"]:
        for extension in by_folder.get("/".join(parts[:index]), ()):
            return [Component(f"{extension.name}:{name}", extension.name, path.rpartition("/")[0], path)]
    return []
