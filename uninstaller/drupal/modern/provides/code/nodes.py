"""The nodes of a syntax tree that can mean something: a walk that costs half of the full one."""

from collections.abc import Iterator

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
