"""A small Drupal 7 site drawn in code, and the command line run on it as a person would see it."""

import errno
import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from uninstaller.cli import main

SHOP = "sites/all/modules/contrib/shop"
CUSTOM = "sites/all/modules/custom"
OURS = f"{CUSTOM}/uninstall"
PASSWORD = "never-shown-anywhere"


def module(folder: str, *lines: str, **files: str) -> dict[str, str]:
    """The files of a module: `lines` of its info file, and the PHP of others by suffix."""
    name = folder.rpartition("/")[2]
    info = "\n".join((f"name = {name.capitalize()}", "core = 7.x", *lines)) + "\n"
    php = {f"{folder}/{name}.{suffix}": f"<?php\n\n{text}" for suffix, text in ({"module": ""} | files).items()}
    return {f"{folder}/{name}.info": info, **php}


def core(name: str) -> dict[str, str]:
    return module(f"modules/{name}", "version = VERSION", "required = TRUE")


SITE: Mapping[str, str] = {
    "includes/bootstrap.inc": (
        "<?php\n\ndefine('VERSION', '7.105');\n\n"
        "function variable_del($name) {}\n\nfunction module_exists($module) {}\n"
    ),
    **core("system"),
    **core("node"),
    "sites/default/settings.php": f"<?php\n\n$databases['default']['default']['password'] = '{PASSWORD}';\n",
    **module(
        SHOP,
        "version = 7.x-1.0",
        install=(
            "function shop_schema() {\n  $schema['shop_order'] = array('fields' => array());\n  return $schema;\n}\n\n"
            "function shop_uninstall() {\n  variable_del('shop_currency');\n}\n"
        ),
    ),
    **module(
        "sites/all/modules/contrib/poll_box", install="function poll_box_uninstall() {\n  variable_del('box');\n}\n"
    ),
    **module(f"{CUSTOM}/front", "dependencies[] = node"),
}
"""`shop` has a table and a variable, `poll_box` a variable; nobody requires them. `front` is the site's own."""


def write_site(root: Path, more: Mapping[str, str | bytes] | None = None) -> Path:
    """Writes `SITE`, with files more or others; the folder is no git repository."""
    for path, content in {**SITE, **(more or {})}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    out: str
    err: str


def run(root: Path | None, *arguments: str) -> Outcome:
    """Runs `uninstaller ARGUMENTS --root ROOT` in this process; what is no SystemExit fails the test."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape") for _ in range(2))
    given = [*arguments, *(("--root", str(root)) if root is not None else ())]
    status = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(given, prog_name="uninstaller")
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
    return Outcome(status, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def refused(outcome: Outcome, problem: str, remedy: str) -> bool:
    """Whether a run ended with status 2 and these two lines on stderr, and nothing else at all."""
    assert (outcome.status, outcome.out, outcome.err) == (2, "", f"uninstaller: {problem}\n  {remedy}\n")
    return True


def forbid(monkeypatch: pytest.MonkeyPatch, function: str, place: Path) -> None:
    """Makes one file or folder unreadable: file modes would not stop root."""
    allowed = getattr(os, function)

    def guarded(path: Any = ".", *args: Any, **kwargs: Any) -> Any:
        if os.fspath(path) == str(place):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return allowed(path, *args, **kwargs)

    monkeypatch.setattr(os, function, guarded)
