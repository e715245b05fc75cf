from collections.abc import Sequence

from hypothesis import given

from tests.php.mutated import SOURCES
from uninstaller.php.needs import Need
from uninstaller.php.outline import DeclarationKind, read_outline
from uninstaller.php.slice import Code, Role, Sliced, build_code, reached_from, slice_closure

FUNCTION = DeclarationKind.FUNCTION


def read_code(source: bytes) -> Code:
    return build_code({"a.inc": source}, [read_outline("a.inc", source)])


def closure_of(code: str, roots: Sequence[str] = ("a",), role: Role = Role.DATA) -> tuple[Sliced, ...]:
    own = read_code(b"<?php\n" + code.encode())
    found = [declaration for name in roots if (declaration := own.find(FUNCTION, name))]
    return slice_closure(own, found, lambda _: role, lambda _: ())


def names(closure: Sequence[Sliced]) -> list[str]:
    return [sliced.declaration.name for sliced in closure]


def test_what_is_needed_comes_first_and_once() -> None:
    code = "function a() { b(); c(); new D(E); } function b() { c(); } function c() {} class D {} const E = 1;"
    code += "function f() {}"
    assert names(closure_of(code)) == ["c", "b", "D", "E", "a"]


def test_cycles_end() -> None:
    assert sorted(names(closure_of("function a() { b(); } function b() { a(); b(); }"))) == ["a", "b"]


def test_a_chain_of_any_length_is_followed() -> None:
    code = "".join(f"function a{n}() {{ a{n + 1}(); }}\n" for n in range(1200))
    assert len(closure_of(code, ["a0"])) == 1200


def test_names_are_found_as_php_finds_them() -> None:
    code = "function a() { B(); \\b(); new d(); X; return x; } function b() {} class D {} const X = 1; const Y = 1;"
    (*_, last) = closure_of(code)
    assert [link.target.name for link in last.links] == ["b", "b", "D", "X"]
    assert [need.name for need in last.foreign] == ["x"]


def test_the_role_of_a_string_decides() -> None:
    code = "function a() { return 'b'; } function b() {}"
    assert names(closure_of(code, role=Role.DATA)) == ["a"]
    assert names(closure_of(code, role=Role.CODE)) == ["b", "a"]
    (only,) = closure_of(code, role=Role.UNSURE)
    assert [need.name for need in only.unsure] == ["b"]


def test_a_string_that_is_called_is_code() -> None:
    assert names(closure_of("function a() { $f = 'b'; $f(); } function b() {}")) == ["b", "a"]


def test_a_string_that_is_no_own_name_is_foreign() -> None:
    (only,) = closure_of("function a() { return 'zzz'; }")
    assert [need.name for need in only.foreign] == ["zzz"]


def test_the_unconditional_declaration_wins() -> None:
    own = read_code(b"<?php if ($x) { function a() { return 1; } } function a() { return 2; }")
    found = own.find(FUNCTION, "A")
    assert found is not None
    assert own.text(found) == "function a() { return 2; }"


def test_reached_from_tells_what_each_root_needs() -> None:
    own = read_code(b"<?php function a() { c(); } function b() { c(); d(); } function c() {} function d() { b(); }")
    roots = [declaration for name in "ab" if (declaration := own.find(FUNCTION, name))]
    closure = slice_closure(own, roots, lambda _: Role.DATA, lambda _: ())
    assert {name for _, name in reached_from(closure, roots[:1])} == {"a", "c"}
    assert {name for _, name in reached_from(closure, roots[1:])} == {"b", "c", "d"}


@given(SOURCES)
def test_any_source_has_a_closure(source: bytes) -> None:
    own = read_code(source)
    roots = [found[0] for found in own.declared.values()]

    def role_of(need: Need) -> Role:
        return Role.CODE if len(need.name) % 2 else Role.UNSURE

    closure = slice_closure(own, roots, role_of, lambda _: ())
    assert {sliced.declaration.key for sliced in closure} == set(own.declared)
    for sliced in closure:
        assert all(link.target.key in own.declared for link in sliced.links)
