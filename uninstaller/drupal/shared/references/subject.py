"""What is searched for: a removed extension, how its name is spelt, and whose names only look like it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A removed extension. `chain` leads to it: its own name, or the project's first where it goes with that.

    `others` are extensions whose longer names contain its name: what bears theirs is none of its.
    """

    name: str
    chain: tuple[str, ...]
    folders: tuple[str, ...] = ()
    label: str = ""
    others: tuple[str, ...] = field(default=(), compare=False)

    @property
    def stems(self) -> tuple[bytes, ...]:
        """All that a lower-cased text must spell one of to be of interest."""
        parts = self.name.split("_")
        spellings = {self.name, "-".join(parts), " ".join(parts), "".join(parts)}
        spellings |= {self.label.lower()} if len(self.label) > 3 else set()
        return tuple(sorted(spelling.encode() for spelling in spellings))


def make_subject(name: str, chain: tuple[str, ...], folders: Iterable[str], label: str, known: Iterable[str]) -> Subject:
    others = sorted({one for one in known if one != name and name in one and one not in chain}, key=lambda one: (-len(one), one))
    return Subject(name, chain, tuple(sorted(folders)), label, tuple(others))


def belongs_to_other(subject: Subject, before: str, word: str, after: str) -> bool:
    """Whether a word is part of a longer name of another extension: `views` in `views_slideshow.settings`."""
    if not subject.others:
        return False
    head = re.search(r"[\w-]*\Z", before)
    tail = _WORD.match(after)
    front = head[0] if head else ""
    whole = (front + word + (tail[0] if tail else "")).lower().replace("-", "_").replace(" ", "_")
    start, end = len(front), len(front) + len(word)
    for other in subject.others:
        position = whole.find(other)
        while position >= 0:
            if position <= start and position + len(other) >= end and _is_bounded(whole, position, len(other)):
                return True
            position = whole.find(other, position + 1)
    return False


def _is_bounded(whole: str, position: int, size: int) -> bool:
    is_begin = position == 0 or whole[position - 1] == "_"
    return is_begin and (position + size == len(whole) or whole[position + size] in "_-")
