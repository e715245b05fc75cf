"""Block collections, line by line, as Symfony's Yaml parser reads them."""

import re
from functools import lru_cache

from uninstaller.yaml.flow import add_value
from uninstaller.yaml.inline import read_lone, read_written
from uninstaller.yaml.lines import Level, Lines
from uninstaller.yaml.nodes import DEEPEST, Entry, Kind, Node, Tagged, UnreadableError, Value
from uninstaller.yaml.quoted import QUOTED
from uninstaller.yaml.scalars import evaluate_key, unquote

_ITEM = re.compile(rb"-(?: +|$)")
_SIMPLE_KEY = re.compile(rb"([A-Za-z0-9_][^\s:#\"']*):(?:[ \t]+|$)")
_COLON = re.compile(rb" *+:(?:[ \t]++|$)")
_COLON_AND_SPACE = re.compile(rb":(?:[ \t]++|$)")
_TAG = re.compile(rb"!\S* *")
_ANCHOR = re.compile(rb"&([^ ]+) *")
_NO_KEY = (b"", b" ", b"\t", b"[", b"{", b"!")
_TAG_ONLY = re.compile(rb"!([\w./:-]+) *(?: #.*)?$")


def read_block(text: Lines, column: int, depth: int) -> Node:
    """What begins at this column of the current line; lines that are indented as far belong to it."""
    line = text.lines[text.at]
    if depth > DEEPEST:
        raise text.fail(f"nested deeper than {DEEPEST} levels", column)
    if line.startswith((b"\t", b"-\t", b"---", b"%YAML"), column):
        raise text.fail("a tab, a second document or a directive", column)
    is_item = _ITEM.match(line, column) is not None
    text.blocks.append((column, text.at if text.indents[text.at] != column and not is_item else -1))
    if is_item:
        node = _read_sequence(text, Level(column, depth, is_sequence=True))
    elif _find_key(line, column):
        node = _read_mapping(text, Level(column, depth, is_sequence=False))
    else:
        node = read_lone(text, Level(column, depth, is_sequence=False))
    text.blocks.pop()
    return node


def _find_key(line: bytes, column: int) -> tuple[int, int, int] | None:
    """Where a key ends, where its colon does, and where the value begins; None where there is no key."""
    match = _SIMPLE_KEY.match(line, column)
    if match:
        return match.end(1), match.end(1) + 1, match.end()
    if line[column : column + 1] in _NO_KEY:
        return None
    if line[column] in b"\"'":
        quoted = QUOTED.match(line, column)
        colon = _COLON.match(line, quoted.end()) if quoted else None
        return (quoted.end(), line.index(b":", quoted.end()) + 1, colon.end()) if quoted and colon else None
    colon = _COLON_AND_SPACE.search(line, column + 1)
    if not colon or b" #" in line[column : colon.start()].rstrip(b" "):
        return None
    return column + len(line[column : colon.start()].rstrip(b" ")), colon.start() + 1, colon.end()


def _read_mapping(text: Lines, level: Level) -> Node:
    entries: list[Entry] = []
    value: dict[str, Value] = {}
    merges = False
    goes_on = True
    while goes_on:
        line = text.lines[text.at]
        key = _find_key(line, level.column)
        if not key or _ITEM.match(line, level.column):
            raise text.fail("expected a key, a colon and a space", level.column)
        end, mark, position = key
        entry = _read_entry(text, _name(text, level.column, end), mark, position, level)
        entries.append(entry)
        merges = merges or entry.key == "<<"
        add_value(value, str(entry.key), entry.node.value, merges, entry.key_start)
        goes_on = _goes_on(text, level.column)
    return Node(Kind.MAPPING, entries[0].key_start, _end(text), value, tuple(entries))


def _read_sequence(text: Lines, level: Level) -> Node:
    entries: list[Entry] = []
    start = text.starts[text.at] + level.column
    goes_on = True
    while goes_on:
        match = _ITEM.match(text.lines[text.at], level.column)
        if match:
            entries.append(_read_entry(text, len(entries), level.column + 1, match.end(), level))
        elif level.is_indented:
            raise text.fail("expected a dash", level.column)
        goes_on = match is not None and _goes_on(text, level.column)
    return Node(Kind.SEQUENCE, start, _end(text), [entry.node.value for entry in entries], tuple(entries))


