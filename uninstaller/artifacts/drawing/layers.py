"""Which box stands in which layer, and in which order: longest paths, then barycentres, after Sugiyama.

Lines lead to lower layers. One that would lead upwards, in a cycle, is turned round; one that passes layers gets a
bend in each of them.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 8

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a line passes a layer."""

    line: Pair
    layer: int


Spot = str | Bend
"""Something that takes room in a layer: a box by name, or a bend."""


@dataclass(frozen=True, slots=True)
class Layers:
    """`rows[0]` are those that lines lead to at last. `paths` has all spots of each line, from its source on."""

    rows: tuple[tuple[Spot, ...], ...]
    paths: Mapping[Pair, tuple[Spot, ...]]


def make_layers(names: Iterable[str], lines: Iterable[Pair]) -> Layers:
    """`names` in the order in which they shall stand where nothing else speaks; lines between them, each once."""
    ordered = tuple(names)
    pairs = tuple(lines)
    acyclic = _turn_back(ordered, pairs)
    layer_of = _rank(ordered, acyclic)
    rows: list[list[Spot]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for name in ordered:
        rows[layer_of[name]].append(name)
    paths: dict[Pair, tuple[Spot, ...]] = {}
    for pair in pairs:
        upper, lower = pair if pair in acyclic else pair[::-1]
        bends = [Bend(pair, layer) for layer in range(layer_of[upper] - 1, layer_of[lower], -1)]
        for bend in bends:
            rows[bend.layer].append(bend)
        path: tuple[Spot, ...] = (upper, *bends, lower)
        paths[pair] = path if pair in acyclic else path[::-1]
    return Layers(tuple(map(tuple, _order(rows, paths.values()))), paths)


def _turn_back(names: Sequence[str], pairs: Sequence[Pair]) -> frozenset[Pair]:
    """The pairs without those that lead back to where a walk came from, which are turned round."""
    following: dict[str, list[str]] = {name: [] for name in names}
    for source, needed in pairs:
        following[source].append(needed)
    entered: set[str] = set()
    left: set[str] = set()
    back: set[Pair] = set()
    for start in names:
        walk = [(start, iter(following[start]))] if start not in entered else []
        entered.add(start)
        while walk:
            name, rest = walk[-1]
            target: str | None = next(rest, None)
            if target is None:
                left.add(name)
                walk.pop()
            elif target not in entered:
                entered.add(target)
                walk.append((target, iter(following[target])))
            elif target not in left:
                back.add((name, target))
    return frozenset(pair for pair in pairs if pair not in back) | {pair[::-1] for pair in back}


def _rank(names: Sequence[str], pairs: Iterable[Pair]) -> dict[str, int]:
    """The longest way from each name down to one that leads nowhere."""
    following: dict[str, list[str]] = {name: [] for name in names}
    for source, target in sorted(pairs):
        following[source].append(target)
    ranks: dict[str, int] = {}
    stack = list(reversed(names))
    while stack:
        open_ones = [target for target in following[stack[-1]] if target not in ranks]
        if open_ones:
            stack += open_ones
        else:
            name = stack.pop()
            ranks[name] = max((ranks[target] + 1 for target in following[name]), default=0)
    return ranks


def _order(rows: list[list[Spot]], paths: Iterable[tuple[Spot, ...]]) -> list[list[Spot]]:
    """Sweeps order each layer by where its neighbours stand; the order with the fewest crossings is kept."""
    layer_of = {spot: number for number, row in enumerate(rows) for spot in row}
    below: dict[Spot, list[Spot]] = {}
    above: dict[Spot, list[Spot]] = {}
    for path in paths:
        for one, other in itertools.pairwise(path):
            upper, lower = (one, other) if layer_of[one] > layer_of[other] else (other, one)
            below.setdefault(upper, []).append(lower)
            above.setdefault(lower, []).append(upper)
    best, fewest = rows, _count_crossings(rows, below)
    for sweep in range(SWEEPS):
        upwards = sweep % 2 == 0
        rows = _sweep(rows, below if upwards else above, upwards)
        crossings = _count_crossings(rows, below)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _sweep(rows: list[list[Spot]], neighbours: Mapping[Spot, list[Spot]], upwards: bool) -> list[list[Spot]]:
    swept = [list(row) for row in rows]
    for number in range(len(rows)) if upwards else range(len(rows) - 1, -1, -1):
        beside = number - 1 if upwards else number + 1
        if 0 <= beside < len(rows):
            swept[number] = _sort_row(swept[number], swept[beside], neighbours)
    return swept


def _sort_row(row: list[Spot], beside: list[Spot], neighbours: Mapping[Spot, list[Spot]]) -> list[Spot]:
    """By barycentre; what has no neighbour there keeps its relative height."""
    position = {spot: (index + 0.5) / len(beside) for index, spot in enumerate(beside)}

    def height(index: int, spot: Spot) -> float:
        known = [position[one] for one in neighbours.get(spot, ()) if one in position]
        return sum(known) / len(known) if known else (index + 0.5) / len(row)

    heights = {spot: height(index, spot) for index, spot in enumerate(row)}
    return sorted(row, key=heights.__getitem__)


def _count_crossings(rows: Sequence[Sequence[Spot]], below: Mapping[Spot, list[Spot]]) -> int:
    total = 0
    for lower, upper in itertools.pairwise(rows):
        position = {spot: index for index, spot in enumerate(lower)}
        ends = [position[one] for spot in upper for one in sorted(below.get(spot, ()), key=position.__getitem__)]
        total += sum(later < earlier for index, earlier in enumerate(ends) for later in ends[index + 1 :])
    return total
