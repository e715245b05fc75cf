"""The rules of a style sheet with their selectors, as spans: CSS and SCSS alike, whatever is wrong elsewhere in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.facts.spelling import Span

_TOKEN = re.compile(
    rb"(?P<skip>/\*.*?(?:\*/|\Z)|(?<![:\w])//[^\n]*|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|url\([^)\"']*\)|#\{[^}]*\})"
    rb"|(?P<sign>[{};])",
    re.DOTALL,
)
_COMMENT_ABOVE = re.compile(rb"(?:^|(?<=\n))[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\r?\n\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """`start:end` from the selectors (or `@media …`) to the closing brace; `inner` are the rules in it."""

    start: int
    brace: int
    end: int
    selectors: tuple[Span, ...]
    is_at_rule: bool
    inner: "tuple[Rule, ...]" = ()


def read_rules(source: bytes) -> tuple[Rule, ...]:
    """Rules that are closed; declarations are passed over."""
    levels: list[tuple[int, int, list[Rule]]] = [(0, 0, [])]
    begun = 0
    for match in _TOKEN.finditer(source):
        sign = match["sign"]
        if sign == b"{":
            levels.append((_skip_blank(source, begun, match.start()), match.start(), []))
        elif sign == b"}" and len(levels) > 1:
            start, brace, inner = levels.pop()
            levels[-1][2].append(_make_rule(source, start, brace, match.end(), tuple(inner)))
        if sign:
            begun = match.end()
    return tuple(levels[0][2])


def _make_rule(source: bytes, start: int, brace: int, end: int, inner: tuple[Rule, ...]) -> Rule:
    is_at_rule = source[start : start + 1] == b"@"
    return Rule(start, brace, end, () if is_at_rule else tuple(_split(source, start, brace)), is_at_rule, inner)


def _skip_blank(source: bytes, start: int, end: int) -> int:
    """Where the selectors begin, behind blanks and comments."""
    match = re.compile(rb"(?:\s+|/\*.*?\*/|//[^\n]*)*", re.DOTALL).match(source, start, end)
    return match.end() if match else start


def _split(source: bytes, start: int, end: int) -> Iterator[Span]:
    """Selectors of a list, without blanks; a comma in brackets separates none."""
    depth, first = 0, start
    for match in re.finditer(rb"/\*.*?\*/|'[^']*'|\"[^\"]*\"|[()\[\],]", source[start:end], re.DOTALL):
        sign = match[0]
        depth += (sign in (b"(", b"[")) - (sign in (b")", b"]"))
        if sign == b"," and depth == 0:
            yield _trim(source, first, start + match.start())
            first = start + match.end()
    yield _trim(source, first, end)


def _trim(source: bytes, start: int, end: int) -> Span:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def widen_to_comment(source: bytes, start: int) -> int:
    """Where a rule begins together with the comment that stands right above it, on lines of their own."""
    line = source.rfind(b"\n", 0, start) + 1
    if source[line:start].strip():
        return start
    above = _COMMENT_ABOVE.search(source, max(0, line - 4000), line)
    if above is None or source[: above.start()].strip() == b"":
        return line  # A comment at the top is the file's own.
    return above.start()
