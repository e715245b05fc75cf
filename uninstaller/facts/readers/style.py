"""CSS and its dialects as selectors, declarations, strings and comments, by a lexer that survives anything."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode, line_of

_TOKEN = re.compile(
    rb"(?P<comment>/\*.*?(?:\*/|\Z)|(?<![:\w])//[^\n]*)|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
    rb"|url\([^)\"']*\))|(?P<end>[{};])",
    re.DOTALL,
)
_NAME = re.compile(rb"[\w\x80-\xff-]*")
_LOOK_BACK = 120
_NAME_BEFORE = re.compile(rb"[.#@$%]?[\w\x80-\xff-]*\Z")


def read_style(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    """A name in a selector is its class, id or element, `.` and `#` included; the context is its selector's text."""
    found: list[Spelling] = []
    rest = list(reversed(spans))
    for start, end, role, text in _tokens(source):
        while rest and rest[-1][0] < end:
            found.append(_locate(source, rest.pop(), (start, end), role, text))
        if not rest:
            break
    found += [Spelling(*span, Role.TEXT, "", span[0]) for span in reversed(rest)]
    return found


def _tokens(source: bytes) -> Iterator[tuple[int, int, Role, bytes]]:
    """Comments and strings by themselves; what stands before `{` is a selector, before `;` or `}` a declaration."""
    waiting: list[tuple[int, int, Role]] = []
    position = begun = 0
    for match in _TOKEN.finditer(source):
        waiting.append((position, match.start(), Role.CODE))
        position = match.end()
        if not match["end"]:
            waiting.append((match.start(), match.end(), Role.COMMENT if match["comment"] else Role.STRING))
            continue
        role = Role.SELECTOR if match["end"] == b"{" else Role.PROPERTY
        yield from _named(source, waiting, role, begun, match.start())
        waiting, begun = [], match.end()
    waiting.append((position, len(source), Role.CODE))
    yield from _named(source, waiting, Role.PROPERTY, begun, len(source))


def _named(
    source: bytes, waiting: list[tuple[int, int, Role]], role: Role, begun: int, end: int
) -> Iterator[tuple[int, int, Role, bytes]]:
    for first, last, kind in waiting:
        yield first, last, role if kind is Role.CODE else kind, source[begun:end]


def _locate(source: bytes, span: Span, token: Span, role: Role, text: bytes) -> Spelling:
    if role is Role.STRING:
        cut = 4 if source[token[0] : token[0] + 4] == b"url(" else 1
        return Spelling(
            *span, role, decode(source[token[0] + cut : token[1] - 1]), token[0] + cut, ("url",) if cut == 4 else ()
        )
    if role is Role.COMMENT:
        first, last = line_of(source, *span)
        return Spelling(*span, role, decode(source[first:last]), first)
    before, after = (
        _NAME_BEFORE.search(source, max(token[0], span[0] - _LOOK_BACK), span[0]),
        _NAME.match(source, span[1], token[1]),
    )
    first, last = before.start() if before else span[0], after.end() if after else span[1]
    return Spelling(*span, role, decode(source[first:last]), first, (decode(text).strip(),))
