"""A place in a file, and what could not be read there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Path relative to the tree's root with `/`; line and column count from 1, 0 where there is none."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """Something that could not be read: a plan built without it says so."""

    place: Place
    reason: str


def place_at(path: str, source: bytes, offset: int) -> Place:
    """The place of a byte offset; the column counts bytes."""
    line_start = source.rfind(b"\n", 0, offset) + 1
    return Place(path, source.count(b"\n", 0, offset) + 1, offset - line_start + 1)
