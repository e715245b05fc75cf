from itertools import pairwise

import pytest
from hypothesis import given

from tests.php.mutated import SOURCES
from uninstaller.php.outline import Declaration, DeclarationKind, Outline, read_outline


def outline(code: str) -> Outline:
    return read_outline("a.inc", f"<?php\n{code}".encode())


def names(code: str) -> list[str]:
    return [f"{one.kind} {one.name}" for one in outline(code).declarations]


def declaration(code: str) -> Declaration:
    (found,) = outline(code).declarations
    return found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("function foo() {}", ["function foo"]),
        ("function &foo(array $a = array()) {}", ["function foo"]),
        ("function foo() { function inner() {} define('INNER', 1); }", ["function foo"]),
        ("if ($a) { function foo() {} } else { function bar() {} }", ["function foo", "function bar"]),
        ("if ($a): function foo() {} endif;", ["function foo"]),
        ("define('FOO', 1);", ["constant FOO"]),
        ('define("FOO", 1);', ["constant FOO"]),
        ("\\define('FOO', 1);", ["constant FOO"]),
        ("DEFINE('FOO', 1);", ["constant FOO"]),
        ("defined('FOO') or define('FOO', 1);", ["constant FOO"]),
        ("define($name, 1);", []),
        ("define('FOO_' . $x, 1);", []),
        ("const FOO = 1, BAR = 2;", ["constant FOO", "constant BAR"]),
        ("abstract class Foo { const X = 1; function f() {} }", ["class Foo"]),
        ("interface Foo {} trait Bar {} enum Baz { case A; }", ["class Foo", "class Bar", "class Baz"]),
        ("$f = function () { define('FOO', 1); };", []),
        ("namespace A\\B; function foo() {} class Bar {}", ["function A\\B\\foo", "class A\\B\\Bar"]),
        ("namespace A { function foo() {} }", ["function A\\foo"]),
    ],
)
def test_declarations(code: str, expected: list[str]) -> None:
    assert names(code) == expected


@pytest.mark.parametrize(
    ("code", "doc"),
    [
        ("/** Doc. */\nfunction foo() {}", "/** Doc. */\n"),
        ("// One.\n// Two.\nfunction foo() {}", "// One.\n// Two.\n"),
        ("/** Of the file. */\n\nfunction foo() {}", ""),
        ("$a = 1; // Of the assignment.\nfunction foo() {}", ""),
        ("/** Doc. */\nconst FOO = 1;", "/** Doc. */\n"),
        ("/** Doc. */\ndefine('FOO', 1);", "/** Doc. */\n"),
    ],
)
def test_the_comment_directly_above_belongs_to_a_declaration(code: str, doc: str) -> None:
    found = declaration(code)
    source = f"<?php\n{code}".encode()
    assert source[found.doc_start : found.span[0]].decode() == doc


@pytest.mark.parametrize(
    ("code", "is_conditional"),
    [
        ("function foo() {}", False),
        ("if ($a) { function foo() {} }", True),
        ("if ($a) { if ($b) { define('FOO', 1); } }", True),
        ("{ function foo() {} }", True),
    ],
)
def test_conditional(code: str, is_conditional: bool) -> None:
    assert declaration(code).is_conditional is is_conditional


def test_what_does_more_than_declare() -> None:
    code = "function foo() {}\n$a = 1;\nif ($b) { bar(); }\nuse A\\B;\n// x\nreturn;"
    source = f"<?php\n{code}".encode()
    assert [source[start:end].decode() for start, end in outline(code).effects] == ["$a = 1;", "bar();", "return;"]


def test_keys_know_which_names_have_no_case() -> None:
    assert declaration("function Foo() {}").key == (DeclarationKind.FUNCTION, "foo")
    assert declaration("class Foo {}").key == (DeclarationKind.CLASS, "foo")
    assert declaration("define('Foo', 1);").key == (DeclarationKind.CONSTANT, "Foo")


def test_a_broken_function_is_told_from_the_sound_ones() -> None:
    found = outline("function foo() {}\nfunction bar() { if ((; }\nfunction baz() {}")
    assert [(one.name, one.is_broken) for one in found.declarations] == [("foo", False), ("bar", True), ("baz", False)]
    assert found.errors


def test_offsets_in_braces_need_an_old_php() -> None:
    found = outline("function foo() { return $a{0}; }\nfunction bar() { return $a[0]; }")
    assert [one.needs_old_php for one in found.declarations] == [True, False]
    assert not found.errors


@given(SOURCES)
def test_spans_nest_in_the_file_and_never_overlap(source: bytes) -> None:
    found = read_outline("a.inc", source)
    for one in found.declarations:
        assert 0 <= one.doc_start <= one.span[0] <= one.name_span[0] < one.name_span[1] <= one.span[1] <= len(source)
        spelled = source[slice(*one.name_span)].decode("utf-8", "surrogateescape")
        assert one.name.rpartition("\\")[2] == spelled
    spans = sorted({one.span for one in found.declarations} | set(found.effects))
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    for start, end in (*found.effects, *found.errors):
        assert 0 <= start < end <= len(source) + 1
