"""The boxes of a drawing: extensions that stand alike share one, and where there are too many, names are left out."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from uninstaller.artifacts.drawing.picture import Link, Node, Picture, Role
from uninstaller.artifacts.drawing.ways import list_ways
from uninstaller.graph.model import Strength

MOST_NAMES = 150
ALIKE = 3
"""So many that stand alike share a box; fewer are easier to follow one by one."""
FEWEST_NAMES = 4
"""A box shows so many of its names, however many others it holds."""

FEW_LINES, LINES_A_BOX = 40, 1.4
"""So many lines can be followed, and so many for each box."""

Key = Callable[[Node], Hashable]


@dataclass(frozen=True, slots=True)
class Box:
    """Extensions of one role and distance, sorted by name; the last `hidden` of them are counted, not shown."""

    nodes: tuple[Node, ...]
    hidden: int = 0

    @property
    def name(self) -> str:
        return self.nodes[0].name

    @property
    def role(self) -> Role:
        return self.nodes[0].role

    @property
    def shown(self) -> tuple[Node, ...]:
        return self.nodes[: len(self.nodes) - self.hidden]


@dataclass(frozen=True, slots=True)
class Line:
    """Something in box `source` needs something in box `target`: names of boxes. Hard where any of its links is."""

    source: str
    target: str
    links: tuple[Link, ...]

    @property
    def strength(self) -> Strength:
        is_hard = any(link.strength is Strength.HARD for link in self.links)
        return Strength.HARD if is_hard else Strength.SOFT


@dataclass(frozen=True, slots=True)
class Sketch:
    """`left_out` counts the links for which there is no line: of no extension all of them.

    `is_merged`: some boxes hold extensions only because these are equally far away.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int = 0
    is_merged: bool = False

    @property
    def is_thicket(self) -> bool:
        return self.is_merged or len(self.lines) > max(FEW_LINES, LINES_A_BOX * len(self.boxes))


def fold_picture(picture: Picture, most: int = MOST_NAMES) -> Sketch:
    """At most about `most` names and, as far as targets allow, as many boxes; what is folded away is the farthest.

    Where all lines would be a thicket, only the shortest ways are drawn.
    """
    sketch = Sketch((), ())
    for ways in list_ways(picture):
        sketch = replace(_fold(ways, most), left_out=len(picture.links) - len(ways.links))
        if not sketch.is_thicket:
            break
    return sketch


def _fold(picture: Picture, most: int) -> Sketch:
    boxes = _group(picture.nodes, _stands_alike(picture))
    farthest = max((abs(node.distance) for node in picture.nodes), default=0)
    is_merged = False
    for distance in range(farthest, 0, -1):
        if sum(min(len(box.nodes), FEWEST_NAMES) for box in boxes) <= most:
            break
        boxes, is_merged = _group(picture.nodes, _stands_alike(picture, distance)), True
    shown = _hide(boxes, most)
    return Sketch(tuple(shown), tuple(_draw_lines(shown, picture.links)), is_merged=is_merged)


def _stands_alike(picture: Picture, farther: int | None = None) -> Key:
    """Same role, and same neighbours by the same strength; from a distance on, whatever the neighbours are."""
    neighbours: dict[str, set[tuple[str, str, Strength]]] = {}
    for link in picture.links:
        neighbours.setdefault(link.source, set()).add(("needs", link.target, link.strength))
        neighbours.setdefault(link.target, set()).add(("is needed by", link.source, link.strength))

    def key(node: Node) -> Hashable:
        if node.role is Role.TARGET:
            return node.name
        if farther is not None and abs(node.distance) >= farther:
            return node.role, node.distance
        return node.role, node.distance, frozenset(neighbours.get(node.name, ()))

    return key


def _group(nodes: Iterable[Node], key: Key) -> list[Box]:
    groups: dict[Hashable, list[Node]] = {}
    for node in nodes:
        groups.setdefault(key(node), []).append(node)
    boxes: list[Box] = []
    for group in groups.values():
        boxes += [Box(tuple(group))] if len(group) >= ALIKE else [Box((node,)) for node in group]
    return boxes


def _hide(boxes: Sequence[Box], most: int) -> list[Box]:
    """The largest boxes lose names first; none loses a single one, whose room the count would take."""
    limit = max((len(box.nodes) for box in boxes), default=0)
    while limit > FEWEST_NAMES and sum(min(len(box.nodes), limit) for box in boxes) > most:
        limit -= 1
    return [Box(box.nodes, len(box.nodes) - limit if len(box.nodes) > limit + 1 else 0) for box in boxes]


def _draw_lines(boxes: Iterable[Box], links: Iterable[Link]) -> list[Line]:
    home: Mapping[str, str] = {node.name: box.name for box in boxes for node in box.nodes}
    bundles: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        pair = (home[link.source], home[link.target])
        if pair[0] != pair[1]:
            bundles.setdefault(pair, []).append(link)
    return [Line(*pair, tuple(bundle)) for pair, bundle in sorted(bundles.items())]
