"""What a YAML or JSON text says, as a tree of values that know their bytes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from uninstaller.place import Place, Unread, place_at

Value: TypeAlias = "bool | int | float | str | bytes | Tagged | list[Value] | dict[str, Value] | None"
"""Keys of mappings are texts, as PHP's arrays do not tell `1` from `'1'`; bytes come of `!!binary` only."""

Path = tuple[str | int, ...]
"""From the root down: keys of mappings, indices of sequences."""

DEEPEST = 100
"""Levels of nesting that are read; real files have a dozen. Readers may thus recurse."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag of its own: `!tagged_iterator cache.bin`."""

    tag: str
    value: Value


class Kind(StrEnum):
    MAPPING = "mapping"
    SEQUENCE = "sequence"
    SCALAR = "scalar"
    OPAQUE = "opaque"
    """An alias, or a value with a tag: nothing below it can be edited."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value as written at `start:end`, without a comment after it; empty where nothing is written and means null.

    `is_flow`: in brackets or braces. `value` holds what merge keys bring as well, `entries` only what is written here.
    """

    kind: Kind
    start: int
    end: int
    value: Value
    entries: "tuple[Entry, ...]" = ()
    is_flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, or one item of a sequence, whose key is its index.

    In a block, `start:end` are whole lines; but where an entry follows a dash on its line, it starts at its key (or
    dash). In a flow collection they are the bytes from key to value. `mark` is where the value may begin: after `:`
    or `-`.
    """

    key: str | int
    start: int
    end: int
    key_start: int
    mark: int
    node: Node


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its tree. `is_json`: what is inserted or left over must be JSON."""

    source: bytes
    root: Node
    is_json: bool = False

    def find(self, path: Path) -> Entry | None:
        """The entry at a path of at least one key; of two with the same key (the first is null) the last."""
        node, entry = self.root, None
        for key in path:
            entry = next((entry for entry in reversed(node.entries) if entry.key == key), None)
            if entry is None:
                return None
            node = entry.node
        return entry

    def place(self, path: str, offset: int) -> Place:
        return place_at(path, self.source, offset)


@dataclass(frozen=True, slots=True)
class Malformed:
    """A text that Drupal would not read, or that this program does not dare to."""

    source: bytes
    offset: int
    reason: str

    def unread(self, path: str) -> Unread:
        return Unread(place_at(path, self.source, self.offset), self.reason)


class UnreadableError(Exception):
    """Ends the reading of one text; `parse` and `parse_json` turn it into `Malformed`."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason
