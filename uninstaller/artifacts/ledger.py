"""The ledger: what was removed, by which update, from which source, as text for people and policies."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from uninstaller.errors import UserError

FORMAT = 1
HEAD = "# Written by uninstaller, which reads it again: what was removed, by which update, from which source."


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """A file, by its path as the owner of the list defines it, and the hexadecimal SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One removed module.

    `folder` is where it was, relative to the tree's root; `update` the number of the update function that removes its
    data; `revision` the git revision that it was generated from, '' outside of git: it stands for the date, so that
    the same input gives the same bytes. `files` are the files that code was lifted from, paths relative to the tree's
    root. `pruned`: the update function has been retired.
    """

    module: str
    update: int
    label: str = ""
    version: str = ""
    folder: str = ""
    revision: str = ""
    pruned: bool = False
    files: tuple[Digest, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class HostUpdate:
    """An update function appended to another module, which enables the generated one. `path` is its .install file."""

    module: str
    function: str
    path: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All removals in the order in which they were made; `generated` are the module's own files, by path within it."""

    entries: tuple[LedgerEntry, ...] = ()
    hosts: tuple[HostUpdate, ...] = ()
    generated: tuple[Digest, ...] = ()

    def find(self, module: str) -> LedgerEntry | None:
        """The entry of a module whose update still exists."""
        kept = (entry for entry in self.entries if entry.module == module and not entry.pruned)
        return next(kept, None)


def make_ledger(ledger: Ledger) -> bytes:
    """The ledger as YAML: block style, every text in double quotes."""
    lines = [HEAD, f"format: {FORMAT}"]
    lines += _make_list("removals", ledger.entries, _entry_lines)
    lines += _make_list("hosts", sorted(ledger.hosts), _host_lines)
    lines += _make_list("generated", sorted(ledger.generated), _digest_lines)
    return ("\n".join(lines) + "\n").encode()


_Item = TypeVar("_Item", LedgerEntry, HostUpdate, Digest)


def _make_list(key: str, items: "tuple[_Item, ...] | list[_Item]", lines_of: Callable[[_Item], list[str]]) -> list[str]:
    if not items:
        return [f"{key}: []"]
    lines = [f"{key}:"]
    for item in items:
        first, *rest = lines_of(item)
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return lines


def _entry_lines(entry: LedgerEntry) -> list[str]:
    return [
        f"module: {_quote(entry.module)}",
        f"update: {entry.update}",
        f"label: {_quote(entry.label)}",
        f"version: {_quote(entry.version)}",
        f"folder: {_quote(entry.folder)}",
        f"revision: {_quote(entry.revision)}",
        f"pruned: {'true' if entry.pruned else 'false'}",
        *_make_list("files", entry.files, _digest_lines),
    ]


def _host_lines(host: HostUpdate) -> list[str]:
    return [f"module: {_quote(host.module)}", f"function: {_quote(host.function)}", f"path: {_quote(host.path)}"]


def _digest_lines(digest: Digest) -> list[str]:
    return [f"path: {_quote(digest.path)}", f"sha256: {_quote(digest.sha256)}"]


def _quote(text: str) -> str:
    """A JSON string is a YAML double-quoted one, but for characters that YAML wants escaped and JSON does not."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", quoted
    )


# Reading: only what make_ledger() writes, so that an edit by hand or a bad merge is told by its line.

_LINE = re.compile(
    r'(?P<indent> *)(?P<item>- )?(?P<key>[a-z0-9]+):(?: (?P<value>\[\]|true|false|\d+|"(?:[^"\\]|\\.)*"))?'
)
_Value = str | int | bool | list["_Fields"]


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
class _Fields:
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

    def items(self, key: str) -> list["_Fields"]:
        value = self._take(key)
        return value if isinstance(value, list) else self._stop(key, "a list")

    def _take(self, key: str) -> _Value:
        return self.values[key] if key in self.values else self._stop(key, "given")

    def _stop(self, key: str, wanted: str) -> NoReturn:
        raise _bad(self.path, self.line, f"'{key}' must be {wanted}")


def read_ledger(source: bytes, path: str) -> Ledger:
    """The ledger in a file that `make_ledger` wrote; raises UserError with the line for anything else."""
    lines = list(_read_lines(source, path))
    top, rest = _read_fields(lines, 0, 0, path)
    if rest < len(lines):
        raise _bad(path, lines[rest].number, "wrong indentation")
    if top.number("format") != FORMAT:
        raise UserError(f"{path}: format {top.number('format')} is not known", "Update uninstaller.")
    return Ledger(
        entries=tuple(_read_entry(fields) for fields in top.items("removals")),
        hosts=tuple(
            HostUpdate(*(host.text(key) for key in ("module", "function", "path"))) for host in top.items("hosts")
        ),
        generated=tuple(_read_digest(fields) for fields in top.items("generated")),
    )


def mark_pruned(ledger: Ledger, before: int) -> Ledger:
    """The ledger with every update below a number retired."""
    entries = (replace(entry, pruned=entry.pruned or entry.update < before) for entry in ledger.entries)
    return replace(ledger, entries=tuple(entries))


def _read_entry(fields: _Fields) -> LedgerEntry:
    return LedgerEntry(
        module=fields.text("module"),
        update=fields.number("update"),
        label=fields.text("label"),
        version=fields.text("version"),
        folder=fields.text("folder"),
        revision=fields.text("revision"),
        pruned=fields.flag("pruned"),
        files=tuple(_read_digest(digest) for digest in fields.items("files")),
    )


def _read_digest(fields: _Fields) -> Digest:
    return Digest(fields.text("path"), fields.text("sha256"))


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


def _read_fields(lines: list[_Line], index: int, depth: int, path: str) -> tuple[_Fields, int]:
    """The mapping whose keys stand at `depth`, and the index of the line after it."""
    fields = _Fields(path, lines[index].number if index < len(lines) else 1, {})
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


def _read_items(lines: list[_Line], index: int, depth: int, path: str) -> tuple[list[_Fields], int]:
    items = []
    while index < len(lines) and lines[index].depth == depth and lines[index].is_item:
        item, index = _read_fields(lines, index, depth, path)
        items.append(item)
    return items, index


def _bad(path: str, line: int, problem: str) -> UserError:
    return UserError(f"{path}:{line}: the ledger cannot be read: {problem}", "Restore the file from git.")
