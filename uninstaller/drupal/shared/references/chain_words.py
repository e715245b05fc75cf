"""Words that a spelling dictionary holds for a removed module's own files alone."""

import re
from collections.abc import Collection, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.page import DICTIONARY
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place
from uninstaller.plan.finding import Finding

_WORD = re.compile(rb"[a-z\x80-\xff]{4,}")
_JOINT = re.compile(rb"([a-z])([A-Z])")
_READ = (
    ".php",
    ".module",
    ".inc",
    ".install",
    ".theme",
    ".yml",
    ".twig",
    ".js",
    ".css",
    ".md",
    ".txt",
    ".profile",
    ".json",
)


def follow_words(tree: Tree, subject: Subject, named: Collection[str] = ()) -> Iterator[Finding]:
    """One finding a dictionary; nothing where the module's code is absent.

    `named` are files that are about the module: what they say does not keep a word, nor what other dictionaries say.
    """
    dictionaries = [path for path in tree.files if DICTIONARY.search(path)]
    about = {path for path in named if _is_about(path, subject)}
    own = _list_own(tree, subject, about) if dictionaries else set()
    lines = {path: tree.read(path).lower().splitlines() for path in dictionaries} if own else {}
    words = {line for some in lines.values() for line in some if line in own}
    words -= _find_elsewhere(tree, subject, words, about | set(dictionaries)) if words else set()
    for path, some in lines.items():
        gone = [(number, line.decode("utf-8", "replace")) for number, line in enumerate(some, 1) if line in words]
        if gone:
            message = f"{len(gone)} words are there for {subject.name} alone: {', '.join(word for _, word in gone[:9])}"
            chain = (*subject.chain, gone[0][1])
            place = Place(path, gone[0][0], 1)
            is_named = any(subject.name in word for _, word in gone)
            sure = Certainty.LIKELY if is_named else Certainty.POSSIBLE
            yield Finding(place, "dictionary", Kind.MODULE, sure, subject.name, chain, message)


def _is_about(path: str, subject: Subject) -> bool:
    """Tests, and files that bear its name, as `ConfirmClassyCopiesTest.php`."""
    return "/tests/" in f"/{path.lower()}" or subject.name.replace("_", "") in path.rpartition("/")[2].lower()


def _list_own(tree: Tree, subject: Subject, about: Collection[str]) -> set[bytes]:
    """Words as a spelling checker cuts them: at signs, digits and capital letters; and whole, as PHP writes them."""
    found: set[bytes] = set()
    for folder in subject.folders:
        for _, source in tree.sources(lambda path: path.endswith(_READ), folder):
            found |= _cut(source)
    for path in about:
        for _, source in tree.sources(path.__eq__, path.rpartition("/")[0]):
            found |= _cut(source)
    return found


def _cut(source: bytes) -> set[bytes]:
    return {*_WORD.findall(source.lower()), *_WORD.findall(_JOINT.sub(rb"\1 \2", source).lower())}


def _find_elsewhere(tree: Tree, subject: Subject, words: set[bytes], about: Collection[str]) -> set[bytes]:
    folders = tuple(f"{folder}/" for folder in subject.folders)
    left, found = set(words), set()
    for _, source in tree.sources(
        lambda path: path.endswith(_READ) and path not in about and not path.startswith(folders)
    ):
        if not left:
            break
        lowered = source.lower()
        here = {word for word in left if word in lowered}
        left -= here
        found |= here
    return found
