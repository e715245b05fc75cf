"""Asks every file one question that only its bytes answer, and remembers the answers between runs."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.facts.cache import Remembered, Stamp, load_remembered, make_digest, make_key, store_remembered

_SECRET = re.compile(r"(?:^|/)[\w.-]*settings[\w.-]*\.php$")
Answer = TypeVar("Answer")


def is_secret(path: str) -> bool:
    """Whether a file may hold passwords: nothing of it is kept."""
    return "settings" in path and _SECRET.search(path) is not None


def is_unchanged(entry: Entry, stamp: Stamp | None) -> bool:
    """Whether time and size are those that are remembered; a time of 0 is not to be trusted."""
    return stamp is not None and stamp[0] == entry.mtime_ns != 0 and stamp[1] == entry.size


def recall_facts(
    tree: Tree, entries: Iterable[Entry], question: str, read: Callable[[bytes], Answer], use_cache: bool
) -> Iterator[tuple[str, Answer]]:
    """Path and answer of each file that can be read; marshal must be able to write the answers."""
    if not use_cache:
        yield from _ask(tree, entries, read)
        return
    key = make_key(tree.root, question)
    remembered = load_remembered(key)
    stamps: dict[str, Stamp] = {}
    rows: dict[bytes, object] = {}
    for entry in entries:
        with suppress(OSError):
            stamp, answer = _recall(tree, entry, remembered, read)
            if not is_secret(entry.path):
                stamps[entry.path], rows[stamp[2]] = stamp, answer
            yield entry.path, answer
    if stamps != remembered.stamps:
        store_remembered(key, Remembered(stamps, rows))


def _ask(tree: Tree, entries: Iterable[Entry], read: Callable[[bytes], Answer]) -> Iterator[tuple[str, Answer]]:
    for entry in entries:
        with suppress(OSError):
            yield entry.path, read(tree.read(entry.path))


def _recall(tree: Tree, entry: Entry, remembered: Remembered, read: Callable[[bytes], Answer]) -> tuple[Stamp, Answer]:
    stamp = remembered.stamps.get(entry.path)
    if stamp is not None and is_unchanged(entry, stamp):
        return stamp, remembered.rows[stamp[2]]  # type: ignore[return-value]  # Written by recall_facts() only.
    source = tree.read(entry.path)
    stamp = (entry.mtime_ns, entry.size, make_digest(source))
    answer = remembered.rows.get(stamp[2])
    return stamp, read(source) if answer is None else answer  # type: ignore[return-value]
