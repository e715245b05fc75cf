"""What a Drupal 7 module leaves in a database, and what becomes of each row when it is uninstalled: from its code only.

Left out, since no code tells them: links that people made, cron times and flood rows (core keys them by no module),
history and search rows of content, and date formats (people may have chosen one for a date type that stays).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from uninstaller.drupal.seven.code.neighbours import Neighbours
from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.storage.calls import read_activity
from uninstaller.drupal.seven.storage.hooks import Declared, read_hook
from uninstaller.drupal.seven.storage.native import SHARED_TABLES
from uninstaller.drupal.seven.storage.objects import read_objects
from uninstaller.drupal.seven.storage.routes import read_routes
from uninstaller.drupal.seven.storage.rows import read_rows
from uninstaller.drupal.seven.storage.tables import read_table_rows
from uninstaller.drupal.seven.storage.variables import claim_variable, read_unread_deletions, read_variables
from uninstaller.facts.extension import Extension
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.values import Array
from uninstaller.place import Unread

CORE_DATE_TYPES = frozenset({"long", "medium", "short", "custom"})
CORE_ENTITY_TYPES: Mapping[str, str] = {
    "comment": "comment",
    "file": "system",
    "node": "node",
    "taxonomy_term": "taxonomy",
    "taxonomy_vocabulary": "taxonomy",
    "user": "user",
}
"""With the module that declares them."""

NAMING_HOOKS: Mapping[str, tuple[Kind, Fate]] = {
    "field_info": (Kind.FIELD_TYPE, Fate.REFUSED),
    "node_info": (Kind.NODE_TYPE, Fate.RESIDUE),
    "permission": (Kind.PERMISSION, Fate.CLEANED),
    "filter_info": (Kind.TEXT_FILTER, Fate.RESIDUE),
    "image_effect_info": (Kind.IMAGE_EFFECT, Fate.RESIDUE),
    "image_default_styles": (Kind.IMAGE_STYLE, Fate.RESIDUE),
    "action_info": (Kind.ACTION, Fate.RESIDUE),
    "date_format_types": (Kind.DATE_FORMAT, Fate.RESIDUE),
    "cron_queue_info": (Kind.QUEUE, Fate.RESIDUE),
}
"""Hooks whose keys are the names. Fields of a type are refused by field_system_info_alter() (modules/field)."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """`tables`: base, revision and data table as hook_entity_info() names them. `is_fieldable`: unless it says no."""

    name: str
    tables: tuple[str, ...]
    is_fieldable: bool


def read_footprint(
    own: OwnCode, extension: Extension, tables: Sequence[str], neighbours: Neighbours
) -> tuple[Stores, ...]:
    """Every row, sorted; `tables` are those of hook_schema()."""
    module = extension.name
    activity = read_activity(own, module)
    rows = [
        *_named(own, module),
        *_described_variables(own, module, neighbours),
        *_blocks(own, module),
        *_entity_types(own, extension, activity.given_on_removal("field_attach_delete_bundle")),
        *_by_module(own, module),
        *read_routes(read_hook(own, module, "menu"), module, neighbours),
        *read_table_rows(activity, extension, tables, read_hook(own, module, "flush_caches"), neighbours),
        *read_variables(activity, module, neighbours),
        *read_objects(activity, module, neighbours),
        *read_rows(activity, extension, neighbours),
    ]
    return tuple(_distinct([_with_table(row, tables) for row in rows]))


def _with_table(row: Stores, tables: Sequence[str]) -> Stores:
    """Rows go with the table that holds them where that is the module's own."""
    if SHARED_TABLES.get(row.kind) in tables and row.fate is not Fate.REMOVED:
        return replace(row, fate=Fate.DROPPED)
    return row


def _distinct(rows: Sequence[Stores]) -> Iterator[Stores]:
    """One row for each thing: what goes anyway before what stays, what is known better before what is guessed."""
    fates, ways = list(Fate), list(How)
    best: dict[tuple[Kind, str], Stores] = {}
    for row in sorted(rows, key=lambda row: (fates.index(row.fate), ways.index(row.how), row.place)):
        best.setdefault((row.kind, row.name), row)
    return iter(sorted(best.values()))


def read_unread_footprint(own: OwnCode, extension: Extension) -> tuple[Unread, ...]:
    """Hooks whose names the code does not tell, and deletions of names that are known only at run time."""
    hooks = (*NAMING_HOOKS, "block_info", "entity_info", "menu")
    declared = [read_hook(own, extension.name, hook) for hook in hooks]
    found = {unread for one in declared if one is not None for unread in one.unread}
    found |= set(read_unread_deletions(read_activity(own, extension.name)))
    return tuple(sorted(found))


