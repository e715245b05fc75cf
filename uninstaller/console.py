"""What the command line says: results on stdout, all else on stderr, and one line with a remedy where it fails."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from shutil import get_terminal_size
from typing import ParamSpec

import click

from uninstaller.artifacts.terminal import visible, wants_colour
from uninstaller.errors import UserError

CLEAN, FINDINGS, FAILED = 0, 1, 2
P = ParamSpec("P")


def failing(command: Callable[P, int]) -> Callable[P, None]:
    """Ends the process with the command's status; a UserError is one line on stderr, with its remedy, and status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except UserError as error:
            say(*(f"uninstaller: {error.problem}", *((f"  {error.hint}",) if error.hint else ())))
            status = FAILED
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            else:
                problem = f"uninstaller: {error.filename or 'a file'} cannot be read: {error.strerror or error}"
                say(problem, "  give this user the right to read the whole code base, then run again")
            status = FAILED
        except KeyboardInterrupt:
            say("uninstaller: interrupted; nothing was changed")
            status = FAILED
        raise SystemExit(status)

    return run


def print_result(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    else:
        write_file(output, text.encode("utf-8", "backslashreplace"))


def write_file(path: Path, content: bytes) -> None:
    """All or nothing: whoever looks at the file finds what was there before, or all of the new content.

    What is no plain file (a link, a pipe, /dev/stdout) is written to as it is.
    """
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.write_bytes(content)
        else:
            _replace(path, content)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}", "name another file") from None


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def say(*lines: str) -> None:
    for line in lines:
        click.echo(visible(line), err=True)


def shows_colour() -> bool:
    return wants_colour(os.environ, sys.stdout.isatty())


def terminal_width() -> int:
    return get_terminal_size((100, 24)).columns
