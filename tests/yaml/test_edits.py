"""Removals, insertions and replacements as a person would make them."""

import pytest

from uninstaller.yaml.edits import find_items, insert, remove, replace, splice, widen
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Malformed, Path
from uninstaller.yaml.parse import parse


def _parse(text: str) -> Document:
    document = parse_json(text.encode()) if text.startswith(("{\n", "{\t", '{"')) else parse(text.encode())
    assert isinstance(document, Document)
    return document


def _remove(text: str, *paths: Path) -> str:
    document = _parse(text)
    splices = remove(document, paths)
    assert not isinstance(splices, Malformed)
    return splice(document.source, splices).decode()


REMOVALS: tuple[tuple[str, Path, str], ...] = (
    ("a: 1\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
    ("a: 1\n# of b\nb:\n  c: 1\n# of d\nd: 1\n", ("b",), "a: 1\n# of d\nd: 1\n"),
    ("a: 1\n# apart\n\nb: 1\n  # deeper\nc: 1\n", ("b",), "a: 1\n# apart\n\n  # deeper\nc: 1\n"),
    ("a: 1\n\nb: 2\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
    ("a: 1\n\nb: 2\n", ("b",), "a: 1\n"),
    ("a: 1\nb: 2", ("b",), "a: 1\n"),
    ("a: |\n  # no comment\nb: 2\n", ("b",), "a: |\n  # no comment\n"),
    ("a: |+\n  x\n\nb: 2\n\nc: 3\n", ("b",), "a: |+\n  x\n\nc: 3\n"),
    ("a:\n  - b\n  - c # why\n  - d\n", ("a", 1), "a:\n  - b\n  - d\n"),
    ("a:\n- b\n- c\n", ("a", 0), "a:\n- c\n"),
    ("a:\n  - b: 1\n    # of c\n    c: 2\n", ("a", 0, "b"), "a:\n  - # of c\n    c: 2\n"),
    ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
    ("a:\n  - - b\n    - c\n", ("a", 0, 0), "a:\n  - - c\n"),
    ("a:\n  module:\n    - b\nc: 1\n", ("a", "module", 0), "a:\n  module: {  }\nc: 1\n"),
    ("a:  # why\n  # of b\n  b: 1\nc: 1\n", ("a", "b"), "a: {  }  # why\nc: 1\n"),
    ("a:\n  - b: 1\n  - c: 1\n", ("a", 0, "b"), "a:\n  - {  }\n  - c: 1\n"),
    ("# head\n\na: 1\n", ("a",), "# head\n\n{  }\n"),
    ("a: [b, c, d]\n", ("a", 0), "a: [c, d]\n"),
    ("a: [b, c, d]\n", ("a", 2), "a: [b, c]\n"),
    ("a: [ b ]\n", ("a", 0), "a: []\n"),
    ("a: { b: 1, c: 2 }\n", ("a", "b"), "a: { c: 2 }\n"),
    ("a: { b: 1 }\n", ("a", "b"), "a: {  }\n"),
    ("a: [\n  b, # of b\n  # of c\n  c,\n]\n", ("a", 0), "a: [\n  # of c\n  c,\n]\n"),
    ("a: [\n  b,\n  c,\n]\n", ("a", 1), "a: [\n  b,\n]\n"),
    ("a: 1\r\nb: 2\r\nc: 3\r\n", ("b",), "a: 1\r\nc: 3\r\n"),
    ('{\n\t"a": 1,\n\t"b": [1, 2]\n}\n', ("b",), '{\n\t"a": 1\n}\n'),
    ('{\n    "a": 1,\n    "b": 2\n}\n', ("a",), '{\n    "b": 2\n}\n'),
    ('{\n    "a": {\n        "b": 2\n    }\n}\n', ("a", "b"), '{\n    "a": {}\n}\n'),
    ('{"a": [1, 2, 3]}', ("a", 1), '{"a": [1, 3]}'),
)


@pytest.mark.parametrize(("text", "path", "expected"), REMOVALS)
def test_removal(text: str, path: Path, expected: str) -> None:
    assert _remove(text, path) == expected


def test_neighbours_that_go_together() -> None:
    text = "a: 1\n\n# of b\nb: 2\n\nc: [1, 2, 3]\n\nd: 4\n"
    assert _remove(text, ("b",), ("c",)) == "a: 1\n\nd: 4\n"
    assert _remove(text, ("b",), ("c",), ("d",)) == "a: 1\n"
    assert _remove(text, ("c", 0), ("c", 2)) == text.replace("[1, 2, 3]", "[2]")
    assert _remove(text, ("c",), ("c", 0)) == text.replace("c: [1, 2, 3]\n\n", "")


def test_what_is_not_there_is_passed_over() -> None:
    assert _remove("a: 1\n", ("b",), ("a", "c"), ("a", 0)) == "a: 1\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: &x 1\nb: *x\n", ("a",)),
        ("a: &x { b: 1 }\nc: *x\n", ("c", "b")),
        ("a: &x { b: 1 }\nc:\n  <<: *x\n  d: 1\n", ("c", "b")),
        ("a: &x { b: 1 }\nc: *x\n", ("a", "b")),
    ],
)
def test_what_others_share_is_not_taken_out(text: str, path: Path) -> None:
    """Else a value elsewhere would change, or the text could not be read any more."""
    assert isinstance(remove(_parse(text), [path]), Malformed)


