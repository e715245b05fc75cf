"""Fewer lines where all of them would be a thicket: of each extension the shortest ways to a target, or one of them."""

from collections.abc import Iterable, Iterator, Mapping

from uninstaller.artifacts.drawing.picture import Link, Picture
from uninstaller.graph.model import Strength

Steps = Mapping[str, int]


Way = tuple[bool, str, Link]
"""Whether the link leads towards a target, the end that is farther from it, and the link."""


def list_ways(picture: Picture) -> Iterator[Picture]:
    """The picture, and the same with ever fewer links; the nodes are always all there."""
    yield picture
    ways = sorted(_find_shortest(picture), key=lambda way: (way[0], way[2].source, way[2].target))
    yield _redraw(picture, ways)
    first = {(toward, far): link for toward, far, link in reversed(ways)}
    yield _redraw(picture, [(*end, link) for end, link in first.items()])


def _redraw(picture: Picture, ways: Iterable[Way]) -> Picture:
    links = {(link.source, link.target): link for _, _, link in ways}
    return Picture(picture.targets, picture.nodes, tuple(link for _, link in sorted(links.items())))


def _find_shortest(picture: Picture) -> Iterator[Way]:
    """A hard way is preferred to a shorter soft one, as in a plan."""
    hard = [link for link in picture.links if link.strength is Strength.HARD]
    for toward in (True, False):
        by_hard, by_any = (_measure(links, picture.targets, toward) for links in (hard, picture.links))
        for link in picture.links:
            far, near = (link.source, link.target) if toward else (link.target, link.source)
            steps = by_hard if far in by_hard else by_any
            may_be = far in by_any and (steps is by_any or link.strength is Strength.HARD)
            if may_be and steps.get(near) == steps[far] - 1:
                yield toward, far, link


def _measure(links: Iterable[Link], targets: Iterable[str], toward: bool) -> Steps:
    """Steps from each name to a target along the links, or against them."""
    beyond: dict[str, list[str]] = {}
    for link in links:
        near, far = (link.target, link.source) if toward else (link.source, link.target)
        beyond.setdefault(near, []).append(far)
    steps = dict.fromkeys(targets, 0)
    queue = list(steps)
    for name in queue:
        for far in beyond.get(name, ()):
            if far not in steps:
                steps[far] = steps[name] + 1
                queue.append(far)
    return steps
