"""Text for a terminal: hostile characters made visible, widths in columns, colour as a value."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Style(StrEnum):
    """The value is the parameter of the SGR control sequence."""

    PLAIN = ""
    TITLE = "1"
    GOOD = "1;32"
    BAD = "1;31"
    WARNING = "33"
    DIM = "2"


Span = tuple[Style, str]
Item = TypeVar("Item")

RESET = "\x1b[0m"
PAINT = re.compile("\x1b\\[[0-9;]*m")
LINE_CHARACTERS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Letters and marks for Python, but nothing is drawn: fillers, joiners, variation selectors.
INVISIBLE = frozenset(
    chr(code)
    for codes in ((0x034F,), (0x115F, 0x1160, 0x3164, 0xFFA0), (0x17B4, 0x17B5), range(0x180B, 0x1810))
    for code in codes
) | frozenset(chr(code) for codes in (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)) for code in codes)


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the text is made for; `width` in columns."""

    colour: bool
    width: int

    def paint(self, style: Style, text: str) -> str:
        return f"\x1b[{style}m{text}{RESET}" if self.colour and style and text else text


def wants_colour(environment: Mapping[str, str], is_terminal: bool) -> bool:
    """NO_COLOR wins over FORCE_COLOR, and both over what the output is; an empty value counts as absent."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (is_terminal and environment.get("TERM") != "dumb")


def visible(text: str) -> str:
    r"""The text on one line: controls, bidi overrides, odd spaces and invisible characters as `\x1b`, `\u202e`.

    A byte of a path that is not UTF-8 (a surrogate escape) becomes `\xff`; the result can always be encoded.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() and c not in INVISIBLE else _escape(c) for c in text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return LINE_CHARACTERS.get(character) or (f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}")


def columns(text: str) -> int:
    """How many columns a terminal needs for visible text, painted or not: 2 for a wide character, 0 for a mark."""
    text = PAINT.sub("", text)
    return len(text) if text.isascii() else sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def pad(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of the text; the cut is marked."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def flow(terminal: Terminal, spans: Iterable[Span], first: str, rest: str = "") -> list[str]:
    """The spans, made visible, as lines of at most the terminal's width; a word longer than that keeps its own line.

    `first`, already painted, stands before the first line, `rest` (or as many spaces) before each other one.
    """
    rest = rest or " " * columns(first)
    lines: list[str] = []
    line, empty = first, columns(first)
    used, gap = empty, 0
    for style, word in _words(spans):
        if used + gap + columns(word) > terminal.width and (gap or empty > columns(rest)):
            lines.append(line.rstrip())
            line, empty, gap = rest, columns(rest), 0
            used = empty
        line = _append(line, " " * gap, terminal.paint(style, word))
        used, gap = used + gap + columns(word), 1
    return [*lines, line.rstrip()]


def _append(line: str, gap: str, word: str) -> str:
    """Words of one style share their control sequences."""
    start = PAINT.match(word)
    last = PAINT.findall(line)[-2:]
    if gap and start and last == [start.group(), RESET] and line.endswith(RESET):
        return line.removesuffix(RESET) + gap + word[start.end() :]
    return line + gap + word


def _words(spans: Iterable[Span]) -> Iterable[Span]:
    return ((style, word) for style, text in spans for word in visible(text).split(" ") if word)


def cut(items: Sequence[Item], limit: int) -> tuple[Sequence[Item], int]:
    """The items to show and how many are left out; never leaves out a single one, which costs the same line."""
    return (items, 0) if len(items) <= limit + 1 else (items[:limit], len(items) - limit)
