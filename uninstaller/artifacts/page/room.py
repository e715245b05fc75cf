"""Keeps a page below two megabytes: how much of each list it holds, and how many rows are left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from uninstaller.artifacts.page.edits import EditedFile
from uninstaller.artifacts.page.lifted import Pair
from uninstaller.artifacts.page.rows import Reference
from uninstaller.plan.model import Dependent

Item = TypeVar("Item")

REFERENCES, EDITS, DEPENDENTS, CODE = 800_000, 400_000, 150_000, 300_000
"""Characters of HTML."""


@dataclass(frozen=True, slots=True)
class Fitting(Generic[Item]):
    """What is shown of a list, and how many it has in all."""

    shown: Sequence[Item]
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.shown)


def fit(items: Sequence[Item], room: int, measure: Callable[[Item], int]) -> Fitting[Item]:
    """As many as there is room for, from the first on."""
    sizes = accumulate(measure(item) for item in items)
    return Fitting(items[: sum(size <= room for size in sizes)], len(items))


def measure_reference(row: Reference) -> int:
    return 400 + len(row.message) + len(row.quote) + 2 * len(row.place.path)


def measure_dependent(row: Dependent) -> int:
    return 330 + sum(map(len, row.chain)) + len(row.reason) + 2 * len(row.place.path)


def measure_edited(file: EditedFile) -> int:
    return (
        400
        + 4 * len(file.path)
        + sum(map(len, file.reasons))
        + sum(
            200 + sum(map(len, hunk.reasons)) + sum(110 + len(line.text) for line in hunk.lines) for hunk in file.hunks
        )
    )


def measure_pair(pair: Pair) -> int:
    return 300 + sum(60 + sum(13 + len(text) for text, _ in (*row.left, *row.right)) for row in pair.rows)
