"""What is written in a box, and how much room that takes: letters of one width, so that nothing can overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from uninstaller.artifacts.drawing.boxes import Box
from uninstaller.artifacts.terminal import clip, columns, visible

LETTER = 7.2
LINE = 17
SIDE = 10
GAP = 18
LONGEST = 30
"""Letters of a name; a longer one is cut, and whole in the title."""
TALLEST = (8, 40)
"""So many names are one column, so many two; more are three."""


@dataclass(frozen=True, slots=True)
class Label:
    """Text with the left end of its baseline, and the width that it must take; `is_head` counts what follows."""

    text: str
    x: float
    y: float
    width: float
    is_head: bool = False


def label_box(box: Box) -> tuple[tuple[Label, ...], float, float]:
    """The labels of a box, its width and its height."""
    names = [clip(visible(node.name), LONGEST) for node in box.shown]
    if len(box.nodes) == 1:
        label = _label(names[0], SIDE, LINE + 1)
        return (label,), label.width + 2 * SIDE, LINE + SIDE
    if box.hidden:
        names.append(f"… and {box.hidden} more")
    return _fill(f"{len(box.nodes)} extensions", names)


def _fill(head: str, names: Sequence[str]) -> tuple[tuple[Label, ...], float, float]:
    """Names in columns from top to bottom, below their count."""
    count = 1 + sum(len(names) > limit for limit in TALLEST)
    length = -(-len(names) // count)
    parts = [names[start : start + length] for start in range(0, len(names), length)]
    widths = [max(columns(name) for name in part) * LETTER for part in parts]
    starts = list(accumulate((width + GAP for width in widths), initial=float(SIDE)))
    title = _label(head, SIDE, LINE + 1, is_head=True)
    labels = [
        _label(name, start, LINE * (row + 2) + 3)
        for part, start in zip(parts, starts, strict=False)
        for row, name in enumerate(part)
    ]
    width = max(starts[-1] - GAP, SIDE + title.width) + SIDE
    return (title, *labels), round(width, 1), LINE * (length + 1) + SIDE + 3


def _label(text: str, x: float, y: float, *, is_head: bool = False) -> Label:
    return Label(text, round(x, 1), y, round(columns(text) * LETTER, 1), is_head)
