"""Remembers whole answers, such as a plan, for as long as the tree is what it was when they were found."""

import io
import marshal
import pickle
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.facts.cache import RACY_NS, load_body, make_digest, make_key, store_body
from uninstaller.facts.texts import is_text

_SIZE = 16
_UNKNOWN = bytes(_SIZE)
Answer = TypeVar("Answer")


class Answers:
    """Answers about one tree under one set of settings, written as text; they are to be found through `tree`.

    An answer holds while no file has another time or size; else while no telling file has another content. A tree with
    files so young that a change might leave their times alone is held to its content.
    """

    def __init__(self, tree: Tree, settings: str, use_cache: bool) -> None:
        self.tree = replace(tree, read=self._read) if use_cache else tree
        self._source = tree
        self._settings = settings
        self._use_cache = use_cache
        self._digests: dict[str, bytes] = {}
        self._is_spoilt = False
        self._times = _describe_times(tree) if use_cache else _UNKNOWN

    def recall(self, question: str, ask: Callable[[], Answer]) -> Answer:
        """The remembered answer, or a new one; what `ask` raises is not remembered."""
        if not self._use_cache:
            return ask()
        key = make_key(self._source.root, f"{question} {self._settings}")
        body = load_body(key)
        times, rest, kept = body[:_SIZE], body[_SIZE : 3 * _SIZE], body[3 * _SIZE :]
        is_untouched = times == self._times != _UNKNOWN
        if kept and (is_untouched or rest == self._lasting):
            with suppress(Exception):  # Whatever lies in the folder, it costs no more than finding the answer again.
                remembered: Answer = _Reader(io.BytesIO(kept)).load()
                if not is_untouched:
                    store_body(key, self._times + rest + kept)
                return remembered
        answer = ask()
        rest = bytes(2 * _SIZE) if self._is_spoilt else self._lasting
        if rest != bytes(2 * _SIZE) or self._times != _UNKNOWN:
            store_body(key, self._times + rest + pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        return answer

    @cached_property
    def _lasting(self) -> bytes:
        """What a fresh checkout of the same code has in common with this one."""
        return _describe_names(self._source) + self._describe_contents()

    def _describe_contents(self) -> bytes:
        """Only all digests together are kept: the files with passwords are among them."""
        for path, entry in self._source.files.items():
            if _is_telling(entry) and path not in self._digests:
                try:
                    self._read(path)
                except OSError:
                    self._digests[path] = _UNKNOWN
        return make_digest(b"".join(self._digests[path] for path in sorted(self._digests)))

    def _read(self, path: str) -> bytes:
        """An answer that depends on a file whose content nobody watches holds as long as no file's time changes."""
        source = self._source.read(path)
        if not _is_telling(self._source.files[path]):
            self._is_spoilt = True
        elif path not in self._digests:
            self._digests[path] = make_digest(source)
        return source


def _is_telling(entry: Entry) -> bool:
    return is_text(entry.path) and not entry.is_link


def _describe_names(tree: Tree) -> bytes:
    """Which files there are, how large the telling ones are, which links, and what cannot be read."""
    rows = [(entry.path, entry.is_link, entry.size if _is_telling(entry) else 0) for entry in tree.files.values()]
    return _digest([rows, *_list_rest(tree)])


def _describe_times(tree: Tree) -> bytes:
    times = [entry.mtime_ns for entry in tree.files.values() if not entry.is_link]
    if not all(0 < one < time.time_ns() - RACY_NS for one in times):
        return _UNKNOWN
    rows = [(entry.path, entry.is_link, entry.size, entry.mtime_ns) for entry in tree.files.values()]
    return _digest([rows, *_list_rest(tree)])


def _list_rest(tree: Tree) -> list[Any]:
    return [dict(tree.links), [(one.place.path, one.reason) for one in tree.unread]]


def _digest(rows: list[Any]) -> bytes:
    return make_digest(marshal.dumps(rows, 2))


class _Reader(pickle.Unpickler):
    """Makes values of this program's own types only, whatever somebody else may have put into the folder."""

    def find_class(self, module: str, name: str) -> type:
        found = super().find_class(module, name) if module.startswith("uninstaller.") and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no type of an answer")
        return found
