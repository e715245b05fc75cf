"""Drawings of any graph: nothing overlaps, no line crosses a box, and the same graph is drawn in the same way."""

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.artifacts.plans import HOSTILE, make_blocked, make_hostile, make_ready
from uninstaller.artifacts.drawing.boxes import MOST_NAMES, fold_picture
from uninstaller.artifacts.drawing.heights import settle
from uninstaller.artifacts.drawing.layers import make_layers
from uninstaller.artifacts.drawing.layout import Layout, Placed, lay_out
from uninstaller.artifacts.drawing.picture import Picture, make_picture, picture_plan
from uninstaller.artifacts.drawing.svg import make_svg
from uninstaller.artifacts.drawing.ways import list_ways
from uninstaller.graph.model import Edge, Strength
from uninstaller.graph.surroundings import find_surroundings
from uninstaller.place import Place

PAIRS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.booleans()), max_size=70)


def draw(pairs: list[tuple[int, int, bool]], *targets: str) -> Picture:
    edges = [
        Edge(f"m{a}", f"m{b}", Strength.HARD if is_hard else Strength.SOFT, "needs it", Place("a.info", 1))
        for a, b, is_hard in pairs
    ]
    found = find_surroundings(edges, targets or ("m0",))
    return make_picture(found, dict.fromkeys(found.distances), ["m1", "m2"])


def _overlap(one: Placed, other: Placed) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _check(layout: Layout) -> None:
    for one, other in combinations(layout.boxes, 2):
        assert not _overlap(one, other)
    for placed in layout.boxes:
        assert placed.x >= 0 <= placed.y
        assert placed.x + placed.width <= layout.width
        assert placed.y + placed.height <= layout.height + 0.1
        rows: dict[float, list[tuple[float, float]]] = {}
        for label in placed.labels:
            assert label.x > 0
            assert label.x + label.width <= placed.width
            assert 0 < label.y <= placed.height
            rows.setdefault(label.y, []).append((label.x, label.x + label.width))
        for spans in rows.values():
            assert all(one[1] < other[0] for one, other in pairwise(sorted(spans)))
    for curve in layout.curves:
        for start, end in pairwise(curve.points):
            _check_stretch(layout, start, end)