def test_a_collection_goes_when_all_in_it_does_and_it_may() -> None:
    document = _parse("dependencies:\n  config:\n    - x\n  module:\n    - shop\n    - cart\n")
    items = find_items(document, ("dependencies", "module"), lambda value: value in ("shop", "cart"))
    assert items == (("dependencies", "module", 0), ("dependencies", "module", 1))
    assert widen(document, items, [("dependencies", "module")]) == {("dependencies", "module")}
    assert widen(document, items[:1], [("dependencies", "module")]) == {items[0]}
    both = [*items, ("dependencies", "config")]
    assert widen(document, both, [("dependencies", "module"), ("dependencies",)]) == {("dependencies",)}


def test_insertion() -> None:
    document = _parse("module:\n  a: 0\n  # of b\n  b: 0\ntheme: { c: 0 }\n")
    for path, index, expected in (
        (("module",), 1, "module:\n  a: 0\n  # of b\n  u: 0\n  b: 0\ntheme: { c: 0 }\n"),
        (("module",), 2, "module:\n  a: 0\n  # of b\n  b: 0\n  u: 0\ntheme: { c: 0 }\n"),
        (("theme",), 0, "module:\n  a: 0\n  # of b\n  b: 0\ntheme: { u: 0, c: 0 }\n"),
        (("theme",), 1, "module:\n  a: 0\n  # of b\n  b: 0\ntheme: { c: 0, u: 0 }\n"),
    ):
        splices = insert(document, path, index, "u", "0")
        assert not isinstance(splices, Malformed)
        assert splice(document.source, splices).decode() == expected
    assert isinstance(insert(_parse("module: {  }\n"), ("module",), 0, "u", "0"), Malformed)


def test_insertion_at_the_end_of_a_text_without_a_last_line_break() -> None:
    document = _parse("a: 1\nb:\n  - c: 1")
    for path, expected in (((), "a: 1\nb:\n  - c: 1\nu: 0"), (("b", 0), "a: 1\nb:\n  - c: 1\n    u: 0")):
        splices = insert(document, path, 9, "u", "0")
        assert not isinstance(splices, Malformed)
        assert splice(document.source, splices).decode() == expected


def test_replacement() -> None:
    for text, path, new, expected in (
        ("a: 'x' # why\n", ("a",), "y", "a: y # why\n"),
        ("a: # why\nb: 1\n", ("a",), "y", "a: y # why\nb: 1\n"),
        ('{\n "content-hash": "1"\n}', ("content-hash",), '"2"', '{\n "content-hash": "2"\n}'),
    ):
        document = _parse(text)
        splices = replace(document, path, new)
        assert not isinstance(splices, Malformed)
        assert splice(document.source, splices).decode() == expected
    assert isinstance(replace(_parse("a: [b]\n"), ("a",), "y"), Malformed)
    assert isinstance(replace(_parse("a: b\n"), ("a",), "c: d"), Malformed)


def test_splices_that_overlap_are_refused() -> None:
    document = _parse("a: 1\nb: 2\n")
    first, second = remove(document, [("a",)]), remove(document, [("a",)])
    assert not isinstance(first, Malformed)
    assert not isinstance(second, Malformed)
    with pytest.raises(ValueError, match="overlaps"):
        splice(document.source, (*first, *second))
