"""The value after a key or a dash: plain, quoted, in brackets, or a block of text."""

import re

from uninstaller.yaml.flow import TAG, read_flow
from uninstaller.yaml.lines import Level, Lines
from uninstaller.yaml.literal import read_header, read_text
from uninstaller.yaml.nodes import Kind, Node, Tagged, UnreadableError
from uninstaller.yaml.plain import read_lone_plain, read_plain
from uninstaller.yaml.quoted import read_quoted
from uninstaller.yaml.scalars import SPACE


def read_written(text: Lines, position: int, level: Level) -> Node:
    """The value that begins at a position of the current line."""
    line = text.lines[text.at]
    first = line[position : position + 1]
    if first in b"\"'[{":
        return _read_delimited(text, position, level.column + (not level.is_indented), level.depth)
    tag = TAG.match(line, position) if first == b"!" else None
    if tag:
        return _read_tagged(text, tag, level)
    header = read_header(line[position:].rstrip(SPACE)) if first in b"|>!" else None
    if header:
        return read_text(text, header, position, level)
    if first == b"*":
        return _read_alias(text, position)
    node = read_plain(text, position, level.column)
    if not level.is_sequence and first != b"!" and isinstance(node.value, str) and ": " in node.value:
        raise UnreadableError(node.start, "a colon and a space in a plain value: quote it")
    return node


def read_lone(text: Lines, level: Level) -> Node:
    """A value that has its lines for itself."""
    column = level.column
    first = text.lines[text.at][column : column + 1]
    if first in b"\"'[{":
        node = _read_delimited(text, column, column, level.depth)
    elif first in b"&*!" or text.lines[text.at].startswith(b"? ", column):
        raise text.fail("an anchor, alias, tag or complex key that cannot be read here", column)
    elif text.indents[text.at] == column and text.at > text.dropped and text.indents[text.at - 1] < 0:
        raise text.fail("a plain value after an empty line or a comment", column)
    else:
        node = read_lone_plain(text, column)
    if text.seek() >= column:
        raise text.fail("unexpected text after a value", column)
    return node


def _read_delimited(text: Lines, position: int, column: int, depth: int) -> Node:
    """Quotes, brackets or braces; their further lines must be indented as far as the column."""
    start = text.starts[text.at] + position
    is_quoted = text.source[start] in b"\"'"
    node = read_quoted(text.source, start) if is_quoted else read_flow(text.source, start, text.references, depth + 1)
    text.take()
    while text.starts[text.at] < node.end:
        line = text.lines[text.at]
        if line.strip(b" ") and not line.startswith(b" " * column):
            raise text.fail("indented less than the value that it continues")
        text.take()
    rest = text.lines[text.last][node.end - text.starts[text.last] :].strip()
    if rest and rest[0] != 35:
        raise UnreadableError(node.end, "unexpected text after a value")
    return node


def _read_tagged(text: Lines, tag: re.Match[bytes], level: Level) -> Node:
    at, start = text.at, text.starts[text.at] + tag.start()
    node = _read_delimited(text, tag.end(), level.column, level.depth)
    if text.last > at:
        raise UnreadableError(start, "a tagged value of several lines")
    return Node(Kind.OPAQUE, start, node.end, Tagged(tag[1].decode(), node.value))


def _read_alias(text: Lines, position: int) -> Node:
    start = text.starts[text.at] + position
    name, comment, _ = text.lines[text.at][position + 1 :].rstrip(SPACE).partition(b"#")
    name = name[:-1] if comment else name
    try:
        value = text.references.resolve(name)
    except KeyError:
        raise UnreadableError(start, "an alias of nothing") from None
    except ValueError as error:
        raise UnreadableError(start, str(error)) from None
    text.take()
    return Node(Kind.OPAQUE, start, start + 1 + len(name), value)
