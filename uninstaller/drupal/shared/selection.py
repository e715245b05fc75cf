"""Which modules a removal comprises: those named, those in their folders, and on request their dependents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.graph.model import ExtensionGraph, Strength
from uninstaller.graph.questions import Cycle, dependents_of, nearest_names, removal_order
from uninstaller.place import Place
from uninstaller.plan.model import Decision


@dataclass(frozen=True, slots=True)
class Rules:
    """What editions differ in.

    `ending` is that of info files, `types` what Drupal uninstalls as a module. `is_container`: a folder holds many
    modules, and is no module's own. `is_test`: an extension exists for automated tests only. `is_searched`: Drupal
    looks for modules in a folder. `find_obstacles`: why some of what would go cannot, beyond what their folders hold.
    `explain_absence` raises UserError where more can be said of a name that no extension bears.
    """

    ending: str
    types: frozenset[ExtensionType]
    is_container: Callable[[str], bool]
    is_test: Callable[[Extension], bool]
    is_searched: Callable[[Inventory, str], bool]
    find_obstacles: Callable[[Inventory, Sequence[Extension]], Iterable[Decision]]
    explain_absence: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Selection:
    """All that goes.

    `removed`: one extension a name, dependents first, the copy that Drupal loads; `copies`: further copies of them,
    which go too; `lifted`: those whose code is taken along, a test module only if it was named; `folders`: where their
    code is, none inside of another; `deleted`: what goes of these, a link in place of a folder that Drupal reaches only
    through it; `cycles`: modules that need each other.
    """

    targets: tuple[str, ...]
    removed: tuple[Extension, ...]
    copies: tuple[Extension, ...]
    lifted: tuple[Extension, ...]
    folders: tuple[str, ...]
    deleted: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(extension.name for extension in self.removed)

    def is_removed(self, path: str) -> bool:
        """Whether a path lies in a folder that goes."""
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.folders)


def select_modules(
    rules: Rules,
    inventory: Inventory,
    graph: ExtensionGraph,
    names: Sequence[str],
    links: Mapping[str, str],
    *,
    with_dependents: bool,
) -> Selection:
    """Raises UserError for a name that is no module here; `links` are those of the tree."""
    wanted = [_find_module(rules, inventory, name) for name in dict.fromkeys(names)]
    chosen = _complete(rules, inventory, graph, {extension.name for extension in wanted}, with_dependents)
    order = removal_order(graph, sorted(chosen))
    cycles = tuple(item.names for item in order if isinstance(item, Cycle))
    sorted_names = [name for item in order for name in (item.names if isinstance(item, Cycle) else (item,))]
    copies = [_find(rules, inventory, name) for name in sorted_names]
    removed = tuple(found[0] for found in copies)
    folders = _outermost(extension.folder for found in copies for extension in found)
    return Selection(
        targets=tuple(extension.name for extension in wanted),
        removed=removed,
        copies=tuple(copy for found in copies for copy in found[1:]),
        lifted=tuple(one for one in removed if one.name in names or not rules.is_test(one)),
        folders=folders,
        deleted=tuple(sorted(path for folder in folders for path in _doors(rules, inventory, links, folder))),
        cycles=cycles,
        decisions=tuple(
            sorted(
                {
                    *rules.find_obstacles(inventory, removed),
                    *_containers(rules, inventory, removed),
                    *_themes_inside(rules, inventory, removed),
                }
            )
        ),
    )


def _find(rules: Rules, inventory: Inventory, name: str) -> list[Extension]:
    return [extension for extension in inventory.find(name) if extension.type in rules.types]


def _find_module(rules: Rules, inventory: Inventory, name: str) -> Extension:
    found, modules = inventory.find(name), _find(rules, inventory, name)
    if modules:
        return modules[0]
    if found:
        raise UserError(
            f"{name} is a {found[0].type.value}, not a module ({found[0].info_path})",
            "name modules only; a theme keeps no data but its settings variable and its block rows",
        )
    near = nearest_names(
        name, [extension.name for extension in inventory.extensions if extension.type is ExtensionType.MODULE]
    )
    for unread in inventory.unread:
        if unread.place.path.rpartition("/")[2] == f"{name}{rules.ending}":
            raise UserError(f"{unread.place}: {unread.reason}, so {name} is no module here", "mend that info file")
    rules.explain_absence(name)
    hint = f"did you mean {' or '.join(near)}?" if near else "uninstaller list shows every module of this tree"
    raise UserError(f"there is no module {name} in this code base", hint)


def _complete(
    rules: Rules, inventory: Inventory, graph: ExtensionGraph, names: set[str], with_dependents: bool
) -> set[str]:
    """Adds what lies in the folders, and the hard dependents if wanted, until nothing is new."""
    while True:
        more = names | {extension.name for name in names for extension in modules_inside(rules, inventory, name)}
        if with_dependents:
            more |= {d.name for d in dependents_of(graph, sorted(more), Strength.HARD) if _is_module(inventory, d.name)}
        if more == names:
            return names
        names = more


def _is_module(inventory: Inventory, name: str) -> bool:
    return any(extension.type is ExtensionType.MODULE for extension in inventory.find(name))


def modules_inside(rules: Rules, inventory: Inventory, name: str) -> list[Extension]:
    """Other modules in the folder of a module or of a copy of it, which go with the folder.

    One in the very same folder is a part of the module if the folder bears the module's name.
    """
    own = [found.folder for found in inventory.find(name) if not rules.is_container(found.folder)]
    return [
        other
        for other in inventory.extensions
        if other.type is ExtensionType.MODULE
        and not other.for_tests
        and other.name != name
        and any(_is_part(other, name, folder) for folder in own)
    ]


def _is_part(other: Extension, name: str, folder: str) -> bool:
    is_beside = other.folder == folder and folder.rpartition("/")[2] == name
    return is_beside or other.folder.startswith(f"{folder}/")


def _outermost(folders: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for folder in sorted(set(folders)):
        if not any(folder == outer or folder.startswith(f"{outer}/") for outer in kept):
            kept.append(folder)
    return tuple(kept)


def _doors(rules: Rules, inventory: Inventory, links: Mapping[str, str], folder: str) -> list[str]:
    """Links to a folder where Drupal itself does not look: they are unlinked and never followed; else the folder."""
    doors = [path for path, target in links.items() if target == folder]
    return doors if doors and not rules.is_searched(inventory, folder) else [folder]


def _containers(rules: Rules, inventory: Inventory, removed: Sequence[Extension]) -> Iterable[Decision]:
    """Modules whose folder cannot go, since others that stay are in it."""
    names = {extension.name for extension in removed}
    for one in removed:
        beside = [
            other.name
            for other in inventory.extensions
            if other.type is ExtensionType.MODULE and other.name not in names and other.folder == one.folder
        ]
        if beside or rules.is_container(one.folder):
            others = f": {', '.join(sorted(beside)[:3])}" if beside else ""
            problem = (
                f"{one.folder or 'the root'} holds more than {one.name}{others}; deleting it would delete that as well"
            )
            settle = ("name these modules, too", f"or move {one.name} into a folder of its own, commit, and run again")
            yield Decision("shared-folder", one.name, Place(one.info_path), problem, settle)


def _themes_inside(rules: Rules, inventory: Inventory, removed: Sequence[Extension]) -> list[Decision]:
    themes = [e for e in inventory.extensions if e.type is ExtensionType.THEME and not rules.is_test(e)]
    return [
        Decision(
            "theme-inside",
            module.name,
            Place(theme.info_path),
            f"the theme {theme.name} lies in the folder of {module.name} and would be deleted with it",
            ("move the theme elsewhere, or disable and delete it a release earlier",),
        )
        for module in removed
        for theme in themes
        if module.folder and theme.folder.startswith(f"{module.folder}/")
    ]
