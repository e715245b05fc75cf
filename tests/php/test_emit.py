import subprocess
from pathlib import Path

import pytest
from hypothesis import given

from tests.php.mutated import WHOLE
from uninstaller.php.emit import make_source
from uninstaller.php.outline import DeclarationKind, read_outline
from uninstaller.php.slice import Code, Key, Role, Sliced, build_code, slice_closure


def closure_of(source: bytes) -> tuple[Code, tuple[Sliced, ...]]:
    code = build_code({"a.inc": source}, [read_outline("a.inc", source)])
    roots = [found[0] for found in code.declared.values()]
    return code, slice_closure(code, roots, lambda _: Role.CODE, lambda _: ())


def emit(text: str, names: dict[str, str], *dropped: str) -> str:
    source = b"<?php\n" + text.encode()
    code, closure = closure_of(source)
    full: dict[Key, str] = {key: names.get(key[1], found[0].name) for key, found in code.declared.items()}

    def drops(sliced: Sliced) -> list[tuple[tuple[int, int], bytes]]:
        first, last = sliced.declaration.span
        spans = [(source.index(one.encode()), source.index(one.encode()) + len(one)) for one in dropped]
        return [(span, b"") for span in spans if first <= span[0] and span[1] <= last]

    return make_source(code, closure, full, drops)


def test_constants_then_classes_then_functions() -> None:
    text = "function a() { new B(C); }\nclass B {}\nconst C = 1;"
    assert emit(text, {}) == "const C = 1;\n\nclass B {}\n\nfunction a() { new B(C); }"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("function a() { A(); \\a(); }", "function x() { x(); x(); }"),
        ("function a() { call_user_func('a'); \"a\"; }", "function x() { call_user_func('x'); \"x\"; }"),
        ("function a() { $a = 'ab' . \"$a a\"; /* a() */ }", "function a() { $a = 'ab' . \"$a a\"; /* a() */ }"),
        ("/** Calls a(). */\nfunction a() {}", "/** Calls a(). */\nfunction x() {}"),
        ("class a { function a() { return a::a; } }", "class x { function a() { return x::a; } }"),
        ("class a { function b() { f('a::b', '\\a::b'); } }", "class x { function b() { f('x::b', 'x::b'); } }"),
        ("const a = 1;", "const x = 1;"),
        ("define('a', 1);", "define('x', 1);"),
    ],
)
def test_names_change_and_nothing_else(text: str, expected: str) -> None:
    found = emit(text, {"a": "x"})
    assert found in (expected, expected.replace("function a() { $a", "function x() { $a"))


def test_a_drop_swallows_the_names_in_it() -> None:
    text = "function a() { b(c()); b(); }\nfunction b() {}\nfunction c() {}"
    assert "function x() {  y(); }" in emit(text, {"a": "x", "b": "y", "c": "z"}, "b(c());")


@given(WHOLE)
def test_without_new_names_every_byte_is_as_written(source: bytes) -> None:
    code, closure = closure_of(source)
    same = {key: found[0].name for key, found in code.declared.items()}
    for sliced in closure:
        declaration = sliced.declaration
        written = source[declaration.span[0] : declaration.span[1]].decode("utf-8", "surrogateescape")
        if declaration.kind is not DeclarationKind.CONSTANT and "\\" not in declaration.name and not sliced.links:
            assert make_source(code, [sliced], same, lambda _: []).endswith(written)


@given(WHOLE)
def test_any_closure_has_a_text(source: bytes) -> None:
    code, closure = closure_of(source)
    new = {key: f"new_{found[0].name}".replace("\\", "_") for key, found in code.declared.items()}
    text = make_source(code, closure, new, lambda _: [])
    for sliced in closure:
        assert new[sliced.declaration.key] in text or "\\" in sliced.declaration.name


def test_the_result_is_php(php: str, tmp_path: Path) -> None:
    text = """
/** Doc. */
const A = 1, B = A + 1;
interface I { const X = B; }
class C implements I { function &f(I $c = NULL) { return static::class ?: parent::class; } }
function d(array $x = array(A => B)) { return array_map('e', [new C(), I::X], <<<'T'
A B d()
T
); }
function e($x) { return "{$x[A]} $x[e] ${x}"; }
"""
    new = {name: f"n_{name}" for name in "ABide"} | {"c": "n_C", "i": "n_I"}
    path = tmp_path / "a.php"
    path.write_text("<?php\n" + emit(text.replace(" ?: parent::class", ""), new))
    found = subprocess.run([php, "-l", str(path)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
