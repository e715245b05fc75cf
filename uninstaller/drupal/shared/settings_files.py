"""What `settings.php` loads before Drupal starts: a path into a removed module there is fatal on every page.

Only paths and lines are told, never a value of such a file: it holds passwords.
"""

import re
from collections.abc import Iterable

from uninstaller.codebase.tree import Tree
from uninstaller.place import Place
from uninstaller.plan.model import Decision

_SETTINGS = re.compile(r"(?:^|/)sites/[^/]+/(?:[^/]*settings[^/]*|local)\.(?:php|inc)$|(?:^|/)sites/sites\.php$")
_COMMENT = re.compile(rb"\s*(?:#|//|\*|/\*)")


def find_fatal_settings(tree: Tree, folders: Iterable[tuple[str, str]]) -> tuple[Decision, ...]:
    """Lines that name a folder of a removed module; `folders` are pairs of module and folder."""
    found = []
    wanted = [(module, folder.encode("utf-8", "surrogateescape")) for module, folder in folders if folder]
    for path, source in tree.sources(_is_settings):
        for number, line in enumerate(source.splitlines(), 1):
            if _COMMENT.match(line):
                continue
            found += [_decision(module, path, number) for module, folder in wanted if folder + b"/" in line]
    return tuple(found)


def _is_settings(path: str) -> bool:
    return "sites/" in path and path.endswith((".php", ".inc")) and _SETTINGS.search(path) is not None


def _decision(module: str, path: str, line: int) -> Decision:
    return Decision(
        "settings-fatal",
        module,
        Place(path, line),
        f"a path into {module} is loaded while Drupal starts (a cache, lock or session file?): fatal once it is gone",
        ("remove the line, or point it elsewhere, in the release before or in this one, commit, and run again",),
    )
