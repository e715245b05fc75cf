"""Expressions of PHP to values; what cannot be known is an `Unknown`, never an exception."""

from collections.abc import Callable, Mapping

from uninstaller.php.literals import field, parts, read_number, read_single_quoted, template_parts, unescape
from uninstaller.php.machine import Machine
from uninstaller.php.operators import apply_operator, cast
from uninstaller.php.parse import Node
from uninstaller.php.targets import bind_target, element_key, find_target, read_target
from uninstaller.php.values import Array, ArrayBuilder, Unknown, Value, first_unknown, is_same, to_bool, to_text

Handler = Callable[[Machine, Node], Value]


def _string(machine: Machine, node: Node) -> Value:
    return read_single_quoted(machine.charge_text(machine.text(node)).lstrip("bB"))


def _template(machine: Machine, node: Node) -> Value:
    pieces = template_parts(node, machine.frame.definition.parsed.source)
    return _concatenated(machine, node, [unescape(piece) if isinstance(piece, str) else piece for piece in pieces])


def _heredoc(machine: Machine, node: Node) -> Value:
    body = node.child_by_field_name("value")
    end = node.child_by_field_name("end_tag")
    if body is None or end is None:
        return ""
    source = machine.frame.definition.parsed.source
    indent = source[source.rfind(b"\n", 0, end.start_byte) + 1 : end.start_byte].decode("utf-8", "replace")
    pieces = template_parts(body, source)
    pieces = [piece.replace(f"\n{indent}", "\n") if isinstance(piece, str) else piece for piece in pieces]
    if isinstance(pieces[0], str):
        pieces[0] = pieces[0].removeprefix("\n").removeprefix(indent)
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].removesuffix("\n")
    if node.type == "heredoc":
        pieces = [unescape(piece, is_heredoc=True) if isinstance(piece, str) else piece for piece in pieces]
    return _concatenated(machine, node, pieces)


def _concatenated(machine: Machine, node: Node, pieces: "list[str | Node]") -> Value:
    texts: list[str] = []
    for piece in pieces:
        text = piece if isinstance(piece, str) else to_text(machine.evaluate(piece))
        if not isinstance(text, str):
            return text or machine.unknown(node, "a value in this text is not known")
        texts.append(text)
    return machine.charge_text("".join(texts))


def _number(machine: Machine, node: Node) -> Value:
    number = read_number(machine.text(node))
    return machine.unknown(node, "not a number") if number is None else number


def _inner(machine: Machine, node: Node) -> Value:
    inner = parts(node)
    return machine.evaluate(inner[-1]) if inner else None


def _sequence(machine: Machine, node: Node) -> Value:
    value: Value = None
    for inner in parts(node):
        value = machine.evaluate(inner)
    return value


def _target(machine: Machine, node: Node) -> Value:
    return read_target(machine, find_target(machine, node))


def _array(machine: Machine, node: Node) -> Value:
    builder = ArrayBuilder()
    for element in parts(node):
        children = parts(element)
        if not children:
            continue
        machine.charge()
        if children[-1].type == "variadic_unpacking":
            spread = _inner(machine, children[-1])
            is_known = isinstance(spread, Array | Unknown)
            builder.merge(spread if is_known else machine.unknown(children[-1], "what is spread here is no array"))
            continue
        # PHP evaluates the key first.
        key = element_key(machine, children[0]) if len(children) > 1 else None
        value = children[-1]
        slot = (
            bind_target(machine, find_target(machine, parts(value)[0]))
            if value.type == "by_ref"
            else machine.evaluate(value)
        )
        if isinstance(key, Unknown):
            builder.add_unknown(key)
        else:
            builder.add(key, slot)
    return builder.build()


def _binary(machine: Machine, node: Node) -> Value:
    """The left sides are descended in a loop: thousands of concatenations are no depth."""
    chain = [node]
    while field(chain[-1], "left").type == "binary_expression":
        chain.append(field(chain[-1], "left"))
    value = machine.evaluate(field(chain[-1], "left"))
    for link in reversed(chain):
        machine.charge()
        operator = machine.text(field(link, "operator")).lower()
        skipping = _SKIPPING.get(operator)
        right = field(link, "right")
        value = skipping(machine, link, value, right) if skipping else _applied(machine, link, operator, value, right)
    return value


