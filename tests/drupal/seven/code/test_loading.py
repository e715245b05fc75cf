import pytest

from tests.drupal.seven.lifted_code import read_files
from uninstaller.drupal.seven.code.loading import Loading


def load(module: str) -> Loading:
    return read_files({"foo/foo.module": module, "foo/foo.inc": "function foo_x() {}", "foo/inc/more.inc": ""}).loading


@pytest.mark.parametrize(
    "code",
    [
        "require_once 'foo.inc';",
        "require_once dirname(__FILE__) . '/foo.inc';",
        "require_once __DIR__ . '/./foo.inc';",
        "module_load_include('inc', 'foo');",
        "module_load_include('inc', 'foo', 'foo');",
        "include_once DRUPAL_ROOT . '/' . drupal_get_path('module', 'foo') . '/foo.inc';",
    ],
)
def test_own_files_that_are_loaded(code: str) -> None:
    loading = load(code)
    assert loading.loaded_with("foo/foo.module") == {"foo/foo.module", "foo/foo.inc"}
    assert not loading.effects


@pytest.mark.parametrize(
    "code",
    [
        "function foo_y() { drupal_set_message('x'); }",
        "define('FOO_X', 1);",
        "const FOO_X = 1;",
        "$foo = array('a' => 1);",
        "$foo['a'] = dirname('x');",
        "global $foo;",
        "use Foo\\Bar;",
        "// Nothing.",
        "?>\n",
    ],
)
def test_quiet_code(code: str) -> None:
    assert load(code) == Loading({"foo/foo.module": ()} if load(code).loads else {}, frozenset(), load(code).globals)


@pytest.mark.parametrize(
    "code",
    [
        "drupal_add_js('x');",
        "spl_autoload_register('foo_x');",
        "$foo = foo_x();",
        "$foo = new Foo();",
        "echo 1;",
        "exit;",
        "module_load_include('inc', 'node', 'node.admin');",
        "require_once DRUPAL_ROOT . '/includes/install.inc';",
        "require $file;",
        "if ($x) { drupal_add_js('x'); }",
        "foreach ($x as $y) { }",
    ],
)
def test_code_with_effects(code: str) -> None:
    assert load(code).effects == {"foo/foo.module"}


def test_globals_at_file_level() -> None:
    assert load("global $foo, $bar;\n$GLOBALS['baz'] = 1;\nfunction f() { global $inner; }").globals == {
        "foo", "bar", "baz",
    }  # fmt: skip


def test_files_that_load_each_other_end() -> None:
    files = {"foo/foo.module": "require 'foo.inc';", "foo/foo.inc": "require 'foo.module';"}
    assert read_files(files).loading.loaded_with("foo/foo.inc") == set(files)
