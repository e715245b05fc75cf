"""What one asks the extension graph: who depends on it, in which order it goes, what was meant by a wrong name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from uninstaller.graph.model import Edge, ExtensionGraph, Strength, sort_groups
from uninstaller.place import Place


@dataclass(frozen=True, slots=True, order=True)
class Chain:
    """How a dependent reaches what it needs: names from the dependent to the target, and an edge for each step."""

    chain: tuple[str, ...]
    edges: tuple[Edge, ...]

    @property
    def name(self) -> str:
        return self.chain[0]

    @property
    def needs(self) -> str:
        return self.chain[-1]

    @property
    def strength(self) -> Strength:
        """Hard where every step is."""
        is_hard = all(edge.strength is Strength.HARD for edge in self.edges)
        return Strength.HARD if is_hard else Strength.SOFT

    @property
    def reason(self) -> str:
        """Of the dependent's own step."""
        return self.edges[0].reason

    @property
    def place(self) -> Place:
        """Of the dependent's own step."""
        return self.edges[0].place


@dataclass(frozen=True, slots=True, order=True)
class Cycle:
    """Extensions that need each other, sorted."""

    names: tuple[str, ...]


def dependents_of(graph: ExtensionGraph, names: Iterable[str], strength: Strength | None = None) -> tuple[Chain, ...]:
    """All that need one of the names, directly or not, sorted: for each dependent and target the shortest chain.

    A chain never passes through another one of the names. A hard chain is preferred to a shorter soft one, and of
    equal ones that with the alphabetically first steps as seen from the target. `strength` keeps the hard or the soft.
    """
    targets = sorted(set(names))
    found: dict[tuple[str, str], Chain] = {}
    for reach in (Strength.HARD, None):
        for target in targets:
            for chain in _climb(graph, target, frozenset(targets), reach):
                found.setdefault((chain.name, target), chain)
    return tuple(sorted(chain for chain in found.values() if strength in (None, chain.strength)))


def _climb(graph: ExtensionGraph, target: str, stops: frozenset[str], strength: Strength | None) -> list[Chain]:
    """Breadth first from the target to its dependents, up to the next name that goes as well."""
    chains = [Chain((target,), ())]
    reached = {target}
    for chain in chains:
        name = chain.name
        if name in stops and name != target:
            continue
        for source in graph.list_dependents(name, strength):
            if source not in reached:
                reached.add(source)
                edge = graph.list_edges(source, name, strength)[0]
                chains.append(Chain((source, *chain.chain), (edge, *chain.edges)))
    return chains[1:]


def removal_order(graph: ExtensionGraph, names: Iterable[str]) -> tuple[str | Cycle, ...]:
    """The names, dependents first, ties alphabetical; hard edges only, but also those through extensions that stay.

    Names that need each other are one `Cycle`, in its place.
    """
    wanted = frozenset(names)
    needs = {(name, needed) for name in wanted for needed in _find_needed(graph, name) & wanted}
    groups = sort_groups(wanted, {(name, needed) for name, needed in needs if name != needed})
    return tuple(group[0] if len(group) == 1 else Cycle(group) for group in groups)


def _find_needed(graph: ExtensionGraph, name: str) -> set[str]:
    """All that a name needs, directly or not."""
    queue = [name]
    found: set[str] = set()
    for reached in queue:
        for needed in graph.list_needed(reached, Strength.HARD):
            if needed not in found:
                found.add(needed)
                queue.append(needed)
    return found


def nearest_names(name: str, known: Collection[str], most: int = 3) -> tuple[str, ...]:
    """What may have been meant by a name that nobody bears, the nearest first."""
    by_folded = {candidate.lower(): candidate for candidate in sorted(known, reverse=True)}
    return tuple(by_folded[folded] for folded in get_close_matches(name.lower(), sorted(by_folded), n=most))