def _named(own: OwnCode, module: str) -> Iterator[Stores]:
    for hook, (kind, fate) in NAMING_HOOKS.items():
        declared = read_hook(own, module, hook)
        for name in declared.names if declared else ():
            if declared:
                how = How.DECLARED if _is_own(own, kind, name) else How.GUESSED
                yield Stores(kind, name, module, how, fate, declared.place)


def _is_own(own: OwnCode, kind: Kind, name: str) -> bool:
    """An action is a function; a module may describe another's, or a date type of core."""
    if kind is Kind.ACTION:
        return own.code.find(DeclarationKind.FUNCTION, name) is not None
    return kind is not Kind.DATE_FORMAT or name not in CORE_DATE_TYPES


def _described_variables(own: OwnCode, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    """hook_variable_info() of the module variable; `[…]` in a name stands for what differs between its variables."""
    declared = read_hook(own, module, "variable_info")
    for described in declared.names if declared else ():
        name = re.sub(r"\[[^\]]*\]", "%", described)
        how = claim_variable(name, module, neighbours, is_written=True)
        if declared and how is not None:
            yield Stores(Kind.VARIABLE, name, module, how, Fate.RESIDUE, declared.place)


def _blocks(own: OwnCode, module: str) -> Iterator[Stores]:
    declared = read_hook(own, module, "block_info")
    if declared is not None:
        deltas = declared.keys if not declared.unread else (*declared.keys, "%")
        for delta in deltas:
            yield Stores(Kind.BLOCK, f"{module}:{delta}", module, How.DECLARED, Fate.CLEANED, declared.place)


def _entity_types(own: OwnCode, extension: Extension, cleared: frozenset[str]) -> Iterator[Stores]:
    """Fields on an entity type stay, with their data and `field_bundle_settings_*`, unless its bundles are deleted."""
    module = extension.name
    declared = read_hook(own, module, "entity_info")
    for entity in read_entity_types(own, extension):
        if declared is not None:
            stays = entity.is_fieldable and entity.name not in cleared
            fate = Fate.RESIDUE if stays else Fate.CLEANED
            yield Stores(Kind.ENTITY_TYPE, entity.name, module, How.DECLARED, fate, declared.place)
            if stays:
                settings = f"field_bundle_settings_{entity.name}__%"
                is_own = CORE_ENTITY_TYPES.get(entity.name, module) == module
                how = How.DECLARED if is_own else How.GUESSED
                yield Stores(Kind.VARIABLE, settings, module, how, Fate.RESIDUE, declared.place)


def _by_module(own: OwnCode, module: str) -> Iterator[Stores]:
    """Rows that bear the module's name, where a hook tells that there may be some."""
    for hook, kind, fate in (
        ("node_grants", Kind.NODE_GRANT, Fate.CLEANED),
        ("search_info", Kind.SEARCH_TYPE, Fate.RESIDUE),
        ("trigger_info", Kind.TRIGGER, Fate.RESIDUE),
    ):
        declared = read_hook(own, module, hook)
        if declared is not None:
            for name in _triggers(declared) if kind is Kind.TRIGGER else (module,):
                yield Stores(kind, name, module, How.DECLARED, fate, declared.place)


def _triggers(declared: Declared) -> Iterator[str]:
    """hook_trigger_info() groups its hooks by the tab that shows them."""
    for group in declared.value.items.values() if isinstance(declared.value, Array) else ():
        yield from (str(name) for name in group.items) if isinstance(group, Array) else ()


def read_field_types(own: OwnCode, extension: Extension) -> tuple[str, ...]:
    return _names(own, extension.name, "field_info")


def read_node_types(own: OwnCode, extension: Extension) -> tuple[str, ...]:
    """Those that it declares, and those that its code saves under a literal name."""
    saved = read_activity(own, extension.name).of("node_type_save")
    names = {name for call in saved for name in call.properties(0, "type") if "%" not in name}
    return tuple(sorted({*_names(own, extension.name, "node_info"), *names}))


def read_libraries(own: OwnCode, extension: Extension) -> tuple[str, ...]:
    """Of core's hook_library() and of the libraries module's hook_libraries_info()."""
    return tuple(sorted({*_names(own, extension.name, "library"), *_names(own, extension.name, "libraries_info")}))


def _names(own: OwnCode, module: str, hook: str) -> tuple[str, ...]:
    declared = read_hook(own, module, hook)
    return declared.names if declared else ()


def read_entity_types(own: OwnCode, extension: Extension) -> tuple[EntityType, ...]:
    declared = read_hook(own, extension.name, "entity_info")
    if declared is None or not isinstance(declared.value, Array):
        return ()
    found = []
    for name, info in sorted(declared.value.items.items(), key=lambda item: str(item[0])):
        items = info.items if isinstance(info, Array) else {}
        named = (items.get(key) for key in ("base table", "revision table", "data table"))
        tables = tuple(table for table in named if isinstance(table, str) and table)
        found.append(EntityType(str(name), tables, items.get("fieldable", not items) is not False))
    return tuple(found)
