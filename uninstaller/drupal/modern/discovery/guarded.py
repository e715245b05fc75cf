"""PHP that does something else where a module is not installed, or names the module: soft dependents."""

from collections.abc import Callable, Iterable, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import Collected, collect_uses
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.facts.model import Certainty, Uses
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.graph.model import Edge, Strength
from uninstaller.php.guards import GUARDS
from uninstaller.settings import Settings


def collect_names(tree: Tree, removed: Iterable[Extension], skip: Sequence[str], settings: Settings) -> Collected:
    """Where PHP outside of the folders `skip` gives a removed module's name to a call such as moduleExists()."""
    return collect_uses(tree, [Vocabulary(module=one.name, folder=one.folder) for one in removed], skip, settings)


def list_guarded_edges(inventory: Inventory, uses: Iterable[Uses]) -> tuple[Edge, ...]:
    """A soft edge for each extension that uses a module's names behind a guard, or names it."""
    edges: dict[tuple[str, str], Edge] = {}
    owner_of = make_owners(inventory)
    for use in sorted(uses, key=lambda use: (not use.guard, use.place)):
        owner = None if use.place.path.endswith(".api.php") else owner_of(use.place.path)
        if owner is not None and use.certainty is Certainty.CERTAIN and owner.name != use.module:
            reason = _describe(use)
            edges.setdefault((owner.name, use.module), Edge(owner.name, use.module, Strength.SOFT, reason, use.place))
    return tuple(sorted(edges.values()))


def _describe(use: Uses) -> str:
    if use.how in GUARDS:
        return "asks whether it is installed"
    return f"uses {use.name} if {use.guard}" if use.guard else f"names it ({use.how})"


def make_owners(inventory: Inventory) -> Callable[[str], Extension | None]:
    """Tells the module, profile or theme in whose folder a file lies, the nearest."""
    by_folder: dict[str, list[Extension]] = {}
    for extension in inventory.extensions:
        by_folder.setdefault(extension.folder, []).append(extension)

    def owner_of(path: str) -> Extension | None:
        folder, _, file_name = path.rpartition("/")
        while folder and folder not in by_folder:
            folder = folder.rpartition("/")[0]
        inside = by_folder.get(folder, [])
        return max(inside, key=lambda one: _nearness(one, file_name), default=None)

    return owner_of


def _nearness(extension: Extension, file_name: str) -> tuple[bool, bool]:
    """Of several extensions in one folder."""
    return file_name.startswith(extension.name), extension.type is not ExtensionType.PROFILE
