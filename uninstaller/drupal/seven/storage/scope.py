"""Where an expression of own code stands: its function, and what that gives to a variable."""

from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.php.literals import parts
from uninstaller.php.needs import argument_list
from uninstaller.php.parse import Node, Parsed, walk

_FUNCTIONS = ("function_definition", "method_declaration", "anonymous_function", "program")
_UNKNOWN_GIVERS = ("augmented_assignment_expression", "simple_parameter", "global_declaration")


@dataclass(frozen=True, slots=True)
class Scope:
    """The file in which an expression stands. `seen` are the variables that are being looked up."""

    own: OwnCode
    path: str
    parsed: Parsed
    seen: frozenset[str] = frozenset()

    def looking_up(self, variable: str) -> "Scope":
        return Scope(self.own, self.path, self.parsed, self.seen | {variable})


def argument(call: Node, index: int) -> Node | None:
    """The expression that a call is given at an index."""
    arguments = argument_list(call)
    inner = parts(arguments[index]) if len(arguments) > index else []
    return inner[-1] if inner else None


def callee(parsed: Parsed, node: Node) -> str:
    """The lower-case name of the function that a call names, '' where it does not."""
    function = node.child_by_field_name("function")
    return parsed.text(function).lstrip("\\").lower() if function is not None and function.type == "name" else ""


def enclosing_function(node: Node) -> Node:
    """The function round a node, the whole file where there is none."""
    here = node
    while here.type not in _FUNCTIONS and here.parent is not None:
        here = here.parent
    return here


@dataclass(frozen=True, slots=True)
class Given:
    """What a variable gets in its function: `value` itself, an element `of_element` of it, or its key `of_key`."""

    value: Node | None
    of_element: bool = False
    of_key: bool = False


def read_given(scope: Scope, variable: Node) -> Iterator[Given]:
    """Everything that the variable's function gives to it; a parameter gets None."""
    name = scope.parsed.text(variable)
    for node in walk(enclosing_function(variable)):
        if node.type in ("assignment_expression", "reference_assignment_expression"):
            if _text(scope, node, "left") == name:
                yield Given(node.child_by_field_name("right"))
        elif node.type == "foreach_statement":
            yield from _given_by_loop(scope, node, name)
        elif node.type in _UNKNOWN_GIVERS and name in map(scope.parsed.text, parts(node)):
            yield Given(None)


def _text(scope: Scope, node: Node, field: str) -> str:
    child = node.child_by_field_name(field)
    return scope.parsed.text(child) if child is not None else ""


def _given_by_loop(scope: Scope, loop: Node, name: str) -> Iterator[Given]:
    iterated, target = parts(loop)[:2]
    variables = parts(target) if target.type == "pair" else [target]
    for index, variable in enumerate(variables):
        if scope.parsed.text(variable).lstrip("&") == name:
            yield Given(iterated, of_element=index == len(variables) - 1, of_key=index < len(variables) - 1)


def read_offsets(scope: Scope, variable: Node) -> Iterator[tuple[Node | None, Node]]:
    """`$a['key'] = value` and `$a[] = value` in the variable's function."""
    name = scope.parsed.text(variable)
    for node in walk(enclosing_function(variable)):
        left, right = (node.child_by_field_name(side) for side in ("left", "right"))
        if node.type == "assignment_expression" and left is not None and left.type == "subscript_expression":
            inner = parts(left)
            if right is not None and scope.parsed.text(inner[0]) == name:
                yield (inner[1] if len(inner) > 1 else None), right
