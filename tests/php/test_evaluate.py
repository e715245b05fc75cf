"""What the evaluator makes of PHP: values as PHP would have them, and nothing claimed that is not known."""

import pytest

from uninstaller.php.evaluate import evaluate_function
from uninstaller.php.machine import Budget, Definition
from uninstaller.php.parse import parse, walk
from uninstaller.php.values import Array, Ref, Unknown, Value


def evaluate(code: str, budget: Budget | None = None) -> Value:
    """Runs `f()` of a file."""
    parsed = parse(f"<?php {code}".encode())
    functions: dict[str, Definition] = {}
    constants: dict[str, Definition] = {}
    for node in walk(parsed.root):
        name = node.child_by_field_name("name")
        if node.type == "function_definition" and name:
            functions[parsed.text(name).lower()] = Definition("x.install", parsed, node)
        elif node.type == "const_element":
            constants[parsed.text(node.named_children[0])] = Definition("x.install", parsed, node)
    return evaluate_function("f", lambda name: functions.get(name.lower()), constants.get, budget)


def body(code: str) -> Value:
    return evaluate(f"function f() {{ {code} }}")


def plain(value: object) -> object:
    """As Python values; an array with gaps is a pair of itself and `...`."""
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, Array):
        assert not any(isinstance(slot, Ref) for slot in value.items.values())
        items = {key: plain(slot) for key, slot in value.items.items()}
        return (items, ...) if value.gaps else items
    return value


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "return array('1' => 'a', 'x', '01' => 'b', TRUE => 'c', NULL => 'd', 1.7 => 'e');",
            {1: "e", 2: "x", "01": "b", "": "d"},
        ),
        (
            "$s['a']['b'][] = 1; $s['a']['b'][] = 2; unset($s['a']['b'][0]); $s['a']['b'][] = 3; return $s;",
            {"a": {"b": {1: 2, 2: 3}}},
        ),
        (
            "foreach (array('a', 'b') as $n) { $s[\"x_$n\"] = 1; $s[\"{$n}_y\"] = 2; } return $s;",
            {"x_a": 1, "a_y": 2, "x_b": 1, "b_y": 2},
        ),
        (
            "$s = array('a' => array(), 'b' => array()); foreach ($s as $k => &$t) { $t['p'] = $k; } return $s;",
            {"a": {"p": "a"}, "b": {"p": "b"}},
        ),
        (
            "$t = &$s['a']; $t['b'] = 1; $u = $s; $u['c'] = 1; return array($s, $u);",
            {0: {"a": {"b": 1}}, 1: {"a": {"b": 1}, "c": 1}},
        ),
        (
            "list($a, , $b) = array(1, 2, 3); ['k' => $d] = array('k' => 5); return array($a, $b, $d);",
            {0: 1, 1: 3, 2: 5},
        ),
        (
            "for ($i = 0; $i < 3; $i++) { if ($i == 1) continue; $r[] = $i; } do { $r[] = 'd'; } while (0); return $r;",
            {0: 0, 1: 2, 2: "d"},
        ),
        ("while (TRUE) { while (TRUE) { $r[] = 1; break 2; } $r[] = 2; } return $r;", {0: 1}),
        (
            "switch ('b') { case 'a': $r[] = 1; case 'b': $r[] = 2; case 'c': $r[] = 3; break; } return $r;",
            {0: 2, 1: 3},
        ),
        ("return array('x' => 1) + array('x' => 2, 'y' => 3);", {"x": 1, "y": 3}),
        ("return array_merge(array('k' => 1, 5 => 'a'), array('k' => 2, 6 => 'b'));", {"k": 2, 0: "a", 1: "b"}),
        (
            "return array_merge_recursive(array('k' => array('a' => 1)), array('k' => array('b' => 2)));",
            {"k": {"a": 1, "b": 2}},
        ),
        ("return array(...array('a'), ...array('b'));", {0: "a", 1: "b"}),
        ("return array_map('strtoupper', array('a' => 'b'));", {"a": "B"}),
        ("$a = array(3, 1); sort($a); array_push($a, 7); return array(array_pop($a), $a);", {0: 7, 1: {0: 1, 1: 3}}),
        (
            "return array('1' == '01', 'a' == 'b', NULL == '', 1 <=> 2, !0, 'x' && 0);",
            {0: True, 1: False, 2: True, 3: -1, 4: True, 5: False},
        ),
        (
            "return array('5' + 3, 7 % 3, 7 / 2, 6 / 2, 2 ** 3, 0x1f, 017);",
            {0: 8, 1: 1, 2: 3.5, 3: 3, 4: 8, 5: 31, 6: 15},
        ),
        (
            "return sprintf('%s_%d%%', 'a', '12') . implode('', range(1, 3)) . 1.5 . TRUE . substr('hello', -3, 2);",
            "a_12%1231.51ll",
        ),
        ("return 'a\\'\\n' . \"\\x41\\n\\$b\";", "a'\\nA\n$b"),
        ("$n = 'N'; return <<<EOT\n  x $n\n   y \"{$n}\"\n  EOT;\n", 'x N\n y "N"'),
        ("static $x; if (!isset($x)) { $x = 1; } return $x ?? 2;", 1),
        ("$x = 'v'; $$x = 3; return $v;", 3),
        ("return isset($a['b']) ? 1 : (empty($c) ? 'e' : 'n');", "e"),
    ],
)
def test_known_code(code: str, expected: object) -> None:
    assert plain(body(code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$s['a'] = 1; if (g()) { $s['b'] = 1; } return $s;", ({"a": 1, "b": "?"}, ...)),
        ("$s['a'] = 1; if (g()) { return $s; } $s['b'] = 1; return $s;", ({"a": 1, "b": "?"}, ...)),
        ("if (g()) { $s['a'] = 1; } elseif (h()) { $s['a'] = 1; } else { $s['a'] = 1; } return $s;", {"a": 1}),
        ("if (g()) { $s['a']['x'] = 1; } else { $s['a']['y'] = 1; } return $s;", {"a": ({"x": "?", "y": "?"}, ...)}),
        ("$s['q'] = 1; foreach (g() as $k) { $s[$k] = 1; } return $s;", ({"q": "?"}, ...)),
        ("$s['q'] = 1; g($s); return $s;", ({"q": "?"}, ...)),
        ("$s['q'] = 1; $o->m($s); return $s;", ({"q": "?"}, ...)),
        ("$s['q'] = g(); return $s;", {"q": "?"}),
        (
            "foreach (array('a', 'b') as $k) { if (g()) { continue; } $s[$k] = 1; } return $s;",
            ({"a": "?", "b": "?"}, ...),
        ),
        ("switch (g()) { case 1: $s['x'] = 1; break; default: $s['x'] = 1; } return $s;", {"x": 1}),
        ("try { $s['a'] = 1; g(); $s['b'] = 1; } catch (E $e) { } return $s;", ({"a": "?", "b": "?"}, ...)),
        ("$s['a'] = 1; if (g()) { $t = &$s; } else { $t = array(); } $t['z'] = 1; return $s;", "?"),
        ("$s['a'] = 1; $k = g(); $$k = 2; return $s;", "?"),
        ("$s['a'] = 1; extract(g()); return $s;", "?"),
        ("global $s; $s['a'] = 1; return $s;", ({"a": 1}, ...)),
        ("$s['a'] = 1; return $s + g();", ({"a": 1}, ...)),
        ("return array('a' => fn() => 1, 'b' => $this->c, 'd' => A::B, 'e' => new X());", dict.fromkeys("abde", "?")),
        ("return g() && FALSE;", False),
        ("throw new X();", "?"),
        ("try { $s['a'] = 1; throw new X(); } catch (X $e) { } return $s;", ({"a": "?"}, ...)),
    ],
)
def test_what_is_unknown_is_never_claimed(code: str, expected: object) -> None:
    assert plain(body(code)) == expected