def _applied(machine: Machine, node: Node, operator: str, left: Value, right: Node) -> Value:
    if operator == "instanceof":
        return machine.unknown(node, "instanceof is not evaluated")
    other = machine.evaluate(right)
    unknown = machine.unknown(node, f"the result of {operator} is not certain")
    if operator == "xor":
        one, two = to_bool(left), to_bool(other)
        return one if isinstance(one, Unknown) else two if isinstance(two, Unknown) else one != two
    left, other = machine.resolved(left), machine.resolved(other)
    value = apply_operator(operator, left, other, unknown)
    return machine.charge_text(value) if isinstance(value, str) else value


def _maybe(machine: Machine, right: Node, why: Unknown) -> Value:
    """Evaluates what may have been skipped."""
    before = machine.fork()
    value = machine.evaluate(right)
    machine.join(before, why)
    return value


def _and(machine: Machine, _: Node, left: Value, right: Node) -> Value:
    truth = to_bool(left)
    if isinstance(truth, Unknown):
        return False if to_bool(_maybe(machine, right, truth)) is False else truth
    return to_bool(machine.evaluate(right)) if truth else False


def _or(machine: Machine, _: Node, left: Value, right: Node) -> Value:
    truth = to_bool(left)
    if isinstance(truth, Unknown):
        return True if to_bool(_maybe(machine, right, truth)) is True else truth
    return True if truth else to_bool(machine.evaluate(right))


def _coalesced(machine: Machine, _: Node, left: Value, right: Node) -> Value:
    why = first_unknown(left)
    if why is None:
        return machine.evaluate(right) if left is None else left
    return machine.join_values(left, _maybe(machine, right, why), why)


_SKIPPING: Mapping[str, Callable[[Machine, Node, Value, Node], Value]] = {
    "&&": _and,
    "and": _and,
    "||": _or,
    "or": _or,
    "??": _coalesced,
}


def _conditional(machine: Machine, node: Node) -> Value:
    condition = machine.evaluate(field(node, "condition"))
    body = node.child_by_field_name("body")
    alternative = field(node, "alternative")
    truth = to_bool(condition)
    if not isinstance(truth, Unknown):
        return machine.evaluate(alternative) if not truth else machine.evaluate(body) if body else condition
    before = machine.fork()
    one = machine.evaluate(body) if body else condition
    after = machine.fork()
    machine.state.become(before)
    other = machine.evaluate(alternative)
    machine.join(after, truth)
    return machine.join_values(one, other, truth)


def _match(machine: Machine, node: Node) -> Value:
    subject = _inner(machine, field(node, "condition"))
    for arm in parts(field(node, "body")):
        conditions = parts(field(arm, "conditional_expressions")) if arm.type == "match_conditional_expression" else []
        values = [machine.evaluate(condition) for condition in conditions]
        why = next((why for why in map(first_unknown, [subject, *values]) if why), None)
        if why and conditions:
            return why
        if not conditions or any(is_same(subject, value) for value in values):
            return machine.evaluate(field(arm, "return_expression"))
    return machine.unknown(node, "no arm of this match fits")


def _unary(machine: Machine, node: Node) -> Value:
    value = machine.evaluate(field(node, "argument"))
    operator = machine.text(field(node, "operator"))
    if operator == "!":
        truth = to_bool(value)
        return truth if isinstance(truth, Unknown) else not truth
    unknown = machine.unknown(node, f"the result of {operator} is not certain")
    return apply_operator("*", value, -1 if operator == "-" else 1, unknown) if operator in ("-", "+") else unknown


def _cast(machine: Machine, node: Node) -> Value:
    kind = machine.text(field(node, "type")).strip("() \t\n").lower()
    value = machine.evaluate(field(node, "value"))
    return cast(kind, value, machine.unknown(node, f"the cast to {kind} is not certain"))


def _boolean(machine: Machine, node: Node) -> Value:
    return machine.text(node).lower() == "true"


EXPRESSIONS: Mapping[str, Handler] = {
    "string": _string,
    "encapsed_string": _template,
    "heredoc": _heredoc,
    "nowdoc": _heredoc,
    "integer": _number,
    "float": _number,
    "boolean": _boolean,
    "null": lambda _machine, _node: None,
    "parenthesized_expression": _inner,
    "error_suppression_expression": _inner,
    "sequence_expression": _sequence,
    "variable_name": _target,
    "dynamic_variable_name": _target,
    "subscript_expression": _target,
    "array_creation_expression": _array,
    "binary_expression": _binary,
    "conditional_expression": _conditional,
    "match_expression": _match,
    "unary_op_expression": _unary,
    "cast_expression": _cast,
}
