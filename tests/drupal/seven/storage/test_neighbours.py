"""What staying code says of names, and whether two patterns can mean the same."""

from pathlib import Path

import pytest

from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.seven.code.neighbours import CORE_BINS, Gone, Topic, overlaps, read_neighbours
from uninstaller.facts.extension import Extension, ExtensionType, Inventory


def draw(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"<?php\n{text}")


def inventory() -> Inventory:
    bar = Extension("bar", ExtensionType.MODULE, "modules/bar", "modules/bar/bar.info")
    return Inventory((bar,), "", "7.105", (), (), ())


def test_names_patterns_and_routes_of_staying_code(tmp_path: Path) -> None:
    draw(
        tmp_path,
        {
            "includes/bootstrap.inc": "variable_get('menu_masks'); $conf['proxy_x'] = 1; variable_get($a . '_tail');",
            "modules/bar/bar.module": "variable_set(\"bar_{$x->y}_z\", 1); variable_del('bar_' . $n);\n"
            "$items['bar/%node/x'] = array(); $items[$base . '/add'] = array();"
            "$schema['bar_t'] = 1; db_query('SELECT 1 FROM {bar_u}'); cache_get(1, 'cache_bar');"
            "file_usage_add($f, 'file', 'node', 1);",
            "modules/foo/foo.module": "variable_set('foo_gone', 1);",
            "modules/system/system.install": "variable_del('foo_moved');",
        },
    )
    gone = Gone(["bar"], lambda path: path.startswith("modules/foo/"))
    found = read_neighbours(walk_tree(tmp_path, tmp_path), inventory(), gone)
    assert found.modules == {"bar"}
    assert found.spelled(Topic.CORE_VARIABLE) == {"menu_masks", "proxy_x", "%_tail"}
    assert found.spelled(Topic.VARIABLE) == {"menu_masks", "proxy_x", "%_tail", "bar_%_z", "bar_%", "foo_moved"}
    assert found.spelled(Topic.ROUTE) == {"bar/%/x"}
    assert found.spelled(Topic.TABLE) >= {"bar_t", "bar_u", "cache_bar", "cache_menu"}
    assert found.spelled(Topic.FILE_USAGE) == {"file"}


def test_tables_are_looked_for_only_where_the_module_is_named(tmp_path: Path) -> None:
    draw(tmp_path, {"a.inc": "cache_get(1, 'cache_foo'); '{x}'", "b.inc": "'cache_foo_b'", "c.inc": "'cache_bar'"})
    found = read_neighbours(walk_tree(tmp_path, tmp_path), inventory(), Gone(["foo"], lambda _path: False, {"b.inc"}))
    assert found.spelled(Topic.TABLE) == {*CORE_BINS, "cache_foo", "x"}


def test_without_core_its_names_are_assumed(tmp_path: Path) -> None:
    draw(tmp_path, {"bar/bar.module": ""})
    found = read_neighbours(walk_tree(tmp_path, tmp_path), inventory(), Gone([], lambda _path: False))
    assert any(overlaps("site_name", name) for name in found.spelled(Topic.CORE_VARIABLE))
    assert any(overlaps("user/%/foo", route) for route in found.spelled(Topic.ROUTE))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a_%", "a_b", True),
        ("a_%", "b_%", False),
        ("a_%_z", "a_%_y", False),
        ("a_%_z", "%_y_z", True),
        ("%b%", "abc", True),
        ("%b%", "acc", False),
        ("a%", "a", True),
        ("a%a", "a", False),
        ("a_%", "%", True),
    ],
)
def test_whether_patterns_overlap(one: str, other: str, expected: bool) -> None:
    assert overlaps(one, other) is expected
    assert overlaps(other, one) is expected
