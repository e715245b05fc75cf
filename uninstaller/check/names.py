"""Which extensions a tree has, which it requires, and which it lists as installed: told by a few of its files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from uninstaller.artifacts.ledger import LEDGER_FILE
from uninstaller.check.folders import INFO, is_extension
from uninstaller.check.hard_lines import CORE_EXTENSION, read_hard_lines
from uninstaller.codebase.root import MODERN_MARKS, SEVEN_MARKS
from uninstaller.codebase.tree import Tree
from uninstaller.place import Place, Unread

COMPOSER = "composer.json"


@dataclass(frozen=True, slots=True)
class Names:
    """`found` are extensions with an info file, `required` projects of the root's composer.json.

    `enabled` are listed by a core.extension.yml, `lists_enabled`: there is one. `ledgers` are the paths of ledgers.
    """

    found: frozenset[str]
    folders: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    enabled: frozenset[str]
    lists_enabled: bool
    has_core: bool
    ledgers: tuple[str, ...]
    unread: tuple[Unread, ...]


def read_names(tree: Tree) -> Names:
    """Only composer.json and core.extension.yml are opened."""
    folders: dict[str, list[str]] = {}
    enabled: set[str] = set()
    lists = [path for path in tree.files if path.rpartition("/")[2] == CORE_EXTENSION]
    unread: list[Unread] = []
    for path in tree.files:
        found = INFO.match(path)
        if found and is_extension(tree, path, found):
            folders.setdefault(found["name"], []).append(found["folder"] or "")
    for path in lists:
        enabled |= {line.name for line in read_hard_lines(path, _read(tree, path, unread))}
    return Names(
        found=frozenset(folders),
        folders={name: tuple(some) for name, some in folders.items()},
        required=_read_required(tree, unread),
        enabled=frozenset(enabled),
        lists_enabled=bool(lists),
        has_core=any(all(_has(tree, mark) for mark in marks) for marks in (SEVEN_MARKS, MODERN_MARKS)),
        ledgers=tuple(path for path in tree.files if path.endswith(f"/{LEDGER_FILE}")),
        unread=tuple(unread),
    )


def find_gone(before: Names, after: Names) -> frozenset[str]:
    """Extensions whose code went away, but not because Composer fetches from now on what used to be committed."""
    gone = before.found - after.found
    fetched = gone & after.required
    if len(fetched) < 2 or after.found & after.required:
        return gone
    folders = tuple(f"{folder}/" for name in fetched for folder in before.folders[name])

    def is_fetched(folder: str) -> bool:
        is_core = not after.has_core and "/core/" in f"/{folder}"
        return is_core or f"{folder}/".startswith(folders)

    return frozenset(name for name in gone if not all(map(is_fetched, before.folders[name])))


def is_drupal(names: Names) -> bool:
    return bool(names.found or names.required or names.lists_enabled)


def _has(tree: Tree, mark: str) -> bool:
    return mark in tree.files or any(path.endswith(f"/{mark}") for path in tree.files)


def _read(tree: Tree, path: str, unread: list[Unread]) -> bytes:
    try:
        return tree.read(path)
    except OSError as error:
        unread.append(Unread(Place(path), f"cannot be read: {error.strerror or error}"))
        return b""


def _read_required(tree: Tree, unread: list[Unread]) -> frozenset[str]:
    """Projects of the root's composer.json; of a folder above it, where it stays the root's own business."""
    if COMPOSER not in tree.files or tree.files[COMPOSER].is_link:
        return frozenset()
    source = _read(tree, COMPOSER, unread)
    try:
        loaded = json.loads(source)
    except ValueError as error:
        unread.append(Unread(Place(COMPOSER), f"is no JSON: {error}"))
        return frozenset()
    sections = [loaded.get(key) for key in ("require", "require-dev")] if isinstance(loaded, dict) else []
    names = [name for section in sections if isinstance(section, dict) for name in section]
    return frozenset(name.removeprefix("drupal/") for name in names if name.startswith("drupal/")) - CORE


CORE = frozenset({"core", "core-recommended", "core-composer-scaffold", "core-dev", "core-project-message", "drupal"})
