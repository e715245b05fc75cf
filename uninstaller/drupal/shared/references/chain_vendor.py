"""Others' code that only a removed module uses, by its namespace and package, and what names these elsewhere."""

import re
from collections.abc import Collection, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import place_at
from uninstaller.plan.finding import Finding

_USED = re.compile(rb"^use\s+\\?((?!Drupal\\|Symfony\\|PHPUnit\\)[A-Z]\w*(?:\\\w+)+)", re.MULTILINE)
_REQUIRED = re.compile(rb"\"([a-z0-9_.-]+/[a-z0-9_.-]+)\"\s*:\s*\"")
_CODE = (".php", ".module", ".inc", ".install", ".theme", ".profile")
_TEXT = (*_CODE, ".json", ".lock", ".txt", ".neon", ".yml", ".md", ".xml", ".dist")


def follow_vendor(tree: Tree, subject: Subject) -> Iterator[Finding]:
    """Where the module's code is absent, nothing is known of it. One finding a file."""
    lonely = _find_lonely(tree, subject)
    if not lonely:
        return
    required = _list_required(tree)
    packages = {space: _find_package(space, required) for space in sorted(lonely)}
    packages = {
        space: name
        for space, name in packages.items()
        if name or space.partition("\\")[0] not in packages or "\\" not in space
    }
    patterns = [(space, package, _pattern(space, package)) for space, package in packages.items()]
    for path, source in _others(tree, subject, _TEXT):
        for space, package, pattern in patterns:
            if match := pattern.search(source):
                named = package or space
                message = f"names {named}, which only {subject.name} uses"
                place, chain = place_at(path, source, match.start()), (*subject.chain, named)
                yield Finding(place, "vendor-package", Kind.PACKAGE, Certainty.LIKELY, subject.name, chain, message)


def _find_lonely(tree: Tree, subject: Subject) -> set[str]:
    """Namespaces that nobody else's code names, of one part and of two: `EasyRdf`."""
    own = {
        tuple(match[1].decode().split("\\")[:2])
        for folder in subject.folders
        for _, source in tree.sources(lambda path: path.endswith(_CODE), folder)
        for match in _USED.finditer(source)
    }
    wanted = {space: f"{space}\\".encode() for pair in own for space in (pair[0], "\\".join(pair))}
    for _, source in _others(tree, subject, _CODE) if wanted else ():
        wanted = {space: needle for space, needle in wanted.items() if needle not in source}
    return set(wanted)


def _list_required(tree: Tree) -> frozenset[str]:
    sources = tree.sources(lambda path: path.endswith("composer.json") and "/vendor/" not in f"/{path}")
    return frozenset(match[1].decode() for _, source in sources for match in _REQUIRED.finditer(source))


def _find_package(space: str, required: Collection[str]) -> str:
    """The package whose name is made of the same words: `laminas/laminas-feed` of `Laminas` and `Feed`."""
    words = {part.lower() for part in space.split("\\")}
    named = (name for name in sorted(required) if words == set(re.split(r"[-_./]", name)))
    return next(named, "")


def _pattern(space: str, package: str) -> re.Pattern[bytes]:
    spelt = r"(?<![\w\\])" + space.replace("\\", r"\\{1,4}") + r"\\{1,4}"
    return re.compile(f"{spelt}|(?<![\\w-]){re.escape(package)}(?![\\w-])".encode() if package else spelt.encode())


def _others(tree: Tree, subject: Subject, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    skipped = tuple(f"{folder}/" for folder in subject.folders)
    return tree.sources(
        lambda path: path.endswith(endings) and not path.startswith(skipped) and "/vendor/" not in f"/{path}"
    )
