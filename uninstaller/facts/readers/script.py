"""JavaScript as strings, comments and names, by a lexer: what any mention of a name stands in."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode, line_of

_TOKEN = re.compile(
    rb"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
    rb"|`(?:[^`\\]|\\.)*`)|(?<=[=(,:;!&|?\[{}])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/",
    re.DOTALL,
)
_NAME = re.compile(rb"[\w$.\x80-\xff]*")
_LOOK_BACK = 120
_NAME_BEFORE = re.compile(rb"[\w$.\x80-\xff]*\Z")
_CALLEE = re.compile(rb"([\w$.]+)\s*\(\s*\Z")


def read_javascript(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    """A name in code comes with the members that it is reached through: `Drupal.behaviors.shop`."""
    found: list[Spelling] = []
    rest = list(reversed(spans))
    for start, end, role in _tokens(source):
        while rest and rest[-1][0] < end:
            found.append(_locate(source, rest.pop(), start, end, role))
        if not rest:
            break
    return found


def _tokens(source: bytes) -> Iterator[tuple[int, int, Role]]:
    position = 0
    for match in _TOKEN.finditer(source):
        yield position, match.start(), Role.CODE
        role = Role.COMMENT if match["comment"] else Role.STRING if match["string"] else Role.CODE
        yield match.start(), match.end(), role
        position = match.end()
    yield position, len(source), Role.CODE


def _locate(source: bytes, span: Span, start: int, end: int, role: Role) -> Spelling:
    if role is Role.STRING and b"\n" not in source[start:end]:
        callee = _CALLEE.search(source, max(0, start - 80), start)
        context = (decode(callee[1]),) if callee else ()
        return Spelling(*span, role, decode(source[start + 1 : end - 1]), start + 1, context)
    if role is Role.CODE:
        before, after = (
            _NAME_BEFORE.search(source, max(start, span[0] - _LOOK_BACK), span[0]),
            _NAME.match(source, span[1], end),
        )
        first, last = before.start() if before else span[0], after.end() if after else span[1]
        return Spelling(*span, role, decode(source[first:last]), first)
    first, last = line_of(source, *span)
    return Spelling(*span, role, decode(source[max(first, start) : min(last, end)]), max(first, start))
