"""Constants of PHP and of the code that is read."""

from collections.abc import Mapping

from uninstaller.php.expressions import Handler
from uninstaller.php.literals import field, parts
from uninstaller.php.machine import Definition, Frame, Machine
from uninstaller.php.parse import Node, walk
from uninstaller.php.text_calls import find_builtin_constant
from uninstaller.php.values import Value

MAX_CALLS = 40


def _constant(machine: Machine, node: Node) -> Value:
    name = machine.text(node).lstrip("\\")
    if name == "__FUNCTION__":
        return machine.frame.name
    if name in ("__FILE__", "__DIR__"):
        path = machine.frame.definition.path
        return path if name == "__FILE__" else path.rpartition("/")[0]
    known, value = find_builtin_constant(name)
    if known:
        return value
    definition = machine.constants(name)
    if definition is None:
        return machine.unknown(node, f"the constant {name} is not known here")
    expression = _constant_value(definition)
    if expression is None or machine.calls > MAX_CALLS:
        return machine.unknown(node, f"the constant {name} is not evaluated")
    return in_frame(machine, Frame(definition, ""), expression)


def _constant_value(definition: Definition) -> Node | None:
    if definition.node.type == "const_element":
        return parts(definition.node)[-1]
    for node in walk(definition.node):
        if node.type == "function_call_expression":
            arguments = parts(field(node, "arguments"))
            return parts(arguments[1])[-1] if len(arguments) > 1 else None
    return None


def in_frame(machine: Machine, frame: Frame, expression: Node) -> Value:
    """A constant's expression, which sees no variables."""
    caller, names = machine.frame, machine.state.names
    machine.frame, machine.state.names = frame, {}
    machine.calls += 1
    value = machine.evaluate(expression)
    machine.calls -= 1
    machine.frame, machine.state.names = caller, names
    return value


CONSTANTS: Mapping[str, Handler] = {"name": _constant, "qualified_name": _constant}
