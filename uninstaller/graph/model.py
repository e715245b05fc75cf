"""Who needs whom, with the reason on each edge; the only module that knows networkx."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
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

    load: Callable[[], _Rows]

    @property
    def digraph(self) -> networkx.DiGraph[str]:
        """The whole as a graph of networkx, the reasons as `edges` on each edge."""
        import networkx  # noqa: PLC0415 - takes a tenth of a second: only for what goes beyond the next neighbours

        digraph: networkx.DiGraph[str] = networkx.DiGraph()
        digraph.add_nodes_from(self.names)
        digraph.add_edges_from((*pair, {"edges": edges}) for pair, edges in self.load().edges.items())
        return digraph

    @property
    def names(self) -> tuple[str, ...]:
        return self.load().names

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All of them, sorted."""
        return tuple(sorted(edge for edges in self.load().edges.values() for edge in edges))

    def list_edges(self, source: str, target: str, strength: Strength | None = None) -> tuple[Edge, ...]:
        """Why `source` needs `target`, the hard reasons first; raises KeyError where it does not."""
        return tuple(edge for edge in self.load().edges[source, target] if strength in (None, edge.strength))

    def list_needed(self, name: str, strength: Strength | None = None) -> tuple[str, ...]:
        """What an extension needs itself, sorted; empty for a name that the graph does not know."""
        return tuple(one for one in self.load().needed.get(name, ()) if self.list_edges(name, one, strength))

    def list_dependents(self, name: str, strength: Strength | None = None) -> tuple[str, ...]:
        """Who needs an extension itself, sorted; empty for a name that the graph does not know."""
        return tuple(one for one in self.load().dependents.get(name, ()) if self.list_edges(one, name, strength))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The same edges by pair, and the neighbours of each name in both directions, all sorted."""

    names: tuple[str, ...]
    edges: Mapping[tuple[str, str], tuple[Edge, ...]]
    needed: Mapping[str, Sequence[str]]
    dependents: Mapping[str, Sequence[str]]


def make_graph(names: Iterable[str], edges: Iterable[Edge]) -> ExtensionGraph:
    """Nothing is built before the first question."""
    return ExtensionGraph(cache(partial(_build, tuple(names), tuple(edges))))


def _build(names: Iterable[str], edges: Iterable[Edge]) -> _Rows:
    bundles: dict[tuple[str, str], tuple[Edge, ...]] = {}
    needed: dict[str, list[str]] = {}
    dependents: dict[str, list[str]] = {}
    for edge in sorted(set(edges)):
        pair = edge.source, edge.target
        if pair not in bundles:
            needed.setdefault(edge.source, []).append(edge.target)
            dependents.setdefault(edge.target, []).append(edge.source)
        bundles[pair] = (*bundles.get(pair, ()), edge)
    return _Rows(tuple(sorted({*names, *needed, *dependents})), bundles, needed, dependents)


def sort_groups(names: Collection[str], needs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Names in the order in which they can go, what needs before what is needed, ties alphabetical.

    Names that need each other share a group; each group is sorted.
    """
    needs = sorted(needs)
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for source, target in needs:
        sorter.add(target, source)
    try:
        sorter.prepare()
    except CycleError:
        return _sort_condensed(names, needs)
    order: list[str] = []
    ready = sorted(sorter.get_ready())
    while ready:
        order.append(heappop(ready))
        sorter.done(order[-1])
        for name in sorter.get_ready():
            heappush(ready, name)
    return tuple((name,) for name in order)


def _sort_condensed(names: Iterable[str], needs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    import networkx  # noqa: PLC0415 - as above

    digraph: networkx.DiGraph[str] = networkx.DiGraph()
    digraph.add_nodes_from(sorted(names))
    digraph.add_edges_from(needs)
    condensed = networkx.condensation(digraph)
    groups = {group: tuple(sorted(data["members"])) for group, data in condensed.nodes(data=True)}
    order = networkx.lexicographical_topological_sort(condensed, key=lambda group: groups[group])
    return tuple(groups[group] for group in order)
