"""Flow collections, `[a, b]` and `{ a: b }`, as Symfony's Inline reads them; what it reads oddly is refused."""

import re

from uninstaller.yaml.anchors import References
from uninstaller.yaml.nodes import DEEPEST, Entry, Kind, Node, Tagged, UnreadableError, Value
from uninstaller.yaml.quoted import read_quoted
from uninstaller.yaml.scalars import SPACE, evaluate, evaluate_key, evaluate_tagged, unquote

_BLANK = re.compile(rb"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_PLAIN = re.compile(rb"[^\[\]{},\r\n]*+")
_COLON = re.compile(rb" *+:")
_KEY = re.compile(rb"[^\s\[\]{},:\"'][^\s\[\]{},:]*+")
_AFTER_COLON = (b" ", b",", b"[", b"]", b"{", b"}", b"\r", b"\n")
TAG = re.compile(rb"!([\w./:-]+) *+(?=[\[{])")
_PAIR = re.compile(rb"([^\s\"'&*!][^\s:]*) *: +(.*)", re.DOTALL)


def read_flow(source: bytes, position: int, references: References, depth: int) -> Node:
    """The collection that begins at this bracket or brace."""
    if depth > DEEPEST:
        raise UnreadableError(position, f"nested deeper than {DEEPEST} levels")
    if source[position] == ord("["):
        return _read_sequence(source, position, references, depth)
    return _read_mapping(source, position, references, depth)


def _skip(source: bytes, position: int, opened: int) -> int:
    """Behind white space, comments and needless commas; raises where the text ends."""
    while True:
        position = _pass_blank(source, position)
        if position == len(source):
            raise UnreadableError(opened, "a bracket or brace is not closed")
        if source[position] != ord(","):
            return position
        position += 1


def _pass_blank(source: bytes, position: int) -> int:
    match = _BLANK.match(source, position)
    end = match.end() if match else position
    if b"\t" in source[position:end]:
        raise UnreadableError(position, "a tab in a flow collection")
    return end


def _read_sequence(source: bytes, opened: int, references: References, depth: int) -> Node:
    entries: list[Entry] = []
    position = _skip(source, opened + 1, opened)
    while source[position] != ord("]"):
        node = _read_value(source, position, references, depth, in_sequence=True)
        if node.kind is Kind.SCALAR and node.end == position:
            raise UnreadableError(position, "unexpected character in a flow sequence")
        entries.append(Entry(len(entries), position, node.end, position, position, node))
        position = _after(source, node.end, b"]", opened)
    values = [entry.node.value for entry in entries]
    return Node(Kind.SEQUENCE, opened, position + 1, values, tuple(entries), is_flow=True)


def _after(source: bytes, position: int, closing: bytes, opened: int) -> int:
    """The next entry or the closing character; raises where neither follows."""
    end = _pass_blank(source, position)
    if end < len(source) and source[end : end + 1] not in (b",", closing):
        raise UnreadableError(end, f"expected a comma or {closing.decode()}")
    return _skip(source, end, opened)


def _read_mapping(source: bytes, opened: int, references: References, depth: int) -> Node:
    entries: list[Entry] = []
    value: dict[str, Value] = {}
    merges = False
    position = _skip(source, opened + 1, opened)
    while source[position] != ord("}"):
        key, mark = _read_key(source, position)
        node = _read_value(source, _pass_blank(source, mark), references, depth, in_sequence=False)
        entries.append(Entry(key, position, max(node.end, mark), position, mark, node))
        merges = merges or key == "<<"
        add_value(value, key, node.value, merges, position)
        position = _after(source, max(node.end, mark), b"}", opened)
    return Node(Kind.MAPPING, opened, position + 1, value, tuple(entries), is_flow=True)


def add_value(mapping: dict[str, Value], key: str, value: Value, merges: bool, offset: int) -> None:
    """Adds an entry; raises for a second one of the same name, unless the first is null or a merge key is about."""
    if key == "<<":
        for part in value if isinstance(value, list) else [value]:
            if not isinstance(part, dict):
                raise UnreadableError(offset, "a merge key needs a mapping")
            for name, inherited in part.items():
                mapping.setdefault(name, inherited)
    elif not merges and mapping.get(key) is not None:
        raise UnreadableError(offset, f"duplicate key {key}")
    else:
        mapping[key] = value


def _read_key(source: bytes, position: int) -> tuple[str, int]:
    """A key, and where its value may begin."""
    if source[position] in b"\"'":
        node = read_quoted(source, position)
        key, end = str(node.value), node.end
    else:
        match = _KEY.match(source, position)
        if not match:
            raise UnreadableError(position, "expected a key")
        key, end = match[0].decode(), match.end()
        _check_key(match[0], position)
    colon = _COLON.match(source, end)
    is_quoted = source[position] in b"\"'"
    if not colon or not (is_quoted or source[colon.end() : colon.end() + 1] in _AFTER_COLON):
        raise UnreadableError(end, "expected a colon and a space after the key")
    return key, colon.end()


def _check_key(key: bytes, position: int) -> None:
    try:
        evaluate_key(key)
    except ValueError as error:
        raise UnreadableError(position, str(error)) from None
    if key[0] in b"&*!?":
        raise UnreadableError(position, "expected a plain key")


def _read_value(source: bytes, position: int, references: References, depth: int, *, in_sequence: bool) -> Node:
    first = source[position : position + 1]
    if first in (b"[", b"{"):
        return read_flow(source, position, references, depth + 1)
    if first in (b'"', b"'"):
        return read_quoted(source, position)
    tag = TAG.match(source, position) if first == b"!" else None
    if tag:
        node = read_flow(source, tag.end(), references, depth + 1)
        return Node(Kind.OPAQUE, position, node.end, Tagged(tag[1].decode(), node.value))
    end, text = _read_plain(source, position)
    try:
        if text.startswith(b"*"):
            return Node(Kind.OPAQUE, position, end, references.resolve(text[1:]))
        return _evaluate(text, position, end, in_sequence)
    except KeyError:
        raise UnreadableError(position, "an alias of nothing") from None
    except (ValueError, OverflowError) as error:
        raise UnreadableError(position, str(error)) from None


def _evaluate(text: bytes, start: int, end: int, in_sequence: bool) -> Node:
    if text.startswith((b"&", b":")):
        raise ValueError("an anchor or a colon at the beginning of a value")
    if text.startswith(b"!") and not (in_sequence and b": " in text):
        return Node(Kind.OPAQUE, start, end, evaluate_tagged(text, evaluates=False))
    if in_sequence and b": " in text:
        return _read_pair(text, start, end)
    return Node(Kind.SCALAR, start, end, evaluate(text))


def _read_pair(text: bytes, start: int, end: int) -> Node:
    """`[a: b]`, a mapping of one entry without braces; nothing in it can be edited."""
    pair = _PAIR.fullmatch(text)
    if not pair:
        raise ValueError("a mapping without braces in a sequence")
    key = evaluate_key(pair[1]) and pair[1].decode()
    value = unquote(pair[2]) if re.fullmatch(rb"\"[^\"\\]*\"|'[^']*'", pair[2]) else evaluate(pair[2])
    if isinstance(value, str) and value[:1] in ("'", '"', "&", "*", "!"):
        raise ValueError("a mapping without braces in a sequence")
    return Node(Kind.OPAQUE, start, end, {key: value})


def _read_plain(source: bytes, position: int) -> tuple[int, bytes]:
    """Where a plain scalar ends, and its text with line breaks as spaces."""
    pieces: list[bytes] = []
    end = position
    while True:
        match = _PLAIN.match(source, position)
        text = match[0] if match else b""
        if b"\t#" in text:
            raise UnreadableError(position, "a tab before a comment")
        content, is_commented, _ = text.partition(b" #")
        content = content.strip(SPACE)
        if content:
            pieces += [b" " if pieces and b" " in source[end:position] else b"", content]
            end = position + len(text) - len(text.lstrip(SPACE)) + len(content)
        position = _pass_blank(source, position + len(text))
        follows = source[position : position + 1]
        if follows in (b"", b",", b"]", b"}"):
            return end, b"".join(pieces)
        if is_commented or b"#" in source[end:position] or follows in (b"[", b"{", b'"', b"'"):
            raise UnreadableError(position, "expected a comma")
