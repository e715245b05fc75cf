"""What a module's code keeps in the stores that all modules share."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place


class StoreKind(StrEnum):
    STATE = "state"
    KEY_VALUE = "key-value collection"
    EXPIRABLE = "expirable key-value collection"
    QUEUE = "queue"
    USER_DATA = "user data"
    PRIVATE_TEMPSTORE = "private tempstore"
    SHARED_TEMPSTORE = "shared tempstore"
    CONFIG = "configuration"
    CACHE_BIN = "cache bin"
    CACHE_TAG = "cache tag"
    FILE_USAGE = "file usage"
    FLOOD = "flood event"
    TABLE = "table"


class Access(StrEnum):
    READ = "read"
    WRITE = "write"
    DELETE = "delete"
    CREATE = "create"
    DROP = "drop"


@dataclass(frozen=True, slots=True, order=True)
class StoredName:
    """A `%` in the name stands for any text. `within` is the function, or `Class::method`, '' outside of any."""

    kind: StoreKind
    name: str
    access: Access
    place: Place
    within: str = ""
