"""Inline waivers: `uninstaller-ignore RULE: reason` in a comment, beside the finding or on the line above it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.errors import UserError
from uninstaller.facts.model import Certainty, Kind
from uninstaller.facts.recall import recall_facts
from uninstaller.place import Place
from uninstaller.plan.finding import Finding
from uninstaller.plan.rules import RULES_BY_ID
from uninstaller.references.published import MENTION

MARK = b"uninstaller-ignore"
_WAIVER = re.compile(rb"uninstaller-ignore\b[ \t]*([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?[ \t]*(?::[ \t]*(.*))?")
_END = re.compile(rb"\s*(?:\*/|-->|#\}|\?>).*$")
_SLASHES, _STAR, _HASH = rb"//+", rb"/?\*+", rb"#+"
_MARKUP = rb"<!--"
_STYLES: tuple[tuple[str, tuple[str, ...], tuple[bytes, ...]], ...] = (
    (
        "php",
        (".php", ".module", ".inc", ".install", ".profile", ".theme", ".engine", ".test"),
        (_SLASHES, _STAR, _HASH, _MARKUP),
    ),
    ("hash", (".yml", ".yaml", ".sh", ".neon"), (_HASH,)),
    ("ini", (".info", ".make", ".ini"), (rb";+", _HASH)),
    ("slashes", (".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts"), (_SLASHES, _STAR)),
    ("twig", (".twig", ".html"), (rb"\{#-?", _MARKUP)),
    ("none", (".json", "composer.lock"), ()),
)
"""Name, endings of files, and what begins a comment there; `none` has no comments."""

Row = tuple[int, int, int, str, str, bool]


@dataclass(frozen=True, slots=True, order=True)
class Waiver:
    """`covers` is the line of the findings that it waives: its own, or the next line of code below a whole comment."""

    place: Place
    covers: int
    rules: tuple[str, ...]
    reason: str
    text: str
    """Its own line and the covered one, in lower case: it says whether a module is named there."""


def read_waivers(tree: Tree, use_cache: bool) -> tuple[Waiver, ...]:
    """All waivers of a tree; raises UserError for one that names no rule that there is, or stands in no comment."""
    by_style: dict[str, list[Entry]] = {}
    for path, entry in tree.files.items():
        style = next((name for name, endings, _ in _STYLES if path.endswith(endings)), "")
        if style and not entry.is_link:
            by_style.setdefault(style, []).append(entry)
    found: list[Waiver] = []
    for style, entries in sorted(by_style.items()):
        for path, rows in recall_facts(tree, entries, f"waivers 1 {style}", partial(_read_rows, style), use_cache):
            found += [_make(tree, path, row) for row in rows]
    return tuple(sorted(found))


def _read_rows(style: str, source: bytes) -> list[Row]:
    if MARK not in source:
        return []
    openers = next(some for name, _, some in _STYLES if name == style)
    opener = re.compile(rb"(?:%s)[ \t]*$" % b"|".join(openers)) if openers else None
    lines = source.split(b"\n")
    return [row for number, line in enumerate(lines, 1) if MARK in line for row in _read_line(lines, number, opener)]


def _read_line(lines: Sequence[bytes], number: int, opener: re.Pattern[bytes] | None) -> Iterator[Row]:
    line = lines[number - 1]
    found = _WAIVER.search(line)
    if found is None:
        return
    opening = opener.search(line[: found.start()]) if opener else None
    alone = opening is not None and not line[: opening.start()].strip()
    covers = _next_code(lines, number) if alone else number
    rules = (found[1] or b"").decode("utf-8", "replace")
    reason = _END.sub(b"", found[2] or b"").strip().decode("utf-8", "replace")
    yield number, found.start() + 1, covers, rules, reason, opening is not None


_BLANK = re.compile(rb"^\s*(?:$|//|#|\*|/\*|\{#|<!--|;)")


def _next_code(lines: Sequence[bytes], number: int) -> int:
    """The next line that is neither blank nor a comment; 0 where there is none."""
    return next((at for at, line in enumerate(lines[number:], number + 1) if not _BLANK.match(line)), 0)


def _make(tree: Tree, path: str, row: Row) -> Waiver:
    line, column, covers, listed, reason, is_comment = row
    place = Place(path, line, column)
    if not is_comment:
        hint = "use a baseline: JSON has no comments" if path.endswith((".json", ".lock")) else "put it into one"
        raise UserError(f"{place}: a waiver must stand in a comment", hint)
    rules = tuple(part.strip() for part in listed.split(",") if part.strip())
    unknown = [rule for rule in rules if rule not in RULES_BY_ID]
    if unknown or not rules:
        problem = f"there is no rule {unknown[0]}" if unknown else "a waiver must name a rule"
        raise UserError(f"{place}: {problem}", "write: uninstaller-ignore RULE: reason (docs/rules lists the rules)")
    lines = tree.read(path).split(b"\n")
    text = b"\n".join(lines[at - 1] for at in {line, covers} if 0 < at <= len(lines)).decode("utf-8", "replace").lower()
    return Waiver(place, covers, rules, reason, text)


def waive(
    findings: Iterable[Finding], waivers: Sequence[Waiver], modules: Collection[str], *, is_whole: bool
) -> tuple[list[Finding], int]:
    """The findings that no waiver covers, with those about waivers; and how many are waived.

    A waiver without a reason waives nothing. That one waives nothing is told where it names one of the modules that
    were looked for, or where all were (`is_whole`).
    """
    by_path: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        by_path.setdefault(waiver.place.path, []).append(waiver)
    kept: list[Finding] = []
    used: set[Waiver] = set()
    waived = 0
    comments = {(one.place.path, one.place.line) for one in waivers}
    for finding in findings:
        if finding.rule == MENTION and (finding.place.path, finding.place.line) in comments:
            continue
        covering = [one for one in by_path.get(finding.place.path, []) if _covers(one, finding)]
        used.update(covering)
        if any(one.reason for one in covering):
            waived += 1
        else:
            kept.append(finding)
    return kept + list(_judge(waivers, used, [name.lower() for name in modules], is_whole)), waived


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return finding.rule in waiver.rules and finding.place.line in (0, waiver.covers, waiver.place.line)


def _judge(
    waivers: Sequence[Waiver], used: Collection[Waiver], modules: Sequence[str], is_whole: bool
) -> Iterator[Finding]:
    for waiver in waivers:
        names = [name for name in modules if name in waiver.text]
        if not (is_whole or names or waiver in used):
            continue
        listed = ", ".join(waiver.rules)
        if not waiver.reason:
            said = f"this waiver of {listed} does not say why: write the reason after a colon"
            yield _about("waiver-without-reason", waiver, names, said)
        elif waiver not in used:
            said = f"nothing to waive for {listed} in line {waiver.covers or waiver.place.line}: delete the comment"
            yield _about("waiver-without-finding", waiver, names, said)


def _about(rule: str, waiver: Waiver, names: Sequence[str], said: str) -> Finding:
    module = names[0] if names else ""
    return Finding(waiver.place, rule, Kind.MODULE, Certainty.CERTAIN, module, waiver.rules, said)
