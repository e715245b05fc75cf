r"""Finds the assignments in Drupal's .info format just where the regular expression of includes/common.inc does.

That expression is `^\s*(key)\s*=\s*("…"|'…'|rest of the line)\s*$`, with keys and values that may run over lines. It
needs time quadratic in the size of a hostile file; this port is linear.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

SPACES = b" \t\n\r\f\v"
SPECIAL = re.compile(rb"[=;\[\]]")
SPACE_RUN = re.compile(rb"\s*")
BARE_QUOTE = {ord('"'): re.compile(rb'(?<!\\)"'), ord("'"): re.compile(rb"(?<!\\)'")}
COMMENT = b";"
PLAIN_LINE = re.compile(
    rb"([^\s=;\[\]][^=;\[\]\r\n\f\v]*(?:\[[^=;\[\]\r\n\f\v]*\])*[ \t]*)=[ \t]*"
    rb"(?:(\"[^\"\\\n]*\"|'[^'\\\n]*')|([^\s\"'][^\r\n]*))"
)
"""Key, quoted value and bare value of what nearly all lines are, to be read at once; blanks may end key and value."""
EQUALS, OPEN, CLOSE = b"=[]"


@dataclass(frozen=True, slots=True)
class Assignment:
    """Byte offsets of a key and a value, quotes included, and of the end of the match."""

    key_start: int
    key_end: int
    value_start: int
    value_end: int
    end: int
    is_quoted: bool


Value = tuple[int, int, int, bool]
"""The last four members of an assignment."""


def find_assignments(source: bytes) -> Iterator[Assignment]:
    """The matches of drupal_parse_info_format(), in order."""
    search = _Search(source)
    position = 0
    while position < len(source):
        first = _skip_spaces(source, position)
        if source[first : first + 1] == COMMENT:
            position = source.find(b"\n", first) + 1
        else:
            found = _read_plain(source, PLAIN_LINE.match(source, first)) or search.match_at(position, first)
            if found:
                yield found
            position = source.find(b"\n", found.end - 1 if found else first) + 1
        if not position:
            return


def _read_plain(source: bytes, line: re.Match[bytes] | None) -> Assignment | None:
    if line is None:
        return None
    start, stop = line.span(line.lastindex or 0)
    if line[3] is not None:
        stop = start + len(line[3].rstrip(SPACES))
    end = _find_line_end(source, stop)
    key_end = line.start(1) + len(line[1].rstrip(SPACES))
    return Assignment(line.start(1), key_end, start, stop, end, line[3] is None) if end is not None else None


class _Search:
    """All that an assignment may be in which keys or values run over lines, or hold what is special elsewhere."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.values: dict[int, Value | None] = {}

    @cached_property
    def marks(self) -> list[int]:
        return [found.start() for found in SPECIAL.finditer(self.source)]

    @cached_property
    def ends(self) -> list[int]:
        return _find_key_ends(self.source, self.marks)

    def match_at(self, position: int, first: int) -> Assignment | None:
        """The match that begins at a line start, and its text at `first`."""
        index = bisect_left(self.marks, first)
        equals = self.ends[index] if index < len(self.marks) else len(self.source)
        return _match_at(self.source, position, first, equals, self.values)


def _find_key_ends(source: bytes, marks: list[int]) -> list[int]:
    """Where a key ends that reaches each special character: brackets that are balanced and not nested belong to it."""
    ends = marks[:]
    bracket = len(marks)
    for index in range(len(marks) - 1, -1, -1):
        mark = source[marks[index]]
        if mark == OPEN and bracket < len(marks) and source[marks[bracket]] == CLOSE:
            ends[index] = ends[bracket + 1] if bracket + 1 < len(marks) else len(source)
        if mark in (OPEN, CLOSE):
            bracket = index
    return ends


def _match_at(
    source: bytes, position: int, first: int, equals: int, values: dict[int, Value | None]
) -> Assignment | None:
    """The match that begins at a line start; its text begins at `first`, its key ends at `equals`."""
    if equals == len(source) or source[equals] != EQUALS or equals == position:
        return None
    if equals not in values:
        values[equals] = _match_value(source, equals + 1)
    value = values[equals]
    if value is None:
        return None
    key_start = min(first, equals - 1)  # a key cannot be empty: it takes a space where there is nothing else
    key_end = max(key_start + 1, key_start + len(source[key_start:equals].rstrip(SPACES)))
    return Assignment(key_start, key_end, *value)


def _match_value(source: bytes, position: int) -> Value | None:
    """The value after an equal sign; None where a bare carriage return keeps the line from ending."""
    start = _skip_spaces(source, position)
    for stop in _find_closing_quotes(source, start):
        end = _find_line_end(source, stop)
        if end is not None:
            return start, stop, end, True
    stop = _find_unquoted_end(source, start)
    end = _find_line_end(source, stop)
    if end is not None:
        return start, stop, end, False
    newline = source.rfind(b"\n", position, start)
    return (newline, newline, newline, False) if newline >= 0 else None


def _find_closing_quotes(source: bytes, start: int) -> Iterator[int]:
    """Where a quoted string can end: after its first bare quote, else after an escaped one before that, last first."""
    quote = source[start] if start < len(source) else 0
    if quote not in BARE_QUOTE:
        return
    bare = BARE_QUOTE[quote].search(source, start + 1)
    if bare:
        yield bare.end()
    last = bare.start() if bare else len(source)
    while (last := source.rfind(bytes([quote]), start + 1, last)) > start:
        yield last + 1


def _find_unquoted_end(source: bytes, start: int) -> int:
    newline = source.find(b"\n", start)
    line = source[start : newline if newline >= 0 else len(source)]
    return start + len(line.partition(b"\r")[0].rstrip(SPACES))


def _find_line_end(source: bytes, position: int) -> int | None:
    r"""The last end of a line within the white space at a position, as `\s*$` finds it."""
    after = _skip_spaces(source, position)
    if after == len(source):
        return after
    newline = source.rfind(b"\n", position, after)
    return newline if newline >= 0 else None


def _skip_spaces(source: bytes, position: int) -> int:
    found = SPACE_RUN.match(source, position)
    return found.end() if found else position
