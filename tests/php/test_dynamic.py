import pytest
from hypothesis import given

from tests.php.mutated import SOURCES
from uninstaller.php.dynamic import assigned_names, read_assigned
from uninstaller.php.needs import read_needs


def told(code: str) -> list[str]:
    """Each thing that is done with `$f`: its text, or what it is."""
    source = b"<?php\n" + code.encode()
    found = read_assigned(source, (6, len(source)), "$f")
    for one in found:
        if one.span != (0, 0):
            assert source[slice(*one.span)].decode() == one.text
    return ["read" if one.is_read else f"each {one.text}" if one.is_loop else one.text or "?" for one in found]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$f = 'a'; $f();", ["'a'"]),
        ("$f = 'a'; $f = $b . 'c'; $f($f());", ["'a'", "$b . 'c'"]),
        ("if (function_exists($f) && is_callable($f)) { call_user_func($f, 1); }", []),
        ("call_user_func('g', $f);", ["read"]),
        ("g($f); $h = $f; return $f; $f['a'] = 1;", ["read"] * 4),
        ("$f .= 'a';", ["?"]),
        ("$f = &$g;", ["$g"]),
        ("$g = &$f;", ["read"]),
        ("foreach ($a as $f) {}", ["each $a"]),
        ("foreach ($a as $k => $f) {}", ["each $a"]),
        ("foreach ($f as $k) {}", ["read"]),
        ("foreach ($a as &$f) {}", ["?"]),
        ("list($f, $g) = h();", ["?"]),
        ("function a($f) {}", ["?"]),
        ("function a(...$f) {}", ["?"]),
        ("static $f = 'a'; global $f;", ["?", "?"]),
        ("try {} catch (Exception $f) {}", ["?"]),
        ("$x = function () use (&$f) {};", ["?"]),
        ("unset($f);", ["?"]),
        ("extract($a); $$b = 1; parse_str($c); eval($d);", ["?", "?", "?", "?"]),
        ("$g = 'a'; $ff = 'b';", []),
    ],
)
def test_what_becomes_of_a_variable(code: str, expected: list[str]) -> None:
    assert told(code) == expected


def test_only_plain_strings_have_a_value() -> None:
    source = b'<?php $f = \'a\'; $f = "b$c"; $f = "d";'
    assert [one.value for one in read_assigned(source, (6, len(source)), "$f")] == ["a", None, "d"]


def test_names_that_are_called_are_told_from_others() -> None:
    source = b"<?php $f = 'a'; $g = 'b'; $f();"
    span = (6, len(source))
    (name,) = assigned_names(source, span, read_needs(source, span))
    assert source[slice(*name)] == b"'a'"


@given(SOURCES)
def test_any_source_is_read(source: bytes) -> None:
    for one in read_assigned(source, (0, len(source)), "$f"):
        assert 0 <= one.span[0] <= one.span[1] <= len(source)
