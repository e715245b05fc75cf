"""Holds what a scenario gave against its folder `expected/`; UPDATE_EXPECTED=1 writes that folder instead."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

UPDATE = "UPDATE_EXPECTED"


def assert_file(path: Path, content: bytes) -> None:
    """Holds one file; no content is no file."""
    if os.environ.get(UPDATE) == "1":
        path.unlink(missing_ok=True)
        _write({path: content} if content else {})
    assert _show(content) == _show(path.read_bytes() if path.exists() else b""), _how(path)


def assert_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Holds all files of a folder, and that there are no others."""
    if os.environ.get(UPDATE) == "1":
        shutil.rmtree(folder, ignore_errors=True)
        _write({folder / name: content for name, content in files.items()})
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(files) == sorted(there), _how(folder)
    for name, content in files.items():
        assert _show(content) == _show(there[name].read_bytes()), _how(there[name])


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _show(content: bytes) -> str:
    """Text, so that pytest can show the lines that differ."""
    return content.decode("utf-8", "backslashreplace")


def _how(path: Path) -> str:
    return f"{path} is not what came out: where it should be, run again with {UPDATE}=1 and read the diff"


_RUNTIME = re.compile(r"/uninstall/(?:src/(?!Removal/|Ledger\.php)\S*|src/Removal/(?:\w+Base|RemovalInterface)\.php"
                      r"|uninstall\.(?:module|permissions\.yml))$")  # fmt: skip
"""What modern Drupal's generated module has whatever is removed: tests on a real Drupal hold it."""


def told(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """The written files without the runtime of modern Drupal, and without its digests in the ledger."""
    is_modern = any(path.endswith("/uninstall/src/Remover.php") for path in written)
    kept = {path: text for path, text in written.items() if not _RUNTIME.search(path)}
    if not is_modern:
        return dict(written)
    return {
        path: text.partition(b"\ngenerated:")[0] + b"\n" if path.endswith("/uninstall.ledger.yml") else text
        for path, text in kept.items()
    }


def without_runtime(status: bytes) -> bytes:
    lines = status.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _RUNTIME.search(line.rstrip())).encode()
