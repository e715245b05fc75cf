"""Things that a module's code creates by name: fields, node types, vocabularies, roles, menus, image styles."""

from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.seven.code.neighbours import Neighbours
from uninstaller.drupal.seven.storage.calls import Activity
from uninstaller.drupal.seven.storage.names import ANY
from uninstaller.drupal.seven.storage.variables import owner_by_prefix
from uninstaller.facts.model import Fate, How, Kind, Stores

CORE_MENUS = frozenset({"main-menu", "management", "navigation", "user-menu"})
"""Of menu_install() (modules/menu/menu.install)."""


@dataclass(frozen=True, slots=True)
class ObjectApi:
    """`create` is given an array or object whose `key` is the name; `delete` the name, or a number (`by_number`)."""

    kind: Kind
    create: str
    key: str
    delete: str
    by_number: bool = False


OBJECT_APIS = (
    ObjectApi(Kind.FIELD, "field_create_field", "field_name", "field_delete_field"),
    ObjectApi(Kind.NODE_TYPE, "node_type_save", "type", "node_type_delete"),
    ObjectApi(
        Kind.VOCABULARY, "taxonomy_vocabulary_save", "machine_name", "taxonomy_vocabulary_delete", by_number=True
    ),
    ObjectApi(Kind.ROLE, "user_role_save", "name", "user_role_delete"),
    ObjectApi(Kind.MENU, "menu_save", "menu_name", "menu_delete"),
    ObjectApi(Kind.IMAGE_STYLE, "image_style_save", "name", "image_style_delete"),
    ObjectApi(Kind.DATE_FORMAT, "system_date_format_type_save", "type", "system_date_format_type_delete"),
)
INSTANCE_CALLS = ("field_delete_instance", "field_attach_delete_bundle")
"""A field goes with its last instance (field_delete_instance(), modules/field/field.crud.inc)."""


def read_objects(activity: Activity, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    """Objects with a literal name; what the code names only at run time was named by people."""
    for api in OBJECT_APIS:
        deleted = _deleted(activity, api)
        for call in activity.of(api.create):
            for name in sorted(call.properties(0, api.key)):
                if name and ANY not in name:
                    is_gone = name in deleted or ANY in deleted
                    fate = Fate.REMOVED if is_gone else Fate.RESIDUE
                    how = How.DELETED if is_gone else _how(api.kind, name, module, neighbours)
                    yield Stores(api.kind, name, module, how, fate, call.place)
        for call in activity.of(api.delete):
            if call.on_removal:
                for name in sorted(call.names(0)):
                    if name and ANY not in name and not api.by_number:
                        yield Stores(api.kind, name, module, How.DELETED, Fate.REMOVED, call.place)


def _deleted(activity: Activity, api: ObjectApi) -> frozenset[str]:
    """Names, and `%` where some are deleted of which the code does not tell the name."""
    names = activity.given_on_removal(api.delete)
    calls = (call for call in activity.of(api.delete) if call.on_removal)
    names |= frozenset().union(*(call.properties(0, api.key) - {ANY} for call in calls))
    has_more = api.by_number and bool(names)
    if api.kind is Kind.FIELD:
        has_more = any(call.on_removal for call in activity.of(*INSTANCE_CALLS))
    return names | {ANY} if has_more else names


def _how(kind: Kind, name: str, module: str, neighbours: Neighbours) -> How:
    """A menu takes links of other modules, a date type those of others' fields: they must bear the module's name."""
    plain = name.replace("-", "_")
    if kind in (Kind.MENU, Kind.DATE_FORMAT):
        is_own = owner_by_prefix(plain, module, neighbours.modules) == module and name not in CORE_MENUS
        return How.WRITTEN if is_own else How.GUESSED
    return How.WRITTEN
