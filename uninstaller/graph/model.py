"""Who needs whom, with the reason on each edge; the only module that knows networkx."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING

from uninstaller.place import Place

if TYPE_CHECKING:
    import networkx


class Strength(StrEnum):
    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """`source` needs `target`: machine names of extensions."""

    source: str
    target: str
    strength: Strength
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class ExtensionGraph:
    """Machine names, those that are only named included, and for each pair the edges between them, sorted."""

    load: Callable[[], networkx.DiGraph[str]]

    @property
    def digraph(self) -> networkx.DiGraph[str]:
        return self.load()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.digraph))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, sorted."""
        return tuple(sorted(edge for pair in self.digraph.edges for edge in self.list_edges(*pair)))

    def list_edges(self, source: str, target: str, strength: Strength | None = None) -> tuple[Edge, ...]:
        """Why `source` needs `target`, the hard reasons first; empty where it does not."""
        edges: tuple[Edge, ...] = self.digraph.edges[source, target]["edges"]
        return tuple(edge for edge in edges if strength in (None, edge.strength))

    def list_needed(self, name: str, strength: Strength | None = None) -> tuple[str, ...]:
        """What an extension needs itself, sorted; empty for a name that the graph does not know."""
        needed = sorted(self.digraph.successors(name)) if name in self.digraph else []
        return tuple(target for target in needed if self.list_edges(name, target, strength))

    def list_dependents(self, name: str, strength: Strength | None = None) -> tuple[str, ...]:
        """Who needs an extension itself, sorted; empty for a name that the graph does not know."""
        needing = sorted(self.digraph.predecessors(name)) if name in self.digraph else []
        return tuple(source for source in needing if self.list_edges(source, name, strength))


def make_graph(names: Iterable[str], edges: Iterable[Edge]) -> ExtensionGraph:
    """Nothing is built before the first question."""
    return ExtensionGraph(cache(partial(_build, tuple(names), tuple(edges))))


def _build(names: Iterable[str], edges: Iterable[Edge]) -> networkx.DiGraph[str]:
    import networkx  # noqa: PLC0415 - takes a tenth of a second that most commands need not spend

    digraph: networkx.DiGraph[str] = networkx.DiGraph()
    digraph.add_nodes_from(sorted(set(names)))
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for edge in sorted(set(edges)):
        bundles.setdefault((edge.source, edge.target), []).append(edge)
    for (source, target), bundle in bundles.items():
        digraph.add_edge(source, target, edges=tuple(bundle))
    return digraph


def sort_groups(names: Collection[str], needs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Names in the order in which they can go, what needs before what is needed, ties alphabetical.

    Names that need each other share a group; each group is sorted.
    """
    import networkx  # noqa: PLC0415 - as above

    digraph: networkx.DiGraph[str] = networkx.DiGraph()
    digraph.add_nodes_from(sorted(names))
    digraph.add_edges_from(sorted(needs))
    condensed = networkx.condensation(digraph)
    groups = {group: tuple(sorted(data["members"])) for group, data in condensed.nodes(data=True)}
    order = networkx.lexicographical_topological_sort(condensed, key=lambda group: groups[group])
    return tuple(groups[group] for group in order)
