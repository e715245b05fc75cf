"""The nodes of a syntax tree that can mean something, in a walk that costs half of the full one."""

from collections.abc import Iterator

from uninstaller.php.literals import parts
from uninstaller.php.parse import Node

_LEAVES = frozenset({
    "variable_name", "string", "comment", "integer", "float", "boolean", "null", "primitive_type", "name",
    "qualified_name", "visibility_modifier", "string_content", "nowdoc", "namespace_name", "relative_scope",
})  # fmt: skip


def walk_named(node: Node) -> Iterator[Node]:
    """Named nodes of a subtree in source order, without recursion; nothing below names, variables and plain strings."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        if here.type not in _LEAVES:
            stack.extend(reversed(here.named_children))


def first_part(node: Node) -> Node:
    """The first named child that means something; the node itself where broken code has left it without."""
    return (parts(node) or [node])[0]


def last_part(node: Node) -> Node:
    """The last one: the value of an argument, an element or a constant."""
    return (parts(node) or [node])[-1]
