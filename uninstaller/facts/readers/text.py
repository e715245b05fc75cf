"""Any text: a line at a time, in which `#` may begin a comment."""

from collections.abc import Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode, line_of


def read_text(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    """Documentation: every line is text."""
    return [_read(source, span, is_script=False) for span in spans]


def read_script(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    """Scripts, makefiles, ignore lists: a line is code, but behind `#` at its start."""
    return [_read(source, span, is_script=True) for span in spans]


def _read(source: bytes, span: Span, is_script: bool) -> Spelling:
    first, last = line_of(source, *span)
    line = source[first:last]
    role = Role.TEXT
    if is_script:
        role = Role.COMMENT if line.startswith(b"#") and not line.startswith(b"#!") else Role.CODE
    return Spelling(*span, role, decode(line), first)
