"""Which changes may be made at all: none outside of the project, none through a link or into a submodule."""

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import assert_never

from uninstaller.codebase.change import Change, Delete, Write
from uninstaller.errors import UserError

STAGING = ".uninstaller-staging"
"""Folder in the project that holds what a run has not finished; no change may touch it."""

HINTS = {
    errno.EACCES: "Give this user the right to write to the folder (chmod u+w), then run again.",
    errno.EPERM: "Give this user the right to write to the folder (chmod u+w), then run again.",
    errno.EROFS: "The file system is mounted read-only: work on a writable copy.",
    errno.ENOSPC: "Free some space on this file system, then run again.",
    errno.EDQUOT: "The disk quota is used up: free some space, then run again.",
    errno.EXDEV: "It lies on another file system than the project, so it cannot change at one stroke: unmount it.",
    errno.EBUSY: "It is a mount point or in use: unmount it, then run again.",
    errno.ENAMETOOLONG: "The path is too long for this file system: choose a shorter one.",
    errno.ENOENT: "It went away while this ran: let no other program change the code base, then run again.",
    errno.EEXIST: "It appeared while this ran: let no other program change the code base, then run again.",
}


@contextmanager
def failing_at(path: str, what: str = "cannot be changed") -> Iterator[None]:
    """Turns an OSError of the block into a UserError that names the path and a remedy."""
    try:
        yield
    except OSError as error:
        remedy = HINTS.get(error.errno or 0, "Look at the file and its folder, then run again.")
        raise UserError(f"{path}: {what}: {error.strerror or error}", remedy) from error


def check_changes(root: Path, project: Path, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes in the order of their paths, less deletions that a deleted folder covers; raises UserError.

    Paths are relative to `root`, which must lie in `project`. Reads the disk, writes nothing.
    """
    root = root.resolve()
    if not root.is_relative_to(project.resolve()):
        raise UserError(f"{root} lies outside of the project {project}", "Choose a --root inside of the project.")
    for change in changes:
        with failing_at(change.path, "cannot be looked at"):
            check_path(root, change.path)
            _check_target(root, change)
    return tuple(_without_covered(sorted(changes, key=lambda change: change.path.split("/"))))


def check_path(root: Path, path: str) -> None:
    """Raises UserError where a path could leave the root or reach into git's or this program's own folder."""
    parts = path.split("/")
    if "\0" in path or Path(path).is_absolute() or (os.sep != "/" and os.sep in path):
        raise UserError(f"{path!r}: not a path relative to the root", "Nothing outside of the project is written.")
    if any(part in ("", ".", "..", STAGING) or part.lower() == ".git" for part in parts):
        raise UserError(f"{path!r}: this path is never written", "Name a file or folder inside of the code base.")
    for folder in [str(parent) for parent in reversed(PurePosixPath(path).parents)][1:]:
        _check_folder(path, root / folder, folder)


def _check_folder(path: str, place: Path, folder: str) -> None:
    if place.is_symlink():
        raise UserError(f"{path}: lies behind the symbolic link {folder}", "Make this change where the link points.")
    if place.exists() and not place.is_dir():
        raise UserError(f"{path}: {folder} is a file, not a folder", "Move the file away, or choose another path.")
    if os.path.lexists(place / ".git"):
        raise UserError(f"{path}: lies in the git submodule {folder}", "Make this change in that repository.")


def _check_target(root: Path, change: Change) -> None:
    place = root / change.path
    mode = place.lstat().st_mode if os.path.lexists(place) else None
    match change:
        case Delete() if mode is None:
            raise UserError(f"{change.path}: is to be deleted but does not exist", "Check the path.")
        case Write() if mode is not None and stat.S_ISLNK(mode):
            raise UserError(f"{change.path}: is a symbolic link", "Make this change in the file that it points at.")
        case Write() if mode is not None and not stat.S_ISREG(mode):
            raise UserError(f"{change.path}: is not a regular file", "Move it away, or choose another path.")
        case Write() | Delete():
            return
        case _:
            assert_never(change)


def _without_covered(changes: Sequence[Change]) -> Iterator[Change]:
    above: Change | None = None
    for change in changes:
        if above is not None and change.path == above.path:
            raise UserError(f"{change.path}: two changes want this path", "This is a fault of the plan: report it.")
        if above is not None and change.path.startswith(f"{above.path}/"):
            if isinstance(above, Delete) and isinstance(change, Delete):
                continue
            raise UserError(f"{change.path}: is written below {above.path}, which goes", "Choose another folder.")
        above = change
        yield change
