"""Which extensions a tree knows: by info files, by composer.lock, by an exported list of what is enabled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree

INFO_FILE = re.compile(r"(?:^|.*/)([a-z0-9_]+)\.info(?:\.yml)?\Z")
_LABEL = re.compile(rb"^name\s*[:=]\s*(.+?)\s*$", re.MULTILINE)
_PACKAGE = re.compile(rb'"drupal/([a-z0-9_]+)"')
_ENABLED = re.compile(rb"^  ([a-z0-9_]+): -?\d+\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """`folders` by name of extension, of all its copies; `names` are all that are known, with code or without."""

    folders: dict[str, tuple[str, ...]]
    names: frozenset[str]
    themes: frozenset[str]


def find_known(tree: Tree) -> Known:
    folders: dict[str, tuple[str, ...]] = {}
    for path in tree.files:
        match = INFO_FILE.match(path) if path.endswith((".info", ".info.yml")) else None
        if match:
            folders[match[1]] = (*folders.get(match[1], ()), path.rpartition("/")[0])
    themes = {name for name, places in folders.items() if any(_is_theme(tree, place, name) for place in places)}
    return Known(folders, frozenset(folders) | frozenset(_list_names(tree)), frozenset(themes))


def _is_theme(tree: Tree, folder: str, name: str) -> bool:
    return (
        f"{folder}/{name}.theme" in tree.files or f"{folder}/template.php" in tree.files or "/themes/" in f"/{folder}/"
    )


def _list_names(tree: Tree) -> Iterator[str]:
    for path, source in tree.sources(
        lambda path: path.endswith(("composer.lock", "composer.json", "core.extension.yml"))
    ):
        pattern = _ENABLED if path.endswith(".yml") else _PACKAGE
        yield from (match[1].decode() for match in pattern.finditer(source))


def read_label(tree: Tree, folder: str, name: str) -> str:
    """The name that people see; '' where the info file does not tell."""
    for path in (f"{folder}/{name}.info.yml", f"{folder}/{name}.info"):
        for _, source in tree.sources(path.__eq__, folder):
            match = _LABEL.search(source)
            return match[1].decode("utf-8", "replace").strip("'\"") if match else ""
    return ""
