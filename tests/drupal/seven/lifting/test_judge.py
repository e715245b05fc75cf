import pytest

from tests.drupal.seven.lifted_code import disable, lift_files, lifted, rules, uninstall
from uninstaller.place import Place

REFUSED = [
    ("exit-call", "exit;"),
    ("exit-call", "die('x');"),
    ("old-php", "create_function('$x', 'return 1;');"),
    ("old-php", "while (list($a, $b) = each($x)) { }"),
    ("old-php", "return $name{0};"),
    ("own-path", "return dirname(__FILE__);"),
    ("own-path", "include __DIR__ . '/x.sql';"),
    ("drupal-get-path", "return drupal_get_path('module', 'foo');"),
    ("drupal-get-path", "return DRUPAL_ROOT . '/' . \\drupal_get_path('module', 'foo') . '/x.sql';"),
    ("own-schema-api", "drupal_write_record('foo_items', $row);"),
    ("own-schema-api", "$schema = drupal_get_schema('foo_items');"),
    ("own-entity", "entity_load('foo_thing');"),
    ("own-entity", "entity_delete_multiple($type, $ids);"),
    ("own-library", "libraries_load('foo_library');"),
    ("self-invocation", "module_invoke('foo', 'bar');"),
    ("self-invocation", "drupal_mail('foo', 'bye', $to, $language);"),
    ("self-invocation", "drupal_get_form('foo_form');"),
    ("self-invocation", "drupal_get_form($form_id);"),
    ("self-invocation", "drupal_form_submit('foo_form', $state);"),
    ("self-invocation", "theme('foo_list', array());"),
    ("self-invocation", "theme('foo', array());"),
    ("self-invocation", "module_disable('foo');"),
    ("dynamic-call", "module_disable(array('foo'));"),
    ("dynamic-call", "module_disable($modules);"),
    ("dynamic-call", "features_revert(array('foo' => array('node')));"),
    ("dynamic-call", "drupal_get_path('module', $module);"),
    ("dynamic-include", "include_once $path;"),
    ("load-with-effects", "$path = module_load_include('inc', 'foo', 'foo.admin');"),
    ("load-with-effects", "if (module_load_include('inc', 'foo', 'foo.gone')) { bar(); }"),
    ("load-with-effects", "$data = include 'foo.admin.inc';"),
]


@pytest.mark.parametrize(("rule", "code"), REFUSED)
def test_code_that_needs_its_module_is_a_decision(rule: str, code: str) -> None:
    files = uninstall(code, "function foo_form() {}") | {"foo/foo.admin.inc": "function foo_admin() {}"}
    assert rule in rules(files)


@pytest.mark.parametrize(
    "code",
    [
        "drupal_get_form('system_settings_form');",
        "theme('item_list', array());",
        "entity_load('node');",
        "drupal_get_schema('node');",
        "drupal_get_path('module', 'node');",
        "libraries_get_path('other');",
        "module_invoke('node', 'bar');",
        "module_enable(array('node'));",
        "drupal_mail('system', 'bye', $to, $language);",
        "module_load_include('inc', 'node', 'node.admin');",
        "require_once DRUPAL_ROOT . '/includes/install.inc';",
        "if (module_exists('foo')) { variable_del('x'); }",
        "module_invoke_all('foo_gone');",
        "global $user; return $user->uid;",
        "return $GLOBALS['base_url'];",
        "try { bar(); } catch (Exception $e) { goto end; } end: return;",
        "if ($a): echo 1; elseif ($b): echo 2; else: foreach ($a as $b): echo 3; endforeach; endif;",
        "echo 1; ?> <b>Gone</b> <?php echo 2;",
        "$text = <<<TEXT\nfoo_uninstall() {$a['b']}\nTEXT;\n",
        "// foo_uninstall() and exit;",
        "return \\strlen('x') . PHP_EOL . NULL . \\E_ALL;",
    ],
)
def test_code_that_stands_alone_is_lifted_as_written(code: str) -> None:
    assert code in lifted(uninstall(code))


@pytest.mark.parametrize(
    "load",
    [
        "module_load_include('inc', 'foo', 'foo.admin');",
        "@module_load_include('inc', 'foo', 'foo.admin');",
        "require_once 'foo.admin.inc';",
        "require_once dirname(__FILE__) . '/foo.admin.inc';",
        "include_once(DRUPAL_ROOT . '/' . drupal_get_path('module', 'foo') . '/foo.admin.inc');",
        "drupal_load('module', 'foo');",
        "module_load_install('foo');",
        "drupal_uninstall_schema('foo');",
    ],
)
def test_own_loads_are_dropped(load: str) -> None:
    files = uninstall(f"{load}\n  foo_admin();") | {"foo/foo.admin.inc": "function foo_admin() {}"}
    expected = (
        "function _uninstall_foo_admin() {}\n\nfunction _uninstall_foo_uninstall() {\n  _uninstall_foo_admin();\n}"
    )
    assert lifted(files) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("if (module_load_include('inc', 'foo', 'foo.admin')) { }", "if (TRUE) { }"),
        ("if ($a && drupal_load('module', 'foo')) { }", "if ($a && TRUE) { }"),
        ("if (!module_load_install('foo')) { }", "if (!TRUE) { }"),
    ],
)
def test_a_load_as_condition_has_worked(condition: str, expected: str) -> None:
    assert expected in lifted(uninstall(condition) | {"foo/foo.admin.inc": "function foo_admin() {}"})


