"""Names that a file spells: each pattern begins with a literal, and what stands before it counts all the same."""

from collections.abc import Callable

import pytest

from uninstaller.drupal.seven.code.spelled import Names, read_routes, read_tables, read_usage, read_variables


@pytest.mark.parametrize(
    ("read", "source", "expected"),
    [
        (read_variables, "variable_get('a'); my_variable_set(\"b_$x\");", ("a", "b_%")),
        (read_variables, "$conf['a'] = $GLOBALS['conf']['b']; $config['c']; $GLOBALS['d'];", ("a", "b")),
        (
            read_variables,
            "$conf [ 'a'] $GLOBALS[\"conf\"] ['b'] $GLOBALS[ 'conf' ]['c'] $x['conf']['d'] $xconf['e']",
            ("a", "b", "c"),
        ),
        (read_variables, "$conf['conf']['a'] $conf'] ['b'] $GLOBALS[conf]['c'] $GLOBALS['conf']['conf']", ("conf",)),
        (read_variables, "variable_get($p . '_a'); variable_del('b_' . $n);", ("%_a", "b_%")),
        (read_routes, "$items['a/%node'] = 1; $my_menu_items ['b'] = 1;", ("a/%", "b")),
        (read_routes, "$form->items['a'] = 1; items['b'] = 1; $x = $items['c']; $items[$p . '/d'] = 1;", ()),
        (read_tables, "{a} $schema['b']; $my_schemas[\"c\"]; schema['d']", ("a", "b", "c")),
        (read_tables, "db_select('a'); my_db_select('b'); db_query('{c}'); db_merge ( \"d\"", ("a", "c", "d")),
        (read_tables, "'cache_a' \"cache_b\" cache_c cache_get('cache_d_$x')", ("cache_a", "cache_b")),
        (read_usage, "file_usage_add($file, 'mine', 'node', 1); file_usage_list($file, 'other')", ("mine",)),
    ],
)
def test_spellings(read: Callable[[bytes], Names], source: str, expected: Names) -> None:
    assert read(f"<?php\n{source}".encode()) == expected
