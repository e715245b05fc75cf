"""The ledger: what was removed, by which update, from which source, as text for people and policies."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from uninstaller.artifacts.strict_yaml import Fields, read_fields
from uninstaller.errors import UserError

LEDGER_FILE = "uninstall.ledger.yml"
"""Its name within the generated module, whatever that is called."""

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


def read_ledger(source: bytes, path: str) -> Ledger:
    """The ledger in a file that `make_ledger` wrote; raises UserError with the line for anything else."""
    top = read_fields(source, path)
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


def _read_entry(fields: Fields) -> LedgerEntry:
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


def _read_digest(fields: Fields) -> Digest:
    return Digest(fields.text("path"), fields.text("sha256"))