def test_own_functions_with_defaults_references_and_constants() -> None:
    value = evaluate("""
        const NAME = 'n_' . 'x';
        function add(&$s, $name, $extra = array('d' => 1), ...$rest) { $s[$name] = $extra + $rest; }
        function f() { add($s, NAME); $g = 'add'; $g($s, 'b', array(), 7); return $s; }
    """)
    assert plain(value) == {"n_x": {"d": 1}, "b": {0: 7}}


def test_unknown_says_where_and_why() -> None:
    value = body("$a = 1;\n return g();")
    assert isinstance(value, Unknown)
    assert (value.place.path, value.place.line, value.place.column) == ("x.install", 2, 9)
    assert value.reason == "g() is not known here"


@pytest.mark.parametrize(
    "code",
    [
        "while (TRUE) { $x[] = 1; }",
        "for ($i = 0; $i < 100; $i++) { $a = array($a, $a); } return $a;",
        "$s = 'x'; while (TRUE) { $s .= $s; }",
        "return range(1, 1000000000);",
        "while (TRUE) { $a = array($a); }",
        "return " + "array(" * 3000 + ")" * 3000 + ";",
        "return " + "(" * 3000 + "1" + ")" * 3000 + ";",
        "return " + "$a ?? " * 3000 + "1;",
        "if (g()) {" * 1500 + "}" * 1500,
        "$a['x'] = &$a; return $a;",
        "return f();",
    ],
)
def test_hostile_code_is_given_up(code: str) -> None:
    value = body(code)
    assert isinstance(value, Unknown)


@pytest.mark.parametrize(
    "code",
    [
        "return sprintf('%s');",
        "return (int) 1e999;",
        "return intval(1e999 - 1e999);",
        "return " + "9" * 400 + ";",
        "return " + "9" * 5000 + ";",
        "return 1 / 0;",
        "return 1 << 70;",
        "return range(0, 9, 0);",
        "return explode('', 'x');",
        "return array_flip(array(1.5));",
        "return array_merge(array('a' => 1), NULL);",
        "return implode(array('a'), ',');",
    ],
)
def test_what_php_itself_refuses_or_overflows_is_unknown(code: str) -> None:
    assert isinstance(body(code), Unknown)


def test_a_jump_out_of_more_loops_than_there_are_never_raises() -> None:
    body("while (1) { break " + "9" * 5000 + "; }")


def test_long_chains_are_no_depth() -> None:
    assert body("return " + " . ".join(["'a'"] * 150) + ";") == "a" * 150
    assert body("return " + " . ".join(["'a'"] * 3000) + ";") != "a"
    value = body("if (g()) { $x = 1; }" + " elseif (h()) { $x = 1; }" * 30 + " else { $x = 1; } return $x;")
    assert value == 1


def test_budget_is_kept() -> None:
    code = "function f() { for ($i = 0; $i < 50; $i++) { $s[] = $i; } return $s; }"
    assert isinstance(evaluate(code, Budget(steps=100)), Unknown)
    assert isinstance(evaluate(code), Array)


@pytest.mark.parametrize(
    "code", ["", "$", "<<<", "return [;", "foreach (as) {}", "\x00", "list(", "switch {", "$a{0}[;"]
)
def test_broken_code_never_raises(code: str) -> None:
    evaluate(f"function f() {{ {code} }}")
    evaluate(f"function f() {{ {code}")
