"""Functions of PHP that see variables, run other functions or ask what is declared."""

from collections.abc import Mapping
from dataclasses import replace

from uninstaller.php.builtins import is_builtin
from uninstaller.php.calls import call_by_name, foreign_call, read_arguments
from uninstaller.php.expressions import Handler
from uninstaller.php.literals import field, parts
from uninstaller.php.machine import Argument, Machine
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node
from uninstaller.php.values import Array, ArrayBuilder, Unknown, Value, first_unknown, make_array, make_list, to_bool


def _isset(machine: Machine, node: Node) -> Value:
    for argument in parts(field(node, "arguments")):
        value = machine.evaluate(parts(argument)[-1])
        why = first_unknown(value)
        if why is not None:
            return why
        if value is None:
            return False
    return True


def _empty(machine: Machine, node: Node) -> Value:
    arguments = parts(field(node, "arguments"))
    truth = to_bool(machine.evaluate(parts(arguments[0])[-1])) if arguments else False
    return truth if isinstance(truth, Unknown) else not truth


def _compact(machine: Machine, node: Node) -> Value:
    arguments = read_arguments(machine, node)
    builder = ArrayBuilder()
    for argument in arguments if isinstance(arguments, list) else []:
        if not isinstance(argument.value, str):
            return machine.unknown(node, "which variables compact() takes is not known")
        ref = machine.state.names.get(argument.value)
        if ref is not None:
            builder.add(argument.value, machine.read(ref))
    return builder.build() if isinstance(arguments, list) else arguments


def _wild(machine: Machine, node: Node) -> Value:
    why = machine.unknown(node, f"{machine.text(field(node, 'function'))}() sets variables that are not known")
    machine.state.make_wild(why)
    return why


def _stop(machine: Machine, _: Node) -> Value:
    machine.state.is_dead = True
    return None


def _func_get_args(machine: Machine, _: Node) -> Value:
    return make_list(machine.frame.arguments)


def _call_user_func(machine: Machine, node: Node) -> Value:
    arguments = read_arguments(machine, node)
    if isinstance(arguments, Unknown) or not arguments or not isinstance(arguments[0].value, str):
        return foreign_call(machine, node, machine.unknown(node, "which function is called is not known"))
    # call_user_func() passes nothing by reference.
    passed = [replace(argument, node=node) for argument in arguments[1:]]
    return call_by_name(machine, node, arguments[0].value, passed)


def _call_user_func_array(machine: Machine, node: Node) -> Value:
    arguments = read_arguments(machine, node)
    if isinstance(arguments, Unknown) or len(arguments) != 2:
        return machine.unknown(node, "which function is called is not known")
    name, given = arguments[0].value, arguments[1].value
    if not isinstance(name, str) or not isinstance(given, Array) or given.gaps:
        return foreign_call(machine, node, machine.unknown(node, "which function is called is not known"))
    passed = [Argument(machine.read(slot), node) for slot in given.items.values()]
    return call_by_name(machine, node, name, passed)


def _array_map(machine: Machine, node: Node) -> Value:
    arguments = read_arguments(machine, node)
    if isinstance(arguments, Unknown) or len(arguments) != 2 or not isinstance(arguments[1].value, Array):
        return machine.unknown(node, "array_map() of these is not evaluated")
    callback, array = arguments[0].value, arguments[1].value
    items = dict(array.items)
    for key, slot in array.items.items():
        argument = Argument(machine.read(slot), node)
        if isinstance(callback, str):
            items[key] = call_by_name(machine, node, callback, [argument])
        elif callback is not None:
            items[key] = first_unknown(callback) or machine.unknown(node, "this callback is not evaluated")
    return make_array(items, array.gaps)


def _function_exists(machine: Machine, node: Node) -> Value:
    return _exists(machine, node, DeclarationKind.FUNCTION)


def _defined(machine: Machine, node: Node) -> Value:
    return _exists(machine, node, DeclarationKind.CONSTANT)


def _exists(machine: Machine, node: Node, kind: DeclarationKind) -> Value:
    arguments = read_arguments(machine, node)
    name = arguments[0].value if isinstance(arguments, list) and arguments else None
    if isinstance(name, str):
        lookup = machine.functions if kind is DeclarationKind.FUNCTION else machine.constants
        if is_builtin(kind, name) or lookup(name) is not None:
            return True
    return machine.unknown(node, f"whether {kind} {name if isinstance(name, str) else ''} exists is not known")


SPECIAL_CALLS: Mapping[str, Handler] = {
    "isset": _isset,
    "empty": _empty,
    "compact": _compact,
    "extract": _wild,
    "parse_str": _wild,
    "exit": _stop,
    "die": _stop,
    "func_get_args": _func_get_args,
    "call_user_func": _call_user_func,
    "call_user_func_array": _call_user_func_array,
    "array_map": _array_map,
    "function_exists": _function_exists,
    "defined": _defined,
}
