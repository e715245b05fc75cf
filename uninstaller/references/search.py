"""Searches the bytes of every file for the names that are removed, and has read what was found."""

from collections.abc import Iterator, Sequence

from uninstaller.artifacts.ledger import LEDGER_FILE
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.shared.references.judge import judge
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.paths import judge_path
from uninstaller.drupal.shared.references.shape import find_shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.drupal.shared.references.vocabulary import TEMPLATE_FILES
from uninstaller.facts.spelling import Span, shorten
from uninstaller.place import Place, Unread
from uninstaller.references.languages import Language, language_of, settle_language
from uninstaller.references.mention import Mention
from uninstaller.settings import Settings

SKIPPED = ("/node_modules/", "/.git/")


def select_files(tree: Tree, subjects: Sequence[Subject], settings: Settings) -> Iterator[Entry]:
    """Not: folders of what is removed, the generated module, Composer's outside of the docroot, packages of node."""
    skipped = tuple(f"{folder}/" for subject in subjects for folder in subject.folders if folder)
    skipped += tuple(path.removesuffix("autoload.php") for path in tree.files if path.endswith("vendor/autoload.php"))
    skipped += tuple(path.removesuffix(LEDGER_FILE) for path in tree.files if path.endswith(f"/{LEDGER_FILE}"))
    for path, entry in tree.files.items():
        is_left_out = path.startswith(skipped) or any(part in f"/{path}" for part in SKIPPED)
        if not entry.is_link and not is_left_out and (settings.with_tests or "/tests/" not in f"/{path}"):
            yield entry


def find_needles(subjects: Sequence[Subject]) -> tuple[bytes, ...]:
    """A lower-cased text that spells none of these names nothing that is searched for."""
    stems = sorted({stem for subject in subjects for stem in subject.stems})
    return tuple(stem for stem in stems if not any(other != stem and other in stem for other in stems))


def search_file(tree: Tree, path: str, subjects: Sequence[Subject], needles: Sequence[bytes]) -> list[Mention | Unread]:
    """Mentions in a file's path and in its text."""
    lowered = path.lower().encode("utf-8", "surrogateescape")
    is_named = path.endswith(TEMPLATE_FILES) or any(needle in lowered for needle in needles)
    paths = ((subject, judge_path(path, subject)) for subject in subjects) if is_named else ()
    mentions: list[Mention | Unread] = [
        Mention(subject, Place(path), found, "path", None) for subject, found in paths if found is not None
    ]
    language = language_of(path)
    if language is None:
        return mentions
    try:
        source = tree.read(path)
    except OSError as error:
        return [*mentions, Unread(Place(path), f"cannot be read: {error.strerror or error}")]
    language = settle_language(language, source)
    lowered = source.lower()
    if not any(needle in lowered for needle in needles):
        return mentions
    for subject in subjects:
        if any(stem in lowered for stem in subject.stems):
            mentions += _read(Page(path, language.name, source), lowered, subject, language)
    return mentions


def _read(page: Page, lowered: bytes, subject: Subject, language: Language) -> Iterator[Mention]:
    line, position = 1, 0
    for spelling in map(shorten, sorted(language.read(page.source, find_spans(lowered, subject.stems)))):
        shape = find_shape(spelling, subject)
        if shape is not None:
            found = judge(page, spelling, shape, subject)
            line += page.source.count(b"\n", position, spelling.start)
            position = spelling.start
            place = Place(page.path, line, position - page.source.rfind(b"\n", 0, position))
            yield Mention(subject, place, found, language.name, (spelling.start, spelling.end))


def find_spans(lowered: bytes, stems: Sequence[bytes]) -> list[Span]:
    """Where a text spells one of the stems, sorted; of two that overlap the first, of two at one place the longer."""
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
