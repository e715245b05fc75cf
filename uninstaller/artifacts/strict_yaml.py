"""Reads the few forms of YAML that uninstaller itself writes, so that a bad merge or edit is told by its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from uninstaller.errors import UserError

_LINE = re.compile(
    r'(?P<indent> *)(?P<item>- )?(?P<key>[a-z0-9]+):(?: (?P<value>\[\]|true|false|\d+|"(?:[^"\\]|\\.)*"))?'
)
_Value = str | int | bool | list["Fields"]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    depth: int
    """Columns before the key; the dash of a list item counts as two."""
    is_item: bool
    key: str
    value: _Value | None
    """None where a list follows."""


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of the file, with the line where it begins."""

    path: str
    line: int
    values: dict[str, _Value]

    def text(self, key: str) -> str:
        value = self._take(key)
        return value if isinstance(value, str) else self._stop(key, "a text in double quotes")

    def number(self, key: str) -> int:
        value = self._take(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else self._stop(key, "a number")

    def flag(self, key: str) -> bool:
        value = self._take(key)
        return value if isinstance(value, bool) else self._stop(key, "true or false")

    def items(self, key: str) -> list["Fields"]:
        value = self._take(key)
        return value if isinstance(value, list) else self._stop(key, "a list")

    def _take(self, key: str) -> _Value:
        return self.values[key] if key in self.values else self._stop(key, "given")

    def _stop(self, key: str, wanted: str) -> NoReturn:
        raise _bad(self.path, self.line, f"'{key}' must be {wanted}")


def read_fields(source: bytes, path: str) -> Fields:
    """The mapping that a file holds: texts in double quotes, numbers, true, false, and lists of mappings.

    Raises UserError with the line for anything else.
    """
    lines = list(_read_lines(source, path))
    fields, rest = _read_mapping(lines, 0, 0, path)
    if rest < len(lines):
        raise _bad(path, lines[rest].number, "wrong indentation")
    return fields


def _read_lines(source: bytes, path: str) -> Iterator[_Line]:
    try:
        text = source.decode()
    except UnicodeDecodeError as error:
        raise _bad(path, source.count(b"\n", 0, error.start) + 1, "not UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        content = line.rstrip("\r ")
        if not content or content.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(content)
        if not found:
            raise _bad(path, number, "not as uninstaller writes it")
        depth = len(found["indent"]) + (2 if found["item"] else 0)
        yield _Line(number, depth, bool(found["item"]), found["key"], _read_scalar(found["value"], path, number))


def _read_scalar(value: str | None, path: str, number: int) -> _Value | None:
    try:
        return None if value is None else json.loads(value)
    except ValueError:
        raise _bad(path, number, "a wrong escape or number") from None


def _read_mapping(lines: list[_Line], index: int, depth: int, path: str) -> tuple[Fields, int]:
    """The mapping whose keys stand at `depth`, and the index of the line after it."""
    fields = Fields(path, lines[index].number if index < len(lines) else 1, {})
    start = index
    while index < len(lines) and lines[index].depth == depth and (index == start or not lines[index].is_item):
        line = lines[index]
        if line.key in fields.values:
            raise _bad(path, line.number, f"'{line.key}' is there twice")
        index += 1
        if line.value is None:
            fields.values[line.key], index = _read_items(lines, index, depth + 4, path)
        else:
            fields.values[line.key] = line.value
    return fields, index


def _read_items(lines: list[_Line], index: int, depth: int, path: str) -> tuple[list[Fields], int]:
    items = []
    while index < len(lines) and lines[index].depth == depth and lines[index].is_item:
        item, index = _read_mapping(lines, index, depth, path)
        items.append(item)
    return items, index


def _bad(path: str, line: int, problem: str) -> UserError:
    return UserError(f"{path}:{line}: cannot be read: {problem}", "Restore the file from git.")
