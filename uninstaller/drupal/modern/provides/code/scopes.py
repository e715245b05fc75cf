"""What a variable or property stands for: its one assignment, its declared type, its default value."""

from collections.abc import Mapping

from uninstaller.drupal.modern.provides.code.evaluation import evaluate_expression
from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.members import read_parameters
from uninstaller.drupal.modern.provides.code.names import BUILTIN_TYPES
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part, walk_named
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.code.php_file import CLASS_KINDS
from uninstaller.php.literals import field, parts
from uninstaller.php.parse import Node, Parsed

_FUNCTIONS = {"function_definition", "method_declaration", "anonymous_function", "arrow_function"}


def find_function(node: Node) -> Node | None:
    """The function, method or closure that a node stands in."""
    here = node.parent
    while here is not None and here.type not in _FUNCTIONS:
        here = here.parent
    return here


def find_class(parsed: Parsed, node: Node) -> str:
    """The short name of the class that a node stands in."""
    here: Node | None = node
    while here is not None and here.type not in CLASS_KINDS:
        here = here.parent
    return parsed.text(field(here, "name")) if here is not None else ""


Variables = Mapping[tuple[int, str], tuple[Node, ...]]
"""What variables get: by the offset of the function that they belong to, and by their name with `$`."""


def read_variables(parsed: Parsed) -> Variables:
    found: dict[tuple[int, str], tuple[Node, ...]] = {}
    for node in walk_named(parsed.root):
        if node.type == "assignment_expression" and field(node, "left").type == "variable_name":
            function = find_function(node)
            key = (function.start_byte if function is not None else -1, parsed.text(field(node, "left")))
            found[key] = (*found.get(key, ()), field(node, "right"))
    return found


def find_assigned(parsed: Parsed, variables: Variables, variable: Node) -> Node | None:
    """What a variable gets in its function, where that happens once."""
    function = find_function(variable)
    found = variables.get((function.start_byte if function is not None else -1, parsed.text(variable)), ())
    return found[0] if len(found) == 1 else None


def find_last_assigned(parsed: Parsed, variables: Variables, variable: Node) -> Node | None:
    """What a variable got last before it stands here."""
    function = find_function(variable)
    found = variables.get((function.start_byte if function is not None else -1, parsed.text(variable)), ())
    return max(
        (one for one in found if one.end_byte <= variable.start_byte), key=lambda one: one.end_byte, default=None
    )


def find_listed(parsed: Parsed, variable: Node) -> Node | None:
    """What a foreach runs over, whose value the variable is there."""
    here = variable.parent
    while here is not None and here.type not in _FUNCTIONS:
        if here.type == "foreach_statement" and len(parts(here)) > 1:
            target = parts(here)[1]
            value = last_part(target) if target.type == "pair" else target
            if parsed.text(value) == parsed.text(variable):
                return first_part(here)
        here = here.parent
    return None


def find_type(code: OwnCode, path: str, variable: Node) -> str:
    """The class that a parameter is declared to be; '' where the variable is no such parameter."""
    parsed = code.parse(path)
    function = find_function(variable)
    for parameter in read_parameters(parsed, code.names_of(path), function) if function is not None else ():
        if f"${parameter.name}" == parsed.text(variable):
            return next((name for name in parameter.types if name not in BUILTIN_TYPES), "")
    return ""


def find_property_type(code: OwnCode, path: str, access: Node) -> str:
    """The type of `$this->name`, declared in the class or in what it inherits from; '' where there is none."""
    parsed = code.parse(path)
    if parsed.text(field(access, "object")) != "$this":
        return ""
    name = parsed.text(field(access, "name"))
    own = code.names_of(path).find_class("namespace\\" + find_class(parsed, access))
    facts = code.find_class(own)
    for ancestor in find_ancestors(code, facts) if facts is not None else ():
        found = dict(ancestor.properties).get(name)
        if found:
            return found
    return ""


def find_default(code: OwnCode, path: str, access: Node) -> str | None:
    """The literal default value of `$this->name` in its own class."""
    parsed = code.parse(path)
    here: Node | None = access
    while here is not None and here.type not in CLASS_KINDS:
        here = here.parent
    if here is None or parsed.text(field(access, "object")) != "$this":
        return None
    name = "$" + parsed.text(field(access, "name"))
    for member in field(here, "body").named_children:
        for element in parts(member) if member.type == "property_declaration" else ():
            default = element.child_by_field_name("default_value")
            if default is not None and parsed.text(field(element, "name")) == name:
                value = evaluate_expression(code, path, default)
                return value if isinstance(value, str) else None
    return None
