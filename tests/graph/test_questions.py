"""Dependents, order of removal, and near names."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from uninstaller.graph.model import Edge, ExtensionGraph, Strength, make_graph
from uninstaller.graph.questions import Cycle, dependents_of, nearest_names, removal_order
from uninstaller.place import Place

NAMES = "abcdef"
pairs = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14)


def _edge(source: str, target: str, strength: Strength = Strength.HARD) -> Edge:
    return Edge(source, target, strength, "because", Place(f"{source}.info", 1))


def _graph(needs: Iterable[str | tuple[str, str]], soft: Iterable[str] = ()) -> ExtensionGraph:
    edges = [_edge(pair[0], pair[1]) for pair in needs] + [_edge(pair[0], pair[1], Strength.SOFT) for pair in soft]
    return make_graph(NAMES, edges)


def _reach(needs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    closure = set(needs)
    while more := {(a, d) for a, b in closure for c, d in closure if b == c} - closure:
        closure |= more
    return closure


def test_dependents_come_with_the_shortest_chain() -> None:
    graph = _graph(["ba", "cb", "ca", "dc", "ed", "eb"])
    assert [row.chain for row in dependents_of(graph, ["a"])] == [
        ("b", "a"),
        ("c", "a"),
        ("d", "c", "a"),
        ("e", "b", "a"),
    ]
    row = dependents_of(graph, ["a"])[2]
    assert (row.name, row.needs, row.strength, row.reason) == ("d", "a", Strength.HARD, "because")
    assert (row.place, row.edges) == (Place("d.info", 1), (_edge("d", "c"), _edge("c", "a")))


def test_hard_chain_is_preferred_to_a_shorter_soft_one() -> None:
    graph = _graph(["ba", "cb"], soft=["ca", "dc"])
    rows = {row.name: (row.chain, row.strength.value) for row in dependents_of(graph, ["a"])}
    assert rows == {
        "b": (("b", "a"), "hard"),
        "c": (("c", "b", "a"), "hard"),
        "d": (("d", "c", "a"), "soft"),
    }
    assert [row.name for row in dependents_of(graph, ["a"], Strength.HARD)] == ["b", "c"]
    assert [row.name for row in dependents_of(graph, ["a"], Strength.SOFT)] == ["d"]


def test_chain_stops_at_another_target() -> None:
    graph = _graph(["ba", "cb", "ca"])
    assert [row.chain for row in dependents_of(graph, ["b", "a"])] == [("b", "a"), ("c", "a"), ("c", "b")]


def test_unknown_name_has_no_dependents() -> None:
    assert dependents_of(_graph(["ba"]), ["nobody"]) == ()
    assert removal_order(_graph(["ba"]), ["nobody"]) == ("nobody",)


def test_order_puts_dependents_first_and_ties_in_alphabet() -> None:
    graph = _graph(["ba", "cb"])
    assert removal_order(graph, "fabc") == ("c", "b", "a", "f")
    assert removal_order(graph, ["d", "e"]) == ("d", "e")


def test_order_knows_needs_through_what_stays() -> None:
    assert removal_order(_graph(["ca", "bc"]), "ab") == ("b", "a")


def test_soft_needs_do_not_order() -> None:
    assert removal_order(_graph([], soft=["ba", "ab"]), "ab") == ("a", "b")


def test_cycle_is_a_value() -> None:
    assert removal_order(_graph(["ab", "ba", "cb", "ad", "ee"]), "abcde") == ("c", Cycle(("a", "b")), "d", "e")


@given(pairs, st.sets(st.sampled_from(NAMES)))
def test_every_order_is_an_order(needs: set[tuple[str, str]], names: set[str]) -> None:
    order = removal_order(_graph(needs), names)
    groups = [item.names if isinstance(item, Cycle) else (item,) for item in order]
    assert sorted(name for group in groups for name in group) == sorted(names)
    closure = _reach(needs)
    for position, group in enumerate(groups):
        assert all((a, b) in closure for a in group for b in group if a != b)
        before = [name for earlier in groups[:position] for name in earlier]
        assert not [(a, b) for a in group for b in before if (a, b) in closure]


@given(pairs, pairs, st.sets(st.sampled_from(NAMES), min_size=1, max_size=2))
def test_chains_are_real_and_complete(hard: set[tuple[str, str]], soft: set[tuple[str, str]], names: set[str]) -> None:
    edges = [_edge(*pair) for pair in hard] + [_edge(*pair, Strength.SOFT) for pair in soft]
    rows = dependents_of(make_graph(NAMES, edges), names)
    for row in rows:
        steps = list(zip(row.chain, row.chain[1:], strict=False))
        assert steps == [(edge.source, edge.target) for edge in row.edges]
        assert set(row.edges) <= set(edges)
        assert not names & set(row.chain[1:-1])
    reach = _reach(hard | soft)
    assert {row.name for row in rows} - names == {a for a, b in reach if b in names} - names
    reach = _reach(hard)
    is_hard = {row.name for row in rows if row.strength is Strength.HARD}
    assert is_hard - names == {a for a, b in reach if b in names} - names


def test_nearest_names() -> None:
    known = ["views", "views_ui", "Views_Bulk", "panels", "token"]
    assert nearest_names("veiws", known)[0] == "views"
    assert nearest_names("VIEWS_BULK", known)[0] == "Views_Bulk"
    assert nearest_names("zzzz", known) == ()
