"""Searches the bytes of every file for the names that are removed, and has read what was found."""

from collections.abc import Iterator, Sequence

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.shared.references.judge import judge
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.paths import judge_path
from uninstaller.drupal.shared.references.shape import find_shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.spelling import Span
from uninstaller.place import Place, Unread, place_at
from uninstaller.references.languages import Language, language_of
from uninstaller.references.mention import Mention
from uninstaller.settings import Settings

SKIPPED = ("/node_modules/", "/.git/")


def select_files(tree: Tree, subjects: Sequence[Subject], settings: Settings) -> Iterator[Entry]:
    """All but the folders of what is removed, what composer installed outside of the docroot, and packages of node."""
    skipped = tuple(f"{folder}/" for subject in subjects for folder in subject.folders if folder)
    skipped += tuple(path.removesuffix("autoload.php") for path in tree.files if path.endswith("vendor/autoload.php"))
    for path, entry in tree.files.items():
        is_left_out = path.startswith(skipped) or any(part in f"/{path}" for part in SKIPPED)
        if not entry.is_link and not is_left_out and (settings.with_tests or "/tests/" not in f"/{path}"):
            yield entry


def search_file(tree: Tree, path: str, subjects: Sequence[Subject]) -> list[Mention | Unread]:
    """Mentions in a file's path and in its text."""
    paths = ((subject, judge_path(path, subject)) for subject in subjects)
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
    lowered = source.lower()
    for subject in subjects:
        if any(stem in lowered for stem in subject.stems):
            mentions += _read(Page(path, language.name, source), lowered, subject, language)
    return mentions


def _read(page: Page, lowered: bytes, subject: Subject, language: Language) -> Iterator[Mention]:
    for spelling in language.read(page.source, find_spans(lowered, subject.stems)):
        shape = find_shape(spelling, subject)
        if shape is not None:
            found = judge(page, spelling, shape, subject)
            place = place_at(page.path, page.source, spelling.start)
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
