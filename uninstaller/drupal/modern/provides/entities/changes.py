"""What hooks of a module do to the definitions of entity types: swapped classes, handlers, links."""

from collections.abc import Iterable, Iterator, Mapping

from uninstaller.drupal.modern.provides.code.callbacks import Callback
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_expression
from uninstaller.drupal.modern.provides.code.members import place_of
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.entities.model import EntityTypeChange
from uninstaller.php.literals import field, parts
from uninstaller.php.needs import argument_list, literal
from uninstaller.php.parse import Node, Parsed, walk

CHANGE_HOOKS = frozenset({"entity_type_alter", "entity_type_build"})
ANY = "*"
_CHANGING = ("set", "add", "remove", "unset")


def read_changes(code: OwnCode, hooks: Iterable[tuple[str, Callback]]) -> Iterator[EntityTypeChange]:
    """Calls of `set…`, `add…` and the like on elements of the hook's argument."""
    for hook, callback in hooks:
        node = callback.node(code) if hook in CHANGE_HOOKS else None
        if node is not None and callback.parameters:
            yield from _read(code, hook, callback, node)


def _read(code: OwnCode, hook: str, callback: Callback, node: Node) -> Iterator[EntityTypeChange]:
    parsed = code.parse(callback.place.path)
    argument = f"${callback.parameters[0].name}"
    variables = dict(_elements(parsed, node, argument))
    for call in walk(node):
        if call.type == "member_call_expression":
            name = parsed.text(field(call, "name"))
            target = _target(parsed, _receiver(call), argument, variables)
            if target is not None and name.startswith(_CHANGING):
                yield EntityTypeChange(target, name, _arguments(code, callback, call), hook,
                                       place_of(callback.place.path, call))  # fmt: skip
        elif call.type == "assignment_expression":
            left = field(call, "left")
            target = _element(parsed, left, argument) if left.type == "subscript_expression" else None
            if target is not None:
                yield EntityTypeChange(target, "=", (), hook, place_of(callback.place.path, call))


def _receiver(call: Node) -> Node:
    """The object at the start of a chain of calls."""
    receiver = field(call, "object")
    while receiver.type == "member_call_expression":
        receiver = field(receiver, "object")
    return receiver


def _elements(parsed: Parsed, node: Node, argument: str) -> Iterator[tuple[str, str]]:
    """Variables that hold an element: `$a = $types['x']`, `foreach ($types as $type)`."""
    for below in walk(node):
        if below.type in ("assignment_expression", "reference_assignment_expression"):
            target = _element(parsed, field(below, "right"), argument)
            if target is not None:
                yield parsed.text(field(below, "left")), target
        elif below.type == "foreach_statement" and parsed.text(first_part(below)) == argument:
            for variable in walk(parts(below)[1]) if len(parts(below)) > 1 else ():
                if variable.type == "variable_name":
                    yield parsed.text(variable), ANY


def _element(parsed: Parsed, node: Node, argument: str) -> str | None:
    if node.type != "subscript_expression" or parsed.text(first_part(node)) != argument:
        return None
    return (literal(parsed, last_part(node)) if len(parts(node)) > 1 else None) or ANY


def _target(parsed: Parsed, receiver: Node, argument: str, variables: Mapping[str, str]) -> str | None:
    element = _element(parsed, receiver, argument)
    return element if element is not None else variables.get(parsed.text(receiver))


def _arguments(code: OwnCode, callback: Callback, call: Node) -> tuple[str, ...]:
    values = [evaluate_expression(code, callback.place.path, last_part(one)) for one in argument_list(call)]
    return tuple(value if isinstance(value, str) else "?" for value in values)
