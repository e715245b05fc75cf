"""What PHP code can write to: variables and elements below them, read, written, bound by `&` and unset."""

from dataclasses import dataclass

from uninstaller.php.literals import parts
from uninstaller.php.machine import Machine
from uninstaller.php.parse import Node
from uninstaller.php.values import EMPTY, Array, ExhaustedError, Key, Ref, Slot, Unknown, Value, to_key

TARGET_TYPES = ("variable_name", "subscript_expression", "dynamic_variable_name")


@dataclass(frozen=True, slots=True)
class Append:
    """The key in `$a[]`."""


TargetKey = Key | Unknown | Append


@dataclass(frozen=True, slots=True)
class Target:
    """`base` None: an object's or class's property or the like, of which nothing is kept.

    `is_any`: a variable whose name is not known.
    """

    name: str | None
    base: Ref | None
    keys: tuple[TargetKey, ...]
    why: Unknown
    is_any: bool = False


def find_target(machine: Machine, node: Node) -> Target:
    """What an expression names, its keys evaluated; the subscripts are descended in a loop."""
    subscripts: list[Node] = []
    while node.type in ("subscript_expression", "parenthesized_expression") and parts(node):
        if node.type == "subscript_expression":
            subscripts.append(node)
        node = parts(node)[0]
    why = machine.unknown(node, f"{node.type.replace('_', ' ')} is not evaluated")
    name: str | None = None
    base: Ref | None = None
    if node.type == "variable_name":
        name = machine.text(node)[1:]
    elif node.type == "dynamic_variable_name" and parts(node):
        inner = parts(node)[0]
        said = machine.text(inner) if inner.type == "name" else machine.evaluate(inner)
        name = said if isinstance(said, str) else None
        if name is None:
            return Target(None, None, (), why, is_any=True)
    if name is not None and not _is_foreign(name):
        base = machine.variable(name)
    elif name is None and not node.type.endswith("_name"):
        # The item of a call's result or of a constant: nothing to write to.
        base = machine.slots.new()
        machine.state.heap[base] = machine.evaluate(node)
    keys = tuple(_subscript(machine, subscript) for subscript in reversed(subscripts))
    return Target(name, base, keys, why)


def _is_foreign(name: str) -> bool:
    """Variables that a function does not own."""
    return name in ("GLOBALS", "this") or name.startswith(("_SERVER", "_GET", "_POST", "_REQUEST", "_ENV", "_COOKIE"))


def _subscript(machine: Machine, node: Node) -> TargetKey:
    children = parts(node)
    if len(children) < 2:
        return Append()
    index = children[-1]
    before = node.prev_sibling
    is_in_text = node.parent is not None and node.parent.type in ("encapsed_string", "heredoc_body")
    # "$a[key]", but not "{$a[KEY]}", in which it is a constant.
    if index.type == "name" and is_in_text and (before is None or before.type != "{"):
        return machine.text(index)
    return element_key(machine, index)


def element_key(machine: Machine, node: Node) -> Key | Unknown:
    key = to_key(machine.resolved(machine.evaluate(node)))
    return machine.unknown(node, "this is no array key") if key is None else key


def read_item(machine: Machine, container: Value, key: Value | TargetKey) -> Value:
    if isinstance(container, Unknown):
        return container
    if isinstance(key, Unknown):
        return None if container is None else key
    if isinstance(container, Array):
        if isinstance(key, int | str) and key in container.items:
            return machine.read(container.items[key])
        return container.gaps[0] if container.gaps else None
    if isinstance(container, str) and isinstance(key, int) and container.isascii():
        return container[key] if -len(container) <= key < len(container) else ""
    return None


def read_target(machine: Machine, target: Target) -> Value:
    if target.base is None:
        return target.why
    value = machine.read(target.base)
    for key in target.keys:
        value = read_item(machine, value, key)
    return value


def write_target(machine: Machine, target: Target, value: Slot) -> None:
    if target.is_any:
        machine.state.make_wild(target.why)
    if target.base is None:
        return
    if not target.keys and isinstance(value, Ref):
        if target.name is not None:
            machine.state.names[target.name] = value
        return
    _write_slot(machine, target.base, target.keys, value)


def _write_slot(machine: Machine, ref: Ref, keys: tuple[TargetKey, ...], value: Slot) -> None:
    machine.write(ref, _stored(machine, machine.read(ref), keys, value))


def _stored(machine: Machine, container: Value, keys: tuple[TargetKey, ...], value: Slot) -> Value:
    """The container after `container[keys…] = value`."""
    if not keys:
        return machine.read(value)
    if len(keys) > 30:
        raise ExhaustedError
    key, rest = keys[0], keys[1:]
    array = _as_array(machine, container)
    machine.charge(1 + len(array.items) // 16)
    if isinstance(key, Append):
        if array.gaps:
            return array.with_gaps((array.gaps[0],))
        key = array.next_index
    if isinstance(key, Unknown):
        return array.blurred(key)
    slot = array.items.get(key)
    if isinstance(slot, Ref) and (rest or not isinstance(value, Ref)):
        _write_slot(machine, slot, rest, value)
        return array
    if not rest:
        return array.with_item(key, value)
    below = array.gaps[0] if slot is None and array.gaps else machine.read(slot)
    return array.with_item(key, _stored(machine, below, rest, value))


def _as_array(machine: Machine, container: Value) -> Array:
    match container:
        case Array():
            return container
        case Unknown():
            return EMPTY.with_gaps((container,))
        case None | False | "":
            return EMPTY
        case _:
            here = machine.frame.definition.node
            return EMPTY.with_gaps((machine.unknown(here, "a scalar is written to as if it were an array"),))


def bind_target(machine: Machine, target: Target) -> Ref:
    """The slot of a target, made one that can be shared: what `&` takes hold of."""
    if target.base is None:
        ref = machine.slots.new()
        machine.state.heap[ref] = target.why
        return ref
    ref = target.base
    for key in target.keys:
        array = _as_array(machine, machine.read(ref))
        if isinstance(key, Unknown):
            # Writing through the alias must be seen by the container: from here on it is not known.
            machine.write(ref, array.blurred(key))
            ref = machine.slots.new()
            machine.state.heap[ref] = key
            break
        ref = _bound_item(machine, ref, array, array.next_index if isinstance(key, Append) else key)
    machine.slots.bound.add(ref)
    return ref


def _bound_item(machine: Machine, ref: Ref, array: Array, key: Key) -> Ref:
    slot = array.items.get(key)
    if isinstance(slot, Ref):
        return slot
    below = machine.slots.new()
    machine.slots.bound.add(below)
    machine.state.heap[below] = array.gaps[0] if key not in array.items and array.gaps else slot
    machine.write(ref, array.with_item(key, below))
    return below


def unset_target(machine: Machine, target: Target) -> None:
    if target.base is None:
        return
    if not target.keys:
        if target.name is not None:
            machine.state.names.pop(target.name, None)
        return
    *above, last = target.keys
    parent = read_target(machine, Target(target.name, target.base, tuple(above), target.why))
    if not isinstance(parent, Array):
        return
    if isinstance(last, Unknown):
        _write_slot(machine, target.base, tuple(above), parent.blurred(last))
    elif not isinstance(last, Append) and last in parent.items:
        _write_slot(machine, target.base, tuple(above), parent.without(last))


def taint_target(machine: Machine, target: Target, why: Unknown) -> None:
    """After code that is not known was given the target and may have written to it."""
    value = read_target(machine, target)
    match value:
        case Array():
            write_target(machine, target, value.blurred(why))
        case _:
            write_target(machine, target, why)
