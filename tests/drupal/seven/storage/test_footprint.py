"""The footprint of a module, kind by kind, from its code only."""

from tests.drupal.seven.storage_code import FOLDER, beside, footprint, make_extension, make_own, rows, uninstall
from uninstaller.drupal.seven.storage.footprint import (
    EntityType,
    read_entity_types,
    read_field_types,
    read_libraries,
    read_node_types,
    read_unread_footprint,
)
from uninstaller.drupal.seven.storage.hooks import implements
from uninstaller.facts.model import Fate, How, Kind

DECLARED, WRITTEN, DELETED, GUESSED = How.DECLARED, How.WRITTEN, How.DELETED, How.GUESSED
FOO = make_extension()


def hook(name: str, body: str) -> str:
    return f"function foo_{name}() {{ {body} }}\n"


def test_hooks_name_what_they_declare() -> None:
    own = make_own(
        module=hook("permission", "return array('use foo' => array('title' => t('Use')));")
        + hook("field_info", "return array('foo_type' => array());")
        + hook("node_info", "return array('foo_page' => array('base' => 'foo'));")
        + hook("filter_info", "$filters['foo_filter'] = array(); return $filters;")
        + hook("image_effect_info", "return array('foo_blur' => array());")
        + hook("cron_queue_info", "return array('foo_jobs' => array());")
        + hook("date_format_types", "return array('foo_date' => t('Foo'), 'medium' => t('M'));")
        + hook("search_info", "return array('title' => 'Foo');")
        + hook("trigger_info", "return array('node' => array('foo_done' => array()));")
        + hook("node_grants", "return array();")
    )
    assert rows(Kind.PERMISSION, own) == {("use foo", DECLARED, Fate.CLEANED)}
    assert rows(Kind.FIELD_TYPE, own) == {("foo_type", DECLARED, Fate.REFUSED)}
    assert rows(Kind.NODE_TYPE, own) == {("foo_page", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.TEXT_FILTER, own) == {("foo_filter", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.IMAGE_EFFECT, own) == {("foo_blur", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.QUEUE, own) == {("foo_jobs", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.DATE_FORMAT, own) == {("foo_date", DECLARED, Fate.RESIDUE), ("medium", GUESSED, Fate.RESIDUE)}
    assert rows(Kind.SEARCH_TYPE, own) == {("foo", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.TRIGGER, own) == {("foo_done", DECLARED, Fate.RESIDUE)}
    assert rows(Kind.NODE_GRANT, own) == {("foo", DECLARED, Fate.CLEANED)}


def test_actions_are_its_own_where_it_declares_their_function() -> None:
    own = make_own(
        module=hook("action_info", "return array('foo_act' => array(), 'node_publish_action' => array());")
        + hook("act", "")
    )
    assert rows(Kind.ACTION, own) == {
        ("foo_act", DECLARED, Fate.RESIDUE),
        ("node_publish_action", GUESSED, Fate.RESIDUE),
    }


def test_blocks_by_name_and_by_number_and_those_only_the_site_knows() -> None:
    body = "$b['recent'] = 1; $b[0] = 1; foreach (db_query('x') as $r) { $b['feed-' . $r->id] = 1; } return $b;"
    own = make_own(module=hook("block_info", body))
    names = {name for name, _, _ in rows(Kind.BLOCK, own)}
    assert names == {"foo:recent", "foo:0", "foo:%"}
    assert [unread.place.path for unread in read_unread_footprint(own, FOO)] == [f"{FOLDER}/foo.module"]


def test_routes_go_and_aliases_of_pages_stay() -> None:
    body = "$i['foo'] = $i['foo/%node/edit'] = $i['foo/%'] = $i['admin/foo'] = $i['%/x'] = array(); return $i;"
    own = make_own(module=hook("menu", body))
    assert len(rows(Kind.MENU_ROUTE, own)) == 5
    assert rows(Kind.URL_ALIAS, own) == {("foo", DECLARED, Fate.RESIDUE), ("foo/%", DECLARED, Fate.RESIDUE)}
    near = beside(route=["foo/%/other"])
    assert rows(Kind.URL_ALIAS, own, near) == {("foo", DECLARED, Fate.RESIDUE), ("foo/%", GUESSED, Fate.RESIDUE)}


def test_entity_types_and_the_field_settings_that_stay() -> None:
    own = make_own(
        module=hook(
            "entity_info",
            "return array('foo_thing' => array('base table' => 'foo_thing', 'revision table' => 'foo_rev',"
            " 'fieldable' => TRUE), 'foo_plain' => array('base table' => 'foo_plain'));",
        )
    )
    assert read_entity_types(own, FOO) == (
        EntityType("foo_plain", ("foo_plain",), is_fieldable=False),
        EntityType("foo_thing", ("foo_thing", "foo_rev"), is_fieldable=True),
    )
    assert rows(Kind.ENTITY_TYPE, own) == {
        ("foo_thing", DECLARED, Fate.RESIDUE),
        ("foo_plain", DECLARED, Fate.CLEANED),
    }
    assert rows(Kind.VARIABLE, own) == {("field_bundle_settings_foo_thing__%", DECLARED, Fate.RESIDUE)}


def test_fields_and_other_objects_that_the_code_creates() -> None:
    install = hook(
        "install",
        "$field = array('field_name' => 'foo_a', 'type' => 'text'); field_create_field($field);"
        "foreach (_foo_fields() as $f) { field_create_field($f); }"
        "node_type_save(node_type_set_defaults(array('type' => 'foo_page')));"
        "taxonomy_vocabulary_save((object) array('machine_name' => 'foo_tags'));"
        "$role = new stdClass(); $role->name = 'foo editor'; user_role_save($role);"
        "menu_save(array('menu_name' => 'foo-menu')); menu_save(array('menu_name' => 'other'));"
        "image_style_save(array('name' => 'foo_big'));",
    ) + hook("fields", "return 1;")
    helper = "function _foo_fields() { return array('x' => array('field_name' => 'foo_b')); }"
    own = make_own(install=install + helper + uninstall("field_delete_field('foo_b');"))
    assert rows(Kind.FIELD, own) == {("foo_a", WRITTEN, Fate.RESIDUE), ("foo_b", DELETED, Fate.REMOVED)}
    assert rows(Kind.NODE_TYPE, own) == {("foo_page", WRITTEN, Fate.RESIDUE)}
    assert rows(Kind.VOCABULARY, own) == {("foo_tags", WRITTEN, Fate.RESIDUE)}
    assert rows(Kind.ROLE, own) == {("foo editor", WRITTEN, Fate.RESIDUE)}
    assert rows(Kind.MENU, own) == {("foo-menu", WRITTEN, Fate.RESIDUE), ("other", GUESSED, Fate.RESIDUE)}
    assert rows(Kind.IMAGE_STYLE, own) == {("foo_big", WRITTEN, Fate.RESIDUE)}
    assert read_node_types(own, FOO) == ("foo_page",)


def test_a_vocabulary_deleted_by_its_number_goes() -> None:
    own = make_own(
        install=hook("install", "$v = array('machine_name' => 'foo_tags'); taxonomy_vocabulary_save((object) $v);")
        + uninstall("taxonomy_vocabulary_delete(variable_get('foo_vid'));")
    )
    assert rows(Kind.VOCABULARY, own) == {("foo_tags", DELETED, Fate.REMOVED)}


def test_tables_of_the_schema_and_of_code() -> None:
    own = make_own(
        install=hook("install", "db_create_table('foo_extra', $s); db_create_table('foo_tmp', $s);")
        + "function foo_update_7001() { db_create_table('bar_x', $s); }"
        + uninstall("db_drop_table('foo_tmp'); db_query('DROP TABLE {foo_old}');")
    )
    assert rows(Kind.TABLE, own, tables=["foo"]) == {
        ("foo", DECLARED, Fate.DROPPED),
        ("foo_extra", WRITTEN, Fate.RESIDUE),
        ("foo_tmp", DELETED, Fate.REMOVED),
        ("foo_old", DELETED, Fate.REMOVED),
        ("bar_x", GUESSED, Fate.RESIDUE),
    }


def test_cache_bins_of_its_own() -> None:
    own = make_own(
        module=hook("flush_caches", "return array('cache_foo', 'cache_foo_more', 'cache_bar');")
        + hook("x", "cache_set('a', 1, 'cache_foo'); cache_set('a', 1, 'cache_menu');")
    )
    assert rows(Kind.CACHE_BIN, own, tables=["cache_foo"]) == {
        ("cache_foo", DECLARED, Fate.DROPPED),
        ("cache_foo_more", WRITTEN, Fate.RESIDUE),
    }


def test_tables_and_bins_that_others_use_are_guessed() -> None:
    own = make_own(install=hook("x", "db_create_table('foo_shared', $s); cache_set(1, 2, 'cache_foo_menu');"))
    near = beside(table=["foo_shared", "cache_foo_menu"])
    assert rows(Kind.TABLE, own, near) == {("foo_shared", GUESSED, Fate.RESIDUE)}
    assert rows(Kind.CACHE_BIN, own, near) == {("cache_foo_menu", GUESSED, Fate.RESIDUE)}


def test_file_usage_that_others_count_in_its_name_is_guessed() -> None:
    own = make_own(module=hook("x", "file_usage_add($f, 'foo', 'node', 1);"))
    near = beside(file_usage=["foo"])
    assert rows(Kind.FILE_USAGE, own, near) == {("foo", GUESSED, Fate.RESIDUE)}


def test_rows_in_shared_tables_bear_its_own_name() -> None:
    code = hook(
        "x",
        "file_usage_add($f, 'foo', 'node', 1); user_external_login_register($n, 'foo'); DrupalQueue::get('foo_q');"
        "DrupalQueue::get('other'); $account->data['foo_key'] = 1; $edit['data']['contact'] = 1;"
        "user_save($account, array('data' => array('foo' => 1)));",
    )
    own = make_own(module=code)
    for kind in (Kind.FILE_USAGE, Kind.AUTHMAP):
        assert rows(kind, own) == {("foo", WRITTEN, Fate.RESIDUE)}
    assert rows(Kind.QUEUE, own) == {("foo_q", WRITTEN, Fate.RESIDUE)}
    assert {name for name, _, _ in rows(Kind.USER_DATA, own)} == {"foo", "foo_key"}


def test_rows_written_in_anothers_name_are_not_its_own() -> None:
    own = make_own(module=hook("x", "file_usage_add($f, 'file', 'node', 1); file_usage_add($f, $m, 'node', 1);"))
    assert rows(Kind.FILE_USAGE, own) == set()


def test_rows_that_its_uninstall_deletes_go() -> None:
    own = make_own(
        module=hook("x", "user_set_authmaps($a, array('authname_foo' => 1));"),
        install=uninstall("db_delete('authmap')->condition('module', 'foo')->execute();"),
    )
    assert rows(Kind.AUTHMAP, own) == {("foo", DELETED, Fate.REMOVED)}


def test_rows_in_a_table_of_its_own_go_with_it() -> None:
    own = make_own(module=hook("trigger_info", "return array('node' => array('foo_done' => array()));"))
    found = rows(Kind.TRIGGER, own, tables=["trigger_assignments"])
    assert found == {("foo_done", DECLARED, Fate.DROPPED)}


def test_a_field_goes_with_its_last_instance() -> None:
    install = "field_create_field(array('field_name' => 'foo_body', 'type' => 'text_long'));"
    own = make_own(
        module=hook("entity_info", "return array('foo' => array('fieldable' => TRUE));"),
        install=hook("install", install) + uninstall("field_attach_delete_bundle('foo', 'foo_' . $type);"),
    )
    assert rows(Kind.FIELD, own) == {("foo_body", DELETED, Fate.REMOVED)}
    assert rows(Kind.ENTITY_TYPE, own) == {("foo", DECLARED, Fate.CLEANED)}


def test_source_strings_are_shared_by_files_so_they_are_guessed() -> None:
    own = make_own(module=hook("x", "return t('Hello');"))
    assert rows(Kind.LOCALE_SOURCE, own) == {(f"{FOLDER}/%", GUESSED, Fate.RESIDUE)}


def test_hooks_are_those_of_files_that_drupal_loads() -> None:
    own = make_own(
        module="",
        api_php=hook("permission", "return array('documented' => 1);"),
        tests__foo_test_module="function foo_field_info() { return array('test' => 1); }",
        includes__foo_inc=hook("node_info", "return array('x' => 1);"),
    )
    assert implements(own, "foo", "permission") is None
    assert read_field_types(own, FOO) == ()
    assert read_node_types(own, FOO) == ("x",)


def test_libraries_of_both_hooks() -> None:
    own = make_own(
        module=hook("library", "return array('foo.js' => array());")
        + hook("libraries_info", "return array('bar' => array());")
    )
    assert read_libraries(own, FOO) == ("bar", "foo.js")


def test_sorted_without_doubles() -> None:
    own = make_own(
        module=hook("cron_queue_info", "return array('foo_q' => array());") + hook("x", "DrupalQueue::get('foo_q');")
    )
    found = footprint(own)
    assert list(found) == sorted(found)
    assert [row.how for row in found if row.kind is Kind.QUEUE] == [DECLARED]
