"""Where everything of a drawing stands, in pixels: what is needed stands left of who needs it."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from uninstaller.artifacts.drawing.boxes import Box, Line, Sketch
from uninstaller.artifacts.drawing.heights import settle
from uninstaller.artifacts.drawing.labels import Label, label_box
from uninstaller.artifacts.drawing.layers import Bend, Layers, Pair, Spot, make_layers

MARGIN = 12
BETWEEN_LAYERS = 60
MOST_WIDENING = 90
"""Between layers there is a pixel more for each line, up to so many."""
BETWEEN_BOXES = 10
BEND = 6
PER_LINE = 8
"""Room that a line takes at the side of a box, up to so many of them."""
MOST_PORTS = 40
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its upper left corner; the labels stand relative to that."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, from its source to its target."""

    line: Line
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    width: float
    height: float
    boxes: tuple[Placed, ...]
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class _Sizes:
    widths: Mapping[Spot, float]
    heights: Mapping[Spot, float]
    labels: Mapping[str, tuple[Label, ...]]
    written: Mapping[str, float]
    """Heights that the labels alone need."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where things stand: layers by what is in them, upper sides, and where lines meet boxes."""

    spans: Mapping[Spot, tuple[float, float]]
    tops: Mapping[Spot, float]
    boxes: Mapping[str, Placed]
    ports: Mapping[tuple[Spot, Spot, Spot], float]


def lay_out(sketch: Sketch) -> Layout:
    """The same sketch gives the same numbers, to a tenth of a pixel."""
    boxes = {box.name: box for box in sketch.boxes}
    pairs = {(line.source, line.target): line for line in sketch.lines}
    layers = make_layers(boxes, pairs)
    sizes = _measure(boxes.values(), layers)
    spans, width = _stand(layers, sizes)
    tops, height = _rise(layers, sizes)
    placed = {name: _place(box, sizes, spans[name][0], tops[name]) for name, box in sorted(boxes.items())}
    ports = _find_ports(layers, placed, {spot: top + sizes.heights[spot] / 2 for spot, top in tops.items()})
    stand = _Stand(spans, tops, placed, ports)
    curves = [Curve(pairs[pair], _trace(layers.paths[pair], stand)) for pair in sorted(pairs)]
    return Layout(round(width, 1), round(height, 1), tuple(placed.values()), tuple(curves))


def _measure(boxes: Iterable[Box], layers: Layers) -> _Sizes:
    widths: dict[Spot, float] = {}
    heights: dict[Spot, float] = {}
    labels: dict[str, tuple[Label, ...]] = {}
    written: dict[str, float] = {}
    for box in boxes:
        labels[box.name], widths[box.name], written[box.name] = label_box(box)
        busiest = max(sum(box.name == pair[end] for pair in layers.paths) for end in (0, 1)) if layers.paths else 0
        heights[box.name] = max(written[box.name], min(busiest, MOST_PORTS) * PER_LINE)
    for bend in (spot for row in layers.rows for spot in row if isinstance(spot, Bend)):
        widths[bend], heights[bend] = 0, BEND
    return _Sizes(widths, heights, labels, written)


def _stand(layers: Layers, sizes: _Sizes) -> tuple[dict[Spot, tuple[float, float]], float]:
    """From where to where each layer reaches, for all that stand in it, from left to right; and the width of all."""
    spans: dict[Spot, tuple[float, float]] = {}
    x = float(MARGIN)
    for number, row in enumerate(layers.rows):
        width = max(sizes.widths[spot] for spot in row)
        spans |= dict.fromkeys(row, (x, round(x + width, 1)))
        crossing = sum(1 for spots in layers.paths.values() for spot in spots[:-1] if spot in row)
        x += width + (BETWEEN_LAYERS + min(crossing, MOST_WIDENING) if number + 1 < len(layers.rows) else 0)
    return spans, x + MARGIN


