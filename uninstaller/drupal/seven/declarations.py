"""Where in the tree the names are declared that lifted code needs from others; Drupal's core is asked first."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.resolution import Unresolved
from uninstaller.drupal.seven.selection import REQUIRED, Selection
from uninstaller.facts.declarations import find_declarations
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.slice import Key
from uninstaller.place import Place

_CORE = re.compile(rf"(?:^|/)(?:includes/|modules/(?:{'|'.join(sorted(REQUIRED))})/)")


def find_declared(
    tree: Tree, unresolved: Sequence[Unresolved], selection: Selection
) -> Mapping[Key, tuple[Place, ...]]:
    """Places by name, in files that stay; what core declares is not looked for elsewhere."""
    wanted = {key for key, *_ in unresolved}
    found = _find(_only(tree, lambda path: bool(_CORE.search(path))), wanted)
    elsewhere = _only(tree, lambda path: not _CORE.search(path) and not selection.is_removed(path))
    return {**_find(elsewhere, wanted - found.keys()), **found}


def _find(tree: Tree, wanted: set[Key]) -> dict[Key, tuple[Place, ...]]:
    return {
        (kind, name if kind is DeclarationKind.CONSTANT else name.lower()): places
        for kind in DeclarationKind
        for name, places in find_declarations(tree, sorted(name for k, name in wanted if k is kind), kind.value).items()
    }


def _only(tree: Tree, is_wanted: Callable[[str], bool]) -> Tree:
    return replace(tree, files={path: entry for path, entry in tree.files.items() if is_wanted(path)})
