"""What a module offers that configuration may use: permissions, plugins, layouts, as far as its files tell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.facts.extension import Extension
from uninstaller.yaml.nodes import Malformed
from uninstaller.yaml.parse import load

_PLUGINS = "src/Plugin/"
_ID = re.compile(rb"(?:@\w+\(|#\[\w+\()(?:[^)]{0,400}?)\bid\s*[=:]\s*[\"']([\w.:-]+)[\"']")
_CALLBACKS = "permission_callbacks"
DISPLAYED = ("Field/FieldFormatter", "Field/FieldWidget")


@dataclass(frozen=True, slots=True)
class Offers:
    """`permissions` are complete unless `makes_permissions`: code makes more of them.

    `plugins`: ids by the folder of their kind, as in 'Field/FieldWidget'. `layouts`: ids. `defines_content`: has
    content entity types of its own.
    """

    permissions: frozenset[str] = frozenset()
    makes_permissions: bool = False
    plugins: tuple[tuple[str, frozenset[str]], ...] = ()
    layouts: frozenset[str] = frozenset()
    defines_content: bool = False

    def has_any(self, kinds: Iterable[str]) -> bool:
        """Whether it has plugins of one of the kinds."""
        return any(own == kind or own.startswith(f"{kind}/") for own, _ in self.plugins for kind in kinds)

    def list_ids(self, kinds: Iterable[str]) -> frozenset[str]:
        return frozenset(one for kind, ids in self.plugins if kind in kinds for one in ids)


def read_offers(tree: Tree, extension: Extension) -> Offers:
    """From the module's own folder; its submodules have theirs."""
    prefix = f"{extension.folder}/" if extension.folder else ""
    plugins: dict[str, set[str]] = {}
    defines_content = False
    for entry in tree.below(extension.folder):
        inside = entry.path.removeprefix(prefix)
        if not inside.startswith("src/") or not inside.endswith(".php") or entry.is_link:
            continue
        source = _read(tree, entry.path)
        defines_content = defines_content or b"ContentEntityType(" in source
        if inside.startswith(_PLUGINS):
            kind = inside.removeprefix(_PLUGINS).rpartition("/")[0]
            plugins.setdefault(kind, set()).update(one.decode() for one in _ID.findall(source))
    permissions = _read_keys(tree, f"{prefix}{extension.name}.permissions.yml")
    layouts = _read_keys(tree, f"{prefix}{extension.name}.layouts.yml")
    return Offers(
        permissions=(permissions or frozenset()) - {_CALLBACKS},
        makes_permissions=permissions is None or _CALLBACKS in permissions,
        plugins=tuple(sorted((kind, frozenset(ids)) for kind, ids in plugins.items())),
        layouts=(layouts or frozenset()) | frozenset(plugins.get("Layout", ())),
        defines_content=defines_content,
    )


def _read_keys(tree: Tree, path: str) -> frozenset[str] | None:
    """The keys of a file; None where it cannot be read."""
    if path not in tree.files:
        return frozenset()
    value = load(_read(tree, path))
    return frozenset(value) if isinstance(value, dict) else None if isinstance(value, Malformed) else frozenset()


def _read(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path)
    except OSError:
        return b""
