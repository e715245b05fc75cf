"""Calls of Drupal and PHP of which nothing comes that stays: reading, invalidating caches, asking for new routes."""

import re
from collections.abc import Mapping

PLAIN = "plain value"
"""What a call gives that is no object with methods."""

ELEMENT = "element"
"""Of the list that a hook is given to alter."""

ENTITY = "EntityInterface"
ENTITIES = "list of entities"

_CONFIG = dict.fromkeys(("getName", "get", "isNew", "getOriginal", "getRawData", "getCacheTags"), PLAIN)
_ENTITY = dict.fromkeys(
    (
        "id", "uuid", "bundle", "label", "isNew", "getEntityTypeId", "getType", "getName", "getConfigDependencyName",
        "getTargetEntityTypeId", "getTargetBundle", "isSyncing", "isUninstalling",
    ),
    PLAIN,
)  # fmt: skip
_CACHE = ("get", "delete", "deleteAll", "deleteMultiple", "invalidate", "invalidateAll", "invalidateMultiple")
_QUERY = dict.fromkeys(("condition", "range", "accessCheck", "sort", "exists", "notExists", "count"), "QueryInterface")

TYPES: Mapping[str, Mapping[str, str]] = {
    "ConfigCrudEvent": {"getConfig": "Config", "isChanged": PLAIN},
    "Config": _CONFIG,
    "ImmutableConfig": _CONFIG,
    "ConfigFactoryInterface": {"get": "Config", "reset": PLAIN},
    "CacheTagsInvalidatorInterface": {"invalidateTags": PLAIN},
    "CacheBackendInterface": dict.fromkeys(_CACHE, PLAIN),
    "CachedDiscoveryInterface": {"clearCachedDefinitions": PLAIN},
    "EntityTypeManagerInterface": {
        "clearCachedDefinitions": PLAIN, "hasDefinition": PLAIN, "getDefinition": "EntityTypeInterface",
        "getStorage": "EntityStorageInterface", "getViewBuilder": "EntityViewBuilderInterface",
    },
    "EntityStorageInterface": {"getQuery": "QueryInterface", "resetCache": PLAIN},
    "EntityViewBuilderInterface": {"resetCache": PLAIN},
    "EntityTypeInterface": dict.fromkeys(("id", "getProvider", "get", "entityClassImplements"), PLAIN),
    "QueryInterface": {**_QUERY, "execute": PLAIN},
    "RouteBuilderInterface": dict.fromkeys(("setRebuildNeeded", "rebuildIfNeeded", "rebuild"), PLAIN),
    "ModuleHandlerInterface": {"moduleExists": PLAIN},
    **dict.fromkeys(("EntityInterface", "ConfigEntityInterface", "FieldConfigInterface", "NodeInterface"), _ENTITY),
}  # fmt: skip
"""By the short name of a type: its methods, each with the type of what it gives."""

SERVICES: Mapping[str, str] = {
    "config.factory": "ConfigFactoryInterface",
    "cache_tags.invalidator": "CacheTagsInvalidatorInterface",
    "entity_type.manager": "EntityTypeManagerInterface",
    "router.builder": "RouteBuilderInterface",
    "module_handler": "ModuleHandlerInterface",
}
MAKERS: Mapping[str, str] = {
    "Drupal::config": "Config",
    "Drupal::configFactory": "ConfigFactoryInterface",
    "Drupal::entityTypeManager": "EntityTypeManagerInterface",
    "Drupal::entityQuery": "QueryInterface",
    "Drupal::moduleHandler": "ModuleHandlerInterface",
    "Drupal::cache": "CacheBackendInterface",
    "Drupal::hasService": PLAIN,
    "Cache::invalidateTags": PLAIN,
}
"""Static calls, by the short name of the class."""

FUNCTIONS = re.compile(
    r"in_array|count|array_(key_exists|keys|values|merge|unique|intersect|diff|flip|search|column|fill_keys)"
    r"|str\w+|substr\w*|explode|implode|is_\w+|[lr]?trim|sprintf|preg_match|preg_quote|reset|end|current|key|max|min"
    r"|method_exists|get_class|assert"
)
"""Functions of PHP that only compute."""

CONSTRUCTS = frozenset({"isset", "empty", "t"})
"""What PHP itself has that looks like a function, and Drupal's own for texts."""

ALTERATIONS: Mapping[str, frozenset[str]] = {
    "hook_entity_type_alter": frozenset({
        "setLinkTemplate", "setFormClass", "setListBuilderClass", "addConstraint", "setViewBuilderClass",
        "setAccessClass",
    }),
    "hook_entity_bundle_field_info_alter": frozenset({"addConstraint", "addPropertyConstraints"}),
    "hook_entity_base_field_info_alter": frozenset({"addConstraint", "addPropertyConstraints"}),
}  # fmt: skip
"""Methods on elements of what a hook may alter: for pages and validation only, and saved nowhere."""

KEYS: Mapping[str, frozenset[str]] = {"hook_entity_bundle_info_alter": frozenset({"uri_callback", "label"})}
"""Last keys that a hook may set in what it may alter: for pages only."""