@pytest.mark.parametrize(
    "code",
    [
        "if (module_exists('foo')) { variable_del('x'); }",
        "if (module_exists($name)) { variable_del('x'); }",
        "if (isset(module_list()['foo'])) { variable_del('x'); }",
        "foreach (module_implements('gone') as $module) { bar($module); }",
        "node_delete(1);",
    ],
)
def test_hook_disable_natively_meets_its_own_module(code: str) -> None:
    module = "function foo_gone() {}\nfunction foo_gone_alter() {}\nfunction foo_node_delete($node) {}"
    assert rules(disable(code, module=module)) == {"self-invocation"}
    assert not rules(uninstall(code, module=module))


@pytest.mark.parametrize(
    ("code", "hook"), [("module_invoke_all('gone');", "gone"), ("drupal_alter('gone', $data);", "gone_alter")]
)
def test_hooks_that_hook_disable_invokes_itself_are_taken_along(code: str, hook: str) -> None:
    module = "function foo_gone() { return 1; }\nfunction foo_gone_alter() { return 1; }"
    lift = lift_files(disable(code, module=module))
    assert not lift.decisions
    assert lift.lifted["foo"].hooks == (hook,)
    assert f"function _uninstall_foo_{hook}()" in lift.lifted["foo"].source
    assert not lift_files(uninstall(code, module=module)).lifted["foo"].hooks


def test_a_hook_whose_new_name_drupal_would_not_find_is_a_decision() -> None:
    module = "function foo_gone_update_1() { return 1; }"
    assert rules(disable("module_invoke_all('gone_update_1');", module=module)) == {"self-invocation"}


def test_hook_disable_may_ask_for_others() -> None:
    code = "if (module_exists('node')) { module_invoke_all('gone'); node_delete(1); }"
    assert code in lifted(disable(code))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("variable_del(__FUNCTION__);", "variable_del('foo_uninstall');"),
        ("variable_del(__FUNCTION__ . '_done');", "variable_del('foo_uninstall' . '_done');"),
        ("$a = &drupal_static(__FUNCTION__);", "$a = &drupal_static('foo_uninstall');"),
        ("watchdog('foo', __METHOD__);", "watchdog('foo', 'foo_uninstall');"),
        ("array_map(__FUNCTION__, $a);", "array_map(__FUNCTION__, $a);"),
        ("bar(__LINE__);", "bar(3);"),
        ("$f = function () { return __FUNCTION__; };", "return __FUNCTION__;"),
    ],
)
def test_magic_constants_keep_their_values(code: str, expected: str) -> None:
    assert expected in lifted(uninstall(code))


OWN_CLASS = "class FooThing { function name() { return %s; } }"


@pytest.mark.parametrize("code", ["__CLASS__", "get_class($this)", "static::class", "self::class", "__METHOD__"])
def test_an_own_class_that_tells_its_name_is_a_decision(code: str) -> None:
    assert "ambiguous-name" in rules(uninstall("new FooThing();", OWN_CLASS % code))
    assert not rules(uninstall("bar();", OWN_CLASS % code))


@pytest.mark.parametrize(
    "code", ["variable_set('x', serialize(new FooThing()));", "variable_set('x', FooThing::class);"]
)
def test_an_own_class_that_reaches_the_database_is_a_decision(code: str) -> None:
    assert "ambiguous-name" in rules(uninstall(code, OWN_CLASS % 1))


def test_values_kept_between_the_hooks_are_a_decision() -> None:
    helper = "function foo_items() { static $items; return $items; }"
    both = "function foo_disable() { foo_items(); }"
    assert rules(uninstall("foo_items();", f"{both}\n{helper}")) == {"shared-static"}
    assert not rules(uninstall("foo_items();", helper))


def test_globals_that_loading_sets_are_a_decision() -> None:
    files = uninstall("global $foo_state; bar($foo_state);", module="global $foo_state;\n$foo_state = array();")
    assert rules(files) == {"global-at-load"}
    assert rules(uninstall("bar($GLOBALS['foo_state']);", module="$GLOBALS['foo_state'] = 1;")) == {"global-at-load"}


def test_a_decision_has_a_place_and_a_way_out() -> None:
    (decision,) = lift_files(uninstall("exit;")).decisions
    assert decision.place == Place("foo/foo.install", 3, 3)
    assert decision.module == "foo"
    assert decision.settle


def test_what_a_dropped_load_says_is_no_decision() -> None:
    code = "include_once dirname(__FILE__) . '/foo.admin.inc';"
    assert not rules(uninstall(code) | {"foo/foo.admin.inc": "function foo_admin() {}"})


@pytest.mark.parametrize("head", ["class FooThing extends Bar { }", "class FooThing implements Countable, Bar { }"])
def test_a_foreign_parent_is_a_decision(head: str) -> None:
    assert rules(uninstall("new FooThing();", head)) == {"foreign-parent"}


def test_a_foreign_class_within_an_own_one_must_be_declared_by_others() -> None:
    lift = lift_files(uninstall("new FooThing();", "class FooThing extends Exception { function f() { new Bar(); } }"))
    assert not lift.decisions
    assert [key[1] for key, *_ in lift.unresolved] == ["bar"]
