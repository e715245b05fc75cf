"""Where a text spells a word, and what stands there by the syntax of its language: what all readers give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

Span = tuple[int, int]
"""Byte offsets, end exclusive."""

WIDEST = 250
"""Bytes of a token on either side of a word that may tell something of it."""


class Role(StrEnum):
    """What a token is in its language."""

    CODE = "code"
    STRING = "string"
    KEY = "key"
    VALUE = "value"
    SELECTOR = "selector"
    PROPERTY = "property"
    MARKUP = "markup"
    TEXT = "text"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """The word at `start:end`, in the token `text` that begins at `at`.

    `context` are the names around it, from the outside: keys of YAML and JSON, the function that a string is given to,
    the key of an array, the selectors of a CSS rule.
    """

    start: int
    end: int
    role: Role
    text: str
    at: int
    context: tuple[str, ...] = ()

    @property
    def before(self) -> str:
        """What the token says in front of the word."""
        return self.text.encode("utf-8", "surrogateescape")[: self.start - self.at].decode("utf-8", "surrogateescape")

    @property
    def after(self) -> str:
        """What the token says behind the word."""
        return self.text.encode("utf-8", "surrogateescape")[self.end - self.at :].decode("utf-8", "surrogateescape")

    @property
    def word(self) -> str:
        """The word as it is written here."""
        cut = self.text.encode("utf-8", "surrogateescape")[self.start - self.at : self.end - self.at]
        return cut.decode("utf-8", "surrogateescape")


Reader = Callable[[bytes, Sequence[Span]], list[Spelling]]
"""From a file's bytes and the sorted spans of words in it to what stands at each; one for each span."""


def decode(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def line_of(source: bytes, start: int, end: int) -> Span:
    """The line that holds a span, without blanks around it."""
    first = source.rfind(b"\n", 0, start) + 1
    last = source.find(b"\n", end)
    line = source[first : last if last >= 0 else len(source)]
    return first + len(line) - len(line.lstrip()), first + len(line.rstrip())


def shorten(spelling: Spelling) -> Spelling:
    """A token of which only the neighbourhood of the word is kept: one line may be a whole program."""
    first, last = max(0, spelling.start - spelling.at - WIDEST), spelling.end - spelling.at + WIDEST
    if len(spelling.text) <= last - first:
        return spelling
    text = spelling.text.encode("utf-8", "surrogateescape")[first:last]
    return replace(spelling, text=text.decode("utf-8", "surrogateescape"), at=spelling.at + first)
