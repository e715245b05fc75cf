import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.drupal.seven.lifted_code import disable, lift_files, lifted, rules, uninstall
from tests.php.mutated import SOURCES
from uninstaller.drupal.seven.generated import templates
from uninstaller.drupal.seven.lifting.new_names import make_name
from uninstaller.php.outline import Declaration, DeclarationKind


def test_the_closure_is_lifted_what_is_needed_first_and_nothing_else() -> None:
    rest = """
/**
 * Says which.
 */
function foo_names($more = FOO_MORE) { return array_merge(FooNames::ALL, foo_names_of_more()); }
function foo_unused() {}
"""
    module = "define('FOO_MORE', 3);\nclass FooNames { const ALL = array(); }\nfunction &FOO_names_of_more() {}\n"
    lift = lift_files(uninstall("foo_NAMES();\n  \\foo_names(FOO_MORE);", rest, module))
    assert (
        lift.lifted["foo"].source
        == """define('_UNINSTALL_FOO_MORE', 3);

class UninstallFooNames { const ALL = array(); }

function &_uninstall_FOO_names_of_more() {}

/**
 * Says which.
 */
function _uninstall_foo_names($more = _UNINSTALL_FOO_MORE) { return array_merge(UninstallFooNames::ALL, \
_uninstall_FOO_names_of_more()); }

function _uninstall_foo_uninstall() {
  _uninstall_foo_names();
  _uninstall_foo_names(_UNINSTALL_FOO_MORE);
}"""
    )
    assert lift.lifted["foo"].uninstall == "_uninstall_foo_uninstall"
    assert lift.lifted["foo"].constants == (("FOO_MORE", "_UNINSTALL_FOO_MORE"),)
    assert lift.lifted["foo"].classes == (("FooNames", "UninstallFooNames"),)
    assert dict(lift.lifted["foo"].origins) == {"foo/foo.install": 5, "foo/foo.module": 3}


def test_recursion_and_mutual_recursion_end() -> None:
    rest = "function foo_a($n) { return foo_b($n - 1); }\nfunction foo_b($n) { return $n ? foo_a($n) : foo_b($n); }"
    source = lifted(uninstall("foo_a(3);", rest))
    assert source.count("_uninstall_foo_a(") == 3
    assert source.count("_uninstall_foo_b(") == 3


def test_classes_bring_what_they_inherit_and_use() -> None:
    rest = """
interface FooNamed { const X = 1; }
trait FooTrait { private $x = self::X; }
abstract class FooParent implements FooNamed, Countable { use FooTrait; static $count = 0; }
final class FooChild extends FooParent { function f(FooNamed $x) { return parent::f() + static::$count; } }
"""
    source = lifted(uninstall("$x = new FooChild(); $x instanceof FooNamed; FooChild::$count++;", rest))
    assert (
        "abstract class UninstallFooParent implements UninstallFooNamed, Countable { use UninstallFooTrait;" in source
    )
    assert "final class UninstallFooChild extends UninstallFooParent { function f(UninstallFooNamed $x)" in source
    assert "$x = new UninstallFooChild(); $x instanceof UninstallFooNamed; UninstallFooChild::$count++;" in source


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<?php\r\nfunction foo_uninstall() {\r\n  bar();\r\n}\r\n",
        b"<?php function foo_uninstall() {\r\n  bar();\r\n} ?>\n",
        b"<html><?php function foo_uninstall() {\r\n  bar();\r\n}?></html>",
    ],
)
def test_line_ends_marks_and_markup_round_a_function_change_nothing(content: bytes) -> None:
    assert lifted({"foo/foo.install": content}) == "function _uninstall_foo_uninstall() {\r\n  bar();\r\n}"


def test_bytes_of_any_encoding_survive() -> None:
    content = b"<?php\n// Stra\xdfe\nfunction foo_uninstall() { variable_del('stra\xdfe\xff'); }\n"
    source = lifted({"foo/foo.install": content}).encode("utf-8", "surrogateescape")
    assert source == b"// Stra\xdfe\nfunction _uninstall_foo_uninstall() { variable_del('stra\xdfe\xff'); }"


