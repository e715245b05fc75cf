"""What a removed extension declares under names that do not bear its own: functions, classes, constants, services."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.collect import PHP_FILES, collect_uses
from uninstaller.facts.declarations import find_declarations
from uninstaller.facts.model import Certainty, Kind, Uses
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.php.outline import DeclarationKind, read_outline
from uninstaller.place import Unread, place_at
from uninstaller.plan.finding import Finding
from uninstaller.settings import Settings

_KINDS = {
    DeclarationKind.FUNCTION: Kind.FUNCTION, DeclarationKind.CLASS: Kind.CLASS, DeclarationKind.CONSTANT: Kind.CONSTANT,
}  # fmt: skip
_DECLARES = (b"function ", b"class ", b"interface ", b"trait ", b"define(", b"const ")
_NAMESPACED = re.compile(rb"^\s*namespace\s+\w", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Symbols:
    """Each name with the module that declares it: of PHP by kind and in lower case, of services as written."""

    php: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)


def find_symbols(
    tree: Tree, before: Tree, subjects: Sequence[Subject], files: Sequence[Entry], settings: Settings
) -> tuple[list[Finding], tuple[Unread, ...]]:
    """References by such names in some files; who else declares one of them has it."""
    symbols = _without_shared(tree, subjects, _read_symbols(before, subjects))
    names = {kind: frozenset(some) for kind, some in symbols.php.items()}
    findings = list(_find_services(tree, files, symbols.services)) if symbols.services else []
    if not any(names.values()):
        return findings, ()
    vocabulary = Vocabulary(
        "", names.get(Kind.FUNCTION, frozenset()), names.get(Kind.CLASS, frozenset()),
        names.get(Kind.CONSTANT, frozenset()),
    )  # fmt: skip
    chosen = Tree(tree.root, {one.path: one for one in files}, tree.links, tree.unread, tree.read)
    collected = collect_uses(chosen, (vocabulary,), (), settings)
    return [*findings, *(_make_finding(use, symbols) for use in collected.uses)], collected.unread


def _make_finding(use: Uses, symbols: Symbols) -> Finding:
    module = symbols.php[use.kind][use.name.lower()]
    is_example = use.place.path.endswith(".api.php")
    certainty = Certainty.POSSIBLE if is_example else use.certainty
    message = f"uses its {use.kind.value} {use.name} ({module})"
    chain = (module, use.name)
    return Finding(use.place, f"php-{use.kind.value}", use.kind, certainty, module, chain, message, guard=use.guard)


def _read_symbols(before: Tree, subjects: Sequence[Subject]) -> Symbols:
    php: dict[Kind, dict[str, str]] = {}
    services: dict[str, str] = {}
    for subject in subjects:
        for name, kind in subject.declared.names.items():
            if kind is Kind.SERVICE and "." in name and not _bears(name, subjects):
                services.setdefault(name, subject.name)
        for folder in subject.folders:
            for path, source in before.sources(lambda path: path.endswith(PHP_FILES), folder):
                if "/tests/" not in path and any(word in source for word in _DECLARES):
                    for kind, name in _read_file(path, source, subjects):
                        php.setdefault(kind, {}).setdefault(name, subject.name)
    return Symbols(php, services)


def _read_file(path: str, source: bytes, subjects: Sequence[Subject]) -> Iterator[tuple[Kind, str]]:
    """Global names: those in a namespace are found by the namespace."""
    if _NAMESPACED.search(source):
        return
    for one in read_outline(path, source).declarations:
        if one.kind in _KINDS and "\\" not in one.name and not _bears(one.name, subjects):
            yield _KINDS[one.kind], one.name.lower()


def _bears(name: str, subjects: Sequence[Subject]) -> bool:
    lowered = name.lower().encode("utf-8", "surrogateescape")
    return any(stem in lowered for subject in subjects for stem in subject.stems)


def _without_shared(tree: Tree, subjects: Sequence[Subject], symbols: Symbols) -> Symbols:
    folders = tuple(f"{folder}/" for subject in subjects for folder in subject.folders)
    wanted: dict[str, Collection[str]] = {kind.value: sorted(names) for kind, names in symbols.php.items()}
    shared = find_declarations(tree, wanted, lambda path: not path.startswith(folders))
    php = {
        kind: {name: module for name, module in names.items() if (kind.value, name) not in shared}
        for kind, names in symbols.php.items()
    }
    return Symbols(php, symbols.services)


def _find_services(tree: Tree, files: Sequence[Entry], services: Mapping[str, str]) -> Iterator[Finding]:
    """Whole strings: `'@shop.cart'`, `service('shop.cart')`."""
    asked = b"|".join(re.escape(name.encode()) for name in sorted(services))
    pattern = re.compile(rb"""['"](@?\??)(%s)['"]""" % asked, re.IGNORECASE)
    needles = [name.encode() for name in services]
    for entry in files:
        if not entry.path.endswith((*PHP_FILES, ".yml")):
            continue
        try:
            source = tree.read(entry.path)
        except OSError:
            continue  # The search for the names says so.
        for found in pattern.finditer(source) if any(needle in source for needle in needles) else ():
            name = found[2].decode().lower()
            certainty = Certainty.POSSIBLE if found[1] == b"@?" else Certainty.LIKELY
            place, module = place_at(entry.path, source, found.start(2)), services[name]
            message = f"names its service {name} ({module})"
            language = "yaml" if entry.path.endswith(".yml") else "php"
            yield Finding(place, f"{language}-service", Kind.SERVICE, certainty, module, (module, name), message)
