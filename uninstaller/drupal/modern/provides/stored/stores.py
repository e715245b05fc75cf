"""Which services, types and methods of Drupal are stores, and which argument of a call names what is stored."""

from collections.abc import Mapping
from enum import StrEnum

from uninstaller.drupal.modern.provides.stored.model import Access, StoreKind


class Store(StrEnum):
    """What an expression is, as far as its calls are stores."""

    STATE = "state"
    KEY_VALUE = "key-value factory"
    EXPIRABLE = "expirable factory"
    QUEUE = "queue factory"
    USER_DATA = "user data"
    PRIVATE_TEMPSTORE = "private tempstore factory"
    SHARED_TEMPSTORE = "shared tempstore factory"
    CONFIG = "config factory"
    TAGS = "tag invalidator"
    FILE_USAGE = "file usage"
    FLOOD = "flood"
    DATABASE = "database"
    SCHEMA = "schema"


SERVICES: Mapping[str, Store] = {
    "state": Store.STATE,
    "keyvalue": Store.KEY_VALUE,
    "keyvalue.expirable": Store.EXPIRABLE,
    "keyvalue.database": Store.KEY_VALUE,
    "queue": Store.QUEUE,
    "user.data": Store.USER_DATA,
    "tempstore.private": Store.PRIVATE_TEMPSTORE,
    "tempstore.shared": Store.SHARED_TEMPSTORE,
    "user.private_tempstore": Store.PRIVATE_TEMPSTORE,
    "user.shared_tempstore": Store.SHARED_TEMPSTORE,
    "config.factory": Store.CONFIG,
    "cache_tags.invalidator": Store.TAGS,
    "file.usage": Store.FILE_USAGE,
    "flood": Store.FLOOD,
    "database": Store.DATABASE,
}
TYPES: Mapping[str, Store] = {
    "StateInterface": Store.STATE,
    "State": Store.STATE,
    "KeyValueFactoryInterface": Store.KEY_VALUE,
    "KeyValueFactory": Store.KEY_VALUE,
    "KeyValueExpirableFactoryInterface": Store.EXPIRABLE,
    "KeyValueExpirableFactory": Store.EXPIRABLE,
    "QueueFactory": Store.QUEUE,
    "UserDataInterface": Store.USER_DATA,
    "PrivateTempStoreFactory": Store.PRIVATE_TEMPSTORE,
    "SharedTempStoreFactory": Store.SHARED_TEMPSTORE,
    "ConfigFactoryInterface": Store.CONFIG,
    "ConfigFactory": Store.CONFIG,
    "CacheTagsInvalidatorInterface": Store.TAGS,
    "FileUsageInterface": Store.FILE_USAGE,
    "FloodInterface": Store.FLOOD,
    "Connection": Store.DATABASE,
    "Schema": Store.SCHEMA,
}
"""By the short name of the type: contributed modules derive few of these, and under other names."""
MAKERS: Mapping[str, Store] = {
    "Drupal::state": Store.STATE,
    "Drupal::configFactory": Store.CONFIG,
    "Drupal::database": Store.DATABASE,
    "Drupal::flood": Store.FLOOD,
    "Database::getConnection": Store.DATABASE,
    "this->state": Store.STATE,
    "this->configFactory": Store.CONFIG,
    "->schema": Store.SCHEMA,
}
"""Calls that give a store."""

Call = tuple[StoreKind, Access, int]
CALLS: Mapping[str, Call] = {
    "Drupal::keyValue": (StoreKind.KEY_VALUE, Access.WRITE, 0),
    "Drupal::keyValueExpirable": (StoreKind.EXPIRABLE, Access.WRITE, 0),
    "Drupal::queue": (StoreKind.QUEUE, Access.WRITE, 0),
    "Drupal::config": (StoreKind.CONFIG, Access.READ, 0),
    "Drupal::cache": (StoreKind.CACHE_BIN, Access.WRITE, 0),
    "Cache::invalidateTags": (StoreKind.CACHE_TAG, Access.WRITE, 0),
    "this->keyValue": (StoreKind.KEY_VALUE, Access.WRITE, 0),
    "this->config": (StoreKind.CONFIG, Access.READ, 0),
    "this->cache": (StoreKind.CACHE_BIN, Access.WRITE, 0),
}
"""Calls that name something stored themselves: of static methods, and of methods that core's base classes have."""

LISTS = frozenset({"getMultiple", "setMultiple", "deleteMultiple", "invalidateTags"})
"""Methods whose argument is a list of names, or an array by name."""


def _of(kind: StoreKind, index: int, **methods: Access) -> Mapping[str, Call]:
    return {name: (kind, access, index) for name, access in methods.items()}


_READ, _WRITE, _DELETE = Access.READ, Access.WRITE, Access.DELETE
_TABLE = StoreKind.TABLE
METHODS: Mapping[Store, Mapping[str, Call]] = {
    Store.STATE: _of(StoreKind.STATE, 0, get=_READ, getMultiple=_READ, set=_WRITE, setMultiple=_WRITE,
                     delete=_DELETE, deleteMultiple=_DELETE),
    Store.KEY_VALUE: _of(StoreKind.KEY_VALUE, 0, get=_WRITE),
    Store.EXPIRABLE: _of(StoreKind.EXPIRABLE, 0, get=_WRITE),
    Store.QUEUE: _of(StoreKind.QUEUE, 0, get=_WRITE),
    Store.USER_DATA: _of(StoreKind.USER_DATA, 0, get=_READ, set=_WRITE, delete=_DELETE),
    Store.PRIVATE_TEMPSTORE: _of(StoreKind.PRIVATE_TEMPSTORE, 0, get=_WRITE),
    Store.SHARED_TEMPSTORE: _of(StoreKind.SHARED_TEMPSTORE, 0, get=_WRITE),
    Store.CONFIG: _of(StoreKind.CONFIG, 0, get=_READ, getEditable=_WRITE),
    Store.TAGS: _of(StoreKind.CACHE_TAG, 0, invalidateTags=_WRITE),
    Store.FILE_USAGE: _of(StoreKind.FILE_USAGE, 1, add=_WRITE, delete=_DELETE),
    Store.FLOOD: _of(StoreKind.FLOOD, 0, register=_WRITE, clear=_DELETE, isAllowed=_READ),
    Store.DATABASE: _of(_TABLE, 0, select=_READ, insert=_WRITE, update=_WRITE, upsert=_WRITE, merge=_WRITE,
                        delete=_DELETE, truncate=_DELETE),
    Store.SCHEMA: _of(_TABLE, 0, createTable=Access.CREATE, dropTable=Access.DROP, renameTable=Access.WRITE),
}  # fmt: skip
