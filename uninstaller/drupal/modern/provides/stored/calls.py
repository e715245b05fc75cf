"""The calls in a module's code that name something in a store."""

import re
from collections.abc import Iterator

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.members import place_of
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part, walk_named
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.code.scopes import (
    find_assigned,
    find_class,
    find_function,
    find_property_type,
    find_type,
)
from uninstaller.drupal.modern.provides.stored.model import StoredName
from uninstaller.drupal.modern.provides.stored.patterns import OpenFile, open_file, read_listed_names, read_names
from uninstaller.drupal.modern.provides.stored.stores import CALLS, LISTS, MAKERS, METHODS, SERVICES, TYPES, Call, Store
from uninstaller.php.literals import field, parts
from uninstaller.php.needs import argument_list
from uninstaller.php.parse import Node

_METHODS = {
    *(name for methods in METHODS.values() for name in methods),
    *(re.split("::|->", name)[1] for name in CALLS),
}
_HINT = re.compile(
    rb"::(?:state|keyValue\w*|queue|config\w*|cache|database|flood|service|getConnection|invalidateTags)\("
    rb"|->(?:state|config\w*|keyValue|cache|schema|getEditable)\("
    rb"|->(?:state|\w*[cC]onfig\w*|keyValue\w*|queue\w*|userData|flood|\w*[tT]emp[sS]tore\w*|database|connection)->|['\"](?:"
    + b"|".join(re.escape(name.encode()) for name in sorted(SERVICES))
    + rb")['\"]|\\(?:"
    + b"|".join(name.encode() for name in sorted(TYPES))
    + rb")\b"
)
"""A file without any of these names no store."""
_CALL_TYPES = {"member_call_expression", "nullsafe_member_call_expression", "scoped_call_expression"}
DEEPEST = 4


def read_stored_names(code: OwnCode) -> Iterator[StoredName]:
    for path in code.files:
        if _HINT.search(code.read(path)):
            file = open_file(code, path)
            for node in walk_named(file.parsed.root):
                if node.type in _CALL_TYPES and file.parsed.text(field(node, "name")) in _METHODS:
                    yield from _read(file, node)


def _read(file: OpenFile, node: Node) -> Iterator[StoredName]:
    call = _find_call(file, node)
    arguments = argument_list(node)
    if call is None or len(arguments) <= call[2]:
        return
    kind, access, index = call
    argument = last_part(arguments[index])
    is_list = file.parsed.text(field(node, "name")) in LISTS
    within = _within(file, node)
    for name in read_listed_names(file, argument) if is_list else read_names(file, argument):
        yield StoredName(kind, name, access, place_of(file.path, node), within)


def _find_call(file: OpenFile, node: Node) -> Call | None:
    spelled = _spell(file, node)
    if spelled in CALLS:
        return CALLS[spelled]
    store = _store_of(file, field(node, "object"), 0) if "member" in node.type else None
    return METHODS[store].get(file.parsed.text(field(node, "name"))) if store is not None else None


def _spell(file: OpenFile, call: Node) -> str:
    """`Class::method`, `this->method` or `->method`."""
    name = file.parsed.text(field(call, "name"))
    scope = call.child_by_field_name("scope")
    if scope is not None:
        return f"{file.parsed.text(scope).rpartition(chr(92))[2]}::{name}"
    return f"this->{name}" if file.parsed.text(field(call, "object")) == "$this" else f"->{name}"


def _store_of(file: OpenFile, node: Node, depth: int) -> Store | None:
    """Which store an expression is."""
    while node.type == "parenthesized_expression" and parts(node):
        node = first_part(node)
    if depth > DEEPEST:
        return None
    if node.type == "variable_name":
        found = TYPES.get(find_type(file.code, file.path, node).rpartition("\\")[2])
        assigned = find_assigned(file.parsed, file.variables, node) if found is None else None
        return _store_of(file, assigned, depth + 1) if assigned is not None else found
    if node.type == "member_access_expression":
        return TYPES.get(find_property_type(file.code, file.path, node).rpartition("\\")[2])
    if node.type in _CALL_TYPES:
        spelled = _spell(file, node)
        if spelled in ("Drupal::service", "->get", "this->get"):
            return SERVICES.get(first_text(file.parsed, node))
        return MAKERS.get(spelled) or MAKERS.get(f"->{file.parsed.text(field(node, 'name'))}")
    return None


def _within(file: OpenFile, node: Node) -> str:
    function = find_function(node)
    while function is not None and function.child_by_field_name("name") is None:
        function = find_function(function)
    if function is None:
        return ""
    name = file.parsed.text(field(function, "name"))
    owner = find_class(file.parsed, node)
    return f"{owner}::{name}" if owner else name
