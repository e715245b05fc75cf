"""Writes a command of a runbook from a template and literal words, which are never read as anything else."""

import re
from collections.abc import Iterator
from typing import Any

from uninstaller.plan.runbook import Command, Ref, Word

_PART = re.compile(r"\{\}|[$@]([A-Z][A-Z0-9_]*)|([^${@]+|.)")


def command(template: str, *literals: str, stdin: Word = (), **options: Any) -> Command:
    """Words of the template are parted by one blank; `$NAME` is a variable, `@NAME` a list, `{}` the next literal."""
    left = iter(literals)
    words = tuple(_read_word(token, left) for token in template.split(" "))
    return Command(words, stdin=stdin, **options)


def word(template: str, *literals: str) -> Word:
    """One word, blanks and all, by the same rules."""
    return _read_word(template, iter(literals))


def _read_word(token: str, literals: Iterator[str]) -> Word:
    parts: list[str | Ref] = []
    for found in _PART.finditer(token):
        if found[0] == "{}":
            parts.append(next(literals))
        elif found[1]:
            parts.append(Ref(found[1], is_list=found[0].startswith("@")))
        else:
            parts.append(found[0])
    return tuple(parts)
