"""What a module's own entity types ask for: stand-ins made of what the site has installed, or classes of their own."""

from collections.abc import Iterator

from uninstaller.drupal.modern.lifting.classes import list_entity_classes
from uninstaller.drupal.modern.provides.entities.model import EntityKind, EntityType, Override
from uninstaller.drupal.modern.provides.model import Provided

_SQL = "Drupal\\Core\\Entity\\Sql\\SqlContentEntityStorage"
_EMPTY = "Drupal\\Core\\Entity\\ContentEntityNullStorage"
_STORED = ("FieldDefinition", "FieldStorageDefinition", "EntityType")
"""Ends of names of classes whose objects Drupal keeps in the database."""

_ON_CONTENT = frozenset({
    "delete", "doDelete", "doPostDelete", "deleteRevision", "doDeleteFieldItems", "doDeleteRevisionFieldItems",
    "deleteFromDedicatedTables", "loadMultiple", "doLoadMultiple", "invokeHook", "resetCache", "getFromPersistentCache",
})  # fmt: skip
"""Methods of storages that do something with entities only: of a content entity type there are none by then."""

_READING = frozenset({"calculateDependencies", "getDependencies"})
"""What a configuration entity depends on besides: it depends on the module whose type it is, and goes anyhow."""


def find_entity_reasons(provided: Provided) -> Iterator[str]:
    """Why stand-ins and single classes would not do."""
    for one in provided.entity_types:
        if one.kind is EntityKind.OTHER:
            yield f"it has an entity type of its own, {one.id}, that is neither content nor configuration"
        elif one.kind is EntityKind.CONTENT and one.storage_base not in (_SQL, _EMPTY):
            yield f"content of its entity type {one.id} is not stored as Drupal does it"
        elif any(override.method == "hasData" for override in one.overrides):
            yield f"it says itself whether there is content of its entity type {one.id}"


def find_entity_classes(provided: Provided) -> dict[str, str]:
    """Own classes that must be there while Drupal uninstalls the types, by name, with the reason."""
    found = {
        facts.name: f"the database may hold objects of {facts.name}"
        for facts in provided.classes
        if facts.parent.endswith(_STORED)
    }
    for one in provided.entity_types:
        for override in one.overrides:
            if _matters(one, override):
                said = f"{override.class_name}::{override.method} has a say in deleting {one.id}"
                found |= dict.fromkeys(list_entity_classes(provided, one.id, override.role), said)
    return found


def _matters(entity_type: EntityType, override: Override) -> bool:
    """Drupal's validators refuse while there is content, and all configuration of an own type goes."""
    if entity_type.kind is EntityKind.CONTENT:
        return override.role != "entity" and override.method not in _ON_CONTENT
    return override.method not in _READING
