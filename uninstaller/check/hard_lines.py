"""Lines that name an extension so that it must be there: info files, configuration, core.extension.yml, Composer."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from uninstaller.check.yaml_lines import Item, read_items
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.drupal.seven.discovery.info import parse_dependency, read_info
from uninstaller.facts.recall import recall_facts
from uninstaller.place import place_at
from uninstaller.settings import Settings

CORE_EXTENSION = "core.extension.yml"
_KINDS = frozenset({"module", "theme"})


@dataclass(frozen=True, slots=True)
class HardLine:
    """`name` of an extension, or of a project where the rule is Composer's or a makefile's."""

    rule: str
    name: str
    line: int
    column: int


def read_hard_lines(path: str, source: bytes) -> Iterator[HardLine]:
    """All names in such lines of one file, whatever they name; nothing for a file of another sort."""
    name = path.rpartition("/")[2]
    for ending, read in _READERS:
        if name.endswith(ending):
            yield from read(path, source)
            return


QUESTION = "hard lines 2"


def list_hard_lines(tree: Tree, settings: Settings) -> Iterator[tuple[str, HardLine]]:
    """Every hard line of the tree, with its file: remembered between runs."""
    by_kind: dict[str, list[Entry]] = {}
    for path, entry in tree.files.items():
        if _is_read(path) and not entry.is_link:
            by_kind.setdefault(_kind_of(path), []).append(entry)
    for kind, entries in sorted(by_kind.items()):
        read = partial(_read_rows, kind)
        for path, rows in recall_facts(tree, entries, f"{QUESTION} {kind}", read, settings.use_cache):
            yield from ((path, HardLine(*row)) for row in rows)


def _read_rows(kind: str, source: bytes) -> list[tuple[str, str, int, int]]:
    return [(one.rule, one.name, one.line, one.column) for one in read_hard_lines(kind, source)]


def _kind_of(path: str) -> str:
    """A path that the readers treat as they would the file's own: what they say depends on its name's ending only."""
    name = path.rpartition("/")[2]
    for ending in (".info.yml", "core.extension.yml", ".yml", ".info", ".make", "composer.json"):
        if name.endswith(ending):
            return ending
    return "composer.lock"


def _is_read(path: str) -> bool:
    return path.endswith(tuple(ending for ending, _ in _READERS))


def _read_info_yml(_path: str, source: bytes) -> Iterator[HardLine]:
    for item in read_items(source):
        if item.keys in (("dependencies",), ("install",), ("themes",)) and item.value:
            yield HardLine("info-dependency", parse_dependency(item.value)[0], item.line, item.column)
        if item.keys == ("base theme",) and item.value not in ("", "false"):
            yield HardLine("info-base-theme", item.value, item.line, item.column)


def _read_core_extension(_path: str, source: bytes) -> Iterator[HardLine]:
    for item in read_items(source):
        if len(item.keys) == 2 and item.keys[0] in _KINDS:
            yield HardLine("core-extension", item.keys[1], item.line, _key_column(item, source))


def _key_column(item: Item, source: bytes) -> int:
    line = source.split(b"\n", item.line)[item.line - 1]
    return len(line) - len(line.lstrip()) + 1


def _read_config(_path: str, source: bytes) -> Iterator[HardLine]:
    if b"dependencies:" not in source:
        return
    for item in read_items(source):
        keys = tuple(key for key in item.keys if key != "enforced")
        if len(keys) == 2 and keys[0] == "dependencies" and keys[1] in _KINDS and item.value:
            yield HardLine("config-dependency", item.value, item.line, item.column)


def _read_info(_path: str, source: bytes) -> Iterator[HardLine]:
    for line in read_info(source).lines:
        rule = {"dependencies": "info-dependency", "base theme": "info-base-theme"}.get(line.keys[0], "")
        if rule and line.value:
            name = parse_dependency(line.value)[0]
            yield HardLine(rule, name, line.line, _column(source, line.value_start))


def _read_makefile(_path: str, source: bytes) -> Iterator[HardLine]:
    for line in read_info(source).lines:
        if line.keys[0] == "projects" and len(line.keys) > 1:
            name = line.value if line.keys[1].isdigit() else line.keys[1]
            yield HardLine("makefile-project", name, line.line, _column(source, line.start))


def _column(source: bytes, offset: int) -> int:
    return place_at("", source, offset).column


def _read_composer(_path: str, source: bytes) -> Iterator[HardLine]:
    """Keys of `require`, `require-dev` and of the patches; what a package suggests or replaces it does not need."""
    try:
        loaded = json.loads(source)
    except ValueError:
        return
    if not isinstance(loaded, dict):
        return
    extra = loaded.get("extra")
    sections = ("require", "require-dev", *(("patches",) if isinstance(extra, dict) else ()))
    for section in sections:
        held = extra.get(section) if section == "patches" and extra else loaded.get(section)
        opening = re.search(rb'"%s"\s*:\s*\{' % section.encode(), source)
        for key in held if opening and isinstance(held, dict) else ():
            found = re.compile(rb'"%s"\s*:' % re.escape(key.encode())).search(source, opening.end() if opening else 0)
            if key.startswith("drupal/") and found:
                place = place_at("", source, found.start() + 1)
                yield HardLine("composer-package", key.removeprefix("drupal/"), place.line, place.column)


def _read_lock(_path: str, source: bytes) -> Iterator[HardLine]:
    """Projects that no other package of the lock requires: Composer keeps those of its own accord."""
    needed = set(re.findall(rb'"drupal/([a-z0-9_]+)"\s*:', source))
    for found in re.finditer(rb'"name"\s*:\s*"drupal/([a-z0-9_]+)"', source):
        if found[1] not in needed:
            place = place_at("", source, found.start(1))
            yield HardLine("composer-lock", found[1].decode(), place.line, place.column)


_READERS: tuple[tuple[str, Callable[[str, bytes], Iterator[HardLine]]], ...] = (
    (".info.yml", _read_info_yml),
    (CORE_EXTENSION, _read_core_extension),
    (".yml", _read_config),
    (".info", _read_info),
    (".make", _read_makefile),
    ("composer.json", _read_composer),
    ("composer.lock", _read_lock),
)
"""The first ending that fits a file's name counts."""
