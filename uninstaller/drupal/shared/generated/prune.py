"""Retires update functions of the generated module that every site has run."""

import re
from dataclasses import replace

from uninstaller.artifacts.ledger import LEDGER_FILE, make_ledger, mark_pruned
from uninstaller.codebase.change import Change, Delete, Write
from uninstaller.drupal.shared.generated.layout import MakeText
from uninstaller.drupal.shared.generated.module import (
    Module,
    check_module_name,
    digest_files,
    update_numbers,
)
from uninstaller.errors import UserError

_DOCBLOCK = rb"\n?(?:^/\*\*\n(?: \*[^\n]*\n)* \*/\n)?"


def prune_module(module: Module, before: int, name: str = "uninstall") -> tuple[Change, ...]:
    """The changes that retire all updates with a number below `before`; none if there is no such update.

    A site that has not run a retired update is told so by update.php (`hook_update_last_removed()`). Raises UserError
    where an update cannot be found.
    """
    check_module_name(name)
    existing, folder, ledger, layout = module.existing, module.folder, module.ledger, module.layout
    retired = sorted({entry.update for entry in ledger.entries if entry.update < before and not entry.pruned})
    if not retired:
        return ()
    install = existing.get(f"{name}.install", b"")
    for number in retired:
        install = _without_function(install, name, f"update_{number}")
    install = _with_last_removed(layout.make_text, install, name, retired[-1])
    ledger = mark_pruned(ledger, before)
    kept = {entry.module for entry in ledger.entries if not entry.pruned}
    retired_modules = {entry.module for entry in ledger.entries} - kept
    gone = {path for path in existing if any(layout.owns(one, path) for one in retired_modules)}
    stays = {path: content for path, content in existing.items() if path not in gone}
    files = {f"{name}.install": install, **layout.index(name, ledger, stays)}
    kept_digests = [one for one in ledger.generated if one.path not in gone and one.path not in files]
    ledger = replace(ledger, generated=(*kept_digests, *digest_files(files)))
    files[LEDGER_FILE] = make_ledger(ledger)
    reason = f"updates before {before} have run on every site"
    return (
        *(Write(f"{folder}/{path}", content, reason) for path, content in files.items()),
        *(Delete(f"{folder}/{path}", reason) for path in sorted(gone)),
    )


def _without_function(install: bytes, name: str, suffix: str) -> bytes:
    """The file without one function of ours and its docblock: functions end with a brace at the line's start."""
    head = f"function {name}_{suffix}(".encode()
    pattern = _DOCBLOCK + rb"^" + re.escape(head) + rb".*?^\}\n"
    shorter, count = re.subn(pattern, b"", install.replace(b"\r\n", b"\n"), count=1, flags=re.M | re.S)
    if not count:
        raise UserError(f"{name}.install: {name}_{suffix}() cannot be found", "Restore the file from git.")
    return shorter


def _with_last_removed(make_text: MakeText, install: bytes, name: str, number: int) -> bytes:
    hook = f"{name}_update_last_removed".encode()
    if b"function " + hook + b"(" in install:
        number = max(number, *_last_removed(install, name))
        install = _without_function(install, name, "update_last_removed")
    return install + make_text("last_removed.php.j2", name=name, number=number).encode()


def _last_removed(install: bytes, name: str) -> tuple[int, ...]:
    declared = re.findall(rf"function {name}_update_(\d+)\(".encode(), install)
    return tuple(number for number in update_numbers(name, install) if str(number).encode() not in declared) or (0,)