def _check_stretch(layout: Layout, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A level stretch may touch a box, not enter it; a curve runs between layers, where no box is."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    for box in layout.boxes:
        is_beside = box.x + box.width <= left + 0.2 or box.x >= right - 0.2
        is_above = box.y + box.height <= top + 0.2 or box.y >= bottom - 0.2
        assert is_beside or (start[1] == end[1] and is_above)


@settings(max_examples=80)
@given(PAIRS)
def test_nothing_overlaps(pairs: list[tuple[int, int, bool]]) -> None:
    _check(lay_out(fold_picture(draw(pairs))))


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_of_the_edges_does_not_matter(pairs: list[tuple[int, int, bool]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert make_svg(draw(shuffled)) == make_svg(draw(pairs))


@settings(max_examples=40)
@given(PAIRS)
def test_lines_lead_to_lower_layers_but_in_cycles(pairs: list[tuple[int, int, bool]]) -> None:
    lines = sorted({(f"m{a}", f"m{b}") for a, b, _ in pairs if a < b})
    names = sorted({name for line in lines for name in line})
    layers = make_layers(names, lines)
    layer_of = {spot: number for number, row in enumerate(layers.rows) for spot in row}
    for line, path in layers.paths.items():
        assert (path[0], path[-1]) == line
        assert [layer_of[spot] for spot in path] == list(range(layer_of[line[0]], layer_of[line[1]] - 1, -1))


def test_a_cycle_is_drawn() -> None:
    layout = lay_out(fold_picture(draw([(0, 1, True), (1, 2, True), (2, 0, True)])))
    assert len(layout.curves) == 3
    _check(layout)


def test_150_names_are_shown_and_more_are_folded() -> None:
    fitting = fold_picture(draw([(n, n // 7, True) for n in range(1, MOST_NAMES)]))
    assert sum(len(box.shown) for box in fitting.boxes) == MOST_NAMES
    assert not any(box.hidden for box in fitting.boxes)
    big = draw([(n, n // 2, n % 3 > 0) for n in range(1, 900)])
    sketch = fold_picture(big)
    assert sum(len(box.shown) for box in sketch.boxes) <= MOST_NAMES
    assert sum(len(box.nodes) for box in sketch.boxes) == len(big.nodes) == 900
    _check(lay_out(sketch))


def test_a_thicket_is_thinned_to_the_shortest_ways() -> None:
    pairs = [(a, b, True) for a in range(1, 30) for b in range(a)]
    picture = draw(pairs)
    sketch = fold_picture(picture)
    drawn = [link for line in sketch.lines for link in line.links]
    assert {link.source for link in drawn} == {f"m{n}" for n in range(1, 30)}, "each has a way"
    assert {link.target for link in drawn} == {"m0"}
    assert sketch.left_out == len(pairs) - len(drawn) > 0
    assert "shortest ways" in make_svg(picture)
    assert "shortest ways" not in make_svg(draw(pairs[:9]))


def test_a_hard_way_is_drawn_rather_than_a_shorter_soft_one() -> None:
    thicket = [(a, b, True) for a in range(5, 30) for b in range(4, a)]
    sketch = fold_picture(draw([(1, 0, False), (1, 2, True), (2, 0, True), (4, 0, True), *thicket]))
    drawn = [(link.source, link.target) for line in sketch.lines for link in line.links]
    assert ("m1", "m2") in drawn
    assert ("m1", "m0") not in drawn


@given(PAIRS)
def test_every_extension_keeps_a_way(pairs: list[tuple[int, int, bool]]) -> None:
    picture = draw(pairs)
    for ways in list_ways(picture):
        ends = {name for link in ways.links for name in (link.source, link.target)}
        assert {node.name for node in picture.nodes if node.distance} <= ends
        reached = find_surroundings([link.edges[0] for link in ways.links], picture.targets).distances
        assert reached.keys() == {node.name for node in picture.nodes}


def test_what_stands_alike_shares_a_box() -> None:
    sketch = fold_picture(draw([(n, 0, n < 9) for n in range(3, 14)]))
    assert sorted(len(box.nodes) for box in sketch.boxes) == [1, 5, 6], "the hard ones, the soft ones, the target"
    assert [line.strength for line in sketch.lines] == [Strength.SOFT, Strength.HARD]


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(1, 40)), min_size=1, max_size=9))
def test_settled_keep_their_order_and_distance(items: list[tuple[int, int]]) -> None:
    wishes, sizes = [item[0] for item in items], [item[1] for item in items]
    settled = settle(wishes, sizes, 5)
    for (one, other), (size, next_size) in zip(pairwise(settled), pairwise(sizes), strict=True):
        assert other - one >= (size + next_size) / 2 + 5 - 1e-6
    if len(items) == 1:
        assert settled == wishes


def test_settled_where_they_wish_if_they_can() -> None:
    assert settle([0, 100, 300], [10, 10, 10], 5) == [0, 100, 300]
    assert settle([50, 50], [10, 10], 5) == [42.5, 57.5]


@pytest.mark.parametrize("plan", [make_ready(), make_blocked(), make_hostile(), make_hostile("<&\"'\x00")])
def test_svg_is_xml(plan: object) -> None:
    svg = make_svg(picture_plan(plan))  # type: ignore[arg-type]
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert all(line.isprintable() for line in svg.split("\n"))
    assert HOSTILE not in svg


def test_long_name_is_cut_and_whole_in_the_title() -> None:
    edges = [Edge("m" * 80, "m0", Strength.HARD, "needs it", Place("a"))]
    found = find_surroundings(edges, ("m0",))
    svg = make_svg(make_picture(found, dict.fromkeys(found.distances), ()))
    texts = [element.text or "" for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(map(len, texts)) == [2, 30]
    assert "m" * 80 + ": stays" in svg
