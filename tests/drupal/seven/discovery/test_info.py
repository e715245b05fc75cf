"""The .info format, held against the regular expression of includes/common.inc."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uninstaller.codebase.change import apply_edits
from uninstaller.drupal.seven.discovery.info import edit_dependencies, edit_projects, parse_dependency, read_info
from uninstaller.drupal.seven.discovery.info_format import find_assignments

DRUPAL = re.compile(
    rb"""^\s*((?:[^=;\[\]]|\[[^\[\]]*\])+?)\s*=\s*"""
    rb"""(?:("(?:[^"]|(?<=\\)")*")|('(?:[^']|(?<=\\)')*')|([^\r\n]*?))\s*$""",
    re.MULTILINE | re.DOTALL,
)
PIECES = [b"a", b"0", b"=", b"\n", b" ", b";", b"[", b"]", b"[]", b'"', b"'", b"\\", b'\\"', b"\r", b"k = v\n", b"\xff"]

SHOP = b"""; The shop.
name = Shop
description = "Sells \\"things\\"
on two lines"
core = 7.x
hidden = TRUE
dependencies[] = cart
dependencies[] = "drupal:views (>=3.0)"
files[] = shop.test
regions[header][0] = 'Head'
"""


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join))
def test_finds_what_drupal_finds(source: bytes) -> None:
    expected = [
        (*found.span(1), *found.span(found.lastindex or 0), found.end(), found.lastindex != 4)
        for found in DRUPAL.finditer(source)
    ]
    found = find_assignments(source)
    got = [(a.key_start, a.key_end, a.value_start, a.value_end, a.end, a.is_quoted) for a in found]
    assert got == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_read(source: bytes) -> None:
    info = read_info(source)
    assert all(0 <= line.start <= line.value_start <= line.value_end <= line.end <= len(source) for line in info.lines)


def test_values_and_places() -> None:
    info = read_info(SHOP, "shop.info")
    assert info.text("name") == "Shop"
    assert info.text("description") == 'Sells "things"\non two lines'
    assert info.values["regions"] == {"header": {"0": "Head"}}
    assert info.is_true("hidden")
    assert [(line.line, line.value) for line in info.below("dependencies")] == [
        (7, "cart"),
        (8, "drupal:views (>=3.0)"),
    ]
    quoted = info.below("dependencies")[1]
    assert SHOP[quoted.value_start : quoted.value_end] == b'"drupal:views (>=3.0)"'
    assert SHOP[quoted.start : quoted.end] == b'dependencies[] = "drupal:views (>=3.0)"\n'
    assert info.unread == ()


@pytest.mark.parametrize("value", ["FALSE", "false", "0", "", "NULL", '"FALSE"'])
def test_false_as_php_sees_it(value: str) -> None:
    assert not read_info(f"hidden = {value}\n".encode()).is_true("hidden")


def test_later_lines_win_as_in_drupal() -> None:
    info = read_info(b"core = 6.x\na[x] = 1\na[] = 2\na[x] = 3\nb = 1\nb[] = 2\ncore = 7.x\n")
    assert info.text("core") == "7.x"
    assert [line.value for line in info.below("a")] == ["3", "2"]
    assert info.values["b"] == {"0": "2"}


def test_what_drupal_ignores_is_told() -> None:
    info = read_info(b"name = A\n# a comment\nfiles[] = x\n; fine\nfiles[[] = y\nlast words\n", "a.info")
    assert [(str(unread.place), unread.reason) for unread in info.unread] == [
        ("a.info:2", "Drupal takes several lines for one key, and does not know it"),
        ("a.info:5", "Drupal ignores this line"),
        ("a.info:6", "Drupal ignores this line"),
    ]
    assert info.below("files") == ()


def test_byte_order_mark_is_told() -> None:
    info = read_info(b"\xef\xbb\xbfname = A\ncore = 7.x\n")
    assert info.text("name") == ""
    assert "byte order mark" in info.unread[0].reason


@pytest.mark.parametrize(
    "piece", [b"a\n", b"[]\n", b"[\na=b\n]\n", b'a="b\n', b'a="\\"', b"\n", b" ", b"[", b"=\r", b"a\r=", b"];["]
)
def test_hostile_source_takes_linear_time(piece: bytes) -> None:
    source = piece * (200_000 // len(piece))
    start = time.perf_counter()
    assert sum(1 for _found in find_assignments(source)) <= len(source)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("views", ("views", "")),
        ("drupal:views (>=3.0, <4)", ("views", "(>=3.0, <4)")),
        (" views(2.x)", ("views", "(2.x)")),
        (":views", (":views", "")),
    ],
)
def test_parse_dependency(text: str, expected: tuple[str, str]) -> None:
    assert parse_dependency(text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"dependencies[] = cart\nname = A\n", b"name = A\n"),
        (b'name = A\r\ndependencies[] = "drupal:cart (>=1.0)"\r\ncore = 7.x\r\n', b"name = A\r\ncore = 7.x\r\n"),
        (b"a = 1\n  dependencies[cart]  =  'cart'  ", b"a = 1\n"),
        (b"dependencies[] = cart_extra\n", b"dependencies[] = cart_extra\n"),
        (b"features[] = cart\ndescription = cart\n", b"features[] = cart\ndescription = cart\n"),
        (b"; dependencies[] = cart\n", b"; dependencies[] = cart\n"),
        (b'x = 1\ndependencies[]\n=\n"cart"\ny = 2\n', b"x = 1\ny = 2\n"),
        (b"dependencies[] = cart\ndependencies[] = b\ndependencies[] = cart\n", b"dependencies[] = b\n"),
    ],
)
def test_edit_dependencies(source: bytes, expected: bytes) -> None:
    edits = edit_dependencies(source, {"cart"})
    assert apply_edits(source, edits) == expected
    assert all(edit.reason == "no longer depends on cart" for edit in edits)


@given(st.lists(st.sampled_from(["a", "b (>=1.0)", '"x:c"', "d"])), st.sets(st.sampled_from("abcd")))
def test_other_dependencies_stay(values: list[str], names: set[str]) -> None:
    source = "name = N\n" + "".join(f"dependencies[] = {value}\n" for value in values) + "core = 7.x\n"
    edited = read_info(apply_edits(source.encode(), edit_dependencies(source.encode(), names)))
    kept = [parse_dependency(value.strip('"'))[0] for value in values]
    assert [parse_dependency(line.value)[0] for line in edited.below("dependencies")] == [
        name for name in kept if name not in names
    ]
    assert (edited.text("name"), edited.text("core")) == ("N", "7.x")


def test_edit_projects() -> None:
    source = b"""core = 7.x
projects[] = cart
projects[] = views
projects[cart] = 1.2
projects[cart][version] = "1.0"
projects[cart][patch][] = "http://example.com/a.patch"
projects[cart_extra][version] = 1
libraries[cart][type] = x
projects[fork] = cart
"""
    edits = edit_projects(source, "cart")
    assert apply_edits(source, edits) == (
        b"core = 7.x\nprojects[] = views\nprojects[cart_extra][version] = 1\nlibraries[cart][type] = x\n"
        b"projects[fork] = cart\n"
    )
    assert {edit.reason for edit in edits} == {"no longer fetches cart"}
