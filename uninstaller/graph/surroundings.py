"""The part of a graph round some names: what leads to them, what leads from them, and how far away it is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.graph.model import Edge


class Direction(StrEnum):
    DEPENDENTS = "dependents"
    DEPENDENCIES = "dependencies"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Names by distance in steps: below 0 they need one of the `centres`, above 0 they are needed; edges sorted."""

    centres: tuple[str, ...]
    distances: Mapping[str, int]
    edges: tuple[Edge, ...]


def find_surroundings(
    edges: Iterable[Edge], centres: Iterable[str], direction: Direction = Direction.BOTH, depth: int | None = None
) -> Surroundings:
    """Only edges on a way to or from a centre count: that a dependent needs a dependency as well says nothing here.

    `depth` is the most steps, None for all. What is both a dependent and a dependency, in a cycle, is a dependent.
    """
    known = tuple(sorted(set(edges)))
    middle = tuple(dict.fromkeys(centres))
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    if direction is not Direction.DEPENDENCIES:
        before = _measure([(edge.target, edge.source) for edge in known], middle, depth)
    if direction is not Direction.DEPENDENTS:
        after = _measure([(edge.source, edge.target) for edge in known], middle, depth)
    distances = {**after, **{name: -steps for name, steps in before.items()}, **dict.fromkeys(middle, 0)}
    kept = tuple(edge for edge in known if _joins(edge, before.keys() | middle) or _joins(edge, after.keys() | middle))
    return Surroundings(middle, dict(sorted(distances.items())), kept)


def _joins(edge: Edge, names: Collection[str]) -> bool:
    return edge.source in names and edge.target in names and edge.source != edge.target


def _measure(pairs: Iterable[tuple[str, str]], centres: Iterable[str], depth: int | None) -> dict[str, int]:
    """Steps to all that the pairs lead to from the centres, breadth first."""
    following: dict[str, list[str]] = {}
    for one, other in pairs:
        following.setdefault(one, []).append(other)
    steps = dict.fromkeys(centres, 0)
    queue = list(steps)
    for name in queue:
        for other in following.get(name, ()) if depth is None or steps[name] < depth else ():
            if other not in steps:
                steps[other] = steps[name] + 1
                queue.append(other)
    return {name: number for name, number in steps.items() if number}
