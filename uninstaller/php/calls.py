"""Calls, constants, assignments and included files: expressions that reach outside of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from uninstaller.php.builtin_calls import BUILTIN_CALLS
from uninstaller.php.builtins import is_builtin
from uninstaller.php.constants import MAX_CALLS, in_frame
from uninstaller.php.expressions import Handler
from uninstaller.php.literals import field, parts
from uninstaller.php.machine import Argument, Definition, Frame, Machine
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node
from uninstaller.php.state import State
from uninstaller.php.targets import (
    TARGET_TYPES,
    bind_target,
    find_target,
    read_target,
    taint_target,
    write_target,
)
from uninstaller.php.values import (
    Array,
    Ref,
    Unknown,
    Value,
    first_unknown,
    make_list,
)
from uninstaller.php.writing_calls import WRITING


def read_arguments(machine: Machine, node: Node) -> list[Argument] | Unknown:
    """The arguments evaluated, in order; unknown where `...` spreads what is not known."""
    found: list[Argument] = []
    for argument in parts(field(node, "arguments")):
        inner = parts(argument) or [argument]
        value = inner[-1]
        if value.type == "variadic_unpacking":
            spread = machine.evaluate(parts(value)[0])
            if not isinstance(spread, Array) or spread.gaps:
                return first_unknown(spread) or machine.unknown(node, "what is spread here is not known")
            for key, slot in spread.items.items():
                found.append(Argument(machine.read(slot), value, key if isinstance(key, str) else ""))
            continue
        name = argument.child_by_field_name("name")
        found.append(Argument(machine.evaluate(value), value, machine.text(name) if name else ""))
    return found


def _call(machine: Machine, node: Node) -> Value:
    function = field(node, "function")
    if function.type in ("name", "qualified_name"):
        name: Value = machine.text(function).lstrip("\\")
    else:
        name = machine.evaluate(function)
    lower = name.lower() if isinstance(name, str) else ""
    special = None if lower in machine.natives else machine.specials.get(lower)
    if special:
        return special(machine, node)
    arguments = read_arguments(machine, node)
    if isinstance(arguments, Unknown):
        return foreign_call(machine, node, arguments)
    if not isinstance(name, str):
        why = name if isinstance(name, Unknown) else machine.unknown(node, "which function is called is not known")
        return foreign_call(machine, node, why)
    return call_by_name(machine, node, name, arguments)


def call_by_name(machine: Machine, node: Node, name: str, arguments: Sequence[Argument]) -> Value:
    lower = name.lower()
    values = [machine.resolved(argument.value) for argument in arguments]
    unknown = machine.unknown(node, f"{name}() is not known here")
    if lower in machine.natives:
        value: Value = machine.natives[lower](values, unknown)
        return value
    definition = machine.functions(name)
    if definition is not None:
        return run_function(machine, definition, name, arguments)
    machine.charge(sum(value.weight for value in values if isinstance(value, Array)) // 16)
    if lower in BUILTIN_CALLS:
        return BUILTIN_CALLS[lower](values, replace(unknown, reason=f"what {name}() returns is not certain"))
    if lower in WRITING:
        return _writing_call(machine, node, lower, arguments, unknown)
    if is_builtin(DeclarationKind.FUNCTION, name) and lower not in _WRITES_ARGUMENTS:
        return replace(unknown, reason=f"{name}() is not evaluated")
    return foreign_call(machine, node, unknown)


def foreign_call(machine: Machine, node: Node, why: Unknown) -> Unknown:
    """Code that is not known may write to each of its arguments."""
    for argument in parts(field(node, "arguments")):
        for inner in parts(argument):
            if inner.type in TARGET_TYPES:
                taint_target(machine, find_target(machine, inner), why)
    return why


_WRITES_ARGUMENTS = frozenset(
    """array_multisort array_splice array_walk array_walk_recursive each exec fsockopen getmxrr is_callable mb_parse_str
    natcasesort natsort next openssl_sign preg_match preg_match_all prev rsort settype shuffle similar_text sscanf
    str_ireplace uasort uksort usort xml_parse_into_struct""".split()  # noqa: SIM905 - a list would take 30 lines
)


def _writing_call(machine: Machine, node: Node, name: str, arguments: Sequence[Argument], unknown: Unknown) -> Value:
    if not arguments or arguments[0].node.type not in TARGET_TYPES:
        return unknown
    target = find_target(machine, arguments[0].node)
    array = read_target(machine, target)
    if not isinstance(array, Array) or array.gaps:
        return foreign_call(machine, node, first_unknown(array) or unknown)
    change = WRITING[name](array, [argument.value for argument in arguments[1:]])
    if change is None:
        return foreign_call(machine, node, unknown)
    after, result = change
    if after is not array:
        write_target(machine, target, after)
    return machine.read(result)


def run_function(machine: Machine, definition: Definition, name: str, arguments: Sequence[Argument]) -> Value:
    """A function of the code that is read; what it returns on all its paths, joined."""
    body = definition.node.child_by_field_name("body")
    if body is None or definition.node.has_error or machine.calls >= MAX_CALLS:
        reason = "could not be parsed" if definition.node.has_error else "calls itself too deeply"
        return Unknown(machine.unknown(definition.node, "").place, f"{name}() {reason}")
    caller, names = machine.frame, machine.state.names
    frame = Frame(definition, name, tuple(argument.value for argument in arguments))
    callee = _bind_parameters(machine, frame, arguments)
    machine.frame, machine.state.names = frame, callee
    machine.calls += 1
    machine.execute(body)
    machine.calls -= 1
    for thrown in frame.throws:
        thrown.names = dict(names)
        caller.throws.append(thrown)
    value = _joined_returns(machine, frame)
    machine.frame, machine.state.names = caller, names
    return value


def _joined_returns(machine: Machine, frame: Frame) -> Value:
    ways: list[tuple[Value, State]] = list(frame.returns)
    if not machine.state.is_dead:
        ways.append((None, machine.state.fork()))  # the first way becomes the state itself
    if not ways:
        return machine.unknown(frame.definition.node, f"{frame.name}() does not return")
    why = frame.why or machine.unknown(frame.definition.node, f"{frame.name}() returns in more than one place")
    # Each value is kept in a slot of its own state, so that it is joined with what it points at.
    ref = machine.slots.new()
    for number, (value, state) in enumerate(ways):
        state.heap[ref] = value
        state.names = {}
        if number == 0:
            machine.state.become(state)
        else:
            machine.join(state, why)
    return machine.state.heap.pop(ref)


def _bind_parameters(machine: Machine, frame: Frame, arguments: Sequence[Argument]) -> dict[str, Ref]:
    names: dict[str, Ref] = {}
    caller, caller_names = machine.frame, machine.state.names
    positional = [argument for argument in arguments if not argument.name]
    named = {argument.name: argument for argument in arguments if argument.name}
    for parameter in parts(field(frame.definition.node, "parameters")):
        name = frame.definition.parsed.text(field(parameter, "name"))[1:]
        if parameter.type == "variadic_parameter":
            names[name] = _slot_of(machine, make_list([argument.value for argument in positional]))
            break
        given = positional.pop(0) if positional else named.get(name)
        default = parameter.child_by_field_name("default_value")
        if given is None:
            value = in_frame(machine, Frame(frame.definition, frame.name), default) if default else None
            names[name] = _slot_of(machine, value)
        elif parameter.child_by_field_name("reference_modifier") and given.node.type in TARGET_TYPES:
            names[name] = bind_target(machine, find_target(machine, given.node))
        else:
            names[name] = _slot_of(machine, given.value)
    machine.frame, machine.state.names = caller, caller_names
    return names


def _slot_of(machine: Machine, value: Value) -> Ref:
    ref = machine.slots.new()
    machine.state.heap[ref] = machine.state.wild or value
    return ref


def _included(machine: Machine, node: Node) -> Value:
    path = machine.evaluate(parts(node)[0])
    why = machine.unknown(node, "what the included file does is not known")
    include = machine.natives.get("include")
    value = include([path], why) if include else why
    if isinstance(value, Unknown):
        machine.state.make_wild(value)
    return value


def _foreign(machine: Machine, node: Node) -> Value:
    """Methods, objects and closures: of what they return nothing is known."""
    why = machine.unknown(node, f"{node.type.replace('_', ' ')} is not evaluated")
    return foreign_call(machine, node, why) if node.child_by_field_name("arguments") else why


def _throw(machine: Machine, node: Node) -> Value:
    for inner in parts(node):
        machine.evaluate(inner)
    machine.frame.throws.append(machine.fork())
    machine.state.is_dead = True
    return None


CALLS: Mapping[str, Handler] = {
    "throw_expression": _throw,
    "function_call_expression": _call,
    "include_expression": _included,
    "include_once_expression": _included,
    "require_expression": _included,
    "require_once_expression": _included,
    "member_call_expression": _foreign,
    "nullsafe_member_call_expression": _foreign,
    "scoped_call_expression": _foreign,
}
