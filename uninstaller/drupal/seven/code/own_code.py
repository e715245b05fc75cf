"""The PHP of the modules that go, read whole: what it declares, who owns it, and when Drupal has loaded it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.loading import Loading, read_loading
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension
from uninstaller.php.outline import Outline, read_outline
from uninstaller.php.slice import Code, build_code

PHP_FILES = (".module", ".install", ".inc", ".php", ".profile", ".class", ".theme")


@dataclass(frozen=True, slots=True)
class OwnCode:
    """All PHP of the removed modules, whose folders are `folders` by name; `owners` are the modules by file."""

    code: Code
    outlines: tuple[Outline, ...]
    folders: Mapping[str, str]
    owners: Mapping[str, str]
    loading: Loading

    def outline(self, path: str) -> Outline:
        return next(one for one in self.outlines if one.path == path)

    def owner(self, path: str) -> str:
        """The removed module that an own file is a part of."""
        return self.owners[path]

    def loaded(self, name: str, hook: str) -> frozenset[str]:
        """Own files that are there when Drupal calls a hook.

        Drupal loads the .install file alone when it uninstalls, the .module too when it disables a module.
        """
        folder = self.folders[name]
        stem = f"{folder}/{name}" if folder else name
        first = [f"{stem}.install", *([f"{stem}.module"] if hook == "disable" else [])]
        return frozenset(path for file in first if file in self.code.sources for path in self.loading.loaded_with(file))


def read_own_code(tree: Tree, extensions: Sequence[Extension]) -> OwnCode:
    """Outlines every PHP file in the folders of the removed modules; raises UserError for one that cannot be read."""
    folders = {extension.name: extension.folder for extension in extensions}
    paths = {entry.path for folder in folders.values() for entry in tree.below(folder) if _is_php(entry.path)}
    sources = {path: _read(tree, path) for path in sorted(paths)}
    outlines = tuple(read_outline(path, source) for path, source in sources.items())
    owners = {path: find_owner(folders, path) for path in sources}
    return OwnCode(build_code(sources, outlines), outlines, folders, owners, read_loading(sources, outlines))


def find_owner(folders: Mapping[str, str], path: str) -> str:
    """The module whose folder is the nearest above; of several there, the one that names the file."""
    file_name = path.rpartition("/")[2]

    def nearness(name: str) -> tuple[int, int, bool]:
        folder = folders[name]
        named = len(name) if re.match(rf"{re.escape(name)}(?![a-z0-9])", file_name, re.I) else 0
        return len(folder), named, folder.rpartition("/")[2] == name

    inside = [name for name, folder in folders.items() if not folder or path.startswith(f"{folder}/")]
    return max(sorted(inside), key=nearness, default="")


def _read(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path)
    except OSError as error:
        problem = f"{path} cannot be read: {error.strerror or error}"
        raise UserError(problem, "make it readable, or remove it, then run again: it may hold code to run") from None


def _is_php(path: str) -> bool:
    return path.endswith(PHP_FILES) and not path.endswith(".tpl.php")
