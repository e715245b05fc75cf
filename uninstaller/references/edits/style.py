"""Takes selectors out of style sheets, and whole rules where no selector is left."""

import re
from collections.abc import Iterable, Iterator, Sequence

from uninstaller.codebase.change import Edit
from uninstaller.facts.readers.style_rules import Rule, read_rules, widen_to_comment
from uninstaller.facts.spelling import Span

_BLANK_ABOVE = re.compile(rb"\n([ \t]*\r?\n)\Z")
_BLANK_BELOW = re.compile(rb"[ \t]*\r?\n")
_ENDING = re.compile(rb"\s*(?:\}|\Z)")


def is_emptied(source: bytes, spots: Iterable[Span]) -> bool:
    """Whether no rule of a style sheet is left."""
    rules, wanted = read_rules(source), sorted(spots)
    return bool(rules) and all(_is_dead(rule, wanted) for rule in rules)


def edit_style(source: bytes, spots: Iterable[Span]) -> Iterator[tuple[Span, Edit]]:
    """Each edit with the spot that asks for it; `spots` are names in selectors that match nothing any more."""
    wanted = sorted(spots)
    yield from _edit(source, read_rules(source), wanted)


def _edit(source: bytes, rules: Sequence[Rule], spots: list[Span]) -> Iterator[tuple[Span, Edit]]:
    for rule, last in _join(source, rules, spots):
        inside = [spot for spot in spots if rule.start <= spot[0] < last.end]
        if not inside:
            continue
        if _is_dead(rule, spots):
            yield inside[0], _cut(source, rule, last)
        else:
            yield from _cut_selectors(rule, spots)
            yield from _edit(source, rule.inner, spots)


def _join(source: bytes, rules: Sequence[Rule], spots: list[Span]) -> Iterator[tuple[Rule, Rule]]:
    """First and last of rules that go together, so that their blank lines go with them; others by themselves."""
    number = 0
    while number < len(rules):
        first = last = rules[number]
        while number + 1 < len(rules) and _is_dead(last, spots) and _is_dead(rules[number + 1], spots):
            if source[last.end : widen_to_comment(source, rules[number + 1].start)].strip():
                break
            number += 1
            last = rules[number]
        number += 1
        yield first, last


def _is_dead(rule: Rule, spots: list[Span]) -> bool:
    """Whether all selectors go, or all rules of an at-rule."""
    if rule.is_at_rule:
        return bool(rule.inner) and all(_is_dead(inner, spots) for inner in rule.inner)
    return all(any(first <= start < last for start, _ in spots) for first, last in rule.selectors)


def _cut(source: bytes, first: Rule, last: Rule) -> Edit:
    """The rules with their comments, their line's end, and one of the blank lines round them."""
    start, end = widen_to_comment(source, first.start), last.end
    newline = source.find(b"\n", end)
    if newline >= 0 and not source[end:newline].strip():
        end = newline + 1
        blank_above = _BLANK_ABOVE.search(source, 0, start)
        blank_below = _BLANK_BELOW.match(source, end)
        if blank_above and _ENDING.match(source, end):
            start = blank_above.start(1)
        elif blank_below and (blank_above or not source[:start].strip() or source[:start].rstrip().endswith(b"{")):
            end = blank_below.end()
    return Edit(start, end, b"")


def _cut_selectors(rule: Rule, spots: list[Span]) -> Iterator[tuple[Span, Edit]]:
    """Selectors that go from a list in which others stay, each with one comma."""
    gone = [any(first <= start < last for start, _ in spots) for first, last in rule.selectors]
    for number, (first, last) in enumerate(rule.selectors):
        if not gone[number]:
            continue
        spot = next(spot for spot in spots if first <= spot[0] < last)
        if not all(gone[: number + 1]):
            yield spot, Edit(rule.selectors[number - 1][1], last, b"")
        else:
            yield spot, Edit(first, rule.selectors[number + 1][0], b"")
