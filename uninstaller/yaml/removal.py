"""Which bytes go with entries of a collection: whole lines of a block, or what stands between commas of a flow."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.yaml.nodes import Entry, Kind, Node


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Puts the replacement in the place of the bytes `start:end`."""

    start: int
    end: int
    replacement: bytes


_BLANK = re.compile(rb"\s*+")
_BLANK_LINES = re.compile(rb"(?:[ \t]*+\r?\n)*+")


class Blank(StrEnum):
    """Which empty lines go with an entry."""

    SPARE = "those below it, where there are some above it as well"
    NONE = "none"
    BELOW = "those below it"


def remove_from_flow(source: bytes, node: Node, keys: Collection[str | int], *, is_json: bool) -> list[Splice]:
    """The entries of a collection in brackets or braces, each with one comma."""
    entries = node.entries
    if all(entry.key in keys for entry in entries):
        is_wide = node.kind is Kind.MAPPING and not is_json
        return [Splice(node.start + 1, node.end - 1, b"  " if is_wide else b"")]
    splices = []
    for first, last in _runs(entries, keys):
        if last + 1 < len(entries):
            end = _before_comments(source, entries[last].end, entries[last + 1].start)
            splices.append(Splice(entries[first].start, end, b""))
        else:
            splices.append(Splice(entries[first - 1].end, entries[last].end, b""))
    return splices


def _runs(entries: Sequence[Entry], keys: Collection[str | int]) -> Iterator[tuple[int, int]]:
    """First and last index of neighbours that go together."""
    first = -1
    for index, entry in enumerate(entries):
        if entry.key not in keys:
            first = -1
        elif index + 1 < len(entries) and entries[index + 1].key in keys:
            first = index if first < 0 else first
        else:
            yield (index if first < 0 else first), index


def _before_comments(source: bytes, start: int, end: int) -> int:
    """Where the comments above the next entry begin, else that entry: the rest of the line goes with this one."""
    comment = source.find(b"#", source.find(b"\n", start, end), end)
    return comment if comment >= 0 and b"\n" in source[start:comment] else end


def remove_from_block(
    source: bytes, parent: Entry | None, node: Node, keys: Collection[str | int], blank: Blank
) -> list[Splice]:
    """Lines of entries and the comments directly above them. `parent` holds the collection; None for the root."""
    entries = node.entries
    if all(entry.key in keys for entry in entries):
        return _empty(source, parent, node)
    splices = []
    rest = 0
    if not _is_on_own_line(source, entries[0]) and entries[0].key in keys:
        rest = next(index for index, entry in enumerate(entries) if entry.key not in keys)
        start, end = entries[0].start, entries[rest - 1].end
        splices.append(Splice(start, _pass(_BLANK, source, end), b""))
    bound = _line_after(source, parent.mark) if parent else 0
    for index, entry in enumerate(entries[rest:], rest):
        if entry.key in keys:
            _remove_lines(source, entry, entries[index - 1].end if index else bound, blank, splices)
    return splices


def _is_on_own_line(source: bytes, entry: Entry) -> bool:
    return entry.start == 0 or source[entry.start - 1 : entry.start] in (b"\n", b"\r")


def _line_after(source: bytes, position: int) -> int:
    end = source.find(b"\n", position)
    return end + 1 if end >= 0 else len(source)


def _pass(pattern: re.Pattern[bytes], source: bytes, position: int) -> int:
    match = pattern.match(source, position)
    return match.end() if match else position


def _empty(source: bytes, parent: Entry | None, node: Node) -> list[Splice]:
    """What Drupal's exporter writes for an empty collection."""
    first, last = node.entries[0], node.entries[-1]
    if parent is None:
        return [Splice(first.start, last.end, b"{  }" + source[last.end - 1 : last.end].strip(b" ")[:1])]
    if not _is_on_own_line(source, first):
        return [Splice(parent.mark, node.end, b" {  }")]
    splices = [Splice(parent.mark, parent.mark, b" {  }")]
    bound = _line_after(source, parent.mark)
    for entry in node.entries:
        _remove_lines(source, entry, bound, Blank.NONE, splices)
        bound = entry.end
    return splices


def _remove_lines(source: bytes, entry: Entry, bound: int, blank: Blank, splices: list[Splice]) -> None:
    """Adds the splice of one entry, or widens the last one where that ends here. No line above the bound is touched."""
    mark = b" " * (entry.key_start - entry.start) + b"#"
    last = splices[-1].end if splices else 0
    start = _go_up(source, entry.start, max(bound, last), lambda line: line.startswith(mark))
    if splices and last == start:
        start = splices.pop().start
    above = _go_up(source, start, splices[-1].end if splices else 0, lambda line: not line.strip())
    end = entry.end
    if blank is Blank.SPARE and _pass(_BLANK, source, end) == len(source):
        start = above
    elif blank is Blank.BELOW or (blank is Blank.SPARE and (above < start or start == 0)):
        end = _pass(_BLANK_LINES, source, end)
    splices.append(Splice(start, end, b""))


def _go_up(source: bytes, position: int, bound: int, belongs: Callable[[bytes], bool]) -> int:
    """The start of the lines above a position that belong to what is there."""
    while position > bound:
        start = source.rfind(b"\n", bound, position - 1) + 1 or bound
        if not belongs(source[start:position]):
            return position
        position = start
    return position
