"""What git would keep of all that changes touch: read from the disk before anything is changed."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from uninstaller.codebase.boundary import failing_at
from uninstaller.codebase.change import Blob, Change, Write
from uninstaller.errors import UserError


def read_blobs(root: Path, changes: Sequence[Change], submodules: Mapping[str, str]) -> dict[str, Blob]:
    """The blobs of existing files, and of every file in folders to be deleted, by path relative to `root`.

    The disk is asked rather than the `Tree`, since a folder goes with what settings exclude from reading.
    `submodules` maps paths relative to `root` to their commits; another repository in a folder raises UserError.
    """
    return dict(sorted(pair for change in changes for pair in _blobs(root, change, submodules)))


def _blobs(root: Path, change: Change, submodules: Mapping[str, str]) -> Iterator[tuple[str, Blob]]:
    with failing_at(change.path, "cannot be read"):
        place = root / change.path
        if isinstance(change, Write) or place.is_symlink() or not place.is_dir():
            yield from _blob(root, change.path)
            return
        for folder, folders, files in os.walk(place, onerror=_raise):
            path = Path(folder).relative_to(root).as_posix()
            if ".git" in folders + files:
                folders.clear()
                yield path, _submodule(path, submodules)
                continue
            for name in files + folders:
                yield from _blob(root, f"{path}/{name}")


def _blob(root: Path, path: str) -> Iterator[tuple[str, Blob]]:
    """One pair for a file or link, none for what git does not keep: folders, sockets, what does not exist."""
    place = root / path
    mode = place.lstat().st_mode if os.path.lexists(place) else 0
    if stat.S_ISLNK(mode):
        yield path, Blob(0o120000, os.fsencode(place.readlink()))
    elif stat.S_ISREG(mode):
        with failing_at(path, "cannot be read"):
            yield path, Blob(0o100755 if mode & stat.S_IXUSR else 0o100644, place.read_bytes())


def _submodule(path: str, submodules: Mapping[str, str]) -> Blob:
    if path not in submodules:
        problem = f"{path}: is a git repository of its own that no commit here refers to"
        raise UserError(problem, "Move it out of the code base, then run again.")
    return Blob(0o160000, submodules[path].encode())


def _raise(error: OSError) -> None:
    raise error
