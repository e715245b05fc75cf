"""Where a module's own code calls the functions that store, read and delete, and which of it runs on removal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.seven.callbacks import role_of
from uninstaller.drupal.seven.lift import OwnCode
from uninstaller.drupal.seven.storage_hooks import evaluate_own, implements, list_own_files, parse_once
from uninstaller.drupal.seven.storage_names import ANY, UNKNOWN, Names, read_names
from uninstaller.drupal.seven.storage_scope import (
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
from uninstaller.php.parse import Node, Span, walk
from uninstaller.php.slice import slice_closure
from uninstaller.php.values import Array, Value
from uninstaller.place import Place, place_at


@dataclass(frozen=True, slots=True)
class Call:
    """A call in own code; `name` in lower case, with the class where it is static. `on_removal`: runs on removal."""

    name: str
    node: Node
    scope: Scope
    on_removal: bool

    @property
    def place(self) -> Place:
        return place_at(self.scope.path, self.scope.parsed.source, self.node.start_byte)

    def names(self, index: int) -> Names:
        """What an argument can be; `%` alone where it is missing."""
        given = argument(self.node, index)
        return read_names(self.scope, given) if given is not None else UNKNOWN

    def properties(self, index: int, key: str) -> Names:
        """What a key of the array or object can be that is given as an argument."""
        given = argument(self.node, index)
        return read_property(self.scope, given, key) if given is not None else UNKNOWN

    def function_calls(self, name: str) -> bool:
        """Whether the function that holds this call also calls another."""
        inside = walk(enclosing_function(self.node))
        return any(
            callee(self.scope.parsed, node) == name for node in inside if node.type == "function_call_expression"
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of own code that runs on removal."""

    scope: Scope
    node: Node


@dataclass(frozen=True, slots=True)
class Activity:
    """What a module's own code does, as far as it matters to the database."""

    calls: tuple[Call, ...]
    on_removal: tuple[Stretch, ...]
    scopes: tuple[Scope, ...]

    def of(self, *names: str) -> Iterator[Call]:
        return (call for call in self.calls if call.name in names)

    def given_on_removal(self, name: str, index: int = 0) -> Names:
        """All that a function is given at an index by what runs on removal."""
        calls = (call for call in self.of(name) if call.on_removal)
        return frozenset().union(*(call.names(index) for call in calls))


def read_activity(own: OwnCode, module: str, interesting: Iterable[str]) -> Activity:
    """`interesting` are lower-case names of functions, with `CLASS::` before a static one."""
    wanted = frozenset(interesting)
    spans = _spans_on_removal(own, module)
    scopes = [Scope(own, path, parse_once(own.code.sources[path])) for path in list_own_files(own, module)]
    calls = tuple(call for scope in scopes for call in _calls(scope, wanted, spans.get(scope.path, ())))
    return Activity(calls, tuple(_stretches(own, spans)), tuple(scopes))


def _spans_on_removal(own: OwnCode, module: str) -> Mapping[str, tuple[Span, ...]]:
    """By path: hook_disable() and hook_uninstall() with all own code that they need (includes/install.inc)."""
    found = [implements(own, module, hook) for hook in ("disable", "uninstall")]
    # Only the install file is loaded when Drupal uninstalls; when it disables, the module's own file too.
    roots = [one for one in found if one and one.path.endswith((".install", ".module"))]
    roots = [one for one in roots if one.path.endswith(".install") or not one.name.lower().endswith("_uninstall")]
    spans: dict[str, tuple[Span, ...]] = {}
    for sliced in slice_closure(own.code, roots, role_of, lambda _need: ()):
        declaration = sliced.declaration
        if declaration.kind is not DeclarationKind.CONSTANT:
            spans[declaration.path] = (*spans.get(declaration.path, ()), declaration.span)
    return spans


def _stretches(own: OwnCode, spans: Mapping[str, tuple[Span, ...]]) -> Iterator[Stretch]:
    for path, found in spans.items():
        scope = Scope(own, path, parse_once(own.code.sources[path]))
        for span in found:
            node = scope.parsed.root.descendant_for_byte_range(*span)
            if node is not None:
                yield Stretch(scope, node)


def _calls(scope: Scope, wanted: frozenset[str], spans: tuple[Span, ...]) -> Iterator[Call]:
    for node in walk(scope.parsed.root):
        name = _call_name(scope, node)
        if name in wanted:
            yield Call(name, node, scope, any(start <= node.start_byte < end for start, end in spans))


def _call_name(scope: Scope, node: Node) -> str:
    if node.type == "function_call_expression":
        return callee(scope.parsed, node)
    if node.type == "scoped_call_expression":
        parts_of_name = (node.child_by_field_name("scope"), node.child_by_field_name("name"))
        return "::".join(scope.parsed.text(part).lower() for part in parts_of_name if part is not None)
    return ""


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
