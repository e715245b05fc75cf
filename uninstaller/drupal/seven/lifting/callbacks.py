"""Where Drupal 7 code passes names: which arguments are code, which are mere data, and what calls on oneself mean."""

from enum import StrEnum

from uninstaller.php.callables import CODE_ARGUMENTS
from uninstaller.php.needs import Need
from uninstaller.php.positions import Depth
from uninstaller.php.slice import Role

_CODE_ARGUMENTS: dict[str, frozenset[int]] = {
    **CODE_ARGUMENTS,
    "drupal_register_shutdown_function": frozenset({0}),
    "->extend": frozenset({0}),
}

_DATA_CALLS = (
    "variable_", "db_", "cache_", "watchdog", "t", "st", "$t", "field_", "node_", "menu_", "taxonomy_", "user_",
    "file_", "module_", "drupal_", "system_", "block_", "views_", "entity_", "->", "in_array", "str_", "preg_",
    "sprintf", "path_", "image_", "filter_", "comment_", "array_", "isset", "ctools_", "features_", "update_",
    "language_", "actions_", "l", "url", "compact", "drupalqueue::get", "strpos", "strrpos", "stripos",
    "strcmp", "substr", "implode", "explode", "define", "queue", "rules_",
)  # fmt: skip
"""Calls whose strings are data: a name, or a beginning where it ends in '_' or '>'."""


def role_of(need: Need) -> Role:
    """What a string that spells an own function or class is in its place."""
    where = need.position
    if where.is_key:
        return Role.DATA
    if where.argument in _CODE_ARGUMENTS.get(where.call, frozenset()):
        return Role.UNSURE if where.depth is Depth.INSIDE else Role.CODE
    if any(where.call.startswith(call) if call[-1] in "_>" else where.call == call for call in _DATA_CALLS):
        is_data = where.depth is Depth.DIRECT or where.call.startswith(("db_", "->", "variable_", "drupal_static"))
        return Role.DATA if is_data else Role.UNSURE
    return Role.UNSURE


def code_argument(call: str) -> int | None:
    """Which argument of a call is code, if one is."""
    return min(_CODE_ARGUMENTS.get(call, ()), default=None)


PRESENCE = frozenset({
    "function_exists", "class_exists", "is_callable", "method_exists", "defined", "interface_exists", "constant",
})  # fmt: skip
"""Calls whose answer depends on which of the module's files are loaded."""

FORM_CALLS = frozenset({"drupal_get_form", "drupal_build_form", "drupal_form_submit", "drupal_retrieve_form"})
"""They call the function that builds the form."""

HOOK_CALLS: dict[str, tuple[str, ...]] = {
    "module_list": (),
    "system_list": (),
    "module_exists": (),
    "module_invoke_all": ("{0}",),
    "module_implements": ("{0}",),
    "module_invoke": ("{1}",),
    "module_hook": ("{1}",),
    "drupal_alter": ("{0}_alter",),
    "node_delete": ("node_delete", "entity_delete", "delete"),
    "node_delete_multiple": ("node_delete", "entity_delete", "delete"),
    "node_save": ("node_presave", "node_insert", "node_update", "entity_presave", "entity_insert", "entity_update"),
    "node_type_save": ("node_type_insert", "node_type_update"),
    "node_type_delete": ("node_type_delete",),
    "user_save": ("user_presave", "user_insert", "user_update", "entity_presave", "entity_insert", "entity_update"),
    "user_delete": ("user_delete", "entity_delete"),
    "user_delete_multiple": ("user_delete", "entity_delete"),
    "user_role_delete": ("user_role_delete",),
    "user_role_save": ("user_role_presave", "user_role_insert", "user_role_update"),
    "user_role_grant_permissions": ("permission",),
    "user_role_change_permissions": ("permission",),
    "taxonomy_term_delete": ("taxonomy_term_delete", "entity_delete"),
    "taxonomy_vocabulary_delete": ("taxonomy_vocabulary_delete", "taxonomy_term_delete", "entity_delete"),
    "comment_delete": ("comment_delete", "entity_delete"),
    "comment_delete_multiple": ("comment_delete", "entity_delete"),
    "file_delete": ("file_delete", "entity_delete"),
    "menu_delete": ("menu_delete",),
    "menu_link_delete": ("menu_link_delete",),
    "menu_link_save": ("menu_link_alter", "menu_link_insert", "menu_link_update"),
    "field_delete_field": ("field_delete_field",),
    "field_delete_instance": ("field_delete_instance",),
    "field_purge_batch": ("field_attach_purge",),
    "image_style_delete": ("image_style_delete",),
    "block_list": ("block_list_alter",),
    "path_delete": ("path_delete",),
    "entity_delete": ("entity_delete",),
}
"""Calls that ask all enabled modules, and the hooks, in which `{0}` stands for an argument.

Natively the module is still enabled when hook_disable() runs (includes/module.inc), but not when hook_uninstall() does.
"""


class Meaning(StrEnum):
    """What a call that names the removed module comes to once the module's code is gone."""

    LOAD = "loads its code"
    DROP_SCHEMA = "drops its tables"
    PATH = "asks for its folder"
    SCHEMA = "asks for its schema"
    SELF = "calls on it by name"
    LIBRARY = "loads its library"


MEANINGS: dict[str, tuple[int, Meaning]] = {
    "module_load_include": (1, Meaning.LOAD),
    "module_load_install": (0, Meaning.LOAD),
    "drupal_load": (1, Meaning.LOAD),
    "ctools_include": (1, Meaning.LOAD),
    "drupal_uninstall_schema": (0, Meaning.DROP_SCHEMA),
    "drupal_get_path": (1, Meaning.PATH),
    "drupal_get_filename": (1, Meaning.PATH),
    "drupal_install_schema": (0, Meaning.SCHEMA),
    "drupal_get_schema_unprocessed": (0, Meaning.SCHEMA),
    "module_invoke": (0, Meaning.SELF),
    "module_hook": (0, Meaning.SELF),
    "drupal_get_schema_versions": (0, Meaning.SELF),
    "drupal_parse_info_file": (0, Meaning.SELF),
    "system_get_info": (1, Meaning.SELF),
    "features_revert_module": (0, Meaning.SELF),
    "features_load_feature": (0, Meaning.SELF),
    "module_enable": (0, Meaning.SELF),
    "module_disable": (0, Meaning.SELF),
    "drupal_uninstall_modules": (0, Meaning.SELF),
    "drupal_mail": (0, Meaning.SELF),
    "drupal_get_library": (0, Meaning.SELF),
    "drupal_add_library": (0, Meaning.SELF),
    "features_revert": (0, Meaning.SELF),
    "libraries_load": (0, Meaning.LIBRARY),
    "libraries_get_path": (0, Meaning.LIBRARY),
    "libraries_info": (0, Meaning.LIBRARY),
    "libraries_detect": (0, Meaning.LIBRARY),
}
"""By function: the argument that names the module (or its library), and what the call means."""

ENTITY_CALLS = frozenset({
    "entity_load", "entity_load_single", "entity_delete", "entity_delete_multiple", "entity_save", "entity_create",
    "entity_get_info", "entity_get_controller", "entity_load_multiple_by_name", "entity_import", "entity_view",
    "entity_metadata_wrapper", "entity_type_is_fieldable", "entity_load_unchanged", "entity_extract_ids",
    "entity_revision_delete", "entity_ui_controller",
})  # fmt: skip
"""The entity API: its first argument names an entity type."""

TABLE_CALLS = frozenset({"drupal_write_record", "drupal_get_schema", "drupal_schema_fields_sql"})
"""They need the schema of the table that the first argument names."""