def _goes_on(text: Lines, column: int) -> bool:
    """Whether the next line belongs to the collection in this column; raises where it is indented further."""
    indent = text.seek()
    if indent > column:
        raise text.fail("indented further than the lines that it stands among", indent)
    return indent == column


def _end(text: Lines) -> int:
    """Where the last line that was read ends, without its line break."""
    return text.starts[text.last] + len(text.lines[text.last])


def _name(text: Lines, start: int, end: int) -> str:
    try:
        return _evaluate_key(text.lines[text.at][start:end])
    except (ValueError, OverflowError) as error:
        raise text.fail(f"key: {error}", start) from None


@lru_cache(maxsize=4096)
def _evaluate_key(key: bytes) -> str:
    if key[0] in b"\"'":
        return unquote(key)
    if key.startswith((b"*", b"&", b"? ")):
        raise ValueError("anchors, aliases and complex keys cannot be read here")
    return evaluate_key(key)


def _read_entry(text: Lines, key: str | int, mark: int, position: int, level: Level) -> Entry:
    """The entry on the current line; the value begins at the position or below, `mark` is behind colon or dash."""
    line_start = text.starts[text.at]
    key_start = line_start + level.column
    start = line_start if text.indents[text.at] == level.column else key_start
    node = _read_value(text, position, level)
    return Entry(key, start, text.starts[text.last + 1], key_start, line_start + mark, node)


def _read_value(text: Lines, position: int, level: Level) -> Node:
    line = text.lines[text.at]
    first = line[position : position + 1]
    if first in (b"", b"#"):
        return _read_below(text, position, level)
    if first == b"\t":
        raise text.fail("a tab after a dash", position)
    if first == b"&":
        return _read_anchored(text, position, level)
    tag = _TAG_ONLY.match(line, position) if first == b"!" else None
    if tag:
        return _read_tagged(text, tag, level)
    if level.is_sequence and _is_nested(text, position):
        return read_block(text, position, level.depth + 1)
    return read_written(text, position, level)


def _is_nested(text: Lines, position: int) -> bool:
    """Whether a collection begins on the line of a dash, behind it."""
    line = text.lines[text.at]
    first = line[position : position + 1]
    tag = _TAG.match(line, position)
    if line.startswith(b"? ", position) or (tag and _find_key(line, tag.end())):
        raise text.fail("a complex or tagged key", position)
    return first == b"-" or (first not in b"[{!" and _find_key(line, position) is not None)


def _read_below(text: Lines, position: int, level: Level) -> Node:
    """The value on the lines below; null where there is none."""
    here = text.starts[text.at] + position
    text.take()
    below = text.at
    indent = text.seek()
    if indent > level.column:
        return read_block(text, indent, level.depth + 1)
    if level.is_sequence and indent == level.column and text.at > below:
        raise text.fail("a dash without a value before a comment or an empty line", indent)
    if not level.is_sequence and indent == level.column and _ITEM.match(text.lines[text.at], indent):
        return _read_sequence(text, Level(indent, level.depth + 1, is_sequence=True, is_indented=False))
    return Node(Kind.SCALAR, here, here, None)


def _read_tagged(text: Lines, tag: re.Match[bytes], level: Level) -> Node:
    start = text.starts[text.at] + tag.start()
    node = _read_below(text, tag.end(), level)
    if node.start == node.end:
        raise UnreadableError(start, "a tag without a value")
    return Node(Kind.OPAQUE, start, node.end, Tagged(tag[1].decode(), node.value))


def _read_anchored(text: Lines, position: int, level: Level) -> Node:
    line = text.lines[text.at]
    match = _ANCHOR.match(line, position)
    is_nested = match and level.is_sequence and _find_key(line, match.end())
    if not match or is_nested or line.startswith(b"-", match.end()):
        raise text.fail("an anchor that cannot be read here", position)
    node = _read_value(text, match.end(), level)
    text.references.add(match[1], node.value)
    return node
