import pytest

from uninstaller.php.guards import guard_of, guards_of
from uninstaller.php.parse import parse, walk


def read_guards(source: str) -> list[str]:
    parsed = parse(b"<?php\n" + source.encode())
    assert not parsed.errors
    call = next(node for node in walk(parsed.root) if node.type == "name" and parsed.text(node) == "target")
    found = [str(guard) for guard in guards_of(parsed, call)]
    assert guard_of(parsed, call) == (found[0] if found else "")
    return found


@pytest.mark.parametrize(
    "source",
    [
        "if (module_exists('foo')) { target(); }",
        "if (module_exists('foo')) target();",
        "if (module_exists('foo')): target(); endif;",
        "if (module_exists('foo') && $more) { target(); }",
        "if ($more AND (module_exists('foo'))) { target(); }",
        'if (\\module_exists("foo") === TRUE) { target(); }',
        "if (module_exists('foo') == false) { a(); } else { target(); }",
        "if (module_exists('foo') && target()) { }",
        "if (!module_exists('foo')) { a(); } else { target(); }",
        "if (!module_exists('foo') || $b) { a(); } elseif (target()) { }",
        "if ($a) { a(); } elseif (module_exists('foo')) { target(); }",
        "if ($a) { a(); } elseif (!module_exists('foo')) { b(); } else { target(); }",
        "if ($a) { a(); } else if (module_exists('foo')) { foreach ($b as $c) { $d[] = t(target()); } }",
        "if ($has = module_exists('foo')) { target(); }",
        "$a = module_exists('foo') ? target() : NULL;",
        "$a = !module_exists('foo') ? NULL : target();",
        "$a = module_exists('foo') && target();",
        "!module_exists('foo') || target();",
        "module_exists('foo') and target();",
        "while (module_exists('foo')) { target(); }",
        "function f() { if (!module_exists('foo')) { return; } a(); target(); }",
        "function f() { if ($a || !module_exists('foo')) return FALSE; if ($b) { target(); } }",
        "function f() { if (!module_exists('foo')) { drupal_set_message('x'); exit; } target(); }",
        "function f() { if (!module_exists('foo')) { drupal_goto('x'); } target(); }",
        "function f() { if (!module_exists('foo')) { throw new Exception(); } return target(); }",
        "function f() { module_exists('foo') or die(); target(); }",
        "foreach ($a as $b) { if (!module_exists('foo')) { continue; /* why */ } target(); }",
        "switch ($a) { case 1: if (!module_exists('foo')) { break; } target(); }",
        "if (module_exists('foo')) { function f() { target(); } }",
        "if (module_exists('foo')) { $f = function () { target(); }; }",
    ],
)
def test_module_exists_protects(source: str) -> None:
    assert read_guards(source) == ["module_exists('foo')"]


@pytest.mark.parametrize(
    "source",
    [
        "target();",
        "module_exists('foo'); target();",
        "if (target(module_exists('foo'))) { }",
        "if (!module_exists('foo')) { target(); }",
        "if (module_exists('foo') || $more) { target(); }",
        "if (module_exists('foo')) { a(); } else { target(); }",
        "if (module_exists('foo')) { a(); } elseif ($b) { target(); }",
        "if (module_exists($name)) { target(); }",
        "if (module_exists('a \"b\" c')) { target(); }",
        "$a = module_exists('foo') ? NULL : target();",
        "$a = target() && module_exists('foo');",
        "module_exists('foo') || target();",
        "module_exists('foo') xor target();",
        "function f() { if (!module_exists('foo')) { a(); } target(); }",
        "function f() { if (!module_exists('foo')) { if ($a) { return; } } target(); }",
        "function f() { if (!module_exists('foo') && $a) { return; } target(); }",
        "function f() { if (!module_exists('foo')) { return; } else { $a = 1; } $b = 1; } target();",
        "if (!module_exists('foo')) { return; } function f() { target(); }",
        "function f() { target(); if (!module_exists('foo')) { return; } }",
    ],
)
def test_no_protection(source: str) -> None:
    assert read_guards(source) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("function_exists('foo_bar')", "function_exists('foo_bar')"),
        ("class_exists('\\Foo\\Bar')", "class_exists('Foo\\Bar')"),
        ('class_exists("Foo", FALSE)', "class_exists('Foo')"),
        ("is_callable('foo_bar')", "is_callable('foo_bar')"),
        ("is_callable(array('Foo', 'bar'))", "is_callable('Foo')"),
        ("defined('FOO_BAR')", "defined('FOO_BAR')"),
        ("method_exists('Foo', 'bar')", "method_exists('Foo')"),
        ("module_hook('foo', 'bar')", "module_hook('foo')"),
        ("\\Drupal::moduleHandler()->moduleExists('foo')", "moduleExists('foo')"),
        ("MODULE_EXISTS('foo')", "MODULE_EXISTS('foo')"),
    ],
)
def test_what_asks_for_existence(condition: str, expected: str) -> None:
    assert read_guards(f"if ({condition}) {{ target(); }}") == [expected]


def test_nearest_first() -> None:
    source = "if (module_exists('a') && defined('B')) { if (!class_exists('C')) { return; } x() && target(); }"
    assert read_guards(source) == ["class_exists('C')", "module_exists('a')", "defined('B')"]
