"""A module's tables and cache bins: of its schema, made or dropped by its code."""

import re
from collections.abc import Iterator, Sequence

from uninstaller.drupal.seven.code.neighbours import Neighbours, Topic
from uninstaller.drupal.seven.storage.calls import Activity
from uninstaller.drupal.seven.storage.hooks import Declared
from uninstaller.drupal.seven.storage.variables import owner_by_prefix
from uninstaller.facts.extension import Extension
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.place import Place

_DROP = re.compile(r"DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?\{(\w+)\}", re.I)
_NAME = re.compile(r"[A-Za-z0-9_]+")


def read_table_rows(
    activity: Activity, extension: Extension, tables: Sequence[str], bins: Declared | None, neighbours: Neighbours
) -> Iterator[Stores]:
    """`tables` are those of hook_schema(), `bins` what hook_flush_caches() returned."""
    module = extension.name
    for name in tables:
        yield Stores(_kind(name), name, module, How.DECLARED, Fate.DROPPED, Place(extension.info_path))
    dropped = _dropped(activity)
    for name, place in sorted(dropped.items()):
        yield Stores(_kind(name), name, module, How.DELETED, Fate.REMOVED, place)
    for name, place in _made(activity, bins):
        if name not in tables and name not in dropped:
            plain = name.removeprefix("cache_")
            is_own = owner_by_prefix(plain, module, neighbours.modules) == module
            if is_own or not name.startswith("cache"):
                how = How.WRITTEN if is_own and name not in neighbours.spelled(Topic.TABLE) else How.GUESSED
                yield Stores(_kind(name), name, module, how, Fate.RESIDUE, place)


def _kind(table: str) -> Kind:
    return Kind.CACHE_BIN if table.startswith("cache_") else Kind.TABLE


def _dropped(activity: Activity) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for call in activity.of("db_drop_table", "db_query"):
        if call.on_removal:
            texts = call.names(0)
            names = texts if call.name == "db_drop_table" else {one for text in texts for one in _DROP.findall(text)}
            found |= {name: call.place for name in sorted(names) if _NAME.fullmatch(name) and name not in found}
    return found


def _made(activity: Activity, bins: Declared | None) -> Iterator[tuple[str, Place]]:
    for call in activity.of("db_create_table"):
        yield from ((name, call.place) for name in sorted(call.names(0)) if _NAME.fullmatch(name))
    for call in activity.of("cache_set"):
        yield from (
            (name, call.place) for name in sorted(call.names(2)) if name.startswith("cache_") and "%" not in name
        )
    if bins is not None:
        yield from ((name, bins.place) for name in bins.texts() if name.startswith("cache_") and _NAME.fullmatch(name))
