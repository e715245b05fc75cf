"""What stands in a class: methods, parameters, constants, properties, traits."""

import re
from collections.abc import Iterator

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.model import Attribute, Method, Parameter
from uninstaller.drupal.modern.provides.code.names import BUILTIN_TYPES, Names
from uninstaller.drupal.modern.provides.code.nodes import first_part
from uninstaller.php.literals import field, parts
from uninstaller.php.parse import Node, Parsed, walk
from uninstaller.place import Place


def place_of(path: str, node: Node) -> Place:
    return Place(path, node.start_point[0] + 1, node.start_point[1] + 1)


def read_methods(parsed: Parsed, path: str, names: Names, body: Node) -> Iterator[Method]:
    for node in body.named_children:
        if node.type != "method_declaration":
            continue
        modifiers = {child.type: parsed.text(child).lower() for child in node.children if "modifier" in child.type}
        yield Method(
            parsed.text(field(node, "name")),
            place_of(path, node),
            (node.start_byte, node.end_byte),
            read_parameters(parsed, names, node),
            modifiers.get("visibility_modifier", "public"),
            "static_modifier" in modifiers,
            node.child_by_field_name("body") is None,
            read_attributes(parsed, path, names, node),
        )


def read_parameters(parsed: Parsed, names: Names, function: Node) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            parsed.text(field(node, "name")).lstrip("&.$ "),
            read_types(parsed, names, node),
            node.child_by_field_name("default_value") is not None or node.type == "variadic_parameter",
            node.type == "property_promotion_parameter",
        )
        for node in parts(field(function, "parameters"))
        if node.child_by_field_name("name") is not None
    )


def read_types(parsed: Parsed, names: Names, declaration: Node) -> tuple[str, ...]:
    """The types that a parameter or property may have."""
    declared = declaration.child_by_field_name("type")
    if declared is None:
        return ()
    found = []
    for node in walk(declared, lambda node: node.type not in ("named_type", "primitive_type")):
        if node.type == "primitive_type":
            found.append(parsed.text(node).lower())
        elif node.type == "named_type":
            written = parsed.text(node)
            found.append(written.lower() if written.lower() in BUILTIN_TYPES else names.find_class(written))
    return tuple(found)


def read_attributes(parsed: Parsed, path: str, names: Names, declaration: Node) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(
            names.find_class(parsed.text(first_part(node))), place_of(path, node), (node.start_byte, node.end_byte)
        )
        for node in attribute_nodes(declaration)
    )


def attribute_nodes(declaration: Node) -> tuple[Node, ...]:
    listed = declaration.child_by_field_name("attributes")
    if listed is None:
        return ()
    return tuple(node for group in parts(listed) for node in parts(group) if node.type == "attribute")


def read_constant_names(parsed: Parsed, body: Node) -> tuple[str, ...]:
    """Constants of a class, cases of an enum."""
    found = []
    for node in body.named_children:
        if node.type == "const_declaration":
            found += [parsed.text(first_part(item)) for item in node.named_children if item.type == "const_element"]
        elif node.type == "enum_case":
            found.append(parsed.text(field(node, "name")))
    return tuple(found)


_ASSIGNED = re.compile(r"\$this->(\w+)\s*=\s*\$(\w+)\s*;")


def read_property_types(parsed: Parsed, names: Names, body: Node) -> tuple[tuple[str, str], ...]:
    """The type of each property, from its declaration or from the constructor's parameter that it is set from."""
    found: dict[str, str] = {}
    for node in body.named_children:
        if node.type == "property_declaration":
            types = [name for name in read_types(parsed, names, node) if name not in BUILTIN_TYPES]
            for element in node.named_children:
                if element.type == "property_element":
                    found[parsed.text(field(element, "name"))[1:]] = types[0] if types else ""
        elif node.type == "method_declaration" and parsed.text(field(node, "name")) == "__construct":
            found |= dict(_constructed(parsed, names, node))
    return tuple(sorted(found.items()))


def _constructed(parsed: Parsed, names: Names, constructor: Node) -> Iterator[tuple[str, str]]:
    types = {
        parameter.name: next((name for name in parameter.types if name not in BUILTIN_TYPES), "")
        for parameter in read_parameters(parsed, names, constructor)
    }
    for parameter in read_parameters(parsed, names, constructor):
        if parameter.is_promoted:
            yield parameter.name, types[parameter.name]
    for name, variable in _ASSIGNED.findall(parsed.text(constructor)):
        if types.get(variable):
            yield name, types[variable]


_CREATORS = {"create", "createinstance"}


def read_created_services(parsed: Parsed, body: Node) -> tuple[str, ...]:
    """Ids that a static create() or createInstance() takes from the container."""
    found: dict[str, None] = {}
    for method in body.named_children:
        if method.type == "method_declaration" and parsed.text(field(method, "name")).lower() in _CREATORS:
            for call in walk(method):
                if call.type == "member_call_expression" and parsed.text(field(call, "name")) == "get":
                    service = first_text(parsed, call)
                    if service and parsed.text(field(call, "object")) == "$container":
                        found[service] = None
    return tuple(found)
