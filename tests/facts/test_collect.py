from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.facts.trees import make_tree
from uninstaller.facts.collect import Collected, collect_uses
from uninstaller.facts.mentions import Mention
from uninstaller.facts.model import Certainty, Kind
from uninstaller.facts.readers import php
from uninstaller.facts.readers.php import Row, read_uses
from uninstaller.facts.vocabulary import Lexicon, Vocabulary
from uninstaller.settings import Settings

FOO = Vocabulary(
    module="foo",
    functions=frozenset({"foo_load", "foo_form", "_foo_secret", "foo"}),
    classes=frozenset({"FooThing", "foo_handler", "Legacy"}),
    constants=frozenset({"FOO_LIMIT", "UNRELATED_FLAG"}),
    hooks=frozenset({"foo_info", "foo_alter", "gadget_info"}),
    theme_hooks=frozenset({"foo_item", "gadget"}),
    files=frozenset({"foo.inc", "includes/foo.admin.inc"}),
    folder="sites/all/modules/foo",
)
SETTINGS = Settings(Path("/"), Path("/"), jobs=1, use_cache=False)


def collect(texts: dict[str, str | bytes], settings: Settings = SETTINGS) -> Collected:
    return collect_uses(make_tree(texts), [FOO], ["sites/all/modules/foo"], settings)


def read_one(code: str) -> tuple[Kind, str, str, Certainty]:
    collected = collect({"other.module": f"<?php\n{code}\n"})
    assert collected.unread == ()
    (use,) = collected.uses
    assert use.module == "foo"
    return use.kind, use.name, use.how, use.certainty


