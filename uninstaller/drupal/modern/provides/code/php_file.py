"""One PHP file as facts: what it declares, what each declaration uses, and what could not be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.members import (
    place_of,
    read_attributes,
    read_constant_names,
    read_created_services,
    read_methods,
    read_parameters,
    read_property_types,
)
from uninstaller.drupal.modern.provides.code.model import ClassFacts, ClassKind, ConstantFacts, FunctionFacts
from uninstaller.drupal.modern.provides.code.names import Names, read_names
from uninstaller.drupal.modern.provides.code.nodes import first_part
from uninstaller.drupal.modern.provides.code.references import read_references
from uninstaller.php.literals import field, parts
from uninstaller.php.parse import Node, Parsed, Span, walk
from uninstaller.place import Unread, place_at


@dataclass(frozen=True, slots=True)
class PhpFile:
    """`effects` are statements at file level that do more than declare."""

    path: str
    names: Names
    classes: tuple[ClassFacts, ...] = ()
    functions: tuple[FunctionFacts, ...] = ()
    constants: tuple[ConstantFacts, ...] = ()
    effects: tuple[Span, ...] = ()
    unread: tuple[Unread, ...] = ()


CLASS_KINDS = {
    "class_declaration": ClassKind.CLASS,
    "interface_declaration": ClassKind.INTERFACE,
    "trait_declaration": ClassKind.TRAIT,
    "enum_declaration": ClassKind.ENUM,
}
_SILENT = {"php_tag", "?>", "text", "text_interpolation", "comment", "namespace_use_declaration", "empty_statement",
           "declare_statement", "namespace_definition"}  # fmt: skip
_IMPLEMENTS = re.compile(r"Implements\s+\\?(?:template|hook)_(\w+)\s*\(?|Implements\s+hook_(\w+)")


def read_php_file(path: str, parsed: Parsed, module: str) -> PhpFile:
    names = read_names(parsed)
    classes: list[ClassFacts] = []
    functions: list[FunctionFacts] = []
    constants: list[ConstantFacts] = []
    effects: list[Span] = []
    for node, is_conditional in _declarations(parsed.root):
        if node.type in CLASS_KINDS:
            classes.append(_class(parsed, path, names, module, node))
        elif node.type == "function_definition":
            function = _function(parsed, path, names, module, node)
            functions.append(replace(function, is_conditional=is_conditional))
        elif constant := tuple(_constants(parsed, path, names, node)):
            constants += constant
        elif not is_conditional and node.type not in _SILENT and not node.is_error:
            effects.append((node.start_byte, node.end_byte))
    unread = tuple(
        Unread(place_at(path, parsed.source, start), "this PHP could not be parsed") for start, _ in parsed.errors
    )
    return PhpFile(path, names, tuple(classes), tuple(functions), tuple(constants), tuple(effects), unread)


def _declarations(root: Node) -> Iterator[tuple[Node, bool]]:
    """Statements of the file and, below its conditions, what declares; with whether it stands below a condition."""
    stack = [(child, False) for child in reversed(root.named_children)]
    while stack:
        node, is_conditional = stack.pop()
        body = node.child_by_field_name("body") if node.type == "namespace_definition" else None
        if body is not None:
            stack += [(child, is_conditional) for child in reversed(body.named_children)]
            continue
        yield node, is_conditional
        if node.type not in CLASS_KINDS and node.type != "function_definition":
            inner = [
                child
                for child in node.named_children
                if child.type.endswith(("_statement", "_clause", "_block", "_definition", "_declaration"))
            ]
            stack += [(child, not node.is_error or is_conditional) for child in reversed(inner)]


def _class(parsed: Parsed, path: str, names: Names, module: str, node: Node) -> ClassFacts:
    body = field(node, "body")
    kind = CLASS_KINDS[node.type]
    parents = _named(parsed, names, node, "base_clause")
    comment = _doc(node)
    doc = parsed.text(comment) if comment is not None else ""
    return ClassFacts(
        names.find_class("namespace\\" + parsed.text(field(node, "name"))),
        kind,
        place_of(path, node),
        (node.start_byte, node.end_byte),
        node.start_byte if comment is None else comment.start_byte,
        parents[0] if parents and kind is ClassKind.CLASS else "",
        parents if kind is ClassKind.INTERFACE else _named(parsed, names, node, "class_interface_clause"),
        tuple(name for use in body.named_children for name in _traits(parsed, names, use)),
        any(child.type == "abstract_modifier" for child in node.children),
        read_constant_names(parsed, body),
        read_property_types(parsed, names, body),
        tuple(read_methods(parsed, path, names, body)),
        read_attributes(parsed, path, names, node),
        read_created_services(parsed, body),
        read_references(parsed, path, names, module, node),
        doc,
        place_of(path, node if comment is None else comment),
        node.has_error,
    )


def _named(parsed: Parsed, names: Names, node: Node, clause: str) -> tuple[str, ...]:
    found = (child for child in node.named_children if child.type == clause)
    return tuple(names.find_class(parsed.text(name)) for child in found for name in parts(child))


def _traits(parsed: Parsed, names: Names, use: Node) -> tuple[str, ...]:
    if use.type != "use_declaration":
        return ()
    return tuple(names.find_class(parsed.text(name)) for name in parts(use) if name.type != "use_list")


def _function(parsed: Parsed, path: str, names: Names, module: str, node: Node) -> FunctionFacts:
    comment = _doc(node)
    implements = _IMPLEMENTS.search(parsed.text(comment)) if comment is not None else None
    name = names.find_class("namespace\\" + parsed.text(field(node, "name")))
    return FunctionFacts(
        name,
        place_of(path, node),
        (node.start_byte, node.end_byte),
        node.start_byte if comment is None else comment.start_byte,
        read_parameters(parsed, names, node),
        read_attributes(parsed, path, names, node),
        read_references(parsed, path, names, module, node),
        (implements[1] or implements[2] or "") if implements else "",
        is_broken=node.has_error,
    )


def _doc(node: Node) -> Node | None:
    """The doc comment directly above."""
    above = node.prev_named_sibling
    is_doc = above is not None and above.type == "comment" and (above.text or b"").startswith(b"/**")
    return above if is_doc else None


def _constants(parsed: Parsed, path: str, names: Names, node: Node) -> Iterator[ConstantFacts]:
    if node.type == "const_declaration":
        for element in node.named_children:
            if element.type == "const_element":
                name = names.find_class("namespace\\" + parsed.text(first_part(element)))
                yield ConstantFacts(name, place_of(path, element), (element.start_byte, element.end_byte))
    elif node.type == "expression_statement":
        for call in walk(node):
            function = call.child_by_field_name("function")
            if function is not None and parsed.text(function).lower() == "define":
                name = first_text(parsed, call)
                yield ConstantFacts(name, place_of(path, call), (call.start_byte, call.end_byte))
