"""Folders of libraries that only a removed module's code or configuration asks for."""

import re
from collections.abc import Collection, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place
from uninstaller.plan.finding import Finding

_FOLDER = re.compile(rb"(?:^|[\s'\"/(=])libraries/([\w.-]+)", re.MULTILINE)
_READ = (".yml", ".php", ".module", ".inc", ".install", ".theme", ".profile", ".twig", ".js", ".info", ".make")
_INSTALLED = re.compile(r"(?:^|.*/)libraries/([^/]+)/")


def follow_libraries(tree: Tree, subject: Subject, config: Mapping[str, Finding]) -> Iterator[Finding]:
    """`config` is configuration that goes, by path. Files of each library, one finding each."""
    own = {path for folder in subject.folders for path in _below(tree, folder)}
    asked: dict[str, str] = {}
    for path in sorted(own | {path for path, one in config.items() if one.rule == "config-name"}):
        for name in _names(tree, path):
            asked.setdefault(name, path)
    installed = {path: match[1] for path in tree.files if (match := _INSTALLED.match(path)) and match[1] in asked}
    others = _find_others(tree, set(installed.values()), own | set(config)) if installed else set()
    for path, name in installed.items():
        if name not in others:
            chain = (*subject.chain, asked[name].rpartition("/")[2], f"libraries/{name}")
            message = f"belongs to a library that only {subject.name} asks for"
            place = Place(path)
            yield Finding(place, "library-folder", Kind.LIBRARY, Certainty.LIKELY, subject.name, chain, message)


def _below(tree: Tree, folder: str) -> Iterator[str]:
    return (
        entry.path for entry in tree.below(folder) if entry.path.endswith(_READ) and "/libraries/" not in entry.path
    )


def _names(tree: Tree, path: str) -> set[str]:
    return {match[1].decode() for _, source in tree.sources(path.__eq__, path.rpartition("/")[0])
            for match in _FOLDER.finditer(source)}  # fmt: skip


def _find_others(tree: Tree, names: Collection[str], own: Collection[str]) -> set[str]:
    found: set[str] = set()
    for _, source in tree.sources(lambda path: path.endswith(_READ) and path not in own and "/libraries/" not in path):
        if b"libraries/" in source:
            found |= {match[1].decode() for match in _FOLDER.finditer(source)} & set(names)
    return found
