"""Calls by a name in a variable: what a function assigns to that variable, as far as it can be seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from uninstaller.php.needs import Need, NeedKind, literal
from uninstaller.php.parse import Node, Parsed, Span, parse, walk

_ASSIGNMENTS = {"assignment_expression", "reference_assignment_expression", "augmented_assignment_expression"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One value that a variable gets: its text as written, its span, and its value where it is a plain string.

    `is_loop`: the variable runs over `text` in a foreach. A parameter of the function has the text ''.
    """

    text: str
    span: Span
    value: str | None
    is_loop: bool = False


def read_assigned(source: bytes, span: Span, variable: str) -> tuple[Assigned, ...]:
    """Everything that `source[span]` gives to `$variable` (with its dollar sign), in source order."""
    prefix = b"<?php "
    parsed = parse(prefix + source[span[0] : span[1]])
    shift = span[0] - len(prefix)
    return tuple(found for node in walk(parsed.root) for found in _assigned(parsed, node, variable, shift))


def _assigned(parsed: Parsed, node: Node, variable: str, shift: int) -> Iterable[Assigned]:
    if node.type in _ASSIGNMENTS:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None and parsed.text(left) == variable:
            yield Assigned(
                parsed.text(right), (right.start_byte + shift, right.end_byte + shift), literal(parsed, right)
            )
    elif node.type == "foreach_statement":
        if variable in (parsed.text(child) for child in _loop_variables(node)):
            yield Assigned(parsed.text(node.named_children[0]), (0, 0), None, is_loop=True)
    elif node.type == "simple_parameter":
        name = node.child_by_field_name("name")
        if name is not None and parsed.text(name) == variable:
            yield Assigned("", (0, 0), None)


def _loop_variables(loop: Node) -> Iterable[Node]:
    for child in loop.named_children[1:2]:
        yield from child.named_children if child.type == "pair" else [child]


def assigned_names(source: bytes, span: Span, needs: Iterable[Need]) -> frozenset[Span]:
    """Spans of plain strings that a variable gets which is then called: those strings are names of functions."""
    called = {need.name for need in needs if need.kind is NeedKind.DYNAMIC and need.name.startswith("$")}
    return frozenset(
        assigned.span
        for variable in sorted(called)
        for assigned in read_assigned(source, span, variable)
        if assigned.value is not None
    )
