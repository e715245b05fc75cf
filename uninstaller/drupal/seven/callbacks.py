"""Where Drupal 7 code passes names: which arguments are code, which are mere data, and what calls on oneself mean."""

from enum import StrEnum

from uninstaller.php.needs import Need
from uninstaller.php.slice import Role

_CODE_ARGUMENTS: dict[str, frozenset[int]] = {
    **dict.fromkeys(
        (
            "call_user_func", "call_user_func_array", "array_map", "is_callable", "register_shutdown_function",
            "drupal_register_shutdown_function", "set_error_handler", "set_exception_handler", "spl_autoload_register",
            "ob_start", "function_exists", "class_exists", "method_exists", "get_class_methods", "constant", "defined",
            "drupal_static", "drupal_static_reset", "->extend", "forward_static_call", "interface_exists",
        ),
        frozenset({0, -1}),
    ),
    **dict.fromkeys(
        (
            "array_filter", "array_walk", "array_walk_recursive", "array_reduce", "usort", "uasort", "uksort",
            "preg_replace_callback", "is_a", "is_subclass_of", "iterator_apply", "array_udiff",
        ),
        frozenset({1, -1}),
    ),
}  # fmt: skip

_DATA_CALLS = (
    "variable_", "db_", "cache_", "watchdog", "t", "st", "$t", "field_", "node_", "menu_", "taxonomy_", "user_",
    "file_", "module_", "drupal_", "system_", "block_", "views_", "entity_", "->", "in_array", "str_", "preg_",
    "sprintf", "path_", "image_", "filter_", "comment_", "array_", "isset", "ctools_", "features_", "update_",
    "language_", "actions_", "l", "url", "theme", "strpos", "strrpos", "stripos", "strcmp", "substr", "implode",
    "explode", "define", "queue", "rules_",
)  # fmt: skip
"""Calls whose strings are data: a name, or a beginning where it ends in '_' or '>'."""


def role_of(need: Need) -> Role:
    """What a string that spells an own function or class is in its place."""
    if need.is_key:
        return Role.DATA
    if need.argument in _CODE_ARGUMENTS.get(need.call, frozenset()):
        return Role.CODE
    if any(need.call.startswith(call) if call[-1] in "_>" else need.call == call for call in _DATA_CALLS):
        return Role.DATA if need.argument >= 0 or need.call.startswith(("db_", "->", "variable_")) else Role.UNSURE
    return Role.UNSURE


PRESENCE = frozenset({"function_exists", "class_exists", "is_callable", "method_exists", "defined", "interface_exists"})
"""Calls that ask whether something is there: natively the answer depends on which files are loaded."""


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
