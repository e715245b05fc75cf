"""Where in the tree the names are declared that lifted code needs from others; Drupal's core is asked first."""

import re
from collections.abc import Callable, Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.planning.resolution import Unresolved
from uninstaller.drupal.seven.planning.selection import REQUIRED
from uninstaller.drupal.shared.selection import Selection
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
    found = _find(tree, wanted, _CORE.search)
    rest = wanted - found.keys()
    return {**_find(tree, rest, lambda path: not _CORE.search(path) and not selection.is_removed(path)), **found}


def _find(tree: Tree, wanted: set[Key], is_searched: Callable[[str], object]) -> dict[Key, tuple[Place, ...]]:
    names = {kind.value: sorted(name for k, name in wanted if k is kind) for kind in DeclarationKind}
    found = find_declarations(tree, names, is_searched)
    return {
        (DeclarationKind(kind), name if kind == DeclarationKind.CONSTANT else name.lower()): places
        for (kind, name), places in found.items()
    }
