"""Unified hunks of two byte strings, with three lines of context; a line ends with a line feed and nothing else."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

CONTEXT = 3
SMALL = 400
"""Lines of both sides that difflib, which is quadratic at best, may compare; more of them count as replaced."""

Block = tuple[int, int, int, int]
"""Lines of the old side, from and to, and of the new side, from and to, that differ; counted from 0."""


def make_hunks(old: bytes, new: bytes) -> bytes:
    """Hunks without file header; empty where both sides are equal."""
    before, after = _lines(old), _lines(new)
    return b"".join(_hunk(before, after, group) for group in _groups(list(_blocks(before, after))))


def _lines(source: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in source.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _blocks(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[Block]:
    """What differs between lines that each side has exactly once, in an order that both share."""
    i = j = 0
    for anchor_i, anchor_j in [*_anchors(before, after), (len(before), len(after))]:
        yield from _differences(before, after, (i, anchor_i, j, anchor_j))
        i, j = anchor_i, anchor_j


def _anchors(before: Sequence[bytes], after: Sequence[bytes]) -> list[tuple[int, int]]:
    """The longest run of unique common lines that is ascending on both sides (patience sorting)."""
    counts_before, counts_after = Counter(before), Counter(after)
    where = {line: j for j, line in enumerate(after) if counts_after[line] == 1}
    pairs = [(i, where[line]) for i, line in enumerate(before) if counts_before[line] == 1 and line in where]
    ends: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(ends, j)
        ends[pile : pile + 1], tops[pile : pile + 1] = [j], [index]
        previous.append(tops[pile - 1] if pile else -1)
    run = []
    index = tops[-1] if tops else -1
    while index >= 0:
        run.append(pairs[index])
        index = previous[index]
    return run[::-1]


def _differences(before: Sequence[bytes], after: Sequence[bytes], block: Block) -> Iterator[Block]:
    i, i_end, j, j_end = block
    while i < i_end and j < j_end and before[i] == after[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and before[i_end - 1] == after[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    if i == i_end and j == j_end:
        return
    if i == i_end or j == j_end or i_end - i + j_end - j > SMALL:
        yield i, i_end, j, j_end
        return
    for tag, a, a_end, b, b_end in SequenceMatcher(None, before[i:i_end], after[j:j_end], autojunk=False).get_opcodes():
        if tag != "equal":
            yield i + a, i + a_end, j + b, j + b_end


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks whose context touches share a hunk."""
    group: list[Block] = []
    for block in blocks:
        if group and block[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _hunk(before: Sequence[bytes], after: Sequence[bytes], group: Sequence[Block]) -> bytes:
    lead = min(CONTEXT, group[0][0])
    trail = min(CONTEXT, len(before) - group[-1][1])
    start, end = group[0][0] - lead, group[-1][1] + trail
    new_start, new_end = group[0][2] - lead, group[-1][3] + trail
    body = []
    position = start
    for i, i_end, j, j_end in group:
        body += [b" " + line for line in before[position:i]]
        body += [b"-" + line for line in before[i:i_end]]
        body += [b"+" + line for line in after[j:j_end]]
        position = i_end
    body += [b" " + line for line in before[position:end]]
    header = f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n".encode()
    return header + b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in body
    )


def _range(start: int, end: int) -> str:
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"
