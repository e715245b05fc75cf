"""What a modern module leaves in a database, and what becomes of it when the module is uninstalled: from its code."""

import re
from collections.abc import Iterator, Mapping

from uninstaller.drupal.modern.provides.declared.model import NameKind
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.stored.model import Access, StoreKind
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.place import Place

_NAMES: Mapping[NameKind, tuple[Kind, Fate]] = {
    NameKind.TABLE: (Kind.TABLE, Fate.DROPPED),
    NameKind.CONFIG: (Kind.CONFIG, Fate.CLEANED),
    NameKind.OPTIONAL_CONFIG: (Kind.CONFIG, Fate.CLEANED),
    NameKind.PERMISSION: (Kind.PERMISSION, Fate.CLEANED),
    NameKind.ROUTE: (Kind.MENU_ROUTE, Fate.CLEANED),
}
_STORES: Mapping[StoreKind, Kind] = {
    StoreKind.STATE: Kind.STATE,
    StoreKind.KEY_VALUE: Kind.KEY_VALUE,
    StoreKind.EXPIRABLE: Kind.KEY_VALUE,
    StoreKind.PRIVATE_TEMPSTORE: Kind.KEY_VALUE,
    StoreKind.SHARED_TEMPSTORE: Kind.KEY_VALUE,
    StoreKind.QUEUE: Kind.QUEUE,
    StoreKind.USER_DATA: Kind.USER_DATA,
    StoreKind.FILE_USAGE: Kind.FILE_USAGE,
}
"""Stores of which Drupal does not know whose the entries are: what hook_uninstall() leaves, stays."""
_LEAVING = {StoreKind.USER_DATA: Fate.CLEANED}
"""Stores that Drupal's own modules mend (user_modules_uninstalled())."""

_MAKING = frozenset({Access.WRITE, Access.CREATE})
_PLUGINS: Mapping[str, tuple[Kind, Fate]] = {
    "plugin.manager.field.field_type": (Kind.FIELD_TYPE, Fate.REFUSED),
    "plugin.manager.filter": (Kind.TEXT_FILTER, Fate.REFUSED),
    "plugin.manager.block": (Kind.BLOCK, Fate.CLEANED),
    "plugin.manager.image.effect": (Kind.IMAGE_EFFECT, Fate.CLEANED),
    "plugin.manager.action": (Kind.ACTION, Fate.CLEANED),
}


def read_footprint(provided: Provided) -> tuple[Stores, ...]:
    """Sorted, each row once."""
    return tuple(sorted({*_declared(provided), *_entities(provided), *_stored(provided), *_left(provided)}))


def _left(provided: Provided) -> Iterator[Stores]:
    """What others keep of the module, and keep: aliases of its pages, the project whose translations were fetched."""
    extension = provided.extension
    for one in provided.named(NameKind.ROUTE):
        path = re.sub(r"\{[^/{}]*\}", "%", one.detail)
        if re.match(r"/(?!admin(?:/|$))[^/%]", path):
            yield Stores(Kind.URL_ALIAS, path, extension.name, How.DECLARED, Fate.RESIDUE, one.place)
    if extension.project == extension.name:
        place = Place(extension.info_path)
        yield Stores(Kind.LOCALE_PROJECT, extension.project, extension.name, How.DECLARED, Fate.RESIDUE, place)


def _declared(provided: Provided) -> Iterator[Stores]:
    module = provided.extension.name
    for one in provided.names:
        if one.kind in _NAMES:
            kind, fate = _NAMES[one.kind]
            yield Stores(kind, one.name, module, How.DECLARED, fate, one.place)
    for plugin in provided.plugins:
        if plugin.manager in _PLUGINS:
            kind, fate = _PLUGINS[plugin.manager]
            yield Stores(kind, plugin.id, module, How.DECLARED, fate, plugin.place)
    for service in provided.services:
        if service.cache_bin:
            yield Stores(Kind.CACHE_BIN, service.cache_bin, module, How.DECLARED, Fate.DROPPED, service.place)


def _entities(provided: Provided) -> Iterator[Stores]:
    module = provided.extension.name
    for one in provided.entity_types:
        yield Stores(Kind.ENTITY_TYPE, one.id, module, How.DECLARED, Fate.CLEANED, one.place)
        for table in one.tables:
            yield Stores(Kind.TABLE, table, module, How.DECLARED, Fate.DROPPED, one.place)
    for field in provided.added_fields:
        name = f"{field.entity_type}.{field.name}"
        yield Stores(Kind.FIELD, name, module, How.DECLARED, Fate.CLEANED, field.place)


def _stored(provided: Provided) -> Iterator[Stores]:
    module = provided.extension.name
    deleted = {(one.kind, one.name) for one in provided.stored if _is_uninstall(provided, one.within, one.access)}
    places: dict[tuple[StoreKind, str], Place] = {}
    for one in provided.stored:
        if one.kind in _STORES and (one.access in _MAKING or (one.kind, one.name) in deleted):
            places.setdefault((one.kind, one.name), one.place)
    for (kind, name), place in places.items():
        is_deleted = (kind, name) in deleted
        fate = Fate.REMOVED if is_deleted else _LEAVING.get(kind, Fate.RESIDUE)
        yield Stores(_STORES[kind], name, module, How.DELETED if is_deleted else How.WRITTEN, fate, place)


def _is_uninstall(provided: Provided, within: str, access: Access) -> bool:
    return access is Access.DELETE and within == f"{provided.extension.name}_uninstall"
