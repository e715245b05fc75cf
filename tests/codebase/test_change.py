import pytest
from hypothesis import given
from hypothesis import strategies as st

from uninstaller.codebase.change import Edit, apply_edits


def test_edits_are_made_in_any_order() -> None:
    edits = [Edit(4, 5, b"", "r"), Edit(0, 1, b"AA", "r"), Edit(2, 2, b"+", "r")]
    assert apply_edits(b"abcde", edits) == b"AAb+cd"
    assert apply_edits(b"abcde", []) == b"abcde"


@pytest.mark.parametrize("edits", [[(0, 3), (2, 4)], [(3, 2)], [(0, 6)], [(-1, 0)]])
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits(b"abcde", [Edit(start, end, b"x", "r") for start, end in edits])


@given(st.binary(max_size=40), st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True))
def test_what_no_edit_covers_stays(source: bytes, spots: list[int]) -> None:
    marks = sorted(min(spot, len(source)) for spot in spots)
    spans = list(zip(marks[::2], marks[1::2], strict=False))
    kept = b"".join(
        source[end:start]
        for end, start in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), None], strict=True)
    )
    assert apply_edits(source, [Edit(start, end, b"", "r") for start, end in spans]) == kept
