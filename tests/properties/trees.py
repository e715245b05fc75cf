"""Code bases in memory: read once from disk, then damaged without touching it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.scenarios.case import SITES, read_cases
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.settings import Settings

TREES = "UNINSTALLER_FUZZ_TREES"
"""Environment variable with folders of real code bases to damage as well, separated as in PATH."""

MUTABLE = (".info", ".php", ".module", ".install", ".inc", ".profile", ".engine", ".test")
SMALL = "seven__plain_variables"
"""The fixture site that modules of real trees are put into."""


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


def read_samples() -> Iterator[Sample]:
    """The fixture sites, and every module of the folders that `TREES` names, each put into a small site."""
    for case in read_cases():
        yield make_sample(case.name, read_tree(case.folder / "site"), case.modules)
    small = read_tree(SITES / SMALL / "site")
    for folder in filter(None, os.environ.get(TREES, "").split(os.pathsep)):
        for module in find_modules(Path(folder)):
            yield _transplant(small, module)


def find_modules(root: Path) -> Iterator[Path]:
    """Info files with a .module of the same name beside, sorted."""
    found = (Path(folder) / name for folder, _, names in os.walk(root) for name in names if name.endswith(".info"))
    return (info for info in sorted(found) if info.with_suffix(".module").is_file())


def _transplant(site: Tree, info: Path) -> Sample:
    folder = f"sites/all/modules/contrib/{info.parent.name}"
    paths = (path for path in sorted(info.parent.rglob("*")) if path.is_file() and path.name.endswith(MUTABLE))
    files = {f"{folder}/{path.relative_to(info.parent).as_posix()}": path.read_bytes() for path in paths}
    return make_sample(info.stem, with_files(site, files), (info.stem,), (folder,))
