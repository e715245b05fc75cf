"""Names that a file spells: each pattern begins with a literal, and what stands before it counts all the same."""

import pytest

from uninstaller.drupal.seven.code.spelled import read_spelled

VARIABLES, ROUTES, TABLES, USAGE = range(4)


@pytest.mark.parametrize(
    ("index", "source", "expected"),
    [
        (VARIABLES, "variable_get('a'); my_variable_set(\"b_$x\");", ("a", "b_%")),
        (VARIABLES, "$conf['a'] = $GLOBALS['conf']['b']; $config['c']; $GLOBALS['d'];", ("a", "b")),
        (VARIABLES, "variable_get($p . '_a'); variable_del('b_' . $n);", ("%_a", "b_%")),
        (ROUTES, "$items['a/%node'] = 1; $my_menu_items ['b'] = 1;", ("a/%", "b")),
        (ROUTES, "$form->items['a'] = 1; items['b'] = 1; $x = $items['c']; $items[$p . '/d'] = 1;", ()),
        (TABLES, "{a} $schema['b']; $my_schemas[\"c\"]; schema['d']", ("a", "b", "c")),
        (TABLES, "db_select('a'); my_db_select('b'); db_query('{c}'); db_merge ( \"d\"", ("a", "c", "d")),
        (TABLES, "'cache_a' \"cache_b\" cache_c cache_get('cache_d_$x')", ("cache_a", "cache_b")),
        (USAGE, "file_usage_add($file, 'mine', 'node', 1); file_usage_list($file, 'other')", ("mine",)),
    ],
)
def test_spellings(index: int, source: str, expected: tuple[str, ...]) -> None:
    assert read_spelled(f"<?php\n{source}".encode())[index] == expected
