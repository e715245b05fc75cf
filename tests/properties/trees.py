"""Code bases in memory: read once from disk, then damaged without touching it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.settings import Settings

TREES = "UNINSTALLER_FUZZ_TREES"
"""Environment variable with folders of real code bases to damage as well, separated as in PATH."""

MUTABLE = (".info", ".php", ".module", ".install", ".inc", ".profile", ".engine", ".test")
SITE_FILES = 400
"""A larger tree is not taken whole: each of its modules is put into a small site."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A tree, the modules to remove from it, and the paths of it that may be damaged."""

    name: str
    tree: Tree
    modules: tuple[str, ...]
    mutable: tuple[str, ...]


def read_tree(root: Path) -> Tree:
    """The files of a folder, each with its bytes."""
    return hold(walk_tree(root, root))


def hold(tree: Tree) -> Tree:
    """The tree with all that can be read in memory."""
    return with_files(tree, {path: tree.read(path) for path, entry in tree.files.items() if not entry.is_link})


def with_files(tree: Tree, contents: Mapping[str, bytes]) -> Tree:
    """The tree with these files instead of, or besides, its own."""
    entries = {path: Entry(path, len(content), 0) for path, content in contents.items()}
    before = tree.read

    def read(path: str) -> bytes:
        return contents[path] if path in contents else before(path)

    return replace(tree, files=dict(sorted({**tree.files, **entries}.items())), read=read)


def make_settings(tree: Tree) -> Settings:
    return Settings(root=tree.root, project=tree.root, jobs=1, use_cache=False)


def make_sample(name: str, tree: Tree, modules: tuple[str, ...], folders: tuple[str, ...] = ("",)) -> Sample:
    """Damage is done in `folders` only, '' for anywhere."""
    entries = [entry for folder in folders for entry in tree.below(folder)]
    paths = sorted({entry.path for entry in entries if not entry.is_link and entry.path.endswith(MUTABLE)})
    return Sample(name, tree, modules, tuple(paths))


def find_modules(roots: Iterator[Path]) -> Iterator[Path]:
    """Folders of modules below some folders, sorted: each has an info file beside a .module of the same name."""
    for root in roots:
        infos = sorted(Path(folder) / name for folder, _, names in os.walk(root) for name in names if _is_info(name))
        yield from (info.parent for info in infos if info.with_suffix(".module").is_file())


def _is_info(name: str) -> bool:
    return name.endswith(".info")


def list_real_folders() -> list[Path]:
    return [Path(folder) for folder in os.environ.get(TREES, "").split(os.pathsep) if folder]
