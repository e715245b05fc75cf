"""The code base as one value: which files there are, and their bytes on demand."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from uninstaller.place import Unread


@dataclass(frozen=True, slots=True)
class Entry:
    """A regular file, or a link that is not followed. `size` in bytes."""

    path: str
    size: int
    mtime_ns: int
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """All files below `root`, by path relative to it (with `/`), in sorted order.

    `links` maps each symlink that was met to its final target, relative to the root if it lies below, else absolute;
    a git submodule or other nested repository to a text that begins with `gitdir:`. What lies behind a followed link
    is in `files` under the link's path, and must not be written through it.
    """

    root: Path
    files: Mapping[str, Entry]
    links: Mapping[str, str]
    unread: tuple[Unread, ...]
    read: Callable[[str], bytes]
    """Bytes of a file of `files`; raises OSError when it has gone or cannot be read."""

    def below(self, folder: str) -> Iterator[Entry]:
        """Entries in a folder and its subfolders; '' is the root."""
        if not folder:
            return iter(self.files.values())
        paths = list(self.files)
        start, end = bisect_left(paths, f"{folder}/"), bisect_left(paths, f"{folder}0")
        return (self.files[path] for path in paths[start:end])

    def sources(self, is_wanted: Callable[[str], object], folder: str = "") -> Iterator[tuple[str, bytes]]:
        """Path and bytes of the wanted files that can be read; who collects uses names those that cannot."""
        for entry in self.below(folder):
            if not entry.is_link and is_wanted(entry.path):
                with suppress(OSError):
                    yield entry.path, self.read(entry.path)