@pytest.mark.parametrize(
    ("rule", "rest"),
    [
        ("conditional", "if (!function_exists('foo_x')) { function foo_x() {} }"),
        ("conditional", "if (PHP_VERSION_ID < 80000): function foo_x() {} endif;"),
        ("declared-twice", "if ($a) { function foo_x() {} } else { function foo_x() { return 1; } }"),
        ("syntax-error", "function foo_x() { if ((; }"),
        ("namespaced", "namespace Foo;\nfunction bar() {}\nfunction foo_x() {}"),
    ],
)
def test_functions_that_cannot_stand_alone_are_decisions(rule: str, rest: str) -> None:
    code = "\\Foo\\foo_x();" if rule == "namespaced" else "foo_x();"
    assert rule in rules(uninstall(code) | {"foo/foo.inc": rest})


@pytest.mark.parametrize(
    ("rule", "rest"),
    [
        ("conditional", "if (!defined('FOO_X')) { define('FOO_X', 1); }"),
        ("conditional", "defined('FOO_X') or define('FOO_X', 1);"),
        ("conditional", "defined('FOO_X') || define('FOO_X', 1);"),
        ("drupal-get-path", "define('FOO_X', drupal_get_path('module', 'foo') . '/x');"),
        ("own-path", "define('FOO_X', dirname(__FILE__));"),
        ("computed-constant", "define('FOO_X', variable_get('foo_x'));"),
        ("computed-constant", "define('FOO_X', foo_y());\nfunction foo_y() {}"),
        ("declared-twice", "define('FOO_X', 1);\ndefine('FOO_X', 2);"),
    ],
)
def test_constants_that_are_not_the_same_everywhere_are_decisions(rule: str, rest: str) -> None:
    assert rule in rules(uninstall("return FOO_X;", module=rest))


@pytest.mark.parametrize(
    "rest", ["define('FOO_X', 1);", "const FOO_X = 1;", 'define("FOO_X", PHP_INT_MAX);', "const FOO_X = 60 * 60;"]
)
def test_constants_are_lifted(rest: str) -> None:
    assert lifted(uninstall("return FOO_X;", module=rest)).startswith(rest.replace("FOO_X", "_UNINSTALL_FOO_X"))


def test_one_of_several_constants_is_lifted_alone() -> None:
    source = lifted(uninstall("return FOO_B;", module="/** Some. */\nconst FOO_A = 1, FOO_B = 2;"))
    assert source.startswith("const _UNINSTALL_FOO_B = 2;\n\nfunction")


def test_a_function_in_two_files_alike_is_one() -> None:
    files = uninstall("foo_x();") | {"foo/a.inc": "function foo_x() { }", "foo/b.inc": "function foo_x() { }"}
    assert lifted(files).count("function _uninstall_foo_x() { }") == 1
    assert rules(files | {"foo/b.inc": "function foo_x() { return 1; }"}) == {"declared-twice"}


def test_nested_functions_keep_their_names() -> None:
    code = "function foo_inner() {} foo_inner();"
    assert code in lifted(uninstall(code))


@pytest.mark.parametrize(
    ("files", "is_lifted"),
    [
        ({"foo/foo.install": "function FOO_Uninstall() {}"}, True),
        (
            {"foo/foo.install": "require_once 'foo.hooks.inc';", "foo/foo.hooks.inc": "function foo_uninstall() {}"},
            True,
        ),
        ({"foo/foo.install": "", "foo/foo.hooks.inc": "function foo_uninstall() {}"}, False),
        ({"foo/foo.module": "function foo_uninstall() {}"}, False),
        ({"foo/foo.install": "", "foo/old/bar.install": "function foo_uninstall() {}"}, False),
        ({"foo/foo.install": "", "foo/foo.module": "function foo_disable() {}"}, True),
    ],
)
def test_only_hooks_in_files_that_drupal_loads_run(files: dict[str, str], is_lifted: bool) -> None:
    lift = lift_files(files)
    assert bool(lift.lifted["foo"].uninstall or lift.lifted["foo"].disable) is is_lifted
    assert ["never-run"] * (not is_lifted) == [risk.rule for risk in lift.risks]
    assert not lift.decisions


