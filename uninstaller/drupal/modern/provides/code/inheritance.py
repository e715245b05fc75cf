"""Where classes and their methods are declared: in a class itself, or in what it inherits from."""

from collections.abc import Iterator

from uninstaller.drupal.modern.provides.code.model import ClassFacts, ClassKind
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.php.machine import Definition
from uninstaller.php.parse import Node, Parsed, Span


def node_at(parsed: Parsed, span: Span, kind: str) -> Node | None:
    """The node of a kind that covers exactly the span."""
    node = parsed.root.descendant_for_byte_range(*span)
    while node is not None and node.type != kind and (node.start_byte, node.end_byte) == span:
        node = node.parent
    return node if node is not None and node.type == kind else None


def find_ancestors(code: OwnCode, facts: ClassFacts) -> Iterator[ClassFacts]:
    """The class itself, its traits, parents and interfaces, as far as their code is known; the nearest first."""
    seen: set[str] = set()
    queue = [facts.name]
    while queue:
        name = queue.pop(0)
        found = code.find_class(name) if name.lower() not in seen else None
        seen.add(name.lower())
        if found is not None:
            yield found
            queue += [*found.traits, *filter(None, [found.parent]), *found.interfaces]


def find_method(code: OwnCode, facts: ClassFacts, name: str) -> Definition | None:
    """Where a method with a body is declared: in the class, or in what it inherits from."""
    for ancestor in find_ancestors(code, facts):
        method = ancestor.method(name)
        if method is not None and not method.is_abstract and ancestor.kind is not ClassKind.INTERFACE:
            parsed = code.parse(ancestor.path)
            node = node_at(parsed, method.span, "method_declaration")
            return Definition(ancestor.path, parsed, node) if node is not None else None
    return None
