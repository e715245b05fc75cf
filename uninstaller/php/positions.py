"""Where an expression stands: in which call, at which argument, and how deep inside of it."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.php.parse import Node, Parsed

TYPES = {"named_type", "base_clause", "class_interface_clause", "catch_clause", "type_list", "use_declaration"}
CLASS_FIRST = {"class_constant_access_expression", "scoped_call_expression", "scoped_property_access_expression"}
_NEVER_CONSTANT = {
    "variable_name", "object_creation_expression", "member_access_expression", "member_call_expression",
    "namespace_name", "nullsafe_member_access_expression", "nullsafe_member_call_expression", "argument_name",
    "goto_statement", "named_label_statement", "qualified_name", "relative_name", "attribute", "enum_declaration",
    "enum_case", "class_declaration", "namespace_definition", "namespace_use_clause", "function_definition",
    "interface_declaration", "trait_declaration", "method_declaration",
}  # fmt: skip


class Depth(StrEnum):
    """DIRECT: the argument itself. PAIR: the first of two elements of an array that is the argument. INSIDE: deeper."""

    DIRECT = "direct"
    PAIR = "pair"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Position:
    """`call` is the innermost call in lower case: `name`, `->name` of a method, `class::name`; '' outside of any."""

    call: str = ""
    argument: int = 0
    depth: Depth = Depth.DIRECT
    is_key: bool = False


NOWHERE = Position()


def position_of(parsed: Parsed, node: Node) -> Position:
    """`is_key`: the node is the key of an array's element, or an offset."""
    is_key, depth = _is_key(node), Depth.DIRECT
    here = node
    while here.parent is not None and not here.type.endswith("_statement"):
        parent = here.parent
        if here.type == "argument" and parent.type == "arguments" and parent.parent is not None:
            index = [child.id for child in parent.named_children if child.type == "argument"].index(here.id)
            return Position(_call(parsed, parent.parent), index, depth, is_key)
        if depth is not Depth.INSIDE and parent.type not in ("argument", "parenthesized_expression"):
            depth = Depth.PAIR if _is_pair(node, parent) else Depth.INSIDE
        here = parent
    return Position(is_key=is_key)


def _call(parsed: Parsed, call: Node) -> str:
    callee = call.child_by_field_name("function") or call.child_by_field_name("name")
    name = parsed.text(callee).lstrip("\\").lower() if callee is not None else ""
    scope = call.child_by_field_name("scope")
    if scope is not None:
        return f"{parsed.text(scope).lower()}::{name}"
    return f"->{name}" if "member" in call.type else name


def _is_pair(node: Node, array: Node) -> bool:
    """Whether the node is the class or object in `array('Class', 'method')`, seen from the element or the array."""
    if array.type == "array_element_initializer" and array.parent is not None:
        array = array.parent
    if array.type != "array_creation_expression" or node.parent is None or node.parent.parent != array:
        return False
    elements = [child for child in array.named_children if child.type == "array_element_initializer"]
    return len(elements) == 2 and elements[0] == node.parent


def _is_key(node: Node) -> bool:
    """Whether the node is the key in `array('key' => …)` or the offset in `$a['key']`."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "array_element_initializer":
        following = node.next_sibling
        return following is not None and following.type == "=>"
    return parent.type == "subscript_expression" and parent.named_children[0] != node


def is_constant(node: Node) -> bool:
    """Whether a bare name, or a qualified one, stands for a constant's value."""
    parent = node.parent
    if parent is None or parent.type in TYPES or parent.type in CLASS_FIRST or parent.type in _NEVER_CONSTANT:
        return False
    match parent.type:
        case "function_call_expression":
            return parent.child_by_field_name("function") != node
        case "subscript_expression":
            return not _is_bare_key(parent)
        case "const_element":
            return parent.named_children[0] != node
        case "binary_expression":
            return not any(child.type == "instanceof" for child in parent.children) or parent.children[-1] != node
        case _:
            return True


def _is_bare_key(subscript: Node) -> bool:
    """Whether it is `"$a[word]"`, whose word is a key, and not `"{$a[FOO]}"`."""
    is_in_text = subscript.parent is not None and subscript.parent.type in ("encapsed_string", "heredoc_body")
    before = subscript.prev_sibling
    return is_in_text and (before is None or before.type not in ("{", "{$"))
