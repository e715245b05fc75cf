"""What the update of each module does to a database, from the plan's footprint and the code that was lifted."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.facts.model import Fate, Kind, Stores
from uninstaller.php.literals import field, parts
from uninstaller.php.parse import Node, Parsed, parse, walk
from uninstaller.plan.model import Lifted, Plan, Removal
from uninstaller.plan.runbook import Effect, EffectKind

_SCHEMA = frozenset(
    """db_add_field db_change_field db_drop_field db_rename_table db_add_index db_drop_index db_add_unique_key
    db_drop_unique_key db_add_primary_key db_drop_primary_key db_field_set_default db_field_set_no_default addfield
    changefield dropfield renametable addindex dropindex adduniquekey dropuniquekey addprimarykey
    dropprimarykey""".split()  # noqa: SIM905 - a list would take 20 lines
)
_ROWS = frozenset(["db_delete", "db_update", "db_merge", "db_insert", "db_truncate", "delete", "update", "truncate"])
_OBJECTS: Mapping[str, str] = {
    "entity_delete": "entities",
    "entity_delete_multiple": "entities",
    "node_delete": "nodes",
    "node_delete_multiple": "nodes",
    "comment_delete": "comments",
    "comment_delete_multiple": "comments",
    "taxonomy_term_delete": "terms",
    "taxonomy_vocabulary_delete": "vocabularies with their terms",
    "user_delete": "users",
    "user_delete_multiple": "users",
    "file_delete": "files",
    "field_delete_field": "fields with their data",
    "field_delete_instance": "fields with their data",
    "field_purge_batch": "fields with their data",
}
_STATEMENT = re.compile(r"\s*(ALTER\s+TABLE|DELETE\s+FROM|UPDATE|TRUNCATE(?:\s+TABLE)?)\s+\{?([a-z0-9_]+)\}?", re.I)
_QUERIES = frozenset(["db_query", "query"])
_MANY = frozenset(
    [
        Kind.FIELD,
        Kind.ENTITY_TYPE,
        Kind.NODE_GRANT,
        Kind.FILE_USAGE,
        Kind.URL_ALIAS,
        Kind.LOCALE_SOURCE,
        Kind.USER_DATA,
        Kind.QUEUE,
        Kind.VOCABULARY,
        Kind.MENU_LINK,
    ]
)
"""Of these a site can have any number; of permissions, blocks and variables it has few."""

_GONE = frozenset([Fate.REMOVED, Fate.CLEANED])
_DROPS = "the module's own tables: whoever read them has gone with its code"
_IN_SHARED = "other rows of these tables stay readable; it can take long, and then writers wait"
_OTHERS_TABLE = "other code reads this table, and the database may lock it while it is rewritten"
_GRANTS = "node_access is emptied and built again: until it is done, visitors may see too little or too much"
_CACHES = "the first requests after it are slow; on several web servers each must forget what it cached itself"


def find_effects(plan: Plan) -> tuple[Effect, ...]:
    """For each module, in the order of the plan."""
    return tuple(effect for removal in plan.removals if not removal.is_test for effect in _of_removal(plan, removal))


def _of_removal(plan: Plan, removal: Removal) -> Iterator[Effect]:
    name = removal.extension.name
    rewritten, emptied = _read_code(removal.lifted, set(removal.tables))
    if removal.node_grants:
        yield Effect(name, EffectKind.REWRITES, ("node_access",), _GRANTS, is_live=False)
    if rewritten:
        yield Effect(name, EffectKind.REWRITES, rewritten, _OTHERS_TABLE, is_live=False)
    dropped = tuple(sorted({*removal.tables, *removal.entity_tables}))
    if dropped:
        yield Effect(name, EffectKind.DROPS, dropped, _DROPS, is_live=True)
    rows = sorted({*emptied, *_count_many(plan, removal)})
    if rows:
        yield Effect(name, EffectKind.DELETES, tuple(rows), _IN_SHARED, is_live=True)
    yield Effect(name, EffectKind.REBUILDS, ("caches",), _CACHES, is_live=True)


def _count_many(plan: Plan, removal: Removal) -> Iterator[str]:
    residue = set(removal.residue) if plan.deep_clean else set()
    for row in plan.footprint:
        if row.module == removal.extension.name and row.kind in _MANY and _goes(row, residue):
            yield f"{row.kind.value} {row.name}"


def _goes(row: Stores, residue: set[Stores]) -> bool:
    return row.fate in _GONE or row in residue


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    first: str
    """Its first argument where that is a literal, else ''."""


def _read_code(lifted: Lifted, own: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tables of others that the code alters, and what it deletes rows of."""
    altered, emptied = set(), set()
    for call in _list_calls(lifted.source):
        statement = _STATEMENT.match(call.first) if call.name in _QUERIES else None
        table = statement[2] if statement else call.first or "a table that it names at run time"
        if table in own:
            continue
        if call.name in _SCHEMA or (statement and statement[1].upper().startswith("ALTER")):
            altered.add(table)
        elif call.name in _ROWS or statement:
            emptied.add(f"rows of {table}")
        elif call.name in _OBJECTS:
            emptied.add(_OBJECTS[call.name])
    return tuple(sorted(altered)), tuple(sorted(emptied))


def _list_calls(source: str) -> Iterable[_Call]:
    parsed = parse(f"<?php\n{source}".encode("utf-8", "surrogateescape"))
    for node in walk(parsed.root):
        if node.type in ("function_call_expression", "member_call_expression"):
            named = node.child_by_field_name("function") or node.child_by_field_name("name")
            if named is not None:
                yield _Call(parsed.text(named).lstrip("\\").lower(), _first_literal(parsed, node))


def _first_literal(parsed: Parsed, call: Node) -> str:
    arguments = parts(field(call, "arguments"))
    value = parts(arguments[0])[-1:] if arguments else []
    text = parsed.text(value[0]) if value and value[0].type in ("string", "encapsed_string") else ""
    return text[1:-1] if "$" not in text else ""
