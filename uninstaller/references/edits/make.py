"""Turns mentions into findings, with the edits that take out what is certain."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from uninstaller.codebase.change import Edit
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.exclusive import find_exclusive, needs_class
from uninstaller.facts.model import Certainty
from uninstaller.facts.readers.style_rules import Rule, read_rules
from uninstaller.facts.spelling import Span, decode
from uninstaller.plan.finding import Finding
from uninstaller.references.edits.entries import ENTRY_RULES, edit_entries
from uninstaller.references.edits.lines import edit_lines
from uninstaller.references.edits.php import PHP_RULES, edit_php
from uninstaller.references.edits.style import edit_style, is_emptied
from uninstaller.references.guarded import find_guards
from uninstaller.references.mention import Mention

LINE_RULES = frozenset({"info-dependency", "makefile-project"})
Edits = dict[Span, tuple[Edit, ...]]


def add_edits(tree: Tree, mentions: Sequence[Mention], common: Iterable[str]) -> list[Finding]:
    """A finding for each mention; of two edits that overlap the larger is made."""
    words = set(common)
    dead = _find_dead(tree, mentions)
    findings: list[Finding] = []
    for path, group in _by_path(mentions).items():
        rows = [(one, _settle(one, one.finding(one.subject.name in words), dead)) for one in group]
        certain = {one.span: one for one, finding in rows if finding.certainty is Certainty.CERTAIN and one.span}
        if any(finding.deletes for _, finding in rows):
            findings += [finding for _, finding in rows]
        elif dead.get(path) and is_emptied(tree.read(path), dead[path]):
            findings += [replace(finding, deletes=one.span in certain) for one, finding in rows]
        else:
            source = tree.read(path) if certain else b""
            edits = _make_edits(source, certain) if certain else {}
            findings += _attach(_tell_guards(rows, source), edits)
    return findings


def _tell_guards(rows: Sequence[tuple[Mention, Finding]], source: bytes) -> list[tuple[Mention, Finding]]:
    """Says of what is certain in PHP whether it runs only where the module is there."""
    spans = [one.span for one, found in rows if one.language == "php" and one.span and found.certainty == "certain"]
    guards = find_guards(source, spans, {one.subject.name for one, _ in rows}) if spans else {}
    return [
        (
            one,
            replace(finding, message=f"{finding.message}, behind {guards[one.span]}")
            if one.span in guards
            else finding,
        )
        for one, finding in rows
    ]


def _attach(rows: Sequence[tuple[Mention, Finding]], edits: Edits) -> list[Finding]:
    """Configuration that uses the module elsewhere keeps its dependency: half an edit would be worse than none."""
    is_half = any(
        one.span not in edits and finding.certainty is not Certainty.POSSIBLE and finding.rule != "config-dependency"
        for one, finding in rows
    )
    held = {one.span for one, finding in rows if is_half and finding.rule == "config-dependency"}
    return [
        replace(finding, edits=edits.get(one.span, ()) if one.span and one.span not in held else ())
        for one, finding in rows
    ]


def _by_path(mentions: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    paths: dict[str, list[Mention]] = {}
    for one in mentions:
        paths.setdefault(one.place.path, []).append(one)
    return paths


def _settle(mention: Mention, finding: Finding, dead: Mapping[str, set[Span]]) -> Finding:
    """A selector that is proven to match nothing any more is certain; no other is."""
    if mention.language == "style" and mention.span in dead.get(finding.place.path, ()):
        message = f"matches nothing when {finding.module} is gone: nobody else makes this class"
        return replace(finding, rule="style-class", certainty=Certainty.CERTAIN, message=message)
    return finding


def _find_dead(tree: Tree, mentions: Sequence[Mention]) -> dict[str, set[Span]]:
    """Words in selectors that match nothing without the classes that the removed modules alone make."""
    dead: dict[str, set[Span]] = {}
    styles = [one for one in mentions if one.found.rule in ("style-class", "style-selector") and one.span]
    for name in sorted({one.subject.name for one in styles}):
        group = _by_path(one for one in styles if one.subject.name == name)
        classes = find_exclusive(tree, next(iter(group.values()))[0].subject)
        for path, some in group.items() if classes else ():
            source = tree.read(path)
            selectors = [
                span for span in _selectors(read_rules(source)) if needs_class(decode(source[slice(*span)]), classes)
            ]
            inside = (one.span for one in some if one.span and any(a <= one.span[0] < b for a, b in selectors))
            dead.setdefault(path, set()).update(inside)
    return dead


def _selectors(rules: Iterable[Rule]) -> Iterator[Span]:
    for rule in rules:
        yield from rule.selectors
        yield from _selectors(rule.inner)


def _make_edits(source: bytes, certain: Mapping[Span, Mention]) -> Edits:
    made = sorted(
        (pair for editor in _EDITORS for pair in editor(source, certain)),
        key=lambda pair: (pair[1].start - pair[1].end, pair[0]),
    )
    kept: Edits = {}
    taken: list[Span] = []
    for spot, edit in made:
        if all(edit.end <= start or end <= edit.start for start, end in taken):
            taken.append((edit.start, edit.end))
            kept[spot] = (*kept.get(spot, ()), edit)
    return kept


def _edit_php(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    spots = {span: one.found.rule for span, one in certain.items() if one.found.rule in PHP_RULES}
    return edit_php(source, spots, _reason(certain)) if spots else iter(())


def _edit_style(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    spots = [span for span, one in certain.items() if one.language == "style"]
    return edit_style(source, spots, _reason(certain)) if spots else iter(())


def _edit_lines(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    spots = [span for span, one in certain.items() if one.language == "shell" and one.found.rule in LINE_RULES]
    return edit_lines(source, spots, _reason(certain)) if spots else iter(())


def _edit_entries(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    rows = {span: one for span, one in certain.items() if one.found.rule in ENTRY_RULES}
    spots = {span: one.found.rule for span, one in rows.items() if one.language in ("yaml", "json")}
    is_json = any(one.language == "json" for one in rows.values())
    return edit_entries(source, spots, _reason(certain), is_json) if spots else iter(())


def _reason(certain: Mapping[Span, Mention]) -> str:
    return f"{', '.join(sorted({one.subject.name for one in certain.values()}))} is removed"


_EDITORS: tuple[Callable[[bytes, Mapping[Span, Mention]], Iterator[tuple[Span, Edit]]], ...] = (
    _edit_php,
    _edit_style,
    _edit_lines,
    _edit_entries,
)
