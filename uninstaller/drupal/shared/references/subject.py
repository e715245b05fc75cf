"""What is searched for: a removed extension, how its name is spelt, and whose names only look like it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from uninstaller.drupal.shared.references.vocabulary import Declared

_WORDS = re.compile(r"[\w-]*(?: [\w-]+){0,2}")


@dataclass(frozen=True, slots=True)
class Subject:
    """A removed extension. `chain` leads to it: its own name, or the project's first where it goes with that.

    `known` are all extensions of the code base; `others`, as they are spelt in `_`, those whose longer names or labels
    contain its name: what bears theirs is none of its.
    """

    name: str
    chain: tuple[str, ...]
    folders: tuple[str, ...] = ()
    label: str = ""
    is_theme: bool = False
    declared: Declared = field(default_factory=Declared, compare=False)
    known: frozenset[str] = field(default=frozenset(), compare=False)
    others: tuple[str, ...] = field(default=(), compare=False)
    stems: tuple[bytes, ...] = field(default=(), compare=False)
    """Of all these a lower-cased text must spell one to be of interest."""


def find_stems(name: str, label: str) -> tuple[bytes, ...]:
    """How a name may be spelt, and how the label that people see: `quick-edit` for QuickEdit as well.

    A label of one other word, as `Testing` of SimpleTest, tells nothing.
    """
    parts = name.split("_")
    words = re.split(r"[\s_-]+", label.lower())
    if "".join(words) == "".join(parts) and len(words) > len(parts):
        parts = words
    spellings = {name, "-".join(parts), " ".join(parts), "".join(parts)}
    is_telling = len(words) > 1 or name in "".join(words)
    spellings |= {label.lower()} if len(label) > 3 and is_telling else set()
    return tuple(sorted(spelling.encode() for spelling in spellings))


def find_others(name: str, chain: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    """Names and labels of other extensions that contain the name, the longest first."""
    spelt = {one.lower().replace(" ", "_").replace("-", "_") for one in known}
    others = {one for one in spelt if one != name and name in one and one not in chain}
    return tuple(sorted(others, key=lambda one: (-len(one), one)))


def belongs_to_other(subject: Subject, before: str, word: str, after: str) -> bool:
    """Whether a word is part of a longer name of another extension: `views` in `views_slideshow.settings`."""
    if not subject.others:
        return False
    head = re.search(r"[\w-]*\Z", before)
    tail = _WORDS.match(after)
    front = head[0] if head else ""
    spelt = (front + word + (tail[0] if tail else "")).replace("-", "_").replace(" ", "_")
    whole = spelt.lower()
    start, end = len(front), len(front) + len(word)
    for other in subject.others:
        position = whole.find(other)
        while position >= 0:
            if position <= start and position + len(other) >= end and _is_bounded(spelt, position, len(other)):
                return True
            position = whole.find(other, position + 1)
    return False


def _is_bounded(whole: str, position: int, size: int) -> bool:
    is_begin = position == 0 or whole[position - 1] == "_"
    return is_begin and (position + size == len(whole) or not whole[position + size].islower())
