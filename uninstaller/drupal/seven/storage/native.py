"""What Drupal 7 itself clears away of a module that it uninstalls, and by which of its functions."""

from collections.abc import Mapping
from dataclasses import dataclass

from uninstaller.facts.model import Kind


@dataclass(frozen=True, slots=True)
class Cleaner:
    """`function` of core, declared in `source`, clears `what` (tables in braces). `runs`: what calls it."""

    function: str
    source: str
    what: str
    runs: str


_UNINSTALLED = "hook_modules_uninstalled(), once all modules of a run are uninstalled"
_FLUSH = "drupal_flush_all_caches(), on the next flush"

CLEANERS: Mapping[Kind, tuple[Cleaner, ...]] = {
    Kind.TABLE: (
        Cleaner(
            "drupal_uninstall_schema", "includes/common.inc", "tables of hook_schema()", "drupal_uninstall_modules()"
        ),
    ),
    Kind.BLOCK: (
        Cleaner("block_modules_uninstalled", "modules/block/block.module", "{block}, {block_role}", _UNINSTALLED),
        Cleaner("node_modules_uninstalled", "modules/node/node.module", "{block_node_type}", _UNINSTALLED),
    ),
    Kind.PERMISSION: (
        Cleaner("user_modules_uninstalled", "modules/user/user.module", "{role_permission}", _UNINSTALLED),
    ),
    Kind.MENU_ROUTE: (
        Cleaner("menu_rebuild", "includes/menu.inc", "{menu_router}, and links to gone routes in {menu_links}", _FLUSH),
    ),
    Kind.ENTITY_TYPE: (Cleaner("entity_info_cache_clear", "includes/common.inc", "cached entity types", _FLUSH),),
    Kind.NODE_GRANT: (
        Cleaner(
            "node_access_rebuild",
            "modules/node/node.module",
            "{node_access}",
            "module_disable(), or the flag that it sets",
        ),
    ),
}
"""Of all implementations of hook_modules_uninstalled() in core, those of block, node and user delete something
(rdf_modules_uninstalled() is empty). hook_modules_disabled() of field, filter and locale only resets what is known of
active modules: node types are disabled by node_types_rebuild(), fields by field_sync_field_status(); both stay."""

SHARED_TABLES: Mapping[Kind, str] = {
    Kind.BLOCK: "block",
    Kind.TRIGGER: "trigger_assignments",
    Kind.IMAGE_EFFECT: "image_effects",
    Kind.IMAGE_STYLE: "image_styles",
    Kind.VOCABULARY: "taxonomy_vocabulary",
    Kind.LOCALE_SOURCE: "locales_source",
    Kind.MENU: "menu_custom",
}
"""Where rows are kept by a module that can itself be uninstalled: it drops them with the table."""
