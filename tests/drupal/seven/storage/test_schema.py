"""Which tables Drupal 7 would drop, from the files of a module's folder."""

from uninstaller.drupal.seven.storage.schema import Tables, read_tables


def read(**files: str) -> Tables:
    """`install`, `module`, `inc`: the files of module x in sites/all/modules/x."""
    folder = "sites/all/modules/x"
    contents = {f"{folder}/x.{end}": f"<?php\n{code}".encode() for end, code in files.items()}
    return read_tables(contents, "x", f"{folder}/x.install")


def schema(body: str) -> Tables:
    return read(install=f"function x_schema() {{ {body} }}")


def test_declared_order_and_places() -> None:
    tables = read(
        install="function x_schema() {\n  $schema['x_b'] = array();\n  $schema['x_a'] = array();\n  return $schema;\n}"
    )
    assert tables.names == ("x_b", "x_a")
    assert [(place.line, place.column) for place in tables.places] == [(3, 11), (4, 11)]
    assert tables.unknown == ()
    assert tables.is_reachable


def test_no_schema_at_all() -> None:
    assert read(install="function x_install() {}") == Tables()
    assert read() == Tables()
    assert read(install="function x_schema() {}").names == ()


def test_the_own_name_of_a_definition_is_dropped() -> None:
    assert schema("return array('a' => array('name' => 'b'));").names == ("b",)


def test_a_copy_of_the_cache_table_is_named_by_its_key() -> None:
    tables = read(
        install="function x_schema() { $s['cache_x'] = drupal_get_schema_unprocessed('system', 'cache'); return $s; }"
    )
    assert (tables.names, tables.unknown) == (("cache_x",), ())


def test_a_processed_copy_bears_the_name_of_the_original() -> None:
    tables = schema("$s['cache_x'] = drupal_get_schema('cache'); return $s;")
    assert tables.names == ()
    assert "may name another" in tables.unknown[0].reason


def test_what_depends_on_the_site_is_told() -> None:
    tables = read(
        install="function x_schema() { $s['a'] = array(); if (module_exists('y')) { $s['b'] = array(); } return $s; }"
    )
    assert "a" in tables.names
    assert tables.unknown[0].reason == "module_exists() depends on the site"
    assert tables.unknown[0].place.line == 2


def test_a_branch_inside_of_a_table_does_not_matter() -> None:
    code = (
        "function x_schema() { $s['a'] = array(); if (module_exists('y')) { $s['a']['fields']['f'] = 1; } return $s; }"
    )
    tables = read(install=code)
    assert (tables.names, tables.unknown) == (("a",), ())


def test_hook_in_the_module_file_is_not_found_natively() -> None:
    tables = read(install="", module="function x_schema() { return array('a' => array()); }")
    assert tables.names == ()
    assert not tables.is_reachable
    assert tables.hook is not None
    assert tables.hook.path.endswith("x.module")


def test_loaded_files_count() -> None:
    helper = "function x_tables() { return array('a' => array()); }"
    for load in (
        "module_load_include('inc', 'x');",
        "require_once dirname(__FILE__) . '/x.inc';",
        "require_once 'x.inc';",
        "include_once DRUPAL_ROOT . '/' . drupal_get_path('module', 'x') . '/x.inc';",
    ):
        inside = read(install=f"function x_schema() {{ {load} return x_tables(); }}", inc=helper)
        assert (inside.names, inside.unknown) == (("a",), ()), load
        at_top = read(install=f"{load} function x_schema() {{ return x_tables(); }}", inc=helper)
        assert (at_top.names, at_top.unknown) == (("a",), ()), load
    uninstall = "function x_uninstall() { drupal_load('module', 'x'); } function x_schema() { return x_tables(); }"
    assert read(install=uninstall, module=helper).names == ("a",)


def test_a_helper_that_is_not_loaded_is_told() -> None:
    tables = read(
        install="function x_schema() { return x_tables(); }", module="function x_tables() { return array(); }"
    )
    assert tables.names == ()
    assert tables.unknown[0].reason.startswith(
        "x_tables() is only in sites/all/modules/x/x.module, which Drupal does not load"
    )


def test_a_helper_declared_twice_is_not_guessed() -> None:
    one, other = (f"function x_t() {{ return array('{name}' => array()); }}" for name in "ab")
    code = f"if (A) {{ {one} }} else {{ {other} }}"
    tables = read(install=f"{code} function x_schema() {{ return x_t(); }}")
    assert tables.names == ()
    assert tables.unknown


def test_a_hook_declared_twice_is_not_guessed() -> None:
    tables = read(install="if (A) { function x_schema() {} } else { function x_schema() { return array('a' => 1); } }")
    assert tables.unknown[0].reason.startswith("x_schema() is declared more than once")


def test_names_are_validated() -> None:
    tables = read(
        install="function x_schema() { return array('a; DROP' => array(), 'b*/' => array(), 'good_1' => array()); }"
    )
    assert tables.names == ("good_1",)
    assert [unread.reason for unread in tables.unknown] == ["'a; DROP' is no table name", "'b*/' is no table name"]


def test_own_versions_are_looked_up() -> None:
    code = """
    function x_schema() {
      for ($i = 6000; $i <= 7999; $i++) { if (function_exists('x_schema_' . $i)) { $found[] = $i; } }
      $function = 'x_schema_' . array_pop($found);
      return $function();
    }
    function x_schema_6001() { return array('old' => array()); }
    function x_schema_7001() { $s = x_schema_6001(); unset($s['old']); return $s + array('new' => array()); }
    """
    assert read(install=code).names == ("new",)


def test_broken_and_hostile_files_never_raise() -> None:
    for broken in (
        "function x_schema() { return array('a' => ",
        "function x_schema() { return [; } }",
        "}} function x_schema( {",
    ):
        assert read(install=broken).unknown, broken
    assert schema("while (TRUE) { $s[] = 1; }").unknown[0].reason == "too much work"
    assert read(install="require 'x.install'; function x_schema() { return array('a' => array()); }").names == ("a",)


def test_a_table_that_only_one_way_returns_is_not_known() -> None:
    """The end of the body is a way out as well."""
    assert schema("if (variable_get('x')) { return array('x_a' => array()); }").unknown != ()
    helper = "function x_more() { if (variable_get('x')) { return array('x_a' => array()); } }"
    assert read(install=f"function x_schema() {{ return x_more(); }} {helper}").unknown != ()