@pytest.mark.parametrize(
    ("code", "kind", "name", "how"),
    [
        ("foo_load(1);", Kind.FUNCTION, "foo_load", "call"),
        ("FOO_Load(1);", Kind.FUNCTION, "foo_load", "call"),
        ("\\foo_load(1);", Kind.FUNCTION, "foo_load", "call"),
        ("_foo_secret();", Kind.FUNCTION, "_foo_secret", "call"),
        ("foo();", Kind.FUNCTION, "foo", "call"),
        ('$a = "x {$b[foo_load()]}";', Kind.FUNCTION, "foo_load", "call"),
        ("new FooThing();", Kind.CLASS, "FooThing", "new"),
        ("$a = new Legacy;", Kind.CLASS, "Legacy", "new"),
        ("FooThing::make();", Kind.CLASS, "FooThing", "static"),
        ("$a = FooThing::LIMIT;", Kind.CLASS, "FooThing", "static"),
        ("$a = FooThing::$all;", Kind.CLASS, "FooThing", "static"),
        ("class A extends FooThing { }", Kind.CLASS, "FooThing", "extends"),
        ("class A extends Legacy { }", Kind.CLASS, "Legacy", "extends"),
        ("class A implements B, FooThing { }", Kind.CLASS, "FooThing", "implements"),
        ("class A { use FooThing; }", Kind.CLASS, "FooThing", "use"),
        ("function a(FooThing $b) { }", Kind.CLASS, "FooThing", "type"),
        ("function a(B $a, Legacy $b) { }", Kind.CLASS, "Legacy", "type"),
        ("function a(): ?FooThing { }", Kind.CLASS, "FooThing", "type"),
        ("try { } catch (FooThing $e) { }", Kind.CLASS, "FooThing", "type"),
        ("$a instanceof FooThing;", Kind.CLASS, "FooThing", "instanceof"),
        ("f(FOO_LIMIT);", Kind.CONSTANT, "FOO_LIMIT", "constant"),
        ("$a = array(FOO_LIMIT => 1);", Kind.CONSTANT, "FOO_LIMIT", "constant"),
        ("const A = FOO_LIMIT;", Kind.CONSTANT, "FOO_LIMIT", "constant"),
        ("$a = UNRELATED_FLAG;", Kind.CONSTANT, "UNRELATED_FLAG", "constant"),
        ("defined('FOO_LIMIT');", Kind.CONSTANT, "FOO_LIMIT", "defined"),
        ("function_exists('foo_load');", Kind.FUNCTION, "foo_load", "function_exists"),
        ("class_exists('\\\\FooThing');", Kind.CLASS, "FooThing", "class_exists"),
        ("module_exists('foo');", Kind.MODULE, "foo", "module_exists"),
        ("module_load_include('inc', 'foo');", Kind.MODULE, "foo", "module_load_include"),
        ("drupal_get_path('module', \"foo\");", Kind.MODULE, "foo", "drupal_get_path"),
        ("module_invoke('foo', 'bar', array('x'));", Kind.MODULE, "foo", "module_invoke"),
        ("drupal_load('module', 'foo');", Kind.MODULE, "foo", "drupal_load"),
        ("module_enable(array('bar', 'foo'));", Kind.MODULE, "foo", "module_enable"),
        ("Drupal::moduleHandler()->moduleExists('foo');", Kind.MODULE, "foo", "moduleexists"),
        ("require_once 'sites/all/modules/foo/foo.inc';", Kind.FILE, "foo/foo.inc", "include"),
        ("include DRUPAL_ROOT . '/x/foo/includes/foo.admin.inc';", Kind.FILE, "foo/includes/foo.admin.inc", "include"),
        ("theme('foo_item', $a);", Kind.THEME_HOOK, "foo_item", "theme"),
        ("theme('gadget');", Kind.THEME_HOOK, "gadget", "theme"),
        ("theme(array('foo_item__a', 'b'), $a);", Kind.THEME_HOOK, "foo_item", "theme"),
        ("function other_foo_info() { }", Kind.HOOK, "foo_info", "declaration"),
        ("function other_gadget_info() { }", Kind.HOOK, "gadget_info", "declaration"),
        ("function other_foo_item($v) { }", Kind.THEME_HOOK, "foo_item", "declaration"),
        ("function other_preprocess_foo_item(&$v) { }", Kind.THEME_HOOK, "foo_item", "preprocess"),
    ],
)
def test_certain_uses(code: str, kind: Kind, name: str, how: str) -> None:
    assert read_one(code) == (kind, name, how, Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("$a['page callback'] = 'foo_load';", Kind.FUNCTION, "foo_load"),
        ("drupal_get_form('foo_form');", Kind.FUNCTION, "foo_form"),
        ("$a = array('callback' => 'foo');", Kind.FUNCTION, "foo"),
        ("$a = array('handler' => 'foo_handler');", Kind.CLASS, "foo_handler"),
        ("array_map('FooThing::make', $a);", Kind.CLASS, "FooThing"),
        ("$a['#theme'] = 'foo_item';", Kind.THEME_HOOK, "foo_item"),
        ("$a = array('#theme' => 'gadget');", Kind.THEME_HOOK, "gadget"),
        ("$a = 'sites/all/modules/foo/foo.inc';", Kind.FILE, "foo/foo.inc"),
    ],
)
def test_likely_uses(code: str, kind: Kind, name: str) -> None:
    found = read_one(code)
    assert (*found[:2], found[3]) == (kind, name, Certainty.LIKELY)


@pytest.mark.parametrize(
    "code",
    [
        "// foo_load()",
        "/* foo_load() */ bar();",
        "function a() { /*\n * foo_load()\n */ // foo_load()\n # foo_load()\n }",
        "$foo_load = 1;",
        "$a->foo_load();",
        "A::foo_load();",
        "$a = A::FOO_LIMIT;",
        "$a = FOO_limit;",
        "foo_loader(); my_foo_load();",
        "class A { function foo_load() { } }",
        "function foo_load() { }",
        "$a = 'call foo_load() now';",
        '$a = "$foo_load";',
        "$a = <<<EOT\nfoo_load()\nEOT;",
        "$a = array('foo' => 'foo', 'x' => 'gadget', 'y' => 'legacy');",
        "$a = t('foo');",
        "$a = 'node/foo/foo.html';",
        "node_load('foo');",
        "$legacy = legacy; $a->legacy = 'Legacy';",
        "?> foo_load() <?php",
    ],
)
def test_what_is_no_use(code: str) -> None:
    assert collect({"other.module": f"<?php\n{code}\n"}) == Collected((), ())


