"""Which variables go natively, which stay and are the module's own, and which are none of its business."""

import pytest

from tests.drupal.seven.storage_code import beside, make_extension, make_own, rows, uninstall
from uninstaller.drupal.seven.code.neighbours import Neighbours
from uninstaller.drupal.seven.storage.footprint import read_unread_footprint
from uninstaller.facts.model import Fate, How, Kind

STAYS = (How.WRITTEN, Fate.RESIDUE)
GUESSED = (How.GUESSED, Fate.RESIDUE)
GOES = (How.DELETED, Fate.REMOVED)


def near(*modules: str, variables: tuple[str, ...] = (), core: tuple[str, ...] = ()) -> Neighbours:
    return beside(*modules, variable=(*variables, *core), core_variable=core)


def variables(module: str, install: str = "", neighbours: Neighbours | None = None) -> dict[str, tuple[How, Fate]]:
    own = make_own(module=f"function foo_x($y) {{ {module} }}", install=install)
    return {name: (how, fate) for name, how, fate in rows(Kind.VARIABLE, own, neighbours or near())}


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("variable_get('foo_a', 1);", "foo_a"),
        ('variable_set("foo_a", 1);', "foo_a"),
        ("variable_del('foo');", "foo"),
        ("variable_get('foo_' . $y . '_type');", "foo_%_type"),
        ('variable_get("foo_{$y->type}_type");', "foo_%_type"),
        ("variable_get(sprintf('foo_%s_type', $y));", "foo_%_type"),
        ("$n = 'foo_b'; variable_get($n);", "foo_b"),
        ("variable_get('foo_' . ($y ? 'a' : $y));", "foo_%"),
    ],
)
def test_own_variables_stay_where_nobody_deletes_them(call: str, name: str) -> None:
    assert variables(call)[name] == STAYS


def test_loops_over_literals_name_each_variable() -> None:
    found = variables("foreach (array('a', 'b') as $k) { variable_set('foo_' . $k, 1); }")
    assert found == {"foo_a": STAYS, "foo_b": STAYS}


def test_constants_and_own_functions_are_read() -> None:
    own = make_own(
        module="define('FOO_VAR', 'foo_c'); function foo_list() { return array('foo_d' => 1); }"
        "function foo_x() { variable_get(FOO_VAR); foreach (array_keys(foo_list()) as $v) variable_get($v); }"
    )
    assert {name for name, _, _ in rows(Kind.VARIABLE, own)} == {"foo_c", "foo_d"}


def test_a_variable_that_is_merely_read_is_not_the_modules() -> None:
    assert variables("variable_get('site_name', ''); variable_get('bar_x'); variable_get($y);") == {}


def test_a_variable_of_another_prefix_is_the_modules_only_where_it_alone_writes_it() -> None:
    code = "variable_set('teaser_foo', 1); variable_set('bar_x', 1); variable_set('site_name', 1);"
    near_bar = near("bar", core=("site_name",))
    assert variables(code, neighbours=near_bar) == {"teaser_foo": STAYS}
    assert variables(code, neighbours=near("bar", variables=("teaser_%",), core=("site_name",))) == {}


def test_a_settings_form_writes_what_it_reads() -> None:
    code = (
        "$f['teaser_foo'] = array('#default_value' => variable_get('teaser_foo', 1)); return system_settings_form($f);"
    )
    assert variables(code) == {"teaser_foo": STAYS}
    assert variables(code.replace("system_settings_form", "other")) == {}


def test_a_longer_module_name_owns_its_prefix() -> None:
    code = "variable_get('foo_bar_x'); variable_get('foo_bar'); variable_get('foo_barn'); variable_set('foo_' . $y, 1);"
    assert variables(code, neighbours=near("foo_bar")) == {"foo_barn": STAYS, "foo_%": GUESSED}


def test_what_core_names_too_is_never_certain() -> None:
    core = near(core=("foo_masks", "foo_%_path"))
    assert variables("variable_get('foo_masks'); variable_get('foo_a_path');", neighbours=core) == {}
    assert variables("variable_set('foo_masks', 1);", neighbours=core) == {"foo_masks": GUESSED}


def test_a_pattern_that_fits_others_variables_is_guessed() -> None:
    assert variables("variable_get('foo_' . $y);", neighbours=near(variables=("foo_of_bar",))) == {"foo_%": GUESSED}
    assert variables("variable_get('foo_' . $y . '_z');", neighbours=near(variables=("foo_of_bar",))) == {
        "foo_%_z": STAYS
    }


@pytest.mark.parametrize(
    "body",
    [
        "variable_del('foo_a'); variable_del('foo_b_type');",
        "foreach (array('foo_a', 'foo_b_type') as $v) { variable_del($v); }",
        "foo_forget();",
        "db_query(\"DELETE FROM {variable} WHERE name LIKE 'foo\\_%%'\");",
        "db_query('DELETE FROM {variable} WHERE name LIKE :p', array(':p' => 'foo_%'));",
        "db_delete('variable')->condition('name', 'foo_%', 'LIKE')->execute();",
        "db_delete('variable')->condition('name', db_like('foo_') . '%', 'LIKE')->execute();",
        "db_delete('variable')->condition('name', array('foo_a', 'foo_b_type'), 'IN')->execute();",
        "$r = db_query(\"SELECT name FROM {variable} WHERE name LIKE 'foo_%'\");"
        " foreach ($r as $v) { variable_del($v->name); }",
    ],
)
def test_what_the_uninstall_code_deletes_does_not_stay(body: str) -> None:
    helper = "function foo_forget() { variable_del('foo_a'); variable_del('foo_b_type'); }"
    found = variables("variable_get('foo_a'); variable_get('foo_b_type');", uninstall(body) + helper)
    assert found
    assert set(found.values()) == {GOES}


def test_a_deletion_outside_of_the_removal_is_none() -> None:
    assert variables("", "function foo_update_7000() { variable_del('foo_a'); }") == {"foo_a": STAYS}


def test_an_uninstall_hook_that_drupal_does_not_load_deletes_nothing() -> None:
    own = make_own(module=uninstall("variable_del('foo_a');"))
    assert rows(Kind.VARIABLE, own) == {("foo_a", *STAYS)}


def test_variables_for_each_type_do_not_cover_others() -> None:
    found = variables(
        "variable_get('foo_settings'); variable_get('foo_' . $y); variable_get('foo_order_' . $y);",
        uninstall("foreach (node_type_get_types() as $t => $i) variable_del('foo_' . $t);"),
    )
    assert found == {"foo_%": GOES, "foo_settings": STAYS, "foo_order_%": STAYS}


def test_others_variables_that_it_deletes_are_told() -> None:
    assert variables("", uninstall("variable_del('http_request_timeout');")) == {"http_request_timeout": GOES}


def test_a_deletion_known_only_at_run_time_is_told() -> None:
    own = make_own(install=uninstall("foreach (foo_bar_baz() as $v) { variable_del($v); }"))
    (unread,) = read_unread_footprint(own, make_extension())
    assert "run time" in unread.reason
    assert unread.place.path.endswith("foo.install")


def test_described_variables_of_others_are_not_its_own() -> None:
    own = make_own(module="function foo_variable_info() { return array('foo_[node_type]_x' => 1, 'site_name' => 1); }")
    found = rows(Kind.VARIABLE, own, near(core=("site_name",)))
    assert found == {("foo_%_x", *STAYS)}
