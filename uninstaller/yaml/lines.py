"""The lines of a text, and where a reader is while it goes through them."""

from dataclasses import dataclass
from itertools import accumulate

from uninstaller.yaml.anchors import References
from uninstaller.yaml.nodes import UnreadableError


@dataclass(frozen=True, slots=True)
class Level:
    """The collection in which a value stands: its column, how deep it is nested, whether it is a sequence.

    `is_indented` is False for a sequence in the column of the key that it belongs to.
    """

    column: int
    depth: int
    is_sequence: bool
    is_indented: bool = True


class Lines:
    """Lines without their ends, where each starts, and where the reader is.

    `indents`: leading spaces, -1 for lines that are empty or a comment. `at` is the first line not yet read, `last`
    the last one that held anything. `blocks` are those round the reader: columns, and for a mapping that begins behind
    a dash the line of that, else -1. `references` are the anchors met so far. `count` counts lines as Symfony does,
    which takes `dropped` ones, comments and marks on top, off before.
    """

    __slots__ = (
        *("at", "blocks", "count", "dropped", "ends_in_break", "indents", "last", "lines"),
        *("references", "source", "starts"),
    )

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = source.splitlines()
        self.starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
        self.indents = [_indent(line) for line in self.lines]
        self.at = 0
        self.last = 0
        self.dropped = 0
        self.ends_in_break = source.endswith((b"\n", b"\r"))
        self.count = len(self.lines) + self.ends_in_break
        self.blocks: list[tuple[int, int]] = []
        self.references = References()

    def seek(self) -> int:
        """Goes to the next line that is neither empty nor a comment; gives its indentation, -1 where none is left."""
        indents = self.indents
        at, count = self.at, len(indents)
        while at < count and indents[at] < 0:
            at += 1
        self.at = at
        return indents[at] if at < count else -1

    def take(self) -> None:
        """Goes to the next line; this one held something."""
        self.last = self.at
        self.at += 1

    def fail(self, reason: str, column: int = 0) -> UnreadableError:
        """The error at a column of the current line, to be raised."""
        line = min(self.at, len(self.lines) - 1)
        return UnreadableError(self.starts[line] + column if self.lines else 0, reason)


def _indent(line: bytes) -> int:
    text = line.lstrip(b" ")
    return len(line) - len(text) if text and text[0] != ord("#") else -1
