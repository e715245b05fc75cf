"""Calls by a name in a variable: what a function assigns to that variable, as far as it can be seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from uninstaller.php.needs import Need, NeedKind, literal
from uninstaller.php.parse import Node, Parsed, Span, parse, walk

_ASSIGNMENTS = {"assignment_expression", "reference_assignment_expression"}
_WRITES = {
    "simple_parameter", "variadic_parameter", "static_variable_declaration", "global_declaration", "list_literal",
    "by_ref", "catch_clause", "augmented_assignment_expression", "anonymous_function_use_clause", "unset_statement",
}  # fmt: skip
_ASKING = {"function_exists", "is_callable", "call_user_func", "call_user_func_array"}
_SCATTERING = {"extract", "parse_str", "eval"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One value that a variable gets: its text as written, its span, and its value where it is a plain string.

    `is_loop`: the variable runs over `text` in a foreach. What comes in another way (a parameter, a reference, a
    variable variable) has the text ''. `is_read`: no value, but a place where the variable is used otherwise than
    to be called.
    """

    text: str
    span: Span
    value: str | None
    is_loop: bool = False
    is_read: bool = False


def read_assigned(source: bytes, span: Span, variable: str) -> tuple[Assigned, ...]:
    """Everything that `source[span]` does with `$variable` (with its dollar sign) but to call it, in source order."""
    prefix = b"<?php "
    parsed = parse(prefix + source[span[0] : span[1]])
    shift = span[0] - len(prefix)
    return tuple(found for node in walk(parsed.root) for found in _assigned(parsed, node, variable, shift))


def _assigned(parsed: Parsed, node: Node, variable: str, shift: int) -> Iterable[Assigned]:
    if node.type == "dynamic_variable_name" or _calls(parsed, node, _SCATTERING):
        yield Assigned("", (0, 0), None)
    if node.type != "variable_name" or node.parent is None or parsed.text(node) != variable:
        return
    parent = node.parent
    if parent.type in _ASSIGNMENTS and parent.child_by_field_name("left") == node:
        right = parent.child_by_field_name("right")
        if right is not None:
            where = right.start_byte + shift, right.end_byte + shift
            yield Assigned(parsed.text(right), where, literal(parsed, right))
    elif (loop := _loop_of(node)) is not None:
        yield Assigned(parsed.text(loop.named_children[0]), (0, 0), None, is_loop=True)
    elif parent.type in _WRITES:
        yield Assigned("", (0, 0), None)
    elif not _is_called(parsed, node):
        yield Assigned("", (0, 0), None, is_read=True)


def _loop_of(node: Node) -> Node | None:
    """The foreach whose key or value the variable is."""
    here = node.parent if node.parent is not None and node.parent.type == "pair" else node
    loop = here.parent
    is_variable = loop is not None and loop.type == "foreach_statement" and loop.named_children[1:2] == [here]
    return loop if is_variable else None


def _is_called(parsed: Parsed, node: Node) -> bool:
    """Whether the variable is called here, or asked whether it could be."""
    parent = node.parent
    if parent is None or parent.type == "function_call_expression":
        return True
    arguments = parent.parent if parent.type == "argument" else None
    call = arguments.parent if arguments is not None else None
    return (
        call is not None
        and arguments is not None
        and arguments.named_children[0] == parent
        and (_calls(parsed, call, _ASKING))
    )


def _calls(parsed: Parsed, node: Node, names: set[str]) -> bool:
    function = node.child_by_field_name("function") if node.type == "function_call_expression" else None
    return function is not None and parsed.text(function).lstrip("\\").lower() in names


def assigned_names(source: bytes, span: Span, needs: Iterable[Need]) -> frozenset[Span]:
    """Spans of plain strings that a variable gets which is then called: those strings are names of functions."""
    called = {need.name for need in needs if need.kind is NeedKind.DYNAMIC and need.name.startswith("$")}
    return frozenset(
        assigned.span
        for variable in sorted(called)
        for assigned in read_assigned(source, span, variable)
        if assigned.value is not None
    )
