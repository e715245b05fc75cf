"""Names as code spells them: literal, in a loop over literals, or put together at run time, where `%` stands in."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from uninstaller.drupal.seven.storage.hooks import evaluate_own, find_definition
from uninstaller.drupal.seven.storage.scope import (
    Scope,
    argument,
    callee,
    enclosing_function,
    read_given,
    read_offsets,
)
from uninstaller.php.literals import parts, read_single_quoted, template_parts, unescape
from uninstaller.php.needs import argument_list
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node, walk
from uninstaller.php.values import Array, Value

ANY = "%"
UNKNOWN = frozenset({ANY})
MAX_NAMES = 500
Names = frozenset[str]


def read_names(scope: Scope, node: Node) -> Names:
    """All values that an expression can have, each with `%` where a part is not known."""
    reader = _READERS.get(node.type)
    found = reader(scope, node) if reader else UNKNOWN
    return found if found and len(found) <= MAX_NAMES else UNKNOWN


def _inner(scope: Scope, node: Node) -> Names:
    inner = parts(node)
    return read_names(scope, inner[-1]) if inner else UNKNOWN


def _single_quoted(scope: Scope, node: Node) -> Names:
    return frozenset({read_single_quoted(scope.parsed.text(node))})


def _template(scope: Scope, node: Node) -> Names:
    pieces = template_parts(node, scope.parsed.source)
    return _joined([{unescape(piece)} if isinstance(piece, str) else read_names(scope, piece) for piece in pieces])


def _joined(choices: Iterable[Iterable[str]]) -> Names:
    lists = [sorted(choice) for choice in choices]
    size = 1
    for each in lists:
        size *= len(each)
    if size > MAX_NAMES:
        lists = [each if len(each) == 1 else [ANY] for each in lists]
    return frozenset(re.sub("%+", ANY, "".join(chosen)) for chosen in product(*lists))


def _binary(scope: Scope, node: Node) -> Names:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None or operator is None or operator.type != ".":
        return UNKNOWN
    return _joined([read_names(scope, left), read_names(scope, right)])


def _conditional(scope: Scope, node: Node) -> Names:
    ways = (node.child_by_field_name("body"), node.child_by_field_name("alternative"))
    return frozenset().union(*(read_names(scope, way) for way in ways if way is not None))


def _constant(scope: Scope, node: Node) -> Names:
    name = scope.parsed.text(node)
    if name == "__FUNCTION__":
        function = enclosing_function(node).child_by_field_name("name")
        return frozenset({scope.parsed.text(function)}) if function is not None else UNKNOWN
    declaration = scope.own.code.find(DeclarationKind.CONSTANT, name)
    definition = find_definition(scope.own, declaration) if declaration else None
    if definition is None:
        return UNKNOWN
    call = next((node for node in walk(definition.node) if node.type == "function_call_expression"), None)
    value = argument(call, 1) if call is not None else parts(definition.node)[-1]
    there = Scope(scope.own, definition.path, definition.parsed, scope.seen | {name})
    return read_names(there, value) if value is not None and name not in scope.seen else UNKNOWN


def _call(scope: Scope, node: Node) -> Names:
    name = callee(scope.parsed, node)
    first = argument(node, 0)
    if name in ("db_like", "strtolower", "drupal_strtolower", "trim", "check_plain", "strval") and first is not None:
        return read_names(scope, first)
    if name == "sprintf" and first is not None:
        return frozenset(re.sub("%+", ANY, re.sub(r"%[sd]", ANY, text)) for text in read_names(scope, first))
    value = evaluate_own(scope.own, name) if not argument_list(node) and _is_own(scope, name) else None
    return frozenset({value}) if isinstance(value, str) else UNKNOWN


def _is_own(scope: Scope, function: str) -> bool:
    return scope.own.code.find(DeclarationKind.FUNCTION, function) is not None


def _variable(scope: Scope, node: Node) -> Names:
    name = scope.parsed.text(node)
    if name in scope.seen:
        return frozenset()
    inside = scope.looking_up(name)
    found: set[str] = set()
    for given in read_given(scope, node):
        if given.value is None:
            found.add(ANY)
        elif given.of_element or given.of_key:
            found |= read_elements(inside, given.value, keys=given.of_key)
        else:
            found |= read_names(inside, given.value)
    return frozenset(found) or UNKNOWN


def read_elements(scope: Scope, node: Node, *, keys: bool = False) -> Names:
    """What the elements of an array can be, or its keys."""
    match node.type:
        case "array_creation_expression":
            return _array_elements(scope, node, keys)
        case "variable_name":
            return _variable_elements(scope, node, keys)
        case "function_call_expression":
            return _call_elements(scope, node, keys)
        case "binary_expression" | "parenthesized_expression" | "cast_expression":
            return frozenset().union(*(read_elements(scope, part, keys=keys) for part in parts(node)[-2:]))
        case _:
            return UNKNOWN


def _array_elements(scope: Scope, array: Node, keys: bool) -> Names:
    found: set[str] = set()
    for element in parts(array):
        inner = parts(element)
        if not keys and inner:
            found |= read_names(scope, inner[-1])
        elif len(inner) == 2:
            found |= read_names(scope, inner[0])
    return frozenset(found)


def _variable_elements(scope: Scope, variable: Node, keys: bool) -> Names:
    name = scope.parsed.text(variable)
    if name in scope.seen:
        return frozenset()
    inside, found = scope.looking_up(name), set[str]()
    for given in read_given(scope, variable):
        is_plain = given.value is not None and not given.of_element and not given.of_key
        found |= read_elements(inside, given.value, keys=keys) if is_plain and given.value is not None else UNKNOWN
    for offset, value in read_offsets(scope, variable):
        chosen = offset if keys else value
        found |= read_names(inside, chosen) if chosen is not None else set()
    return frozenset(found) or UNKNOWN


def _call_elements(scope: Scope, call: Node, keys: bool) -> Names:
    name, first = callee(scope.parsed, call), argument(call, 0)
    if name in ("array_keys", "array_flip") and first is not None:
        return read_elements(scope, first, keys=name == "array_keys" or not keys)
    if name in ("array_merge", "array_values", "array_unique", "array_filter", "drupal_map_assoc"):
        given = (argument(call, index) for index in range(len(argument_list(call))))
        return frozenset().union(*(read_elements(scope, each, keys=keys) for each in given if each is not None))
    value: Value = evaluate_own(scope.own, name) if _is_own(scope, name) else None
    if not isinstance(value, Array):
        return UNKNOWN
    texts = (key if keys else item for key, item in value.items.items())
    found = frozenset(str(text) if isinstance(text, str | int) else ANY for text in texts)
    return found | UNKNOWN if value.gaps or not found else found


_READERS: Mapping[str, Callable[[Scope, Node], Names]] = {
    "string": _single_quoted,
    "encapsed_string": _template,
    "binary_expression": _binary,
    "conditional_expression": _conditional,
    "parenthesized_expression": _inner,
    "cast_expression": _inner,
    "error_suppression_expression": _inner,
    "assignment_expression": _inner,
    "name": _constant,
    "function_call_expression": _call,
    "variable_name": _variable,
    "integer": lambda scope, node: frozenset({scope.parsed.text(node)}),
}
