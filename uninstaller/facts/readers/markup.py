"""Templates: Twig's own tags and comments by a small tokenizer, and the markup between them."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode, line_of

_TAG = re.compile(
    rb"(?P<comment>\{#.*?(?:#\}|\Z)|<!--.*?(?:-->|\Z))|(?P<tag>\{%.*?(?:%\}|\Z)|\{\{.*?(?:\}\}|\Z))", re.DOTALL
)
_STRING = re.compile(rb"'[^'\\]*(?:\\.[^'\\]*)*'|\"[^\"\\]*(?:\\.[^\"\\]*)*\"", re.DOTALL)
_NAME = re.compile(rb"[\w.-]*")
_LOOK_BACK = 120
_NAME_BEFORE = re.compile(rb"[\w.-]*\Z")
_ATTRIBUTE = re.compile(rb"([\w:-]+)\s*=\s*[\"'][^\"'<>]*\Z")
_CALLEE = re.compile(rb"(\w+)\s*\(?[\[\s]*\Z")


def read_twig(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    """`context` of a string in a tag: the word before it, such as `attach_library`; of markup: the attribute."""
    found: list[Spelling] = []
    rest = list(reversed(spans))
    for start, end, role in _regions(source):
        while rest and rest[-1][0] < end:
            span = rest.pop()
            found.append(
                _in_tag(source, span, start, end) if role is Role.CODE else _in_line(source, span, start, role)
            )
    return found


def _regions(source: bytes) -> Iterator[tuple[int, int, Role]]:
    position = 0
    for match in _TAG.finditer(source):
        yield position, match.start(), Role.MARKUP
        yield match.start(), match.end(), Role.COMMENT if match["comment"] else Role.CODE
        position = match.end()
    yield position, len(source), Role.MARKUP


def _in_tag(source: bytes, span: Span, start: int, end: int) -> Spelling:
    for match in _STRING.finditer(source, start, end):
        if match.start() <= span[0] < match.end():
            callee = _CALLEE.search(source, max(start, match.start() - 80), match.start())
            context = (decode(callee[1]),) if callee else ()
            return Spelling(*span, Role.STRING, decode(match[0][1:-1]), match.start() + 1, context)
    before, after = (
        _NAME_BEFORE.search(source, max(start, span[0] - _LOOK_BACK), span[0]),
        _NAME.match(source, span[1], end),
    )
    first, last = before.start() if before else span[0], after.end() if after else span[1]
    return Spelling(*span, Role.CODE, decode(source[first:last]), first)


def _in_line(source: bytes, span: Span, start: int, role: Role) -> Spelling:
    first, last = line_of(source, *span)
    attribute = _ATTRIBUTE.search(source, max(start, span[0] - 400), span[0]) if role is Role.MARKUP else None
    if attribute:
        value = max(source.rfind(quote, 0, span[0]) for quote in (b'"', b"'")) + 1
        closing = re.compile(rb"[\"'<>]").search(source, span[1])
        text = source[value : closing.start() if closing else span[1]]
        return Spelling(*span, role, decode(text), value, (decode(attribute[1]).lower(),))
    return Spelling(*span, role, decode(source[first:last]), first)
