"""What comes along when a whole module is carried: all that runs, nothing that only tests it."""

from collections.abc import Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.facts.extension import Extension

_LEFT = frozenset({"tests", "node_modules", ".git", ".github", ".gitlab"})
"""Folders at the top of a module that Drupal never loads from."""


def list_carried(tree: Tree, extension: Extension, inner: Iterable[str]) -> tuple[str, ...]:
    """Paths of the module's files, sorted; `inner` are folders of other modules, which are carried by themselves."""
    return tuple(sorted(_list(tree, extension.folder, [folder for folder in inner if folder != extension.folder])))


def _list(tree: Tree, folder: str, inner: Iterable[str]) -> Iterator[str]:
    prefix = f"{folder}/" if folder else ""
    foreign = tuple(f"{one}/" for one in inner if one.startswith(prefix))
    for entry in tree.below(folder):
        top = entry.path.removeprefix(prefix).partition("/")[0]
        if not entry.is_link and top not in _LEFT and not entry.path.startswith(foreign):
            yield entry.path
