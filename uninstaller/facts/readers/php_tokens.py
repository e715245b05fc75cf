"""PHP as strings, comments, markup and code, without a parse: what any mention of a name stands in."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode, line_of

_TOKEN = re.compile(
    rb"(?P<comment>//[^\r\n?]*(?:\?(?!>)[^\r\n?]*)*|#(?!\[)[^\r\n?]*(?:\?(?!>)[^\r\n?]*)*|/\*.*?(?:\*/|\Z))"
    rb"|(?P<string>'[^'\\]*(?:\\.[^'\\]*)*(?:'|\Z)|\"[^\"\\]*(?:\\.[^\"\\]*)*(?:\"|\Z)"
    rb"|<<<[ \t]*([\"']?)([A-Za-z_\x80-\xff][\w\x80-\xff]*)\3\r?\n(?:.*?\n)??[ \t]*\4(?![\w\x80-\xff]))"
    rb"|(?P<close>\?>)",
    re.DOTALL,
)
_OPENING = re.compile(rb"<\?(?!xml\b)(?:php\b|=)?", re.IGNORECASE)
_NAME = re.compile(rb"[\w\x80-\xff\\]*")
_NAME_BEFORE = re.compile(rb"[$\w\x80-\xff\\]*\Z")
_CALLEE = re.compile(rb"([\w\\]+)\s*\((?:[^()'\";]|'[^']*'|\"[^\"]*\")*\Z")
_ARGUMENT = re.compile(rb"(?<![:\w])(\w+):\s*\Z")
_OFFSET = re.compile(rb"(\$\w+)\[\Z")
_ARRAY_KEY = re.compile(rb"['\"]([^'\"]*)['\"]\s*\]?\s*(?:=>|=)\s*(?:array\s*\(|\[)?(?:[^()\[\]=;]*)\Z")
_ASSIGNED = re.compile(rb"(\$\w+)\s*=\s*(?:array\s*\(|\[)[^;$]*\Z")
_GAP = rb"\s*,\s*(?://[^\n]*\n\s*)*"
_ITEM = rb"['\"]([\w. -]+)['\"]"
_ITEM_BEFORE = re.compile(_ITEM + _GAP + rb"\Z")
_ITEM_AFTER = re.compile(_GAP + _ITEM + rb"(?=\s*[,\])])")
_MOST_ITEMS = 12
_LOOK_BACK = 200
_LIST = 2000

Token = tuple[int, int, Role]


def read_php_tokens(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    found: list[Spelling] = []
    rest = list(reversed(spans))
    for start, end, role in _tokens(source):
        while rest and rest[-1][0] < end:
            found.append(_locate(source, rest.pop(), start, end, role))
        if not rest:
            break
    return found


def _tokens(source: bytes) -> Iterator[Token]:
    """The whole file, cut into tokens; code between two of them is one."""
    opening = _OPENING.search(source)
    position = opening.end() if opening else len(source)
    yield 0, position, Role.MARKUP
    while match := _TOKEN.search(source, position):
        yield position, match.start(), Role.CODE
        if match["close"]:
            opening = _OPENING.search(source, match.end())
            position = opening.end() if opening else len(source)
            yield match.start(), position, Role.MARKUP
        else:
            position = match.end()
            yield match.start(), position, Role.COMMENT if match["comment"] else Role.STRING
    yield position, len(source), Role.CODE


def _locate(source: bytes, span: Span, start: int, end: int, role: Role) -> Spelling:
    if role is Role.STRING:
        if source[start : start + 3] == b"<<<" or b"\n" in source[start:end]:
            first, last = line_of(source, *span)
            first, last = max(first, start + 1), min(last, end)
            return Spelling(*span, Role.STRING, decode(source[first:last]), first, (*_surroundings(source, start), ""))
        is_whole = (start + 1, end - 1) == span
        around = (*_surroundings(source, start), *(_list_around(source, start, end) if is_whole else ("",)))
        return Spelling(*span, role, decode(source[start + 1 : end - 1]), start + 1, around)
    if role is Role.CODE:
        before = _NAME_BEFORE.search(source, max(start, span[0] - _LOOK_BACK), span[0])
        after = _NAME.match(source, span[1], end)
        first, last = before.start() if before else span[0], after.end() if after else span[1]
        return Spelling(*span, role, decode(source[first:last]), first, _neighbours(source, first, last))
    first, last = line_of(source, *span)
    first, last = max(first, start), min(last, end)
    return Spelling(*span, role, decode(source[first:last]), first)


def _surroundings(source: bytes, start: int) -> tuple[str, ...]:
    """The function that a string is given to (or the array that it is a key of), and its own key or argument's name."""
    head = source[max(0, start - _LOOK_BACK) : start]
    callee = _CALLEE.search(head) or _OFFSET.search(head)
    key = _ARGUMENT.search(head) or _ARRAY_KEY.search(head)
    return decode(callee[1]) if callee else "", decode(key[1]) if key else ""


def _list_around(source: bytes, start: int, end: int) -> tuple[str, ...]:
    """The variable that a list is, '' for none; then the strings next to one in it."""
    assigned = _ASSIGNED.search(source, max(0, start - _LIST), start)
    siblings = [*_items_before(source, start), *_items_after(source, end)]
    return decode(assigned[1]) if assigned else "", *siblings


def _items_before(source: bytes, start: int) -> Iterator[str]:
    for _ in range(_MOST_ITEMS):
        match = _ITEM_BEFORE.search(source, max(0, start - _LOOK_BACK), start)
        if match is None:
            return
        start = match.start()
        yield decode(match[1])


def _items_after(source: bytes, end: int) -> Iterator[str]:
    for _ in range(_MOST_ITEMS):
        match = _ITEM_AFTER.match(source, end)
        if match is None:
            return
        end = match.end()
        yield decode(match[1])


def _neighbours(source: bytes, first: int, last: int) -> tuple[str, ...]:
    """The word or sign in front of a name in code, and the sign behind it."""
    before = source[max(0, first - 40) : first].split()
    after = source[last : last + 10].lstrip()
    return decode(before[-1]) if before else "", decode(after[:2])
