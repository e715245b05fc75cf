"""Turns mentions into findings, with the edits that take out what is certain."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from uninstaller.codebase.change import Edit, apply_edits
from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty
from uninstaller.facts.spelling import Span
from uninstaller.plan.finding import Finding
from uninstaller.references.edits.called import find_called
from uninstaller.references.edits.dead import find_dead
from uninstaller.references.edits.entries import ENTRY_RULES, edit_entries
from uninstaller.references.edits.guard import Ask, guard_calls
from uninstaller.references.edits.lines import edit_lines
from uninstaller.references.edits.php import PHP_RULES, QUESTION, edit_php
from uninstaller.references.edits.style import edit_style, is_emptied
from uninstaller.references.guarded import find_guards
from uninstaller.references.mention import Mention

LINE_RULES = frozenset({"info-dependency", "makefile-project"})
Edits = dict[Span, tuple[Edit, ...]]


def add_edits(
    tree: Tree, mentions: Sequence[Mention], common: Iterable[str], is_foreign: Callable[[str], bool], ask: Ask | None
) -> list[Finding]:
    """A finding for each mention; of two edits that overlap the larger is made.

    `ask` is given where calls shall be guarded: conditions that ask for the module then stay.

    Style sheets come last: which of their selectors match nothing shows when all else is edited but what `is_foreign`.
    """
    words = frozenset(common)
    called = find_called(tree, mentions)
    groups = _by_path(mentions)
    styles = {path: group for path, group in groups.items() if any(one.language == "style" for one in group)}
    findings: list[Finding] = []
    for path, group in groups.items():
        if path not in styles:
            findings += _judge_group(tree, group, words, {}, called, ask=ask)
    dead = find_dead(_edit_tree(tree, findings, is_foreign), [one for group in styles.values() for one in group])
    for group in styles.values():
        findings += _judge_group(tree, group, words, dead, called)
    return findings


def _judge_group(
    tree: Tree,
    group: Sequence[Mention],
    common: frozenset[str],
    dead: Mapping[str, set[Span]],
    called: set[tuple[str, Span]],
    *,
    ask: Ask | None = None,
) -> list[Finding]:
    """Findings of one file."""
    path = group[0].place.path
    rows = [(one, _settle(one, one.finding(one.subject.name in common), dead)) for one in group]
    certain = {one.span: one for one, finding in rows if finding.certainty is Certainty.CERTAIN and one.span}
    if any(finding.deletes for _, finding in rows):
        return [finding for _, finding in rows]
    if dead.get(path) and is_emptied(tree.read(path), dead[path]):
        return [replace(finding, deletes=one.span in certain) for one, finding in rows]
    source = tree.read(path) if certain else b""
    kept = {span for span, one in certain.items() if ask and one.found.rule == QUESTION}
    edits = _make_edits(
        source, {span: one for span, one in certain.items() if (path, span) not in called and span not in kept}
    )
    rows = _tell_guards(tree, rows)
    if ask:
        open_ = {one.span for one, finding in rows if not finding.guard}
        edits |= _guard(source, {span: one for span, one in certain.items() if span in open_}, edits, ask)
    return _attach(rows, edits)


def _guard(source: bytes, certain: Mapping[Span, Mention], made: Edits, ask: Ask) -> Edits:
    taken = [(edit.start, edit.end) for edits in made.values() for edit in edits]
    spots = {
        span: ask(one.subject.name, one.found.name if one.found.rule == "php-service" else "")
        for span, one in certain.items()
        if one.found.rule in ("php-function", "php-service")
    }
    wrapped = guard_calls(source, spots) if spots else ()
    return {
        span: (replace(edit, reason=f"{certain[span].subject.name}: runs only where it is there"),)
        for span, edit in wrapped
        if all(edit.end <= start or end <= edit.start for start, end in taken)
    }


def _edit_tree(tree: Tree, findings: Sequence[Finding], is_foreign: Callable[[str], bool]) -> Tree:
    """The tree as it is when what is certain is done."""
    acted = [one for one in findings if one.certainty is Certainty.CERTAIN and not is_foreign(one.place.path)]
    gone = {one.place.path for one in acted if one.deletes}
    edits: dict[str, set[Edit]] = {}
    for one in acted:
        edits.setdefault(one.place.path, set()).update(one.edits)

    def read(path: str) -> bytes:
        return apply_edits(tree.read(path), edits.get(path, ()))

    return replace(tree, files={path: entry for path, entry in tree.files.items() if path not in gone}, read=read)


def _tell_guards(tree: Tree, rows: Sequence[tuple[Mention, Finding]]) -> list[tuple[Mention, Finding]]:
    """Says of PHP that uses the module whether it runs only where the module is there."""
    spans = [
        one.span
        for one, found in rows
        if one.language == "php" and one.span and found.certainty is not Certainty.POSSIBLE
    ]
    path = rows[0][0].place.path
    guards = find_guards(tree.read(path), spans, {one.subject.name for one, _ in rows}) if spans else {}
    return [(one, replace(finding, guard=guards.get(one.span, "") if one.span else "")) for one, finding in rows]


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


def _make_edits(source: bytes, certain: Mapping[Span, Mention]) -> Edits:
    reasons = {span: f"{one.subject.name}: {one.found.what}" for span, one in certain.items()}
    made = sorted(
        ((spot, replace(edit, reason=reasons[spot])) for editor in _EDITORS for spot, edit in editor(source, certain)),
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
    return edit_php(source, spots) if spots else iter(())


def _edit_style(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    spots = [span for span, one in certain.items() if one.language == "style"]
    return edit_style(source, spots) if spots else iter(())


def _edit_lines(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    spots = [span for span, one in certain.items() if one.language == "shell" and one.found.rule in LINE_RULES]
    return edit_lines(source, spots) if spots else iter(())


def _edit_entries(source: bytes, certain: Mapping[Span, Mention]) -> Iterator[tuple[Span, Edit]]:
    rows = {span: one for span, one in certain.items() if one.found.rule in ENTRY_RULES}
    spots = {span: one.found.rule for span, one in rows.items() if one.language in ("yaml", "json")}
    is_json = any(one.language == "json" for one in rows.values())
    return edit_entries(source, spots, is_json) if spots else iter(())


_EDITORS: tuple[Callable[[bytes, Mapping[Span, Mention]], Iterator[tuple[Span, Edit]]], ...] = (
    _edit_php,
    _edit_style,
    _edit_lines,
    _edit_entries,
)
