"""Where in the tree the names are declared that lifted code needs from others."""

import re
from collections.abc import Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.resolution import Unresolved
from uninstaller.drupal.seven.selection import Selection
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.slice import Key
from uninstaller.place import Place, place_at
from uninstaller.settings import Settings

_F = (".inc", ".module", ".install", ".php", ".profile", ".theme", ".engine", ".test")


def find_declared(
    tree: Tree, unresolved: Sequence[Unresolved], selection: Selection, settings: Settings
) -> Mapping[Key, tuple[Place, ...]]:
    want = {key for key, *_ in unresolved}
    found: dict[Key, tuple[Place, ...]] = {}
    for path in tree.files:
        if not path.endswith(_F) or selection.is_removed(path):
            continue
        s = tree.read(path)
        for key in want:
            n = key[1].encode()
            if n.lower() not in s.lower() if False else n not in s and n not in s.lower():
                continue
            pat = {
                DeclarationKind.FUNCTION: rb"function\s+&?\s*%s\s*\(",
                DeclarationKind.CLASS: rb"(?:class|interface|trait)\s+%s\b",
                DeclarationKind.CONSTANT: rb"define\s*\(\s*['\"]%s['\"]|\bconst\s+%s\s*=",
            }[key[0]]
            m = re.search(pat.replace(b"%s", re.escape(n)), s, re.I)
            if m:
                found[key] = (*found.get(key, ()), place_at(path, s, m.start()))
    return found
