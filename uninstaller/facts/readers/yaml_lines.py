"""YAML a line at a time, with the keys that lead to each: enough to say what a word is, not to edit."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode

_LINE = re.compile(
    rb"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)*)"
    rb"(?P<key>(?:'[^'\n]*'|\"[^\"\n]*\"|[^\s#'\"\[\]{},&*!|>%@`-][^\n#]*?|-[^\s#:]+))"
    rb"[ ]*:(?=[ \r\n]|\Z)[ ]*"
)
_ITEM = re.compile(rb"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)+)")
_FLOW = re.compile(rb"'[^']*'|\"(?:[^\"\\]|\\.)*\"|[\[\]{},]|:(?=[ \[{]|\Z)")
_COMMENT = re.compile(rb"(?:^|[ \t])#")


def read_yaml(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    found: list[Spelling] = []
    rest = list(spans)
    for start, line, keys in _lines(source):
        end = start + len(line)
        while rest and rest[0][0] < end:
            span = rest.pop(0)
            found.append(_locate(line, start, span, keys))
    found += [Spelling(*span, Role.TEXT, "", span[0]) for span in rest]
    return found


def _lines(source: bytes) -> Iterator[tuple[int, bytes, tuple[str, ...]]]:
    """Offset, line, and the keys that it stands below, its own key included."""
    stack: list[tuple[int, str]] = []
    position = 0
    for line in source.splitlines(keepends=True):
        match = _LINE.match(line)
        if match:
            depth = match.start("key")
            stack = [one for one in stack if one[0] < depth]
            stack.append((depth, decode(_unquote(match["key"]))))
        elif item := _ITEM.match(line):
            stack = [one for one in stack if one[0] <= item.end("indent")]
        elif line.strip() and not line.lstrip().startswith(b"#"):
            indent = len(line) - len(line.lstrip(b" "))
            stack = [one for one in stack if one[0] < indent] or stack[:1]
        yield position, line, tuple(key for _, key in stack)
        position += len(line)


def _locate(line: bytes, start: int, span: Span, keys: tuple[str, ...]) -> Spelling:
    match = _LINE.match(line)
    at = span[0] - start
    comment = _comment_start(line)
    if comment <= at:
        return Spelling(*span, Role.COMMENT, decode(line[comment:].strip()), _shift(line, comment) + start, keys)
    if match and at < match.end("key"):
        first = match.start("key") + (match["key"][:1] in (b"'", b'"'))
        return Spelling(*span, Role.KEY, decode(_unquote(match["key"])), start + first, keys[:-1])
    item = _ITEM.match(line)
    first = match.end() if match else item.end() if item else len(line) - len(line.lstrip())
    raw = line[first:comment].rstrip()
    if raw[:1] in (b"[", b"{") and (inner := _find_in_flow(raw, at - first)):
        start_of, end_of, role, above = inner
        text = _unquote(raw[start_of:end_of])
        return Spelling(*span, role, decode(text), start + first + raw.find(text, start_of), (*keys, *above))
    first += raw[:1] in (b"'", b'"')
    return Spelling(*span, Role.VALUE, decode(_unquote(raw)), start + first, keys)


def _find_in_flow(raw: bytes, at: int) -> tuple[int, int, Role, tuple[str, ...]] | None:
    """The item of `[a, {b: c}]` at an offset: its span, whether it is a key, and the keys within that lead to it."""
    stack: list[tuple[str, ...]] = []
    above: tuple[str, ...] = ()
    begun, key = 0, ""
    for match in _FLOW.finditer(raw):
        sign = match[0]
        if sign[:1] in (b"'", b'"'):
            continue
        is_key = sign == b":"
        text = raw[begun : match.start()]
        if begun <= at < match.start():
            first = begun + len(text) - len(text.lstrip())
            role = Role.KEY if is_key else Role.VALUE
            return first, begun + len(text.rstrip()), role, above if is_key or not key else (*above, key)
        if is_key:
            key = decode(_unquote(text.strip()))
        elif sign in b"[{":
            stack.append(above)
            above, key = (*above, key) if key else above, ""
        elif sign in b"]}":
            above, key = stack.pop() if stack else (), ""
        else:
            key = ""
        begun = match.end()
    return None


def _comment_start(line: bytes) -> int:
    """Where the line's comment begins; its length where it has none. A `#` in quotes begins none."""
    for match in _COMMENT.finditer(line):
        head = line[: match.end() - 1]
        if head.count(b"'") % 2 == 0 and head.count(b'"') % 2 == 0:
            return match.end() - 1
    return len(line)


def _shift(line: bytes, first: int) -> int:
    return first + len(line[first:]) - len(line[first:].lstrip())


def _unquote(text: bytes) -> bytes:
    is_quoted = len(text) >= 2 and text[:1] in (b"'", b'"') and text[-1:] == text[:1]
    return text[1:-1] if is_quoted else text.lstrip(b"'\"")
