"""Block scalars, the text below `|` and `>`, as Symfony's Parser::parseBlockScalar() reads it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uninstaller.yaml.lines import Level, Lines
from uninstaller.yaml.nodes import Kind, Node, Tagged, UnreadableError, Value
from uninstaller.yaml.scalars import decode_binary

_HEADER = re.compile(rb"(?:!([\w!./:-]*) +)?([|>])(\+|-|\d{1,3}|\+\d{1,3}|-\d{1,3}|\d{1,3}\+|\d{1,3}-)?(?: +#.*)?$")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on the line of the key; `indent` 0 where the text itself tells it. `tag` without its first `!`."""

    tag: str
    is_folded: bool
    chomping: bytes
    indent: int


def read_header(text: bytes) -> Header | None:
    match = _HEADER.match(text)
    if not match:
        return None
    modifiers = match[3] or b""
    indent = int(modifiers.strip(b"+-") or 0)
    return Header((match[1] or b"").decode(), match[2] == b">", modifiers.strip(b"0123456789"), indent)


def read_text(text: Lines, header: Header, position: int, level: Level) -> Node:
    """The block scalar whose header is on the current line."""
    start = text.starts[text.at] + position
    text.take()
    first = text.at
    found = _take_lines(text, header, level)
    after = text.at
    last = next((line for line in range(after - 1, first - 1, -1) if text.lines[line].strip(b" ")), first - 1)
    text.last = last
    try:
        value = _evaluate(header, _join(header, found))
    except ValueError as error:
        raise UnreadableError(start, str(error)) from None
    return Node(Kind.SCALAR, start, text.starts[last] + len(text.lines[last]), value)


def _take_lines(text: Lines, header: Header, level: Level) -> list[bytes]:
    """Lines without their indentation; an empty one at the end stands for a final line break."""
    first = at = text.at
    lines, count = text.lines, len(text.lines)
    while at < count and not lines[at].strip(b" "):
        at += 1
    found = [b""] * (at - first)
    if at == count or not _belongs(text, at, level):
        text.at = at
        return _take_blank(text, first, found, level)
    indent = header.indent or _measure(text, at, level.column)
    margin = b" " * (level.column + indent)
    while indent and at < count and (lines[at].startswith(margin) or not lines[at].strip(b" ")):
        found.append(lines[at][level.column + indent :])
        at += 1
    found += [b""] * (not indent)
    text.at = at
    _check_comment(text, at, indent)
    found += [b""] * (at == count and text.ends_in_break)
    return found if _is_end(text, at, level) else [*found, b""]


def _take_blank(text: Lines, first: int, found: list[bytes], level: Level) -> list[bytes]:
    """The lines of a text that has only empty ones; none where a dash is on the line of its header."""
    if not found or text.blocks[-1][1] == first - 1:
        return []
    if text.at < len(text.lines) or not text.ends_in_break:
        found = found[1:]
    return found if _is_end(text, text.at, level) else [*found, b""]


def _belongs(text: Lines, at: int, level: Level) -> bool:
    """Whether Symfony counts a line to the block of a collection: comments always, however they are indented."""
    if level.is_sequence and text.indents[at] == level.column:
        return text.lines[at].startswith(b"-", level.column)
    return text.indents[at] >= level.column or text.lines[at].lstrip(b" ").startswith(b"#")


def _measure(text: Lines, at: int, column: int) -> int:
    line = text.lines[at]
    indent = len(line) - len(line.lstrip(b" "))
    if text.indents[at] < 0 and indent <= column:
        raise text.fail("a comment where a text should begin")
    return indent - column


def _check_comment(text: Lines, at: int, indent: int) -> None:
    """Raises for a comment that Symfony would take for a part of the text, as it forgets to unindent it."""
    if indent and at < len(text.lines) and text.indents[at] < 0 and _indent_as_counted(text, at) >= indent:
        raise text.fail("a comment after a text, indented neither like it nor like its key")


def _indent_as_counted(text: Lines, at: int) -> int:
    """Indentation within the innermost block: each block takes its own off, but not off a comment that has less."""
    line = text.lines[at]
    own, before = len(line) - len(line.lstrip(b" ")), 0
    for column, _ in text.blocks:
        own -= column - before if own >= column - before else 0
        before = column
    return own


def _is_end(text: Lines, at: int, level: Level) -> bool:
    """Whether the text reaches what Symfony takes for the end of the file.

    It takes lines off the top before it counts, and counts those of a mapping behind a dash twice.
    """
    if at < len(text.lines) and _belongs(text, at, level):
        return False
    if at == len(text.lines):
        return True
    twice = sum(_count_lines(text, line, column) for column, line in text.blocks if line >= 0)
    return at + twice >= text.count - text.dropped


def _count_lines(text: Lines, first: int, column: int) -> int:
    """How many lines below the first belong to a block."""
    at = first + 1
    while at < len(text.lines) and (text.indents[at] < 0 or text.indents[at] >= column):
        at += 1
    return (at if at < len(text.lines) else text.count) - first - 1


def _join(header: Header, lines: Sequence[bytes]) -> bytes:
    text = _fold(lines) if header.is_folded else b"\n".join(lines)
    if header.chomping == b"+" or not text.endswith(b"\n"):
        return text
    return text.rstrip(b"\n") + (b"" if header.chomping else b"\n")


def _fold(lines: Sequence[bytes]) -> bytes:
    """A line break between two lines becomes a space, unless one of them is empty or indented further."""
    pieces: list[bytes] = []
    before = b""
    for line in lines:
        if not line:
            pieces.append(b"\n")
        elif line.startswith(b" ") or before.startswith(b" "):
            pieces.append(b"\n" + line)
        else:
            pieces.append(b" " + line if before else line)
        before = line
    return b"".join(pieces)


def _evaluate(header: Header, content: bytes) -> Value:
    if header.tag == "!binary":
        return decode_binary(content)
    value = content.decode()
    return Tagged(header.tag, value) if header.tag else value
