"""A module's vocabulary for measurements, read from its folder without the rest of the program."""

import re

from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import PHP_FILES
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.php.outline import DeclarationKind, read_outline

_HOOKS = re.compile(rb"^function hook_(\w+)\(", re.MULTILINE)
_THEME_HOOKS = re.compile(rb"'(\w+)'\s*=>\s*array\(\s*'(?:variables|render element|template|file|path)'")


def find_folder(tree: Tree, module: str) -> str:
    """The folder of the module's info file, the first in order of path."""
    suffix = f"/{module}.info"
    found = [path for path in tree.files if f"/{path}".endswith(suffix)]
    if not found:
        raise SystemExit(f"{module}.info is nowhere below {tree.root}")
    return min(found, key=lambda path: (len(path), path)).rpartition("/")[0]


def read_vocabulary(tree: Tree, module: str, folder: str) -> Vocabulary:
    """All that the folder declares, that of the modules inside of it included."""
    names: dict[DeclarationKind, set[str]] = {kind: set() for kind in DeclarationKind}
    hooks: set[str] = set()
    theme_hooks: set[str] = set()
    files: set[str] = set()
    for entry in tree.below(folder):
        if not entry.path.endswith(PHP_FILES) or entry.is_link:
            continue
        files.add(entry.path.removeprefix(f"{folder}/"))
        source = tree.read(entry.path)
        for declaration in read_outline(entry.path, source).declarations:
            names[declaration.kind].add(declaration.name)
        hooks |= {name.decode() for name in _HOOKS.findall(source) if entry.path.endswith(".api.php")}
        if b"_theme(" in source:
            theme_hooks |= {name.decode() for name in _THEME_HOOKS.findall(source)}
    functions, classes, constants = (frozenset(names[kind]) for kind in DeclarationKind)
    return Vocabulary(
        module, functions, classes, constants, frozenset(hooks), frozenset(theme_hooks), frozenset(files), folder
    )  # fmt: skip
