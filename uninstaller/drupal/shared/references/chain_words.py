"""Words that a spelling dictionary holds for a removed module's own files alone."""

import re
from collections.abc import Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place
from uninstaller.plan.finding import Finding

_DICTIONARY = re.compile(r"(?:^|/)(?:[\w.-]*cspell[\w./-]*|[\w.-]*(?:dictionary|project-words|wordlist)[\w.-]*)\.txt\Z")
_WORD = re.compile(rb"[^\W\d_][\w'-]{3,}")
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


def follow_words(tree: Tree, subject: Subject) -> Iterator[Finding]:
    """One finding a dictionary; nothing where the module's code is absent."""
    dictionaries = [path for path in tree.files if _DICTIONARY.search(path)]
    own = _list_own(tree, subject) if dictionaries else set()
    lines = {path: tree.read(path).lower().splitlines() for path in dictionaries} if own else {}
    words = {line for some in lines.values() for line in some if line in own}
    words -= _find_elsewhere(tree, subject, words, dictionaries) if words else set()
    for path, some in lines.items():
        gone = [(number, line.decode("utf-8", "replace")) for number, line in enumerate(some, 1) if line in words]
        if gone:
            message = f"{len(gone)} words are there for {subject.name} alone: {', '.join(word for _, word in gone[:9])}"
            chain = (*subject.chain, gone[0][1])
            place = Place(path, gone[0][0], 1)
            yield Finding(place, "dictionary", Kind.MODULE, Certainty.POSSIBLE, subject.name, chain, message)


def _list_own(tree: Tree, subject: Subject) -> set[bytes]:
    found: set[bytes] = set()
    for folder in subject.folders:
        for _, source in tree.sources(lambda path: path.endswith(_READ), folder):
            found.update(_WORD.findall(source.lower()))
    return found


def _find_elsewhere(tree: Tree, subject: Subject, words: set[bytes], dictionaries: list[str]) -> set[bytes]:
    skipped = (*(f"{folder}/" for folder in subject.folders), *dictionaries)
    left, found = set(words), set()
    for _, source in tree.sources(lambda path: path.endswith(_READ) and not path.startswith(skipped)):
        lowered = source.lower()
        here = {word for word in left if word in lowered}
        left -= here
        found |= here
    return found
