"""Which methods of entity classes and their handlers take part when entities, or their type, are deleted."""

from collections.abc import Iterator, Mapping

from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.model import ClassFacts, ClassKind
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.entities.model import Override

ENTITY_METHODS = frozenset({
    "preDelete", "postDelete", "delete", "onDependencyRemoval", "calculateDependencies", "getDependencies",
    "preRemoveDependency", "isUninstalling", "deleteRevision", "preDeleteRevision",
})  # fmt: skip
STORAGE_METHODS = frozenset({
    "delete", "doDelete", "doPostDelete", "deleteRevision", "doDeleteFieldItems", "doDeleteRevisionFieldItems",
    "deleteFromDedicatedTables", "onEntityTypeDelete", "onEntityTypeUpdate", "onFieldStorageDefinitionDelete",
    "onFieldDefinitionDelete", "onBundleDelete", "purgeFieldData", "finalizePurge", "countFieldData", "hasData",
    "loadMultiple", "doLoadMultiple", "getTableMapping", "invokeHook", "resetCache", "getFromPersistentCache",
})  # fmt: skip
SCHEMA_METHODS = frozenset({
    "onEntityTypeDelete", "onFieldStorageDefinitionDelete", "getEntitySchema", "getSharedTableFieldSchema",
    "getDedicatedTableSchema", "deleteDedicatedTableSchema", "deleteSharedTableSchema", "deleteEntitySchemaData",
})  # fmt: skip
_METHODS = {"entity": ENTITY_METHODS, "storage": STORAGE_METHODS, "storage_schema": SCHEMA_METHODS}


def read_overrides(code: OwnCode, facts: ClassFacts, handlers: Mapping[str, str]) -> tuple[Override, ...]:
    """Those declared outside of core, by the class itself or by what it inherits from; sorted."""
    roles = {"entity": facts.name, "storage": handlers["storage"]} if "storage" in handlers else {"entity": facts.name}
    if handlers.get("storage_schema"):
        roles["storage_schema"] = handlers["storage_schema"]
    return tuple(sorted(found for role, name in roles.items() for found in _overrides(code, role, name)))


def _overrides(code: OwnCode, role: str, name: str) -> Iterator[Override]:
    facts = code.find_class(name)
    seen: set[str] = set()
    for ancestor in find_ancestors(code, facts) if facts is not None else ():
        if ancestor.kind is ClassKind.INTERFACE or ancestor.name.startswith(("Drupal\\Core\\", "Drupal\\Component\\")):
            continue
        for method in ancestor.methods:
            if method.name in _METHODS[role] and method.name not in seen and not method.is_abstract:
                seen.add(method.name)
                yield Override(role, method.name, ancestor.name, method.place)