def test_a_hook_under_a_condition_is_a_decision() -> None:
    assert rules({"foo/foo.install": "if ($x) { function foo_uninstall() {} }"}) == {"conditional"}


@pytest.mark.parametrize(
    "statement",
    ["variable_set('x', 1);", "module_load_include('inc', 'node', 'node.admin');", "$x = bar();", "new FooThing();"],
)
def test_files_that_do_more_than_declare_are_decisions(statement: str) -> None:
    assert rules(uninstall("bar();", statement)) == {"load-with-effects"}
    assert rules(disable("bar();", module=statement)) == {"load-with-effects"}
    assert not rules(uninstall("bar();", module=statement))


def test_code_that_native_has_not_loaded_is_a_risk() -> None:
    module = "function foo_x() {}"
    assert [risk.rule for risk in lift_files(uninstall("foo_x();", module=module)).risks] == ["better-than-native"]
    assert not lift_files(uninstall("drupal_load('module', 'foo'); foo_x();", module=module)).risks
    assert not lift_files(disable("foo_x();", module=module)).risks


def test_modules_that_share_code_load_each_other() -> None:
    files = {
        "foo/foo.install": "function foo_uninstall() { bar_x(); }\nfunction foo_x() {}",
        "bar/bar.install": "function bar_uninstall() { foo_x(); }\nfunction bar_x() {}",
    }
    lift = lift_files(files)
    assert not lift.decisions
    assert lift.lifted["foo"].source.startswith("require_once dirname(__FILE__) . '/bar.inc';\n")
    assert lift.lifted["bar"].source.startswith("require_once dirname(__FILE__) . '/foo.inc';\n")
    assert "function _uninstall_bar_x() {}" in lift.lifted["bar"].source
    assert "bar_x() {}" not in lift.lifted["foo"].source


def test_what_others_must_declare_is_told() -> None:
    code = "baz(); new Baz(); Baz::go(); return BAZ; if (function_exists('baz2')) { baz2(); }"
    lift = lift_files(uninstall(code))
    names = [(key[1], owner, need.guard) for key, owner, need, _ in lift.unresolved]
    baz = [("baz", "foo", "")] * 3 + [("BAZ", "foo", "")]
    assert names == [*baz, ("baz2", "foo", "function_exists('baz2')")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foo_update_7001", "_uninstall_foo_update_7001_lifted"),
        ("foo_removal", "_uninstall_foo_removal_lifted"),
        ("load", "_uninstall_load_lifted"),
        ("clean_menu", "_uninstall_clean_menu_lifted"),
        ("_foo_x", "_uninstall__foo_x"),
    ],
)
def test_new_names_are_nobody_elses(name: str, expected: str) -> None:
    assert f"{expected}();" in lifted(uninstall(f"{name}();", f"function {name}() {{}}"))


def test_no_new_name_is_one_of_the_generated_module() -> None:
    folder = Path(templates.__file__).parent / "templates"
    text = "".join(path.read_text() for path in sorted(folder.iterdir()))
    own = [name.replace("{{ module }}", "foo") for name in re.findall(r"function _{{ name }}_([\w{} ]+)\(", text)]
    assert len(own) > 30
    taken = {f"_uninstall_{name}" for name in own}
    for name in own:
        new = make_name(Declaration(DeclarationKind.FUNCTION, name, "x", (0, 1), 0, (0, 1)), "uninstall")
        assert new not in taken


@given(SOURCES, SOURCES)
def test_whatever_a_module_holds_is_lifted_or_decided(install: bytes, module: bytes) -> None:
    hook = b"<?php\nfunction foo_uninstall() { foo_a(); foo_b(); foo_d(); return FOO_A . FOO_E; }\n"
    lift = lift_files({"foo/foo.install": hook + install.removeprefix(b"<?php"), "foo/foo.module": module})
    assert lift.lifted["foo"].uninstall or lift.decisions or lift.risks
    for decision in lift.decisions:
        assert decision.place.path in ("foo/foo.install", "foo/foo.module")
