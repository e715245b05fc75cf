"""Blocks, flow collections, anchors and merge keys mean what Symfony's Yaml component makes of them."""

import pytest

from uninstaller.yaml.nodes import DEEPEST, Document, Malformed, Value
from uninstaller.yaml.parse import load, parse

CASES: tuple[tuple[str, Value], ...] = (
    ("", None),
    ("# only a comment\n", None),
    ("a:\n  b:\n    - c\n    - d: 1\n      e: 2\n    -\n      f: 3\n    - - g\n      - h\n", {
        "a": {"b": ["c", {"d": 1, "e": 2}, {"f": 3}, ["g", "h"]]}
    }),
    ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
    ("a:\n\nb:  # why\n  # c\n  c: 1\n", {"a": None, "b": {"c": 1}}),
    ("'a b': 1\n\"c\": 2\n1: x\n0x10: y\na:b: c\n", {"a b": 1, "c": 2, "1": "x", "16": "y", "a:b": "c"}),
    ("a: [b, 'c, d', [e], { f: g }, ]\n", {"a": ["b", "c, d", ["e"], {"f": "g"}]}),
    ("a: { b: c: d, e: , 'f':1, g : [] }\n", {"a": {"b": "c: d", "e": None, "f": 1, "g": []}}),
    ("a: [\n  b, # why\n  c\n  d\n]\n", {"a": ["b", "c d"]}),
    ("a: [b: c]\n", {"a": [{"b": "c"}]}),
    ("a: { b: c\n  }\n", {"a": {"b": "c"}}),
    ("a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n  e: 2\nf: [*x]\n", {
        "a": {"b": 1}, "c": {"b": 1}, "d": {"b": 1, "e": 2}, "f": [{"b": 1}]
    }),
    ("a: &x { b: 1, c: 1 }\nd: &y { b: 2 }\ne:\n  <<: [*y, *x]\n  c: 3\n", {
        "a": {"b": 1, "c": 1}, "d": {"b": 2}, "e": {"b": 2, "c": 3}
    }),
    ("a:\n  b: ~\n  b: 1\n", {"a": {"b": 1}}),
    ("---\na: b...\n", {"a": "b"}),
    ("# head\n---\na: 1\n...\n", {"a": 1}),
    ("a: 1\r\nb:\r\n  - c\r\n", {"a": 1, "b": ["c"]}),
    ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CASES)
def test_value(text: str, value: Value) -> None:
    loaded = load(text.encode())
    assert loaded == value
    assert str(loaded) == str(value), "in another order"


def test_symfony_counts_lines_behind_a_dash_twice_and_loses_a_line_break_near_the_end() -> None:
    assert load(b"- a: 1\n  b:\n    c: |\n      text\n    d: 1\n") == [{"a": 1, "b": {"c": "text\n", "d": 1}}]
    assert load(b"- b:\n    c: |\n      text\n- d: 1\n") == [{"b": {"c": "text"}}, {"d": 1}]


REFUSED = (
    ("a: 1\na: 2\n", 2, "duplicate key a"),
    ("a: { b: 1, b: 2 }\n", 1, "duplicate key b"),
    ("a:\n  b: 1\n c: 2\n", 3, "indented"),
    ("a: 1\n  b: 2\n", 1, "a colon and a space"),
    ("\ta: 1\n", 1, "a tab"),
    ("a:\n\t- b\n", 2, "expected a key"),
    ("- a\nb: 1\n", 2, "expected a dash"),
    ("a: 1\n- b\n", 2, "expected a key"),
    ("a: 1\n---\nb: 2\n", 2, "expected a key"),
    ("? a\n: b\n", 1, "complex key"),
    ("true: 1\n", 1, "a key must be a text"),
    ("a: [b\n", 1, "not closed"),
    ("a: { b, c }\n", 1, "expected a colon"),
    ("a: {b:c}\n", 1, "expected a colon and a space"),
    ("a: [b] c\n", 1, "unexpected text"),
    ("a:\n  b: [\n c]\n", 3, "indented less"),
    ("a: *b\n", 1, "an alias of nothing"),
    (" a: 1\n", 1, "the first line is indented"),
    ("a\nb\n", 2, "several lines"),
    ("-\n# why\n- a\n", 3, "a dash without a value"),
)


@pytest.mark.parametrize(("text", "line", "reason"), REFUSED)
def test_what_is_no_yaml_for_drupal_is_an_error_with_its_line(text: str, line: int, reason: str) -> None:
    malformed = parse(text.encode())
    assert isinstance(malformed, Malformed)
    unread = malformed.unread("a.yml")
    assert reason in unread.reason
    assert (unread.place.path, unread.place.line) == ("a.yml", line)


def test_bytes_that_are_no_text_are_told_by_their_place() -> None:
    malformed = parse(b"a: 1\nb: \xff\n")
    assert isinstance(malformed, Malformed)
    assert str(malformed.unread("a.yml").place) == "a.yml:2:4"


@pytest.mark.parametrize("opening", ["[", "{ a: ", "- "])
def test_nesting_has_a_limit_well_below_what_would_overflow(opening: str) -> None:
    for depth in (DEEPEST + 1, 100_000):
        malformed = parse(b"a: " + opening.encode() * depth if opening != "- " else opening.encode() * depth + b"a")
        assert isinstance(malformed, Malformed)
    deep = b"".join(b" " * at + b"a:\n" for at in range(DEEPEST - 1))
    assert isinstance(parse(deep), Document)
    assert isinstance(parse(deep + b" " * (DEEPEST - 1) + b"a:\n" + b" " * DEEPEST + b"a: 1\n"), Malformed)


def test_aliases_that_stand_for_endless_values_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 9)]
    malformed = parse("\n".join(lines).encode())
    assert isinstance(malformed, Malformed)
    assert "aliases" in malformed.reason


@pytest.mark.parametrize(
    "piece", [" ", "\n", "\\", "'", '"', "[", "#", " #", "a\n  ", "*", ":", "a: b\n", "- ", "\t", "0_"]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Ten times as long a text must not go beyond a count of steps that a quadratic reader would need."""
    for text in (f"a: x{piece * 30_000}y", f"{piece * 30_000}", f"a: 'x{piece * 30_000}", f"a: |\n  x{piece * 30_000}"):
        parse(text.encode())
