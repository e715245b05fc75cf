"""What expressions with classes and objects come to: constants of classes, and objects in attributes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors, node_at
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.code.php_file import CLASS_KINDS
from uninstaller.php.constants import in_frame
from uninstaller.php.literals import field as field_of
from uninstaller.php.literals import parts
from uninstaller.php.machine import Definition, Frame, Machine
from uninstaller.php.parse import Node
from uninstaller.php.values import ArrayBuilder, Unknown, Value

Known = Mapping[tuple[Unknown, str], Value]
"""What a method of an object answers: the object is a value that stands for it, and that nobody can look into."""

_KERNEL = "Symfony\\Component\\HttpKernel\\KernelEvents"
SYMFONY = {
    f"{_KERNEL}::{name}": f"kernel.{name.lower()}"
    for name in ("REQUEST", "EXCEPTION", "CONTROLLER", "CONTROLLER_ARGUMENTS", "VIEW", "RESPONSE", "FINISH_REQUEST",
                 "TERMINATE")
}  # fmt: skip
"""Events whose constants lie outside of Drupal."""
TRANSLATED = frozenset({"TranslatableMarkup", "FormattableMarkup", "PluralTranslatableMarkup"})


@dataclass(frozen=True, slots=True)
class Scope:
    """How far an evaluation goes.

    `keeps_objects`: `new X(…)` is the array of its arguments, as in attributes; else nothing is known of it.
    `spells_constants`: an unknown constant of a class is the text `Class::NAME`. `observe` is told of each method of
    `$this` or a class that is called, with its arguments: `Class::name`. Where it is given, methods that are not known
    are trusted not to write to their arguments.
    """

    code: OwnCode
    known: Known = field(default_factory=dict)
    keeps_objects: bool = False
    spells_constants: bool = False
    observe: Callable[[str, list[Value]], None] | None = None


Reader = Callable[[Scope, Machine, Node], Value]


def class_named(scope: Scope, machine: Machine, node: Node) -> str:
    """The class that stands before `::`; '' where it is an expression."""
    path = machine.frame.definition.path
    written = machine.text(node)
    if node.type in ("name", "qualified_name"):
        return scope.code.names_of(path).find_class(written)
    here: Node | None = node
    while here is not None and here.type not in CLASS_KINDS:
        here = here.parent
    if here is None or node.type not in ("relative_scope", "variable_name"):
        return ""
    own = scope.code.names_of(path).find_class("namespace\\" + machine.text(field_of(here, "name")))
    facts = scope.code.find_class(own)
    return facts.parent if written.lower() == "parent" and facts is not None else own


def _constant(scope: Scope, machine: Machine, node: Node) -> Value:
    owner, name = class_named(scope, machine, first_part(node)), machine.text(last_part(node))
    if not owner:
        return machine.unknown(node, "the class of this constant is not known")
    if name.lower() == "class":
        return owner
    facts = scope.code.find_class(owner)
    if facts is None and scope.spells_constants:
        return SYMFONY.get(f"{owner}::{name}", f"{owner}::{name}")
    if facts is None:
        return machine.unknown(node, f"{owner}::{name} is not known here")
    return find_constant(scope, machine, facts, name)


def find_constant(scope: Scope, machine: Machine, facts: ClassFacts, name: str) -> Value:
    """A constant of the class or of what it inherits from."""
    for ancestor in find_ancestors(scope.code, facts):
        if name in ancestor.constants:
            return _class_constant(scope, machine, ancestor, name)
    return Unknown(facts.place, f"{facts.name}::{name} is not known here")


def _class_constant(scope: Scope, machine: Machine, facts: ClassFacts, name: str) -> Value:
    parsed = scope.code.parse(facts.path)
    declared = node_at(parsed, facts.span, _KINDS[facts.kind])
    for member in field_of(declared, "body").named_children if declared is not None else ():
        for item in member.named_children if member.type == "const_declaration" else ():
            if item.type == "const_element" and parsed.text(first_part(item)) == name:
                return in_frame(machine, Frame(Definition(facts.path, parsed, item), ""), last_part(item))
        if member.type == "enum_case" and parsed.text(field_of(member, "name")) == name:
            value = member.child_by_field_name("value")
            if value is not None:
                return in_frame(machine, Frame(Definition(facts.path, parsed, member), ""), value)
    return Unknown(facts.place, f"{facts.name}::{name} is not evaluated")


_KINDS = {kind: node for node, kind in CLASS_KINDS.items()}


def _new(scope: Scope, machine: Machine, node: Node) -> Value:
    why = machine.unknown(node, "the object that is made here is not evaluated")
    named = first_part(node) if parts(node) else node
    arguments = next((child for child in parts(node) if child.type == "arguments"), None)
    if named.type not in ("name", "qualified_name") or arguments is None:
        return machine.unknown(node, "the object that is made here is not evaluated")
    owner = class_named(scope, machine, named)
    if owner.rpartition("\\")[2] in TRANSLATED:
        return machine.evaluate(last_part(first_part(arguments))) if parts(arguments) else why
    return evaluate_arguments(machine, arguments) if scope.keeps_objects else why


def evaluate_arguments(machine: Machine, arguments: Node) -> Value:
    """Arguments as an array: by name, or by number where they have none."""
    builder = ArrayBuilder()
    for argument in parts(arguments):
        name = argument.child_by_field_name("name")
        value = machine.evaluate(last_part(argument))
        builder.add(machine.text(name) if name is not None else None, value)
    return builder.build()


OBJECTS: Mapping[str, Reader] = {
    "class_constant_access_expression": _constant,
    "object_creation_expression": _new,
}