def _rise(layers: Layers, sizes: _Sizes) -> tuple[dict[Spot, float], float]:
    """Upper sides, and the height of all."""
    neighbours: dict[Spot, list[Spot]] = {}
    for path in layers.paths.values():
        for one, other in itertools.pairwise(path):
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    centres: dict[Spot, float] = {}
    for row in layers.rows:
        heights = [sizes.heights[spot] for spot in row]
        total = sum(heights) + BETWEEN_BOXES * (len(row) - 1)
        stacked = settle([-total / 2 + height / 2 for height in heights], heights, BETWEEN_BOXES)
        centres |= dict(zip(row, stacked, strict=True))
    for sweep in range(SWEEPS):
        for row in layers.rows if sweep % 2 else layers.rows[::-1]:
            centres |= _resettle(row, neighbours, centres, sizes)
    tops = {spot: centre - sizes.heights[spot] / 2 for spot, centre in centres.items()}
    highest = min(tops.values(), default=0)
    tops = {spot: round(top - highest + MARGIN, 1) for spot, top in tops.items()}
    return tops, max((top + sizes.heights[spot] for spot, top in tops.items()), default=0) + MARGIN


def _resettle(
    row: Sequence[Spot], neighbours: Mapping[Spot, list[Spot]], centres: Mapping[Spot, float], sizes: _Sizes
) -> dict[Spot, float]:
    wishes = []
    for spot in row:
        beside = [centres[one] for one in neighbours.get(spot, ())]
        wishes.append(sum(beside) / len(beside) if beside else centres[spot])
    return dict(zip(row, settle(wishes, [sizes.heights[spot] for spot in row], BETWEEN_BOXES), strict=True))


def _place(box: Box, sizes: _Sizes, left: float, top: float) -> Placed:
    """What is written stands in the middle of a box that lines have made taller."""
    name = box.name
    labels, height = sizes.labels[name], sizes.heights[name]
    lower = round((height - sizes.written[name]) / 2, 1)
    return Placed(box, left, top, sizes.widths[name], height, tuple(replace(one, y=one.y + lower) for one in labels))


def _find_ports(
    layers: Layers, boxes: Mapping[str, Placed], centres: Mapping[Spot, float]
) -> dict[tuple[Spot, Spot, Spot], float]:
    """Where on a box's side each line meets it, by box and line: in the order of where the lines come from or go to."""
    ends: dict[tuple[str, bool], list[tuple[float, Pair]]] = {}
    for pair, path in layers.paths.items():
        ends.setdefault((pair[0], False), []).append((centres[path[1]], pair))
        ends.setdefault((pair[1], True), []).append((centres[path[-2]], pair))
    ports: dict[tuple[Spot, Spot, Spot], float] = {}
    for (name, _), lines in ends.items():
        box = boxes[name]
        for index, (_, pair) in enumerate(sorted(lines)):
            ports[name, pair[0], pair[1]] = box.y + box.height * (index + 1) / (len(lines) + 1)
    return ports


def _trace(path: Sequence[Spot], stand: _Stand) -> tuple[tuple[float, float], ...]:
    """Level through each layer, so that no line crosses a box; two points a layer, and one at each end."""
    points: list[tuple[float, float]] = []
    for before, spot, after in zip((None, *path), path, (*path[1:], None), strict=False):
        near, far = stand.spans[spot]
        is_leftward = stand.spans[after][0] < near if after is not None else near < stand.spans[before][0]  # type: ignore[index]
        enters, leaves = (far, near) if is_leftward else (near, far)
        if isinstance(spot, Bend):
            y = stand.tops[spot] + BEND / 2
            points += [(enters, y), (leaves, y)]
            continue
        box, y = stand.boxes[spot], stand.ports[spot, path[0], path[-1]]
        left, right = box.x, box.x + box.width
        if after is not None:
            points += [(left if is_leftward else right, y), (leaves, y)]
        else:
            points += [(enters, y), (right if is_leftward else left, y)]
    return tuple((round(x, 1), round(y, 1)) for x, y in points)
