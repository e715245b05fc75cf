import pytest

from tests.drupal.seven.lifted_code import lift_files, lifted, rules, uninstall

HELPER = "function foo_helper() {}\nclass FooClass { static function run() {} }"


@pytest.mark.parametrize(
    "code",
    [
        "array_map('foo_helper', $items);",
        "array_filter($items, 'foo_helper');",
        "usort($items, 'FOO_Helper');",
        "call_user_func('foo_helper', 1);",
        "call_user_func_array('foo_helper', array(1));",
        "\\call_user_func('foo_helper');",
        "drupal_register_shutdown_function('foo_helper');",
        "call_user_func(array('FooClass', 'run'));",
        "call_user_func(['FooClass', 'run']);",
        "call_user_func('FooClass::run');",
        "$f = 'foo_helper'; $f();",
        '$f = "foo_helper"; if (function_exists($f)) { $f(); }',
        "set_error_handler('foo_helper');",
    ],
)
def test_callbacks_are_renamed(code: str) -> None:
    source = lifted(uninstall(code, HELPER))
    body = source[source.index("function _uninstall_foo_uninstall") :].lower()
    assert "_uninstall_foo_helper" in body or "uninstallfooclass" in body
    assert "'foo_helper'" not in body
    assert "'fooclass" not in body


@pytest.mark.parametrize(
    "code",
    [
        "variable_del('foo_helper');",
        "db_delete('foo_helper')->execute();",
        "db_delete('x')->condition('type', 'foo_helper')->execute();",
        "db_delete('x')->condition('type', array('foo_helper', 'b'), 'IN')->execute();",
        "cache_clear_all('foo_helper', 'cache');",
        "$a['foo_helper'] = 1;",
        "$a = array('foo_helper' => 1);",
        "watchdog('foo_helper', 'gone');",
        "DrupalQueue::get('foo_helper')->deleteQueue();",
        "$foo_helper = 1; return compact('foo_helper');",
        "drupal_static_reset('foo_helper');",
        "drupal_set_message(t('foo_helper'));",
        "field_delete_field('FooClass');",
    ],
)
def test_data_is_left_alone(code: str) -> None:
    lift = lift_files(uninstall(code, HELPER))
    assert not lift.decisions
    assert lift.lifted["foo"].functions == (("foo_uninstall", "_uninstall_foo_uninstall"),)
    assert code in lift.lifted["foo"].source


@pytest.mark.parametrize(
    "code",
    [
        "array_map('trim', array('foo_helper'));",
        "call_user_func_array('db_foo', array('foo_helper'));",
        "array_map($x ? 'foo_helper' : 'trim', $items);",
        "$names = array('foo_helper'); foo_other($names);",
        "return 'foo_helper';",
        "$info['callback'] = 'foo_helper';",
        "batch_set(array('operations' => array(array('foo_helper', array()))));",
        "foo_each('foo_helper');",
        "new ReflectionClass('FooClass');",
        "$class = 'FooClass'; $info['class'] = $class;",
        "$f = 'foo_helper'; $g = 'foo_helper'; $g(); variable_del($f);",
    ],
)
def test_what_may_be_either_is_a_decision(code: str) -> None:
    assert "ambiguous-name" in rules(uninstall(code, HELPER + "\nfunction foo_each($f) {}\nfunction foo_other() {}"))


@pytest.mark.parametrize(
    "code",
    [
        "$class = 'FooClass'; new $class();",
        "$f = 'foo_' . $x; $f();",
        "${'foo_' . $x}();",
        "$$x();",
        "$f = 'foo_helper'; extract($x); $f();",
        "$f = 'foo_helper'; variable_del($f); $f();",
        "$f = 'foo_helper'; list($f) = foo_list(); $f();",
        "$f = 'foo_helper'; $f .= '_more'; $f();",
        "$f = 'foo_helper'; $g = &$f; $f();",
        "$f = 'foo_helper'; foo_choose($f); $f();",
        "foreach ($names as $f) { $f(); }",
        "array_map($f, $items);",
        "usort($items, $order);",
        "call_user_func('foo_' . $x);",
        "call_user_func(array($class, 'run'));",
        "eval('foo_helper();');",
        "$a['callback']();",
        "call_user_func_array($a[0], $a);",
    ],
)
def test_a_call_of_what_only_the_run_tells_is_a_decision(code: str) -> None:
    assert "dynamic-call" in rules(uninstall(code, HELPER))


@pytest.mark.parametrize(
    "code",
    [
        "$t = get_t(); drupal_set_message($t('Gone.'));",
        "foreach (module_implements('foo_gone') as $module) { $f = $module . '_foo_gone'; $f(); }",
        "array_map(function ($x) { return $x; }, $items);",
        "usort($items, static fn($a, $b) => $a <=> $b);",
    ],
)
def test_harmless_dynamic_calls_are_lifted(code: str) -> None:
    assert code in lifted(uninstall(code))


@pytest.mark.parametrize(
    "code", ["if (function_exists('foo_' . $x)) { }", "if (defined($x)) { }", 'return constant("FOO_$x");']
)
def test_a_question_for_a_computed_name_is_a_decision(code: str) -> None:
    assert rules(uninstall(code)) == {"presence-check"}


def test_a_question_for_own_code_that_native_has_not_loaded_is_a_decision() -> None:
    code = "if (function_exists('foo_helper')) { foo_helper(); }"
    assert rules(uninstall(code, module="function foo_helper() {}")) == {"presence-check"}
    assert "if (function_exists('_uninstall_foo_helper'))" in lifted(uninstall(code, "function foo_helper() {}"))
    assert code in lifted(uninstall(code))
