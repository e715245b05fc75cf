"""Strict JSON as the same tree with byte spans: composer.json, composer.lock, package.json."""

import json
import re

from uninstaller.yaml.nodes import DEEPEST, Document, Entry, Kind, Malformed, Node, UnreadableError, Value

_SPACE = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_SCALAR = re.compile(rb"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


def parse_json(source: bytes) -> Document | Malformed:
    """The tree of a text; never raises. A key that comes twice is refused: readers differ in which one they take."""
    try:
        source.decode()
        root = _read_value(source, _skip(source, 0), 1)
        if _skip(source, root.end) != len(source):
            raise UnreadableError(root.end, "text after the end")
        return Document(source, root, is_json=True)
    except UnicodeDecodeError as error:
        return Malformed(source, error.start, "no valid UTF-8")
    except UnreadableError as error:
        return Malformed(source, error.offset, error.reason)


def _skip(source: bytes, position: int) -> int:
    match = _SPACE.match(source, position)
    return match.end() if match else position


def _read_value(source: bytes, position: int, depth: int) -> Node:
    if depth > DEEPEST:
        raise UnreadableError(position, f"nested deeper than {DEEPEST} levels")
    first = source[position : position + 1]
    if first == b"{":
        return _read_object(source, position, depth)
    if first == b"[":
        return _read_array(source, position, depth)
    match = _STRING.match(source, position) or _SCALAR.match(source, position)
    if not match:
        raise UnreadableError(position, "expected a value")
    return Node(Kind.SCALAR, position, match.end(), _evaluate(match[0], position))


def _evaluate(text: bytes, position: int) -> Value:
    if text.startswith(b'"') and b"\\" not in text:
        return text[1:-1].decode()
    try:
        value: Value = json.loads(text)
    except ValueError:  # Python refuses numbers of thousands of digits.
        raise UnreadableError(position, "a number that cannot be read") from None
    return value


def _read_object(source: bytes, opened: int, depth: int) -> Node:
    entries: list[Entry] = []
    value: dict[str, Value] = {}
    position = _skip(source, opened + 1)
    while source[position : position + 1] != b"}" or entries:
        match = _STRING.match(source, position)
        colon = _skip(source, match.end()) if match else position
        if not match or source[colon : colon + 1] != b":":
            raise UnreadableError(position, "expected a key in double quotes and a colon")
        key = str(_evaluate(match[0], position))
        if key in value:
            raise UnreadableError(position, f"duplicate key {key!a}")
        node = _read_value(source, _skip(source, colon + 1), depth + 1)
        entries.append(Entry(key, position, node.end, position, colon + 1, node))
        value[key] = node.value
        position = _skip(source, node.end)
        if source[position : position + 1] == b"}":
            break
        position = _pass_comma(source, position)
    return Node(Kind.MAPPING, opened, position + 1, value, tuple(entries), is_flow=True)


def _read_array(source: bytes, opened: int, depth: int) -> Node:
    entries: list[Entry] = []
    position = _skip(source, opened + 1)
    while source[position : position + 1] != b"]" or entries:
        node = _read_value(source, position, depth + 1)
        entries.append(Entry(len(entries), position, node.end, position, position, node))
        position = _skip(source, node.end)
        if source[position : position + 1] == b"]":
            break
        position = _pass_comma(source, position)
    return Node(
        Kind.SEQUENCE, opened, position + 1, [entry.node.value for entry in entries], tuple(entries), is_flow=True
    )


def _pass_comma(source: bytes, position: int) -> int:
    if source[position : position + 1] != b",":
        raise UnreadableError(min(position, len(source)), "expected a comma or the end of the collection")
    return _skip(source, position + 1)
