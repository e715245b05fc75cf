"""Commands of a runbook as shell text: each word is quoted, whatever is in it."""

import re
import shlex
from collections.abc import Iterable, Iterator

from uninstaller.artifacts.terminal import visible
from uninstaller.plan.runbook import Command, Ref, Variable, Word

_SPECIAL = re.compile(r'[\\"$`]')
_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+|!")
_READS_BETTER = re.compile(r"['$]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_]")


def quote_text(text: str) -> str:
    """Text as one word: bare where nothing in it is special, in double quotes where that reads better."""
    if _PLAIN.fullmatch(text):
        return text
    if "!" in text or not _READS_BETTER.search(text):
        return shlex.quote(text)
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def quote_word(word: Word) -> str:
    """One word of a shell, double-quoted where it holds variables; a list is as many words as it has."""
    if not any(isinstance(part, Ref) for part in word):
        return quote_text("".join(str(part) for part in word))
    return f'"{"".join(_quote_part(word, index) for index in range(len(word)))}"'


def _quote_part(word: Word, index: int) -> str:
    part = word[index]
    if isinstance(part, str):
        return _SPECIAL.sub(_escape, part)
    if part.is_list:
        return f"${{{part.name}[@]}}"
    following = word[index + 1] if index + 1 < len(word) else ""
    needs_braces = not isinstance(following, Ref) and _IDENTIFIER.match(following)
    return f"${{{part.name}}}" if needs_braces else f"${part.name}"


def write_command(command: Command, prefix: str = "") -> str:
    """A command with what it reads and writes; text that it reads follows as `<<<`, in quotes like any word."""
    text = prefix + " ".join(quote_word(word) for word in command.words)
    if command.stdin:
        text += f" <<< {quote_word(command.stdin)}"
    if command.source:
        text += f" < {quote_word(command.source)}"
    if command.target:
        text += f" > {quote_word(command.target)}"
    return text


def write_variable(variable: Variable) -> str:
    if variable.derived:
        return f"{variable.name}={quote_word(variable.derived)}"
    if variable.is_list:
        return f"{variable.name}=({' '.join(quote_text(word) for word in variable.value)})"
    return f"{variable.name}={quote_text(variable.value[0]) if variable.value and variable.value[0] else ''}"


def write_comment(text: str, width: int = 110) -> list[str]:
    """Lines that no character of the text can end."""
    lines, line = [], "#"
    for word in visible(text).split(" "):
        if len(line) + len(word) + 1 > width and line != "#":
            lines.append(line)
            line = "#"
        line += f" {word}"
    return [*lines, line.rstrip()] if text else []


def show_variables(variables: Iterable[Variable]) -> Iterator[str]:
    """For people: each with what it means."""
    for variable in variables:
        needed = "" if variable.value or variable.derived else " (must be set)"
        yield f"{write_variable(variable)}  # {variable.meaning}{needed}"


def show_commands(commands: Iterable[Command]) -> Iterator[str]:
    """For people: each with what it must print, if that matters; without those that only a script has."""
    for command in commands:
        text = write_command(command)
        printed = (
            "" if command.prints is None else f"# prints {shlex.quote(command.prints) if command.prints else 'nothing'}"
        )
        if command.is_script:
            continue
        if printed and (command.stdin or "\n" in text):
            yield from (printed, text)
        else:
            yield f"{text}  {printed}".rstrip()
