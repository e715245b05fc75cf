"""The code base as it was: a git revision as a `Tree`, read from git's objects, with nothing checked out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from uninstaller.codebase.exclusion import make_skip
from uninstaller.codebase.revision import (
    find_merge_base,
    find_revision,
    git_top,
    head_revision,
    is_shallow,
    list_blobs,
    read_objects,
)
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.errors import UserError

FETCH = "fetch the whole history first: git fetch --unshallow (in GitHub's checkout action: fetch-depth: 0)"


@dataclass(frozen=True, slots=True)
class Past:
    """`load` reads many files at once, which then cost nothing; a file that was not loaded is read when asked for."""

    commit: str
    tree: Tree
    load: Callable[[Iterable[str]], None]


def find_since(root: Path, revision: str) -> tuple[Path, str]:
    """The git top, and the commit at which the checked out code left a revision's history.

    On a branch, what its target has gained meanwhile was not removed here. Raises UserError where there is no such
    commit, or none in a shallow clone.
    """
    top = git_top(root)
    if top is None:
        raise UserError(f"{root} is not in git: there is no {revision} to compare with", "leave out --since")
    commit, head = find_revision(top, revision), head_revision(top)
    if commit is None and is_shallow(top):
        raise UserError(f"{revision}: no such commit in this shallow clone", FETCH)
    if commit is None or head is None:
        raise UserError(f"{revision}: no such revision", "give a branch, a tag or a commit that git log knows")
    parted = find_merge_base(top, commit, head)
    if parted is None and is_shallow(top):
        raise UserError(f"{revision}: this shallow clone does not reach back to it", FETCH)
    return top, parted or commit


def read_past(root: Path, top: Path, commit: str, exclude: tuple[str, ...] = (), folder: str = "") -> Past:
    """What `walk_tree` would have found below root at that commit, or in one folder below root.

    Sizes and times of entries are 0, links are listed and not followed; a submodule is a link with its commit.
    """
    relative = root.resolve().relative_to(top.resolve()).as_posix()
    prefix = "" if relative == "." else f"{relative}/"
    is_skipped = make_skip(exclude)
    files: dict[str, Entry] = {}
    links: dict[str, str] = {}
    store = _Store(top)
    for mode, name, path in list_blobs(top, commit, f"{prefix}{folder}".rstrip("/")):
        below = path.removeprefix(prefix)
        if is_skipped(below):
            continue
        if mode == "160000":
            links[below] = f"gitdir: {name}"
            continue
        files[below] = Entry(below, 0, 0, is_link=mode == "120000")
        store.names[below] = name
    tree = Tree(root, dict(sorted(files.items())), dict(sorted(links.items())), (), store.read)
    return Past(commit, tree, store.load)


@dataclass(slots=True)
class _Store:
    top: Path
    names: dict[str, str] = field(default_factory=dict)
    """Object names by path."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Bytes by object name."""

    def load(self, paths: Iterable[str]) -> None:
        missing = {self.names[path] for path in paths if path in self.names} - set(self.contents)
        self.contents |= read_objects(self.top, sorted(missing))

    def read(self, path: str) -> bytes:
        if path not in self.names:
            raise FileNotFoundError(f"{path} is not in that revision")
        self.load([path])
        if self.names[path] not in self.contents:
            raise OSError(f"{path}: its bytes are not in this clone")
        return self.contents[self.names[path]]
