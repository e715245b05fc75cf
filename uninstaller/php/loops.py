"""Loops of PHP: run round by round over what is known, and to a fixed point over what is not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from uninstaller.php.assignments import assign_to
from uninstaller.php.literals import parts
from uninstaller.php.machine import Loop, Machine
from uninstaller.php.parse import Node
from uninstaller.php.state import State
from uninstaller.php.targets import bind_target, find_target, read_target, write_target
from uninstaller.php.values import Array, Unknown, Value, first_unknown, is_same, to_bool

Action = Callable[[], object]


def _iterate(machine: Machine, loop: Loop, body: Node | None, why: Unknown) -> bool:
    """Runs a loop's body once; whether the loop may go on."""
    if body is not None:
        machine.execute(body)
    if loop.continues:
        why = machine.frame.why or why
        machine.state.become(_with_all(machine, loop.continues, why))
        loop.continues.clear()
    return not machine.state.is_dead


def _with_all(machine: Machine, states: Sequence[State], why: Unknown) -> State:
    for state in states:
        machine.join(state, why)
    return machine.fork()


def _leave(machine: Machine, loop: Loop, why: Unknown) -> None:
    machine.frame.loops.pop()
    why = machine.frame.why or why
    for state in loop.breaks:
        machine.join(state, why)


def _repeat_unknown(machine: Machine, loop: Loop, body: Node | None, why: Unknown, prepare: Action) -> None:
    """Any number of rounds, none included: joined until nothing new can come, else every variable is lost."""
    machine.frame.why = why
    for _ in range(5):
        before = machine.fork()
        prepare()
        _iterate(machine, loop, body, why)
        machine.join(before.fork(), why)
        if _is_stable(machine, before):
            return
    machine.state.make_wild(why)


def _is_stable(machine: Machine, before: State) -> bool:
    now = machine.state
    machine.charge(len(now.heap))
    if (now.wild is None) != (before.wild is None) or now.names.keys() != before.names.keys():
        return False
    named = ((before.heap.get(before.names[name]), now.heap.get(ref)) for name, ref in now.names.items())
    kept = ((value, now.heap.get(ref)) for ref, value in before.heap.items())
    return all(is_same(old, new) for old, new in chain(named, kept))


def _foreach(machine: Machine, node: Node) -> None:
    body = node.child_by_field_name("body")
    subject, each = [child for child in parts(node) if body is None or child.id != body.id][:2]
    target = parts(each) if each.type == "pair" else [each]
    item = target[-1]
    is_bound = item.type == "by_ref"
    source = find_target(machine, subject) if is_bound else None
    array = read_target(machine, source) if source else machine.evaluate(subject)
    why = first_unknown(array)
    loop = Loop()
    machine.frame.loops.append(loop)

    def set_item(key: Value, value: Value) -> None:
        if source is not None and isinstance(key, int | str):
            ref = bind_target(machine, replace(source, keys=(*source.keys, key)))
            write_target(machine, find_target(machine, parts(item)[0]), ref)
        else:
            assign_to(machine, parts(item)[0] if is_bound else item, value)
        if len(target) > 1:
            assign_to(machine, target[0], key)

    early = machine.unknown(node, "this loop may be left early")
    for key, slot in array.items.items() if isinstance(array, Array) else ():
        machine.charge()
        before = machine.fork() if why else None
        set_item(key, machine.read(slot))
        goes_on = _iterate(machine, loop, body, why or early)
        if before is not None and why is not None:
            machine.join(before, why)
        elif not goes_on:
            break
    if why is not None:
        if is_bound and not isinstance(array, Array):
            machine.state.names.pop(machine.text(parts(item)[0])[1:], None)
        _repeat_unknown(machine, loop, body, why, lambda: set_item(why, why))
    _leave(machine, loop, why or early)


def _loop(machine: Machine, node: Node) -> None:
    """for, while and do."""
    for child in node.children_by_field_name("initialize"):
        machine.evaluate(child)
    condition = node.child_by_field_name("condition")
    body = node.child_by_field_name("body")
    loop = Loop()
    machine.frame.loops.append(loop)
    early = machine.unknown(node, "this loop may be left early")

    def advance() -> None:
        for child in node.children_by_field_name("update"):
            machine.evaluate(child)

    is_tested = node.type != "do_statement"
    while not machine.state.is_dead:
        truth = to_bool(machine.evaluate(condition)) if condition is not None and is_tested else True
        if isinstance(truth, Unknown):
            _repeat_unknown(machine, loop, body, truth, lambda: condition and machine.evaluate(condition))
            break
        if not truth or not _iterate(machine, loop, body, early):
            break
        is_tested = True
        advance()
    if condition is None:
        machine.state.is_dead = True
    _leave(machine, loop, early)


LOOPS: Mapping[str, Callable[[Machine, Node], None]] = {
    "foreach_statement": _foreach,
    "for_statement": _loop,
    "while_statement": _loop,
    "do_statement": _loop,
}
