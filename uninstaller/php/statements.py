"""Statements of PHP on what is known: where a condition is not, both ways are run and joined."""

from collections.abc import Callable, Mapping, Sequence

from uninstaller.php.assignments import assign_to
from uninstaller.php.literals import field, parts, read_number
from uninstaller.php.machine import Loop, Machine
from uninstaller.php.operators import apply_operator
from uninstaller.php.parse import Node
from uninstaller.php.state import State
from uninstaller.php.targets import find_target, unset_target
from uninstaller.php.values import Unknown, Value, to_bool

Handler = Callable[[Machine, Node], None]
Action = Callable[[], object]


def _block(machine: Machine, node: Node) -> None:
    for statement in parts(node):
        machine.execute(statement)


def _expression(machine: Machine, node: Node) -> None:
    for inner in parts(node):
        machine.evaluate(inner)


def _branch(machine: Machine, truth: bool | Unknown, yes: Action, no: Action) -> None:
    if not isinstance(truth, Unknown):
        (yes if truth else no)()
        return
    machine.frame.why = truth
    before = machine.fork()
    yes()
    after = machine.fork()
    machine.state.become(before)
    no()
    machine.join(after, truth)


def _if(machine: Machine, node: Node) -> None:
    arms = [node, *(child for child in node.children if child.type in ("else_if_clause", "else_clause"))]
    _arm(machine, arms)


def _arm(machine: Machine, arms: Sequence[Node]) -> None:
    if not arms or machine.state.is_dead:
        return
    body = arms[0].child_by_field_name("body")
    run: Action = (lambda: machine.execute(body)) if body else (lambda: None)
    if arms[0].type == "else_clause":
        run()
        return
    truth = to_bool(machine.evaluate(field(arms[0], "condition")))
    machine.depth += 1
    machine.charge()
    _branch(machine, truth, run, lambda: _arm(machine, arms[1:]))
    machine.depth -= 1


def _switch(machine: Machine, node: Node) -> None:
    subject = machine.evaluate(field(node, "condition"))
    cases = parts(field(node, "body"))
    loop = Loop()
    machine.frame.loops.append(loop)
    starts, why = _starts(machine, subject, cases)
    before = machine.fork()
    ends: list[State] = []
    for start in starts:
        machine.state.become(before.fork())
        for case in cases[start:]:
            for statement in parts(case)[1 if case.type == "case_statement" else 0 :]:
                machine.execute(statement)
        ends.append(machine.fork())
    machine.frame.loops.pop()
    machine.join_all([*ends, *loop.breaks, *loop.continues], why or machine.unknown(node, "this switch"))


def _starts(machine: Machine, subject: Value, cases: Sequence[Node]) -> tuple[list[int], Unknown | None]:
    """The cases that may be the first to run; one past the last where none may."""
    default = next((number for number, case in enumerate(cases) if case.type == "default_statement"), len(cases))
    possible: list[int] = []
    why: Unknown | None = None
    for number, case in enumerate(cases):
        if case.type != "case_statement":
            continue
        unknown = machine.unknown(case, "which case is taken is not known")
        answer = to_bool(apply_operator("==", subject, machine.evaluate(field(case, "value")), unknown))
        if answer is True:
            return [*possible, number], why
        if isinstance(answer, Unknown):
            possible.append(number)
            why = machine.frame.why = answer
    return [*possible, default], why


def _jump(machine: Machine, node: Node) -> None:
    levels = [read_number(machine.text(child)) for child in parts(node) if child.type == "integer"]
    loops = machine.frame.loops
    level = levels[0] if levels else 1
    if isinstance(level, int) and 0 < level <= len(loops):
        loop = loops[-level]
        (loop.breaks if node.type == "break_statement" else loop.continues).append(machine.fork())
    machine.state.is_dead = True


def _return(machine: Machine, node: Node) -> None:
    value = machine.evaluate(parts(node)[0]) if parts(node) else None
    if not machine.state.is_dead:
        machine.frame.returns.append((value, machine.fork()))
    machine.state.is_dead = True


def _try(machine: Machine, node: Node) -> None:
    why = machine.unknown(node, "whether this throws is not known")
    machine.frame.why = why
    thrown = len(machine.frame.throws)
    points = [machine.fork()]
    for statement in parts(field(node, "body")):
        machine.execute(statement)
        points.append(machine.fork())
    ends = [machine.fork()]
    points += machine.frame.throws[thrown:]
    for clause in parts(node):
        if clause.type != "catch_clause":
            continue
        machine.join_all([point.fork() for point in points], why)
        name = clause.child_by_field_name("name")
        if name is not None:
            assign_to(machine, name, why)
        machine.execute(field(clause, "body"))
        ends.append(machine.fork())
    machine.join_all(ends, why)
    for clause in parts(node):
        if clause.type == "finally_clause":
            machine.execute(field(clause, "body"))


def _global(machine: Machine, node: Node) -> None:
    for child in parts(node):
        name = machine.text(child).lstrip("$")
        ref = machine.state.names[name] = machine.slots.new()
        machine.state.heap[ref] = machine.unknown(child, f"the global variable ${name} is not known")


def _static(machine: Machine, node: Node) -> None:
    """Taken as on the first call in a process, which is what a schema is built from."""
    for declaration in parts(node):
        name = machine.text(field(declaration, "name"))[1:]
        value = declaration.child_by_field_name("value")
        ref = machine.statics.setdefault((machine.frame.name, name), machine.slots.new())
        if ref not in machine.state.heap:
            machine.state.heap[ref] = machine.evaluate(value) if value else None
        machine.state.names[name] = ref


def _unset(machine: Machine, node: Node) -> None:
    for child in parts(node):
        unset_target(machine, find_target(machine, child))


def _stop(machine: Machine, node: Node) -> None:
    _expression(machine, node)
    machine.state.is_dead = True


def _goto(machine: Machine, node: Node) -> None:
    machine.state.make_wild(machine.unknown(node, "goto is not followed"))


STATEMENTS: Mapping[str, Handler] = {
    "compound_statement": _block,
    "colon_block": _block,
    "expression_statement": _expression,
    "echo_statement": _expression,
    "if_statement": _if,
    "switch_statement": _switch,
    "break_statement": _jump,
    "continue_statement": _jump,
    "return_statement": _return,
    "try_statement": _try,
    "global_declaration": _global,
    "function_static_declaration": _static,
    "unset_statement": _unset,
    "exit_statement": _stop,
    "goto_statement": _goto,
    "named_label_statement": _goto,
}
