import pytest
from hypothesis import example, given

from tests.php.mutated import SOURCES
from uninstaller.php.needs import Need, NeedKind, read_needs
from uninstaller.php.positions import Depth, Position

BEFORE = b"<?php /* before */ "


def needs(code: str) -> list[Need]:
    source = BEFORE + code.encode()
    found = read_needs(source, (len(BEFORE), len(source)))
    for need in found:
        assert len(BEFORE) <= need.outer[0] <= need.span[0] < need.span[1] <= need.outer[1] <= len(source)
    return list(found)


def told(code: str, *without: NeedKind) -> list[tuple[str, str]]:
    return [(need.kind.name, need.name) for need in needs(code) if need.kind not in without]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("foo();", [("CALL", "foo")]),
        ("\\foo();", [("CALL", "foo")]),
        ("$x->foo(); $x::bar(); $x?->baz();", []),
        ("$f();", [("DYNAMIC", "$f")]),
        ("$a['b']();", [("DYNAMIC", "$a['b']"), ("STRING", "b")]),
        ("(function () { foo(); })();", [("CALL", "foo")]),
        ("new Foo();", [("CLASS", "Foo")]),
        ("new \\Foo;", [("CLASS", "Foo")]),
        ("new $class;", [("DYNAMIC", "new $class")]),
        ("new class extends Foo {};", [("CLASS", "Foo")]),
        ("new static(); new self();", []),
        ("Foo::bar(); Foo::BAZ; Foo::$x; static::bar(); parent::bar();", [("CLASS", "Foo")] * 3),
        ("$x instanceof Foo;", [("CLASS", "Foo")]),
        ("$x instanceof $y;", []),
        ("try {} catch (Foo | Bar $e) {}", [("CLASS", "Foo"), ("CLASS", "Bar")]),
        ("function f(Foo $a, ?Bar $b, int $c): Baz {}", [("CLASS", "Foo"), ("CLASS", "Bar"), ("CLASS", "Baz")]),
        ("class A extends B implements C, D { use E; }", [("CLASS", name) for name in "BCDE"]),
        ("return FOO . PHP_EOL . \\BAR;", [("CONSTANT", "FOO"), ("CONSTANT", "PHP_EOL"), ("CONSTANT", "BAR")]),
        ("function f($a = FOO) { static $b = BAR; }", [("CONSTANT", "FOO"), ("CONSTANT", "BAR")]),
        ("class A { const X = FOO; }", [("CONSTANT", "FOO")]),
        ("$x = TRUE || null ?? False;", []),
        ("goto end; end: return;", []),
        ('return "$a[word] {$a[FOO]}";', [("CONSTANT", "FOO")]),
        ("return 'foo_bar';", [("STRING", "foo_bar")]),
        ("return 'Foo::bar';", [("STRING", "Foo::bar")]),
        ("return 'foo bar' . \"foo $x\" . '7foo' . '';", []),
        ("include 'foo.inc';", [("INCLUDE", "'foo.inc'")]),
        ("global $a, $b;", [("GLOBAL", "a"), ("GLOBAL", "b")]),
        ("$GLOBALS['a'] = 1;", [("GLOBAL", "a"), ("STRING", "a")]),
        ("exit; die(1);", [("EXIT", "exit"), ("CALL", "die")]),
        ("return __FILE__ . __DIR__;", [("MAGIC", "__FILE__"), ("MAGIC", "__DIR__")]),
        ("function f() { return __FUNCTION__; }", [("MAGIC", "__FUNCTION__")]),
        ("class A { function f() { return __FUNCTION__; } }", []),
        ("return self::class;", [("MAGIC", "self::class")]),
        ("$$x = 1; ${'foo_' . $x} = 2; extract($y);", [("STRING", "foo_"), ("CALL", "extract")]),
        ("// foo();\n/* new Foo */ # BAR\n", []),
        ("return <<<X\nfoo() FOO {$x->y}\nX;\n", []),
    ],
)
def test_needs(code: str, expected: list[tuple[str, str]]) -> None:
    assert told(code) == expected


@pytest.mark.parametrize(
    ("code", "position"),
    [
        ("f('foo');", Position("f", 0)),
        ("F(1, ('foo'));", Position("f", 1)),
        ("\\f('foo');", Position("f", 0)),
        ("$x->M(1, 'foo');", Position("->m", 1)),
        ("A::m('foo');", Position("a::m", 0)),
        ("f(array('foo', 'bar baz'));", Position("f", 0, Depth.PAIR)),
        ("f(1, ['foo', '-']);", Position("f", 1, Depth.PAIR)),
        ("f(array('-', 'foo'));", Position("f", 0, Depth.INSIDE)),
        ("f(array('foo'));", Position("f", 0, Depth.INSIDE)),
        ("f(array(array('foo', '-')));", Position("f", 0, Depth.INSIDE)),
        ("f(array('foo' => 1));", Position("f", 0, Depth.INSIDE, is_key=True)),
        ("f($x . 'foo');", Position("f", 0, Depth.INSIDE)),
        ("f(function () { return 'foo'; });", Position()),
        ("$a['foo'] = 1;", Position(is_key=True)),
    ],
)
def test_where_a_string_stands(code: str, position: Position) -> None:
    (need,) = [need for need in needs(code) if need.name == "foo"]
    found = need.position
    assert (found.call, found.argument, found.is_key) == (position.call, position.argument, position.is_key)
    assert found.depth is position.depth or not found.call


def test_a_call_knows_its_arguments_and_whether_it_stands_alone() -> None:
    alone, used = needs("f('a', $b, array('c')); $x = g();")[0::4][0], needs("$x = g();")[0]
    assert (alone.arguments, alone.texts) == (("a", None, None), ("'a'", "$b", "array('c')"))
    assert alone.statement is not None
    assert used.statement is None


def test_a_function_knows_its_own_name() -> None:
    (need,) = needs("function Foo_x() { return __FUNCTION__; }")
    assert need.arguments == ("Foo_x",)


@given(SOURCES)
@example(b'<"')
def test_spans_point_at_the_names_in_the_source(source: bytes) -> None:
    for need in read_needs(source, (0, len(source))):
        written = source[slice(*need.span)].decode("utf-8", "surrogateescape")
        assert 0 <= need.outer[0] <= need.span[0] <= need.span[1] <= need.outer[1] <= len(source)
        if need.kind in (NeedKind.CALL, NeedKind.CLASS, NeedKind.CONSTANT, NeedKind.STRING):
            assert written.lstrip("\\") == need.name or written == need.name
        if need.kind is NeedKind.DYNAMIC:
            assert written == need.name.removeprefix("new ")
