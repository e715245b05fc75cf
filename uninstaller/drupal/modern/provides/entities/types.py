"""The entity types that classes of a module declare."""

from collections.abc import Iterable, Iterator

from uninstaller.drupal.modern.features import Version
from uninstaller.drupal.modern.provides.code.declarations import Declared, find_value
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.entities.model import BundleClass, EntityKind, EntityType
from uninstaller.drupal.modern.provides.entities.overrides import read_overrides
from uninstaller.drupal.modern.provides.plugins.classes import find_declared
from uninstaller.drupal.modern.provides.plugins.managers import MANAGERS
from uninstaller.drupal.modern.provides.yaml_values import items_of, text_of
from uninstaller.php.values import EMPTY, Array, Unknown, Value
from uninstaller.place import Unread

ENTITY_TYPES = "entity_type.manager"
_MANAGER = next(manager for manager in MANAGERS if manager.service == ENTITY_TYPES)
_KINDS = {"ContentEntityType": EntityKind.CONTENT, "ConfigEntityType": EntityKind.CONFIG}
_CORE = "Drupal\\Core\\"
_DEFAULT_HANDLERS = {
    EntityKind.CONTENT: {
        "access": f"{_CORE}Entity\\EntityAccessControlHandler",
        "storage": f"{_CORE}Entity\\Sql\\SqlContentEntityStorage",
        "view_builder": f"{_CORE}Entity\\EntityViewBuilder",
    },
    EntityKind.CONFIG: {
        "access": f"{_CORE}Entity\\EntityAccessControlHandler",
        "storage": f"{_CORE}Config\\Entity\\ConfigEntityStorage",
    },
    EntityKind.OTHER: {"access": f"{_CORE}Entity\\EntityAccessControlHandler"},
}
_LANGUAGE_KEYS = {
    "default_langcode": "default_langcode",
    "revision_translation_affected": "revision_translation_affected",
}
_DEFAULT_KEYS = {EntityKind.CONFIG: {"uuid": "uuid", "langcode": "langcode"}}
_NOT_SQL = ("ContentEntityNullStorage", "KeyValueEntityStorage")


def read_entity_types(
    code: OwnCode, folder: str, version: Version | None
) -> Iterator[EntityType | BundleClass | Unread]:
    """By annotation or attribute, of the classes below src/Entity."""
    prefix = f"{folder}/src/Entity/" if folder else "src/Entity/"
    for facts in code.classes.values():
        declared = find_declared(code, facts, _MANAGER, version) if facts.path.startswith(prefix) else None
        if declared is not None:
            yield _read(code, facts, declared)


def _read(code: OwnCode, facts: ClassFacts, declared: Declared) -> EntityType | BundleClass | Unread:
    name = declared.name.rpartition("\\")[2]
    if declared.is_attribute and name == "Bundle":
        entity_type = _text(declared, "entityType")
        return BundleClass(entity_type, _text(declared, "bundle") or entity_type, facts.name, declared.place)
    entity_id = find_value(declared, "id")
    if not isinstance(entity_id, str):
        reason = entity_id.reason if isinstance(entity_id, Unknown) else "no text"
        return Unread(declared.place, f"the id of this entity type is not known: {reason}")
    return _entity_type(code, facts, declared, entity_id, _KINDS.get(name, EntityKind.OTHER))


def _text(declared: Declared, key: str) -> str:
    value = find_value(declared, key)
    return value if isinstance(value, str) else ""


def _entity_type(code: OwnCode, facts: ClassFacts, declared: Declared, entity_id: str, kind: EntityKind) -> EntityType:
    handlers = {**_DEFAULT_HANDLERS[kind], **dict(_flat(find_value(declared, "handlers")))}
    written = dict(_flat(find_value(declared, "entity_keys")))
    every = {**_LANGUAGE_KEYS, **written, **_DEFAULT_KEYS.get(kind, {})}
    keys = tuple(sorted((key, name) for key, name in every.items() if name))
    provider = _text(declared, "provider") or code.module
    tables = _tables(declared, entity_id, dict(keys)) if kind is EntityKind.CONTENT else ("", "", "", "")
    if handlers.get("storage", "").rpartition("\\")[2] in _NOT_SQL:
        tables = ("", "", "", "")
    prefix = _text(declared, "config_prefix") or entity_id
    return EntityType(
        entity_id,
        kind,
        facts.name,
        facts.parent,
        provider,
        declared.place,
        _text(declared, "label"),
        tuple(sorted(handlers.items())),
        keys,
        *tables,
        _text(declared, "bundle_of"),
        _text(declared, "bundle_entity_type"),
        f"{provider}.{prefix}" if kind is EntityKind.CONFIG else "",
        _text(declared, "field_ui_base_route"),
        _base_in_core(code, handlers.get("storage", "")),
        read_overrides(code, facts, handlers),
        declared.values if isinstance(declared.values, Array) else EMPTY,
    )


def _base_in_core(code: OwnCode, name: str) -> str:
    """The first class of core among a class and its parents."""
    seen: set[str] = set()
    while not name.startswith(_CORE):
        facts = code.find_class(name) if name not in seen else None
        if facts is None:
            return ""
        seen.add(name)
        name = facts.parent
    return name


def _flat(value: Value, prefix: str = "") -> Iterable[tuple[str, str]]:
    """Names and classes; a nested one is `form.default`. What is not known is '?'."""
    if isinstance(value, Unknown):
        yield f"{prefix}?", "?"
    for key, below in items_of(value).items():
        if isinstance(below, Array):
            yield from _flat(below, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", "?" if isinstance(below, Unknown) else text_of(below).lstrip("\\")


def _tables(declared: Declared, entity_id: str, keys: dict[str, str]) -> tuple[str, str, str, str]:
    """Base, data, revision and revision data table (DefaultTableMapping::create())."""
    is_translated = find_value(declared, "translatable") is True
    has_revisions = bool(keys.get("revision"))
    base = _text(declared, "base_table") or entity_id
    data = _text(declared, "data_table") or f"{entity_id}_field_data"
    revision = _text(declared, "revision_table") or f"{entity_id}_revision"
    revision_data = _text(declared, "revision_data_table") or f"{entity_id}_field_revision"
    return (
        base,
        data if is_translated else "",
        revision if has_revisions else "",
        revision_data if is_translated and has_revisions else "",
    )
