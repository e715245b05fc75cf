"""What calls of methods come to: of the module's own ones, of translation, and of definitions of fields."""

from collections.abc import Mapping

from uninstaller.drupal.modern.provides.code.inheritance import find_method
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part
from uninstaller.drupal.modern.provides.code.objects import Reader, Scope, class_named
from uninstaller.php.calls import foreign_call, read_arguments, run_function
from uninstaller.php.literals import field as field_of
from uninstaller.php.literals import parts
from uninstaller.php.machine import Argument, Machine
from uninstaller.php.needs import argument_list
from uninstaller.php.parse import Node
from uninstaller.php.values import Array, Unknown, Value, make_array

FIELD_TYPE = "#field type"
"""The key that marks an array as standing for a field definition; the other keys are what was set: `computed`, …"""
_FIELD_DEFINITIONS = frozenset({"BaseFieldDefinition", "BundleFieldDefinition", "FieldStorageDefinition"})
_TRANSLATING = frozenset({"t", "formatPlural"})


def _member_call(scope: Scope, machine: Machine, node: Node) -> Value:
    receiver, name = field_of(node, "object"), machine.text(field_of(node, "name"))
    is_this = machine.text(receiver) == "$this"
    if is_this and name in _TRANSLATING:
        return _translated(machine, node, name)
    owner = class_named(scope, machine, receiver) if is_this else _class_made(scope, machine, receiver)
    if owner:
        return _own_method(scope, machine, node, owner, name)
    value = machine.evaluate(receiver)
    if isinstance(value, Unknown) and (value, name) in scope.known:
        return scope.known[value, name]
    if isinstance(value, Array) and FIELD_TYPE in value.items:
        return _set(machine, node, value, name)
    return foreign_call(machine, node, machine.unknown(node, f"what {name}() returns is not known here"))


def _translated(machine: Machine, node: Node, name: str) -> Value:
    arguments = read_arguments(machine, node)
    index = 1 if name == "formatPlural" else 0
    if isinstance(arguments, Unknown) or len(arguments) <= index:
        return machine.unknown(node, "what is translated here is not known")
    return arguments[index].value


def _class_made(scope: Scope, machine: Machine, node: Node) -> str:
    """The class of `new X(…)`, or of what the class resolver makes of `X::class`."""
    while node.type == "parenthesized_expression" and parts(node):
        node = first_part(node)
    if node.type == "object_creation_expression" and parts(node):
        return class_named(scope, machine, first_part(node))
    name = node.child_by_field_name("name")
    if name is None or machine.text(name) not in ("getInstanceFromDefinition", "classResolver"):
        return ""
    given = argument_list(node)
    value = machine.evaluate(last_part(given[0])) if given else None
    return value.lstrip("\\") if isinstance(value, str) else ""


def _set(machine: Machine, node: Node, definition: Array, name: str) -> Value:
    """A field definition after one of its methods, which answer with the definition itself."""
    if not name.startswith("set"):
        return machine.unknown(node, f"{name}() of a field") if name.startswith(("get", "is")) else definition
    given = argument_list(node)
    value = machine.evaluate(last_part(given[0])) if given and parts(given[0]) else True
    return definition.with_item(name[3:].lower(), value)


def _static_call(scope: Scope, machine: Machine, node: Node) -> Value:
    owner, name = class_named(scope, machine, field_of(node, "scope")), machine.text(field_of(node, "name"))
    if name == "create" and owner.rpartition("\\")[2] in _FIELD_DEFINITIONS and argument_list(node):
        field_type = machine.evaluate(last_part(argument_list(node)[0]))
        return make_array({FIELD_TYPE: field_type})
    return _own_method(scope, machine, node, owner, name)


def _own_method(scope: Scope, machine: Machine, node: Node, owner: str, name: str) -> Value:
    why = machine.unknown(node, f"{owner}::{name}() is not evaluated")
    facts = scope.code.classes.get(owner.lower())
    if facts is None and machine.text(node).lower().startswith("parent::"):
        facts = scope.code.find_class(owner)
    definition = find_method(scope.code, facts, name) if facts is not None else None
    arguments: list[Argument] | Unknown = read_arguments(machine, node)
    if scope.observe is not None and not isinstance(arguments, Unknown):
        scope.observe(f"{owner}::{name}", [machine.resolved(argument.value) for argument in arguments])
    if definition is None or isinstance(arguments, Unknown):
        return foreign_call(machine, node, why) if scope.observe is None else why
    return run_function(machine, definition, name, arguments)


METHOD_CALLS: Mapping[str, Reader] = {
    "member_call_expression": _member_call,
    "nullsafe_member_call_expression": _member_call,
    "scoped_call_expression": _static_call,
}
