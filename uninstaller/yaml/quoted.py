"""Quoted scalars, and what becomes of a scalar that runs over lines, as Symfony's Yaml parser joins it."""

import re
from collections.abc import Sequence

from uninstaller.yaml.nodes import Kind, Node, UnreadableError
from uninstaller.yaml.scalars import unquote

QUOTED = re.compile(rb"""(?s:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^']*+(?:''[^']*+)*+')""")


def read_quoted(source: bytes, position: int) -> Node:
    """The quoted scalar that begins here."""
    match = QUOTED.match(source, position)
    if not match:
        raise UnreadableError(position, "a quoted text does not end")
    text = match[0]
    if b"\n" in text or b"\r" in text:
        text = _join(text.splitlines())
    try:
        return Node(Kind.SCALAR, position, match.end(), unquote(text))
    except ValueError as error:
        raise UnreadableError(position, f"a quoted text: {error}") from None


def _join(lines: Sequence[bytes]) -> bytes:
    r"""Lines of a quoted scalar as one: an empty line is a line break, else a space goes between, but after a `\`."""
    is_double = lines[0].startswith(b'"')
    pieces: list[bytes] = []
    glue = b""
    for number, line in enumerate(lines):
        content = line.lstrip(b" ") if number else line
        if not content:
            pieces.append(b"\n")
            glue = b""
            continue
        is_escaped = is_double and number < len(lines) - 1 and _ends_in_escape(content)
        pieces += [glue, content[:-1] if is_escaped else content]
        glue = b"" if content.endswith(b"\\") else b" "
    return b"".join(pieces)


def _ends_in_escape(line: bytes) -> bool:
    return (len(line) - len(line.rstrip(b"\\"))) % 2 == 1
