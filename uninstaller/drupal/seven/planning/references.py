"""PHP that stays and uses what goes: soft dependents, and what would be fatal on every page."""

from collections.abc import Callable, Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.planning.selection import is_test
from uninstaller.drupal.shared.selection import Selection
from uninstaller.facts.collect import Collected
from uninstaller.facts.declarations import find_declarations
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.facts.model import Certainty, Kind, Uses
from uninstaller.facts.vocabulary import Vocabulary, bears
from uninstaller.graph.model import Edge, Strength
from uninstaller.php.outline import DeclarationKind
from uninstaller.plan.model import Decision

_CODE = frozenset({Kind.FUNCTION, Kind.CLASS, Kind.CONSTANT})
_EARLY = ("_boot", "_init", "_exit")
"""Hooks that run on every page, update.php's included (bootstrap_invoke_all(), drupal_page_footer())."""


def make_vocabularies(own: OwnCode, extensions: Iterable[Extension]) -> tuple[Vocabulary, ...]:
    """What each removed module declares."""
    return tuple(_vocabulary(own, extension) for extension in extensions)


def _vocabulary(own: OwnCode, extension: Extension) -> Vocabulary:
    def names(kind: DeclarationKind) -> frozenset[str]:
        declared = (found for (k, _), found in own.code.declared.items() if k is kind)
        mine = (one.name for found in declared for one in found if own.owner(one.path) == extension.name)
        return frozenset(name.rpartition("\\")[2] for name in mine)

    prefix = f"{extension.folder}/" if extension.folder else ""
    return Vocabulary(
        module=extension.name,
        functions=names(DeclarationKind.FUNCTION),
        classes=names(DeclarationKind.CLASS),
        constants=names(DeclarationKind.CONSTANT),
        files=frozenset(path.removeprefix(prefix) for path in own.code.sources if path.startswith(prefix)),
        folder=extension.folder,
    )


def without_shared(tree: Tree, selection: Selection, collected: Collected) -> tuple[Uses, ...]:
    """The uses of names that only removed code declares: DRUPAL_ROOT in a module's own entry script is core's."""
    doubtful = {(use.kind, use.name) for use in collected.uses if use.kind in _CODE and not bears(use.name, use.module)}
    names = {kind.value: sorted(name for k, name in doubtful if k is kind) for kind in sorted(_CODE)}
    shared = find_declarations(tree, names, lambda path: path not in collected.users and not selection.is_removed(path))
    return tuple(use for use in collected.uses if (use.kind.value, use.name) not in shared)


def make_soft_edges(inventory: Inventory, uses: Iterable[Uses]) -> tuple[Edge, ...]:
    """An edge for each extension that uses a module's names behind a guard, or names it."""
    edges: dict[tuple[str, str], Edge] = {}
    owner_of = make_owners(inventory)
    for use in uses:
        owner = None if is_documentation(use.place.path) else owner_of(use.place.path)
        if owner is not None and use.certainty is Certainty.CERTAIN and owner.name != use.module:
            reason = f"uses {use.name} if {use.guard}" if use.guard else f"names {use.name} ({use.how})"
            edges.setdefault((owner.name, use.module), Edge(owner.name, use.module, Strength.SOFT, reason, use.place))
    return tuple(sorted(edges.values()))


def find_fatal_uses(inventory: Inventory, selection: Selection, uses: Iterable[Uses]) -> Iterator[Decision]:
    """Unguarded code on the way to update.php, in extensions that do not say that they need the module."""
    owner_of = make_owners(inventory)
    for use in uses:
        owner = owner_of(use.place.path)
        if use.guard or use.kind not in _CODE or use.certainty is not Certainty.CERTAIN or owner is None:
            continue
        is_early = use.place.path.endswith((".module", ".profile")) and (
            not use.within or (use.within.endswith(_EARLY) and use.within.startswith(owner.name))
        )
        if is_early and not is_test(owner) and not _needs(owner, selection):
            problem = f"{owner.name} uses {use.name} on every page, without a guard: fatal once {use.module} is gone"
            settle = (f"guard it with module_exists('{use.module}'), or remove it, commit, and run again",)
            yield Decision("fatal-at-start", use.module, use.place, problem, settle)


def _needs(owner: Extension, selection: Selection) -> bool:
    return any(dependency.name in selection.names for dependency in owner.dependencies)


def is_documentation(path: str) -> bool:
    """Whether Drupal never loads a file: the examples of hooks."""
    return path.endswith(".api.php")


def make_owners(inventory: Inventory) -> Callable[[str], Extension | None]:
    """Tells the module, profile or theme in whose folder a file lies, the nearest."""
    by_folder: dict[str, list[Extension]] = {}
    for extension in inventory.extensions:
        by_folder.setdefault(extension.folder, []).append(extension)

    def owner_of(path: str) -> Extension | None:
        folder, _, file_name = path.rpartition("/")
        while folder and folder not in by_folder:
            folder = folder.rpartition("/")[0]
        inside = by_folder[folder] if folder else []
        return max(inside, key=lambda one: _nearness(one, file_name), default=None)

    return owner_of


def _nearness(extension: Extension, file_name: str) -> tuple[bool, bool]:
    """Of several extensions in one folder."""
    return file_name.startswith(extension.name), extension.type is not ExtensionType.PROFILE
