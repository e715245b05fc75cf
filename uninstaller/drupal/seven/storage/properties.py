"""What a key can be in an array or object that own code puts together, such as the name of a field that it creates."""

from collections.abc import Callable, Mapping

from uninstaller.drupal.seven.storage.hooks import evaluate_own
from uninstaller.drupal.seven.storage.names import ANY, UNKNOWN, Names, read_names
from uninstaller.drupal.seven.storage.scope import (
    Given,
    Scope,
    argument,
    callee,
    enclosing_function,
    read_given,
    read_offsets,
)
from uninstaller.php.literals import parts
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node, walk
from uninstaller.php.values import Array, Value

_WRAPPERS = ("node_type_set_defaults", "image_style_save", "drupal_array_merge_deep", "array_merge")
"""They return what they are given first, with more keys."""


def read_property(scope: Scope, node: Node, key: str) -> Names:
    """What a key can be in an array or object."""
    reader = _PROPERTIES.get(node.type)
    return reader(scope, node, key) if reader else UNKNOWN


def _of_array(scope: Scope, array: Node, key: str) -> Names:
    for element in parts(array):
        inner = parts(element)
        if len(inner) == 2 and read_names(scope, inner[0]) == {key}:
            return read_names(scope, inner[1])
    return frozenset()


def _of_last(scope: Scope, node: Node, key: str) -> Names:
    return frozenset().union(
        *(read_property(scope, part, key) for part in parts(node)[-2:] if part.type != "cast_type")
    )


def _of_call(scope: Scope, call: Node, key: str) -> Names:
    name, first = callee(scope.parsed, call), argument(call, 0)
    if name in _WRAPPERS and first is not None:
        return read_property(scope, first, key)
    if scope.own.code.find(DeclarationKind.FUNCTION, name) is None:
        return UNKNOWN
    return _in_value(evaluate_own(scope.own, name), key)


def _in_value(value: Value, key: str) -> Names:
    found = value.items.get(key) if isinstance(value, Array) else None
    return frozenset({found}) if isinstance(found, str) else UNKNOWN


def _of_variable(scope: Scope, variable: Node, key: str) -> Names:
    name = scope.parsed.text(variable)
    if name in scope.seen:
        return frozenset()
    inside, found = scope.looking_up(name), set[str]()
    for given in read_given(scope, variable):
        found |= _of_given(inside, given, key)
    for offset, value in read_offsets(scope, variable):
        if offset is not None and read_names(inside, offset) == {key}:
            found |= read_names(inside, value)
    found |= _members(inside, variable, key)
    return frozenset(found - UNKNOWN if len(found) > 1 else found)


def _members(scope: Scope, variable: Node, key: str) -> Names:
    """`$object->key = value` in the variable's function."""
    target = f"{scope.parsed.text(variable)}->{key}"
    found: set[str] = set()
    for node in walk(enclosing_function(variable)):
        if node.type == "assignment_expression":
            left, right = (node.child_by_field_name(side) for side in ("left", "right"))
            if left is not None and right is not None and scope.parsed.text(left) == target:
                found |= read_names(scope, right)
    return frozenset(found)


def _of_given(scope: Scope, given: Given, key: str) -> Names:
    if given.value is None or given.of_key:
        return UNKNOWN
    return _of_elements(scope, given.value, key) if given.of_element else read_property(scope, given.value, key)


def _of_elements(scope: Scope, node: Node, key: str) -> Names:
    """What a key can be in the elements of an array."""
    if node.type == "array_creation_expression":
        return frozenset().union(*(read_property(scope, parts(element)[-1], key) for element in parts(node)))
    if node.type == "function_call_expression" and scope.own.code.find(
        DeclarationKind.FUNCTION, callee(scope.parsed, node)
    ):
        value = evaluate_own(scope.own, callee(scope.parsed, node))
        items = value.items.values() if isinstance(value, Array) else ()
        return frozenset().union(*(_in_value(item, key) for item in items if isinstance(item, Array))) or UNKNOWN
    if node.type == "variable_name" and scope.parsed.text(node) not in scope.seen:
        inside = scope.looking_up(scope.parsed.text(node))
        given = [one.value for one in read_given(scope, node) if one.value is not None and not one.of_element]
        values = [value for _, value in read_offsets(scope, node)]
        found = [_of_elements(inside, one, key) for one in given] + [read_property(inside, one, key) for one in values]
        return frozenset().union(*found) or UNKNOWN
    return frozenset({ANY})


_PROPERTIES: Mapping[str, Callable[[Scope, Node, str], Names]] = {
    "array_creation_expression": _of_array,
    "cast_expression": _of_last,
    "parenthesized_expression": _of_last,
    "binary_expression": _of_last,
    "function_call_expression": _of_call,
    "variable_name": _of_variable,
}
