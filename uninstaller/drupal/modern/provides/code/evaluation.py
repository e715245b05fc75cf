"""What functions, methods and attributes of a module evaluate to; nothing is ever executed."""

from collections.abc import Callable, Mapping, Sequence

from uninstaller.drupal.modern.provides.code.inheritance import find_method, node_at
from uninstaller.drupal.modern.provides.code.method_calls import METHOD_CALLS
from uninstaller.drupal.modern.provides.code.model import Attribute, ClassFacts, FunctionFacts
from uninstaller.drupal.modern.provides.code.objects import (
    OBJECTS,
    Known,
    Reader,
    Scope,
    evaluate_arguments,
    find_constant,
)
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.php.assignments import ASSIGNMENTS
from uninstaller.php.calls import CALLS, run_function
from uninstaller.php.constants import CONSTANTS
from uninstaller.php.expressions import EXPRESSIONS, Handler
from uninstaller.php.loops import LOOPS
from uninstaller.php.machine import Argument, Budget, Definition, Frame, Machine, Native
from uninstaller.php.parse import Node
from uninstaller.php.special_calls import SPECIAL_CALLS
from uninstaller.php.statements import STATEMENTS
from uninstaller.php.values import EMPTY, Array, ExhaustedError, Unknown, Value
from uninstaller.place import Place, place_at


def _first(values: Sequence[Value], unknown: Unknown) -> Value:
    return values[0] if values else unknown


NATIVES: Mapping[str, Native] = {"t": _first, "dt": _first, "include": lambda _values, _unknown: True}
"""Files that Drupal's code includes declare functions: they are taken not to touch variables."""
BUDGET = Budget(steps=100_000)


def evaluate_function(
    code: OwnCode, function: FunctionFacts, arguments: Sequence[Value] = (), known: Known | None = None
) -> Value:
    """What an own function returns; never raises."""
    definition = _find_function(code, function.name)
    if definition is None:
        return Unknown(function.place, f"{function.name}() could not be parsed")
    return _run(Scope(code, known or {}), definition, function.name, arguments)


def evaluate_method(
    code: OwnCode,
    facts: ClassFacts,
    name: str,
    arguments: Sequence[Value] = (),
    known: Known | None = None,
    *,
    spells_constants: bool = False,
    observe: Callable[[str, list[Value]], None] | None = None,
) -> Value:
    """What a method of the class, its own or an inherited one, returns; never raises. For the last two see `Scope`."""
    definition = find_method(code, facts, name)
    if definition is None:
        return Unknown(facts.place, f"{facts.name}::{name}() is not found")
    scope = Scope(code, known or {}, spells_constants=spells_constants, observe=observe)
    return _run(scope, definition, name, arguments)


def evaluate_attribute(code: OwnCode, attribute: Attribute) -> Array:
    """The arguments of `#[Name(…)]`, by name or number, objects among them as arrays of theirs."""
    parsed = code.parse(attribute.place.path)
    node = node_at(parsed, attribute.span, "attribute")
    arguments = node.child_by_field_name("parameters") if node is not None else None
    if node is None or arguments is None:
        return EMPTY
    machine = _machine(Scope(code, keeps_objects=True), Definition(attribute.place.path, parsed, node))
    try:
        value = evaluate_arguments(machine, arguments)
    except (ExhaustedError, RecursionError):
        return EMPTY.with_gaps((Unknown(attribute.place, "too much work"),))
    return value if isinstance(value, Array) else EMPTY


def evaluate_text(code: OwnCode, expression: str) -> Value:
    r"""A constant that is written in full: `Drupal\foo\Bar::NAME` or `…::class`, as annotations have it."""
    owner, _, name = expression.lstrip("\\").replace("\\\\", "\\").partition("::")
    if name == "class":
        return owner
    facts = code.find_class(owner)
    if facts is None:
        return Unknown(Place(""), f"{expression} is not known here")
    parsed = code.parse(facts.path)
    machine = _machine(Scope(code), Definition(facts.path, parsed, parsed.root))
    try:
        return find_constant(Scope(code), machine, facts, name)
    except (ExhaustedError, RecursionError):
        return Unknown(facts.place, "too much work")


def evaluate_expression(code: OwnCode, path: str, node: Node, *, keeps_objects: bool = False) -> Value:
    """An expression that sees no variables, in the file that it was taken from. `keeps_objects`: see `Scope`."""
    parsed = code.parse(path)
    try:
        scope = Scope(code, keeps_objects=keeps_objects)
        return _machine(scope, Definition(path, parsed, node)).evaluate(node)
    except (ExhaustedError, RecursionError):
        return Unknown(place_at(path, parsed.source, node.start_byte), "too much work")


def _run(scope: Scope, definition: Definition, name: str, arguments: Sequence[Value]) -> Value:
    machine = _machine(scope, definition)
    given = [Argument(value, definition.node) for value in arguments]
    try:
        return machine.resolved(run_function(machine, definition, name, given))
    except (ExhaustedError, RecursionError):
        return Unknown(place_at(definition.path, definition.parsed.source, definition.node.start_byte), "too much work")


def _machine(scope: Scope, definition: Definition) -> Machine:
    code = scope.code
    return Machine(
        lambda name: _find_function(code, name),
        lambda name: _find_constant(code, name),
        NATIVES,
        BUDGET,
        Frame(definition, ""),
        {**EXPRESSIONS, **ASSIGNMENTS, **CONSTANTS, **CALLS, **_bound(scope)},
        {**STATEMENTS, **LOOPS, "compound_statement": _run_block},
        SPECIAL_CALLS,
    )


def _bound(scope: Scope) -> Mapping[str, Handler]:
    """The handlers of expressions with classes, for this scope."""

    def bind(reader: Reader) -> Handler:
        return lambda machine, node: reader(scope, machine, node)

    return {kind: bind(reader) for kind, reader in {**OBJECTS, **METHOD_CALLS}.items()}


def _run_block(machine: Machine, node: Node) -> None:
    """The end of a function's body is one more way out of it: it answers null."""
    STATEMENTS["compound_statement"](machine, node)
    is_body = node.parent is not None and node.parent.type in ("function_definition", "method_declaration")
    if is_body and not machine.state.is_dead:
        machine.frame.returns.append((None, machine.state.fork()))
        machine.state.is_dead = True


def _find_function(code: OwnCode, name: str) -> Definition | None:
    function = code.functions.get(name.lower())
    if function is None or function.is_broken:
        return None
    parsed = code.parse(function.place.path)
    node = node_at(parsed, function.span, "function_definition")
    return Definition(function.place.path, parsed, node) if node is not None else None


def _find_constant(code: OwnCode, name: str) -> Definition | None:
    constant = code.constants.get(name)
    if constant is None:
        return None
    parsed = code.parse(constant.place.path)
    node = parsed.root.descendant_for_byte_range(*constant.span)
    return Definition(constant.place.path, parsed, node) if node is not None else None