def test_place_guard_and_function() -> None:
    text = "<?php\nfunction other_page() {\n  if (module_exists('foo')) {\n    return foo_load();\n  }\n}\n"
    exists, call = collect({"other.module": text}).uses[::-1]
    assert (str(call.place), call.within, call.guard) == ("other.module:4:12", "other_page", "module_exists('foo')")
    assert (str(exists.place), exists.how, exists.guard) == (
        "other.module:3:22",
        "module_exists",
        "module_exists('foo')",
    )


@pytest.mark.parametrize(
    ("condition", "guard"),
    [
        ("function_exists('foo_form')", "function_exists('foo_form')"),
        ("class_exists('FooThing')", "class_exists('FooThing')"),
        ("defined('FOO_LIMIT')", "defined('FOO_LIMIT')"),
        ("module_exists('bar')", ""),
        ("!module_exists('foo')", ""),
        ("module_exists('foo') && module_exists('bar')", "module_exists('foo')"),
        ("module_exists('bar') && module_exists('foo')", "module_exists('foo')"),
    ],
)
def test_a_guard_asks_for_the_same_module(condition: str, guard: str) -> None:
    uses = collect({"a.inc": f"<?php\nclass A {{ function b() {{ if ({condition}) {{ foo_load(); }} }} }}"}).uses
    (call,) = [use for use in uses if use.how == "call"]
    assert (call.guard, call.within) == (guard, "A::b")


def test_who_implements_a_hook_is_judged_by_the_path() -> None:
    texts: dict[str, str | bytes] = {
        "bar/bar.foo.inc": "<?php function bar_foo_info() {}",
        "themes/shiny/template.php": "<?php function shiny_process_foo_item() {}",
        "bar/other.inc": "<?php function my_foo_info() {}",
    }
    found = [(use.place.path, use.name, use.how, use.certainty, use.within) for use in collect(texts).uses]
    assert found == [
        ("bar/bar.foo.inc", "foo_info", "declaration", Certainty.CERTAIN, "bar_foo_info"),
        ("bar/other.inc", "foo_info", "declaration", Certainty.POSSIBLE, "my_foo_info"),
        ("themes/shiny/template.php", "foo_item", "process", Certainty.CERTAIN, "shiny_process_foo_item"),
    ]


def test_templates() -> None:
    texts: dict[str, str | bytes] = {"t/foo-item.tpl.php": "", "t/foo-item--bar.tpl.php": "", "t/foo-items.tpl.php": ""}
    found = [(use.place.path, use.kind, use.name, use.how) for use in collect(texts).uses]
    assert found == [
        ("t/foo-item--bar.tpl.php", Kind.THEME_HOOK, "foo_item", "template"),
        ("t/foo-item.tpl.php", Kind.THEME_HOOK, "foo_item", "template"),
    ]


def test_which_files_are_read() -> None:
    call = "<?php foo_load();"
    names = [
        "a.php",
        "a.module",
        "a.inc",
        "a.install",
        "a.profile",
        "a.theme",
        "a.engine",
        "a.test",
        "a.tpl.php",
        "tests/a.inc",
    ]
    texts: dict[str, str | bytes] = dict.fromkeys([*names, "a.txt", "sites/all/modules/foo/foo.module"], call)
    texts["sites/all/modules/foo_bar/foo_bar.module"] = call
    paths = [use.place.path for use in collect(texts).uses]
    assert paths == sorted([*names, "sites/all/modules/foo_bar/foo_bar.module"])
    without_tests = Settings(Path("/"), Path("/"), jobs=1, use_cache=False, with_tests=False)
    assert set(paths) - {use.place.path for use in collect(texts, without_tests).uses} == {"a.test", "tests/a.inc"}


def test_what_cannot_be_parsed_is_told() -> None:
    text = "<?php\nfunction a() {\n  $b = ; foo_load( ; ]\n}\nfunction c() { foo_load(); }\n"
    collected = collect({"a.inc": text})
    assert [str(use.place) for use in collected.uses] == ["a.inc:5:16"]
    (unread,) = collected.unread
    assert (unread.place.path, unread.place.line) == ("a.inc", 3)
    assert "foo_load" in unread.reason


