"""Assignments of PHP, from plain ones to `list()` and `&`."""

from collections.abc import Mapping

from uninstaller.php.expressions import Handler
from uninstaller.php.literals import field, parts
from uninstaller.php.machine import Machine
from uninstaller.php.operators import apply_operator
from uninstaller.php.parse import Node
from uninstaller.php.targets import (
    TARGET_TYPES,
    bind_target,
    element_key,
    find_target,
    read_item,
    read_target,
    write_target,
)
from uninstaller.php.values import Value, first_unknown


def _assign(machine: Machine, node: Node) -> Value:
    left = field(node, "left")
    value = machine.evaluate(field(node, "right"))
    assign_to(machine, left, value)
    return value


def assign_to(machine: Machine, left: Node, value: Value) -> None:
    """A plain target or a `list()` of them."""
    if left.type not in ("list_literal", "array_creation_expression"):
        write_target(machine, find_target(machine, left), value)
        return
    index, key = 0, None
    previous: Node | None = None
    for child in left.children:
        if child.type == ",":
            index += 1
        elif child.type == "=>" and previous is not None:
            key = element_key(machine, previous)
        elif child.is_named and child.type != "comment":
            previous = child
            following = child.next_sibling
            if following is None or following.type != "=>":
                _assign_element(machine, child, read_item(machine, value, index if key is None else key))
                key = None


def _assign_element(machine: Machine, element: Node, value: Value) -> None:
    """`[$a, 'k' => $b]` is read as an array where the grammar cannot tell."""
    inner = parts(element) if element.type == "array_element_initializer" else [element]
    if inner:
        assign_to(machine, inner[-1], value)


def _assign_reference(machine: Machine, node: Node) -> Value:
    right = field(node, "right")
    left = find_target(machine, field(node, "left"))
    if right.type in TARGET_TYPES:
        ref = bind_target(machine, find_target(machine, right))
        write_target(machine, left, ref)
        return machine.read(ref)
    value = machine.evaluate(right)
    if left.name is not None and not left.keys:
        machine.state.names.pop(left.name, None)
        left = find_target(machine, field(node, "left"))
    write_target(machine, left, value)
    return value


def _augmented(machine: Machine, node: Node) -> Value:
    target = find_target(machine, field(node, "left"))
    before = read_target(machine, target)
    operator = machine.text(field(node, "operator"))[:-1]
    if operator == "??":
        why = first_unknown(before)
        if before is not None and why is None:
            return before
        fork = machine.fork()
        value = machine.evaluate(field(node, "right"))
        write_target(machine, target, value)
        if why is not None:
            machine.join(fork, why)
        return value
    unknown = machine.unknown(node, f"the result of {operator} is not certain")
    right = machine.resolved(machine.evaluate(field(node, "right")))
    value = apply_operator(operator, machine.resolved(before), right, unknown)
    write_target(machine, target, machine.charge_text(value) if isinstance(value, str) else value)
    return value


def _update(machine: Machine, node: Node) -> Value:
    target = find_target(machine, field(node, "argument"))
    before = read_target(machine, target)
    operator = machine.text(field(node, "operator"))
    after = apply_operator(operator[0], before, 1, machine.unknown(node, f"the result of {operator} is not certain"))
    if before is None and operator == "--":
        after = None
    write_target(machine, target, after)
    return before if node.children[0].is_named else after


ASSIGNMENTS: Mapping[str, Handler] = {
    "assignment_expression": _assign,
    "reference_assignment_expression": _assign_reference,
    "augmented_assignment_expression": _augmented,
    "update_expression": _update,
}
