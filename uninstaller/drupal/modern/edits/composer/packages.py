"""Composer packages that go with modules, and what else of a lock file only they needed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.modern.edits.documents import mapping_at, value_at
from uninstaller.drupal.modern.edits.model import Leaving
from uninstaller.facts.extension import Extension
from uninstaller.yaml.nodes import Document, Path, Value

SECTIONS = ("packages", "packages-dev")


def list_packages(leaving: Leaving) -> tuple[str, ...]:
    """`drupal/<project>` of each project of which no extension of the tree stays."""
    staying = {_project(one, leaving.extensions) for one in leaving.staying}
    going = {_project(one, leaving.extensions) for one in leaving.extensions if leaving.covers(one.info_path)}
    return tuple(sorted(f"drupal/{project}" for project in going - staying))


def _project(extension: Extension, extensions: Iterable[Extension]) -> str:
    """As drupal.org's packaging says, else the name of the outermost folder that holds an extension."""
    if extension.project:
        return extension.project
    folders = [one.folder for one in extensions if f"{extension.folder}/".startswith(f"{one.folder}/")]
    return min((folder for folder in folders if folder), key=len, default=extension.name).rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Package:
    """A row of a lock file; `provides` are the names under which others find it, its own included."""

    name: str
    path: Path
    requires: frozenset[str]
    provides: frozenset[str]


def read_packages(document: Document) -> Iterator[Package]:
    for section in SECTIONS:
        rows = value_at(document, (section,))
        for at, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict) and isinstance(row.get("name"), str):
                name = str(row["name"]).lower()
                others = {*_keys(row, "replace"), *_keys(row, "provide")}
                yield Package(name, (section, at), frozenset(_keys(row, "require")), frozenset({name, *others}))


def _keys(row: Mapping[str, Value], key: str) -> set[str]:
    value = row.get(key)
    return {name.lower() for name in value} if isinstance(value, dict) else set()


def find_needed(packages: Iterable[Package], roots: Iterable[str]) -> frozenset[str]:
    """Names of the packages that the roots need, directly or not."""
    by_name: dict[str, list[Package]] = {}
    for package in packages:
        for name in package.provides:
            by_name.setdefault(name, []).append(package)
    needed: set[str] = set()
    stack = [name.lower() for name in roots]
    while stack:
        for package in by_name.get(stack.pop(), ()):
            if package.name not in needed:
                needed.add(package.name)
                stack += package.requires
    return frozenset(needed)


def list_roots(document: Document, section: str) -> tuple[str, ...]:
    """What a composer.json asks for."""
    return tuple(mapping_at(document, (section,)))
