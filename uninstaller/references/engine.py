"""Finds all that refers to a module from outside of it: which files spell it, what stands there, what that means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.shared.references.chain_config import follow_config
from uninstaller.drupal.shared.references.chain_templates import follow_templates
from uninstaller.drupal.shared.references.judge import judge
from uninstaller.drupal.shared.references.judgement import Judgement
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.paths import judge_path
from uninstaller.drupal.shared.references.shape import find_shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.spelling import Span
from uninstaller.place import Place, Unread, place_at
from uninstaller.plan.finding import Finding
from uninstaller.references.commonness import is_common
from uninstaller.references.languages import Language, language_of
from uninstaller.references.subjects import make_subjects
from uninstaller.settings import Settings

CONFIG_RULES = frozenset({"config-name", "config-dependency", "config-provider"})
SKIPPED = ("/node_modules/", "/.git/")


@dataclass(frozen=True, slots=True)
class References:
    """Both sorted. `unread` are files in which a reference may hide."""

    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]


Judged = tuple[Subject, Place, Judgement, bool]
"""The last: the file as a whole."""


def find_references(tree: Tree, before: Tree, names: Sequence[str], settings: Settings) -> References:
    """References in `tree`; `before` may hold the modules' code, which tells what they declare, or none of it."""
    subjects = make_subjects(tree, before, names)
    unread: list[Unread] = []
    judged = [row for entry in _select(tree, subjects, settings) for row in _search(tree, entry, subjects, unread)]
    findings = [one for subject in subjects for one in _decide(subject, [row for row in judged if row[0] is subject])]
    findings += follow(tree, findings)
    return References(tuple(sorted(set(findings))), tuple(sorted(set(unread))))


def follow(tree: Tree, findings: Sequence[Finding]) -> list[Finding]:
    """What goes with what was found."""
    templates = {one.place.path: one for one in findings if one.rule == "template"}
    config = {one.place.path: one for one in findings if one.rule in CONFIG_RULES}
    return [*follow_templates(tree, templates), *follow_config(tree, config)]


def _select(tree: Tree, subjects: Sequence[Subject], settings: Settings) -> Iterator[Entry]:
    skipped = tuple(f"{folder}/" for subject in subjects for folder in subject.folders if folder)
    skipped += tuple(path.removesuffix("autoload.php") for path in tree.files if path.endswith("vendor/autoload.php"))
    for path, entry in tree.files.items():
        is_own = path.startswith(skipped)
        is_foreign = any(part in f"/{path}" for part in SKIPPED)
        if not entry.is_link and not is_own and not is_foreign and (settings.with_tests or "/tests/" not in f"/{path}"):
            yield entry


def _search(tree: Tree, entry: Entry, subjects: Sequence[Subject], unread: list[Unread]) -> Iterator[Judged]:
    path = entry.path
    for subject in subjects:
        found = judge_path(path, subject)
        if found is not None:
            yield subject, Place(path), found, True
    language = language_of(path)
    if language is None:
        return
    try:
        source = tree.read(path)
    except OSError as error:
        unread.append(Unread(Place(path), f"cannot be read: {error.strerror or error}"))
        return
    lowered = source.lower()
    for subject in subjects:
        if any(stem in lowered for stem in subject.stems):
            yield from _read(path, source, lowered, subject, language)


def _read(path: str, source: bytes, lowered: bytes, subject: Subject, language: Language) -> Iterator[Judged]:
    spans = list(find_spans(lowered, subject.stems))
    page = Page(path, language.name, source)
    for spelling in language.read(source, spans):
        shape = find_shape(spelling, subject)
        found = judge(page, spelling, shape, subject) if shape is not None else None
        if found is not None:
            yield subject, place_at(path, source, spelling.start), found, False


def find_spans(lowered: bytes, stems: Sequence[bytes]) -> list[Span]:
    """Where a text spells one of the stems, sorted; of two that overlap, the longer."""
    found: dict[int, int] = {}
    for stem in stems:
        position = lowered.find(stem)
        while position >= 0:
            found[position] = max(found.get(position, 0), position + len(stem))
            position = lowered.find(stem, position + len(stem))
    spans: list[Span] = []
    for start, end in sorted(found.items()):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _decide(subject: Subject, rows: Sequence[Judged]) -> Iterator[Finding]:
    column = 1 if is_common(subject, [(place.path, found) for _, place, found, _ in rows]) else 0
    for _, place, found, is_file in rows:
        message = f"{found.what} ({subject.name})"
        certainty = found.sure[column]
        deletes = is_file and found.rule != "path-folder" and certainty == "certain"
        yield Finding(place, found.rule, found.kind, certainty, subject.name, subject.chain, message, (), deletes)
