"""Entity types of a module, and what it does to those of others."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.php.values import EMPTY, Array
from uninstaller.place import Place


class EntityKind(StrEnum):
    CONTENT = "content"
    CONFIG = "config"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """A method that runs when entities are deleted, in a class outside of core.

    `role` is 'entity' for the entity's class, else the name of the handler that inherits or declares it.
    """

    role: str
    method: str
    class_name: str
    place: Place


@dataclass(frozen=True, slots=True)
class EntityType:
    """`handlers` are names and classes, `form.default` for nested ones, core's defaults included.

    The tables are those that core's SQL storage makes, '' where there is none (a config entity, another storage, no
    translation, no revisions). `storage_base` is the class of core that its storage derives from, '' where that is not
    known. `config_prefix` is the full one, with the provider. `definition` is all that is written.
    """

    id: str
    kind: EntityKind
    class_name: str
    parent: str
    provider: str
    place: Place
    label: str = ""
    handlers: tuple[tuple[str, str], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    base_table: str = ""
    data_table: str = ""
    revision_table: str = ""
    revision_data_table: str = ""
    bundle_of: str = ""
    bundle_entity_type: str = ""
    config_prefix: str = ""
    field_ui_base_route: str = ""
    storage_base: str = ""
    overrides: tuple[Override, ...] = ()
    definition: Array = EMPTY

    def handler(self, name: str) -> str:
        return next((found for key, found in self.handlers if key == name), "")

    @property
    def tables(self) -> tuple[str, ...]:
        four = (self.base_table, self.data_table, self.revision_table, self.revision_data_table)
        return tuple(filter(None, four))


@dataclass(frozen=True, slots=True, order=True)
class BundleClass:
    """`#[Bundle]`: the class of one bundle of an entity type."""

    entity_type: str
    bundle: str
    class_name: str
    place: Place


class FieldLevel(StrEnum):
    BASE = "base"
    BUNDLE = "bundle"
    STORAGE = "storage"


@dataclass(frozen=True, slots=True, order=True)
class AddedField:
    """A field that a hook adds to entity types.

    `entity_type` is '*' where it is added to every type that fits some condition, or to types that are not known.
    `is_certain`: whether it is added without any condition but the type. `type` is its field type, '' where that is not
    known; `is_computed`: nothing of it is stored.
    """

    entity_type: str
    name: str
    level: FieldLevel
    hook: str
    place: Place
    is_certain: bool = True
    type: str = ""
    is_computed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class EntityTypeChange:
    """A hook calls `method` on the definition of an entity type, '*' where it is not known which.

    `arguments` are the literal ones, '?' for each that is none.
    """

    entity_type: str
    method: str
    arguments: tuple[str, ...]
    hook: str
    place: Place
