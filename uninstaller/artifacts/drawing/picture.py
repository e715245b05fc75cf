"""What a picture of dependencies shows: extensions with their part in the removal, and edges with their reasons."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.artifacts.wording import lead_chain
from uninstaller.facts.extension import Extension
from uninstaller.graph.build import list_edges
from uninstaller.graph.model import Edge, Strength
from uninstaller.graph.surroundings import Surroundings, find_surroundings
from uninstaller.place import Place
from uninstaller.plan.model import Plan


class Role(StrEnum):
    TARGET = "target"
    GOES = "goes"
    STAYS = "stays"
    ABSENT = "absent"
    """Named, but not in the tree."""


ROLES = {
    Role.TARGET: "is removed",
    Role.GOES: "goes too",
    Role.STAYS: "stays",
    Role.ABSENT: "is not in the tree",
}


@dataclass(frozen=True, slots=True)
class Node:
    """`distance` in steps: below 0 it needs a target, above 0 a target needs it.

    `extension` is None where no more is known.
    """

    name: str
    role: Role
    distance: int
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`source` needs `target`; the hard reasons come first, and the link is as hard as the first."""

    source: str
    target: str
    edges: tuple[Edge, ...]

    @property
    def strength(self) -> Strength:
        return self.edges[0].strength


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by distance and name, links by names."""

    targets: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def make_picture(found: Surroundings, known: Mapping[str, Extension | None], removed: Iterable[str]) -> Picture:
    """`known` are the extensions that are there, by name, None where no more is known of them."""
    going = {*removed}

    def role_of(name: str) -> Role:
        if name in found.centres:
            return Role.TARGET
        if name in going:
            return Role.GOES
        return Role.STAYS if name in known else Role.ABSENT

    bundles: dict[tuple[str, str], list[Edge]] = {}
    for edge in found.edges:
        bundles.setdefault((edge.source, edge.target), []).append(edge)
    links = [Link(*names, tuple(sorted(edges, key=_hard_first))) for names, edges in sorted(bundles.items())]
    nodes = [Node(name, role_of(name), steps, known.get(name)) for name, steps in found.distances.items()]
    return Picture(found.centres, tuple(sorted(nodes, key=lambda node: (node.distance, node.name))), tuple(links))


def _hard_first(edge: Edge) -> tuple[bool, Edge]:
    return edge.strength is not Strength.HARD, edge


def picture_plan(plan: Plan) -> Picture:
    """Who needs what goes, and what that needs itself; whether the latter is in the tree, the plan does not tell."""
    extensions = {removal.extension.name: removal.extension for removal in plan.removals}
    edges = list(list_plan_edges(plan))
    known = {**dict.fromkeys(name for edge in edges for name in (edge.source, edge.target)), **extensions}
    removed = [*extensions, *(one.name for one in plan.dependents if one.is_removed)]
    return make_picture(find_surroundings(edges, plan.targets), known, removed)


def list_plan_edges(plan: Plan) -> Iterator[Edge]:
    """What the plan says of who needs whom; the later steps of a chain are as strong as the whole."""
    own: set[tuple[str, str]] = set()
    for removal in plan.removals:
        for edge in list_edges(removal.extension):
            own.add((edge.source, edge.target))
            yield edge
    for dependent in plan.dependents:
        chain = lead_chain(dependent)
        own.add((chain[0], chain[1]))
        yield Edge(chain[0], chain[1], dependent.strength, dependent.reason, dependent.place)
    for dependent in plan.dependents:
        chain = lead_chain(dependent)
        for pair in itertools.pairwise(chain[1:]):
            if pair not in own:
                yield Edge(*pair, dependent.strength, "on the way to a removed module", Place(""))
