"""The tables that Drupal 7 drops when it uninstalls a module, from hook_schema() as it stands in the code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from uninstaller.drupal.seven.code.loaded_code import LoadedCode
from uninstaller.php.evaluate import evaluate_function
from uninstaller.php.machine import Definition, Lookup
from uninstaller.php.values import Array, Key, Unknown, Value
from uninstaller.place import Place, Unread, place_at


@dataclass(frozen=True, slots=True)
class Tables:
    """`names` in declared order, with the place of each. `unknown`: why the list may be wrong.

    `is_reachable` is false where a hook_schema() exists, at `hook`, which Drupal does not find when it uninstalls:
    it drops no table then.
    """

    names: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    unknown: tuple[Unread, ...] = ()
    is_reachable: bool = True
    hook: Place | None = None


_TABLE = re.compile(r"[A-Za-z0-9_]+")


def read_tables(
    files: Mapping[str, bytes], module: str, install_path: str, find_function: Lookup | None = None
) -> Tables:
    """What drupal_uninstall_schema() would drop (includes/common.inc); never raises.

    `files` are those of the module's folder (path to bytes); `install_path` need not be among them. `find_function`
    finds functions outside of the module that are loaded on every request (Drupal's own includes).
    """
    code = LoadedCode(files, module, install_path, find_function)
    code.load(install_path)
    natives = code.natives()
    # hook_uninstall runs first, and what it loads stays loaded.
    if code.find_function(f"{module}_uninstall"):
        evaluate_function(f"{module}_uninstall", code.find_function, code.find_constant, natives=natives)
    hook = f"{module}_schema"
    definition = code.find_function(hook)
    if definition is None:
        unreadable = code.find_unreadable(hook)
        if unreadable:
            reason = f"{hook}() is declared more than once, or could not be parsed"
            return Tables(unknown=(Unread(unreadable, reason),), hook=unreadable)
        elsewhere = code.find_unloaded(hook)
        return Tables(is_reachable=elsewhere is None, hook=elsewhere)
    place = _place(definition)
    value = evaluate_function(hook, code.find_function, code.find_constant, natives=natives)
    return _named_tables(code, value, place)


def _place(definition: Definition) -> Place:
    return place_at(definition.path, definition.parsed.source, definition.node.start_byte)


def _named_tables(code: LoadedCode, schema: Value, hook: Place) -> Tables:
    names: dict[str, Place] = {}
    unknown: list[Unread] = []
    match schema:
        case Unknown():
            unknown.append(_unread(code, schema))
        case Array():
            unknown += [_unread(code, gap) for gap in schema.gaps]
            for key, table in schema.items.items():
                name = _table_name(code, key, table, hook)
                if isinstance(name, Unread):
                    unknown.append(name)
                else:
                    names.setdefault(name, code.find_text(name) or hook)
        case None | False | "" | 0 | "0":
            pass
        case _:
            unknown.append(Unread(hook, "hook_schema() does not return an array"))
    return Tables(tuple(names), tuple(names.values()), tuple(dict.fromkeys(unknown)), hook=hook)


def _unread(code: LoadedCode, unknown: Unknown) -> Unread:
    called = re.match(r"(\w+)\(\) is not known here", unknown.reason)
    elsewhere = code.find_unloaded(called[1]) if called else None
    if called and elsewhere:
        return Unread(
            unknown.place, f"{called[1]}() is only in {elsewhere.path}, which Drupal does not load to uninstall"
        )
    return Unread(unknown.place, unknown.reason)


def _table_name(code: LoadedCode, key: Key, table: object, hook: Place) -> str | Unread:
    """A definition may bear a name of its own, and that one is dropped (_drupal_schema_initialize())."""
    name: object = str(key)
    if isinstance(table, Unknown) and not table.reason.startswith("drupal_get_schema_unprocessed()"):
        return _unread(code, Unknown(table.place, f"the definition of table {key!r} may name another: {table.reason}"))
    if isinstance(table, Array):
        own = table.items.get("name")
        if isinstance(own, Unknown):
            return _unread(code, own)
        name = name if own is None else own
    elif table is not None and not isinstance(table, Unknown):
        return Unread(hook, f"the definition of table {key!r} is not an array")
    if isinstance(name, str) and _TABLE.fullmatch(name):
        return name
    return Unread(hook, f"{name!r} is no table name")
