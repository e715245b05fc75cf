"""Writes docs/commands.md from what `--help` prints; with `--check` only says whether the page is still true."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from uninstaller.cli import main

PAGE = Path(__file__).with_name("commands.md")
WIDTH = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
INTRODUCTION = """# Commands

What `uninstaller --help` and each command's `--help` print. `make docs` writes this page, `make check` holds it.
"""


def _list_commands(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _list_commands(command.commands[name], (*words, name))


def _describe(words: tuple[str, ...]) -> str:
    result = CliRunner(env=WIDTH).invoke(main, [*words, "--help"], prog_name="uninstaller", terminal_width=100)
    lines = "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())
    return f"\n## `{' '.join(('uninstaller', *words))}`\n\n```text\n{lines}\n```\n"


def make_page() -> str:
    """The whole page as Markdown."""
    return INTRODUCTION + "".join(_describe(words) for words in _list_commands(main, ()))


def _is_current(page: str) -> bool:
    return PAGE.exists() and PAGE.read_text(encoding="utf-8") == page


if __name__ == "__main__":
    made = make_page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(made, encoding="utf-8")
    elif not _is_current(made):
        sys.exit("docs/commands.md is not what --help says: `make docs` writes it again")