def test_what_is_too_large_is_told() -> None:
    text = "<?php\nfunction a() { foo_load(); $b = '" + "x" * (1 << 20) + "'; }\nfunction c() { foo_load(); }\n"
    collected = collect({"a.inc": text})
    assert [use.place.line for use in collected.uses] == [3]
    assert [(one.place.line, one.reason) for one in collected.unread] == [
        (2, "too large to be parsed: 1 places in 1 MiB may use removed names")
    ]


def test_what_cannot_be_read_is_told() -> None:
    def fail(path: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    tree = make_tree({"a.inc": "<?php foo_load();"})
    broken = type(tree)(tree.root, tree.files, {}, (), fail)
    collected = collect_uses(broken, [FOO], [], SETTINGS)
    assert [(str(one.place), one.reason) for one in collected.unread] == [
        ("a.inc", "cannot be read: Permission denied")
    ]


def test_equal_files_say_the_same_each_at_its_own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def note(source: bytes, mentions: Iterable[Mention], lexicon: Lexicon) -> list[Row]:
        read.append(source)
        return read_uses(source, mentions, lexicon)

    monkeypatch.setattr(php, "read_uses", note)
    code = "<?php\nfunction other_foo_info() { foo_load(); }"
    found = collect({"other/a.inc": code, "third/a.inc": code, "third/silent.inc": "<?php $bar;"})
    rows = {(use.name, use.place.path, use.certainty) for use in found.uses if use.name == "foo_load"}
    assert rows == {("foo_load", path, Certainty.CERTAIN) for path in ("other/a.inc", "third/a.inc")}
    assert read == [code.encode()]
    assert found.silent == {"third/silent.inc"}


def test_equal_files_that_cannot_be_parsed_are_each_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(php, "read_uses", lambda *_: 1 // 0)
    found = collect({"a.inc": "<?php foo_load();", "b.inc": "<?php foo_load();"})
    assert [one.place.path for one in found.unread] == ["a.inc", "b.inc"]
    assert len({one.reason for one in found.unread}) == 1


def test_who_declares_a_name_that_may_be_its_own_is_no_mere_user() -> None:
    names = Vocabulary("foo", functions=frozenset({"shared_one", "foo_one"}), constants=frozenset({"SHARED"}))
    texts: dict[str, str | bytes] = {
        "user.inc": "<?php shared_one(SHARED); foo_one();",
        "function.inc": "<?php function  & Shared_One() { }",
        "constant.inc": "<?php define( 'SHARED', 1);",
        "other.inc": "<?php function foo_one() { }",
    }
    found = collect_uses(make_tree(texts), [names], [], SETTINGS)
    assert found.users == {"user.inc", "other.inc"}


def test_several_modules_and_any_number_of_processes_give_the_same() -> None:
    bar = Vocabulary("bar", functions=frozenset({"bar_load"}), classes=frozenset({"Strange_Name"}))
    padding = "\n// " + "x" * 50_000
    texts: dict[str, str | bytes] = {
        f"a{number}.inc": f"<?php\nbar_load({number}); foo_load(); new Strange_Name();{padding}" for number in range(20)
    }
    results = [
        collect_uses(make_tree(texts), [FOO, bar], [], Settings(Path("/"), Path("/"), jobs=jobs, use_cache=False))
        for jobs in (1, 2, 5)
    ]
    assert results[0] == results[1] == results[2]
    assert [(use.name, use.module) for use in results[0].uses if use.place.path == "a0.inc"] == [
        ("Strange_Name", "bar"),
        ("bar_load", "bar"),
        ("foo_load", "foo"),
    ]


def test_strange_bytes() -> None:
    text = b"<?php\n\xff\xfe foo_load(); $a = '\xe9\x00foo'; \xc3\xa9foo_load(); module_exists('foo');"
    assert [use.name for use in collect({"a.inc": text}).uses] == ["foo_load", "foo"]
