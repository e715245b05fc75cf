"""Reads .info files (and Drush makefiles, the same format) as Drupal 7 does, and takes lines out of them."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from uninstaller.codebase.change import Edit
from uninstaller.drupal.seven.discovery.info_format import SPACES, Assignment, find_assignments
from uninstaller.place import Place, Unread

ESCAPE = re.compile(rb"\\(.?)", re.DOTALL)
FALSY = frozenset({"", "0", "false", "null"})


@dataclass(frozen=True, slots=True)
class InfoLine:
    """One `key = value`: `keys` is `a[b][] = x` as ("a", "b", "0"), with the number that PHP gives to `[]`.

    `start` and `end` are the byte offsets of its whole lines, the line break included; `value_start` and `value_end`
    those of the value as written, quotes included; `line` counts from 1.
    """

    keys: tuple[str, ...]
    value: str
    line: int
    start: int
    end: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Info:
    """An info file: every assignment in file order, the array that Drupal makes of them, and what Drupal ignores.

    Bytes that are no UTF-8 become U+FFFD. PHP constants stay names: `VERSION` and `TRUE` are text here.
    """

    lines: tuple[InfoLine, ...]
    values: dict[str, object]
    unread: tuple[Unread, ...]

    def text(self, key: str) -> str:
        """The value of a plain key, '' where it is missing or an array."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def is_true(self, key: str) -> bool:
        """Whether PHP takes the value for true, after it has replaced TRUE, FALSE and NULL."""
        value = self.values.get(key, "")
        return value.lower() not in FALSY if isinstance(value, str) else bool(value)

    def below(self, key: str) -> tuple[InfoLine, ...]:
        """The lines `key[…] = value` that count, in Drupal's order: of two with one index, the later."""
        array = self.values.get(key)
        if not isinstance(array, dict):
            return ()
        last = {line.keys[1]: line for line in self.lines if len(line.keys) == 2 and line.keys[0] == key}
        return tuple(last[index] for index, value in array.items() if isinstance(value, str) and index in last)


def read_info(source: bytes, path: str = "") -> Info:
    """As drupal_parse_info_format() in includes/common.inc; `path` is for the places of what Drupal ignores."""
    values: dict[str, object] = {}
    lines: list[InfoLine] = []
    unread: list[Unread] = []
    position, number = 0, 1
    for found in find_assignments(source):
        gap = source[position : found.key_start]
        if gap.strip(SPACES):
            unread += _find_ignored(gap, Place(path, number))
        number += gap.count(b"\n")
        lines.append(_read_line(source, found, number, values))
        unread += _find_odd_key(lines[-1].keys, path, number)
        number += source.count(b"\n", found.key_start, found.end)
        position = found.end
    unread += _find_ignored(source[position:], Place(path, number))
    return Info(tuple(lines), values, tuple(unread))


def parse_dependency(text: str) -> tuple[str, str]:
    """Machine name and version constraint of `project:name (>=1.0)`, as drupal_parse_dependency() splits them."""
    if text.find(":") > 0:
        text = text.split(":")[1]
    name, parenthesis, rest = text.partition("(")
    return name.strip(), (parenthesis + rest).strip()


def edit_dependencies(source: bytes, names: Collection[str]) -> tuple[Edit, ...]:
    """Takes the `dependencies[]` lines that name one of the extensions out of an info file, whole lines."""

    def find_name(line: InfoLine) -> str:
        is_dependency = len(line.keys) == 2 and line.keys[0] == "dependencies"
        return parse_dependency(line.value)[0] if is_dependency else ""

    return _cut_lines(source, lambda line: find_name(line) in names and f"no longer depends on {find_name(line)}")


def edit_projects(source: bytes, project: str) -> tuple[Edit, ...]:
    """Takes all lines of a project out of a Drush makefile: `projects[foo]…` in any depth, and `projects[] = foo`."""

    def is_of_project(line: InfoLine) -> bool:
        if len(line.keys) < 2 or line.keys[0] != "projects":
            return False
        return line.keys[1] == project or (len(line.keys) == 2 and line.keys[1].isdigit() and line.value == project)

    return _cut_lines(source, lambda line: is_of_project(line) and f"no longer fetches {project}")


def _cut_lines(source: bytes, find_reason: Callable[[InfoLine], str | bool]) -> tuple[Edit, ...]:
    reasons = ((line, find_reason(line)) for line in read_info(source).lines)
    return tuple(Edit(line.start, line.end, b"", str(reason)) for line, reason in reasons if reason)


def _read_line(source: bytes, found: Assignment, number: int, values: dict[str, object]) -> InfoLine:
    written = source[found.value_start : found.value_end]
    value = _decode(_strip_slashes(written[1:-1]) if found.is_quoted else written)
    key = _decode(source[found.key_start : found.key_end])
    keys = _store(values, re.split(r"\]?\[", key.rstrip("]")) if "[" in key else [key.rstrip("]")], value)
    start = source.rfind(b"\n", 0, found.key_start) + 1
    end = source.find(b"\n", found.value_end) + 1 or len(source)
    return InfoLine(keys, value, number, start, end, found.value_start, found.value_end)


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _strip_slashes(text: bytes) -> bytes:
    """As PHP's stripslashes()."""
    return ESCAPE.sub(lambda found: b"\0" if found[1] == b"0" else found[1], text)


def _store(values: dict[str, object], keys: list[str], value: str) -> tuple[str, ...]:
    """Puts a value into nested arrays; an empty key becomes the count of what is there, as in Drupal."""
    array = values
    indexes: list[str] = []
    for key in keys[:-1]:
        indexes.append(key or str(len(array)))
        below = array.get(indexes[-1])
        if not isinstance(below, dict):
            below = array[indexes[-1]] = {}
        array = below
    indexes.append(keys[-1] or str(len(array)))
    array[indexes[-1]] = value
    return tuple(indexes)


def _find_ignored(gap: bytes, place: Place) -> list[Unread]:
    """Lines between two assignments that are neither blank nor comments."""
    lines = ((number, line.strip(SPACES)) for number, line in enumerate(gap.split(b"\n"), place.line))
    ignored = (Place(place.path, number) for number, text in lines if text and not text.startswith(b";"))
    return [Unread(found, "Drupal ignores this line") for found in ignored]


def _find_odd_key(keys: tuple[str, ...], path: str, number: int) -> list[Unread]:
    if keys[0].startswith("\ufeff"):
        problem = "a byte order mark is part of the first key: Drupal does not know it"
        return [Unread(Place(path, number), problem)]
    if any("\n" in key or "\r" in key for key in keys):
        return [Unread(Place(path, number), "Drupal takes several lines for one key, and does not know it")]
    return []
