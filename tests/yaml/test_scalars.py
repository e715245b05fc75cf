"""Scalars mean what Symfony's Yaml component, version 7, makes of them; each row was held against it."""

import pytest

from uninstaller.yaml.nodes import Malformed, Tagged, Value
from uninstaller.yaml.parse import load

PLAIN: tuple[tuple[str, Value], ...] = (
    *(("true", True), ("FALSE", False), ("yes", "yes"), ("off", "off"), ("null", None), ("~", None), ("NULL", None)),
    *(("1", 1), ("-17", -17), ("+3", 3.0), ("0", 0), ("-0", "-0"), ("0755", "0755"), ("1_000", 1000), ("0_1", "01")),
    *(("0o17", 15), ("-0o17", -15), ("0x1F", 31), ("0X1F", 0.0), ("0x", "0x"), ("9223372036854775807", 2**63 - 1)),
    *(("9223372036854775808", "9223372036854775808"), ("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0)),
    *(("1_000.5", 1000.5), (".inf", float("inf")), ("-.INF", float("-inf")), ("1.2.3", "1.2.3"), ("-", "-")),
    *(("2024-01-02", 1704153600), ("2001-12-14t21:59:43.10-05:00", 1008385183.1), ("2024-01-02 3:04:05 Z", 1704164645)),
    *(
        ("12:30", "12:30"),
        ("a#b", "a#b"),
        ("a #b", "a"),
        ("it's", "it's"),
        ("a, b", "a, b"),
        ("\u00e9t\u00e9", "\u00e9t\u00e9"),
    ),
    *(
        ("drupal:node (>= 1.0)", "drupal:node (>= 1.0)"),
        ("- x", "- x"),
        ("b:", "b:"),
        ("http://x.y/#z", "http://x.y/#z"),
    ),
)
QUOTED: tuple[tuple[str, Value], ...] = (
    *(
        ("'it''s'", "it's"),
        ("''", ""),
        ("'1'", "1"),
        ('"a\\tb\\x41\\u00e9\\/"', "a\tbA\u00e9/"),
        ('"\\e\\0\\_"', "\x1b\0\xa0"),
    ),
    *(("'a: b # c'", "a: b # c"), ("'a'  # c", "a"), ("'a\n  b\n\n  c'", "a b\nc"), ('"a \\\n  b\\n"', "a b\n")),
)
BLOCKS: tuple[tuple[str, Value], ...] = (
    *(
        ("|\n  a\n   b\n\n  c\n\n", "a\n b\n\nc\n"),
        ("|-\n  a\n", "a"),
        ("|+\n  a\n", "a\n\n"),
        ("|2\n   a\n", " a\n"),
    ),
    *(
        (">\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"),
        (">-\n  a\n", "a"),
        ("|\n  # no comment\n", "# no comment\n"),
    ),
    *(("!!binary aGk=", b"hi"), ("!!str 1", "1"), ("!t 1", Tagged("t", 1)), ("!t { a: b }", Tagged("t", {"a": "b"}))),
)


@pytest.mark.parametrize(("text", "value"), [*PLAIN, *QUOTED, *BLOCKS])
def test_value(text: str, value: Value) -> None:
    loaded = load(f"key: {text}\n".encode())
    assert loaded == {"key": value}
    assert isinstance(loaded, dict)
    assert type(loaded["key"]) is type(value)


def test_lines_that_continue_a_plain_value_are_joined() -> None:
    assert load(b"key: one\n  two\n   \n  three\nnext:\n  four\n  five\n") == {
        "key": "one two\nthree",
        "next": "four five",
    }


REFUSED = (
    *("@x", "`x`", "%x", "> a", "a: b", "'a", '"\\q"', "'a' b", "!!int 1", "!php/const X", "*nothing", "2024-02-31"),
    *("a # why\n  b", '"\\UFFFFFFFF"', "!!binary a"),
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_drupal_would_not_read_or_could_misread_is_refused(text: str) -> None:
    assert isinstance(load(f"key: {text}\n".encode()), Malformed)


def test_without_a_last_line_break_a_text_has_none() -> None:
    assert load(b"key: |\n  a") == {"key": "a"}
    assert load(b"key: |\n  a\n") == {"key": "a\n"}


def test_comments_on_top_cost_a_nested_text_at_the_end_its_line_break_as_in_symfony() -> None:
    assert load(b"# c\n# c\na:\n  b: |\n    text\nc: 1\n") == {"a": {"b": "text"}, "c": 1}
    assert load(b"a:\n  b: |\n    text\nc: 1\n") == {"a": {"b": "text\n"}, "c": 1}
