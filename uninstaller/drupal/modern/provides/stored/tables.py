"""The tables of hook_schema(), which Drupal drops when it uninstalls a module."""

import re
from collections.abc import Iterator

from uninstaller.drupal.modern.provides.code.callbacks import Callback, evaluate_callback
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.declared.model import NameKind, ProvidedName
from uninstaller.php.values import Array, Unknown, Value
from uninstaller.place import Place, Unread, place_at

_TABLE = re.compile(r"[A-Za-z0-9_]{1,64}")


def read_tables(code: OwnCode, hook: Callback) -> Iterator[ProvidedName | Unread]:
    """In declared order, each with the place where the hook spells it; native drops what bears the array's key."""
    value = evaluate_callback(code, hook)
    yield from (Unread(gap.place, gap.reason) for gap in dict.fromkeys(_gaps(hook, value)))
    source, start = code.read(hook.place.path), hook.span[0]
    for key in value.items if isinstance(value, Array) else ():
        name = str(key)
        if _TABLE.fullmatch(name):
            yield ProvidedName(NameKind.TABLE, name, _spelled(hook, source, start, name))
        else:
            yield Unread(hook.place, f"{name!r} is no table name")


def _gaps(hook: Callback, value: Value) -> tuple[Unknown, ...]:
    match value:
        case Array():
            return value.gaps
        case Unknown():
            return (value,)
        case None:
            return ()
        case _:
            return (Unknown(hook.place, "hook_schema() does not return an array"),)


def _spelled(hook: Callback, source: bytes, start: int, name: str) -> Place:
    found = re.search(rb"(['\"])" + re.escape(name.encode()) + rb"\1", source[start : hook.span[1]])
    return place_at(hook.place.path, source, start + found.start()) if found else hook.place
