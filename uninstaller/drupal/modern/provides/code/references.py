"""Which names a declaration uses, and how: the ground on which it is decided what can stand alone."""

import re
from collections.abc import Callable, Iterator, Mapping

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.model import Reference, Use
from uninstaller.drupal.modern.provides.code.names import BUILTIN_TYPES, Names
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part, walk_named
from uninstaller.php.builtins import is_builtin
from uninstaller.php.literals import field, parts, read_single_quoted
from uninstaller.php.needs import literal
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node, Parsed
from uninstaller.php.positions import CLASS_FIRST, is_constant
from uninstaller.place import Place

_CLASS_TEXT = re.compile(r"\\?(Drupal(?:\\\w+){2,})(?:::?\w+)?")
_WORD = re.compile(r"\w+")
_NO_VALUES = {"use_as_clause", "use_instead_of_clause", "declare_directive"}
_EXPRESSIONS = {"variable_name", "member_access_expression", "subscript_expression", "dynamic_variable_name"}
_CONTAINERS = {"$container", "$this->container", "$this->getContainer()"}


def read_references(parsed: Parsed, path: str, names: Names, module: str, node: Node) -> tuple[Reference, ...]:
    """Every name that the declaration uses, PHP's own left out, in source order; `module` owns what bears its name."""
    found: dict[Reference, None] = {}
    for part, method in _parts(parsed, node):
        for below in walk_named(part):
            reader = _READERS.get(below.type)
            for name, use in reader(parsed, names, below) if reader else ():
                if _is_own_text(name, use, module) and not _is_php(name, use):
                    place = Place(path, below.start_point[0] + 1, below.start_point[1] + 1)
                    found[Reference(name, use, place, method)] = None
    return tuple(found)


def _parts(parsed: Parsed, node: Node) -> Iterator[tuple[Node, str]]:
    """The members of a class, each with the method that it is; anything else as a whole."""
    body = node.child_by_field_name("body")
    if body is None or not node.type.endswith("_declaration"):
        yield node, ""
        return
    for part in (*(child for child in node.named_children if child != body), *body.named_children):
        yield part, parsed.text(field(part, "name")) if part.type == "method_declaration" else ""


def _is_own_text(name: str, use: Use, module: str) -> bool:
    return use is not Use.STRING or "\\" in name or name.lstrip("_").startswith(module)


def _is_php(name: str, use: Use) -> bool:
    if use in (Use.STRING, Use.SERVICE, Use.DYNAMIC):
        return False
    kind = {Use.CALL: DeclarationKind.FUNCTION, Use.CONSTANT: DeclarationKind.CONSTANT}.get(use, DeclarationKind.CLASS)
    return is_builtin(kind, name)


Found = Iterator[tuple[str, Use]]


def _class(parsed: Parsed, names: Names, node: Node, use: Use) -> Found:
    if node.type in ("name", "qualified_name"):
        written = parsed.text(node)
        if written.lower() not in BUILTIN_TYPES:
            yield names.find_class(written), use


def _listed(use: Use) -> Callable[[Parsed, Names, Node], Found]:
    def read(parsed: Parsed, names: Names, node: Node) -> Found:
        for child in parts(node):
            yield from _class(parsed, names, child, use)

    return read


def _base(parsed: Parsed, names: Names, node: Node) -> Found:
    is_anonymous = node.parent is not None and node.parent.type == "anonymous_class"
    yield from _listed(Use.NEW if is_anonymous else Use.EXTENDS)(parsed, names, node)


def _new(parsed: Parsed, names: Names, node: Node) -> Found:
    for child in parts(node)[:1]:
        if child.type in _EXPRESSIONS:
            yield f"new {parsed.text(child)}", Use.DYNAMIC
        yield from _class(parsed, names, child, Use.NEW)


def _scoped(parsed: Parsed, names: Names, node: Node) -> Found:
    first, last = first_part(node), last_part(node)
    is_name = node.type == "class_constant_access_expression" and parsed.text(last).lower() == "class"
    yield from _class(parsed, names, first, Use.CLASS_NAME if is_name else Use.STATIC)
    if parsed.text(first).lstrip("\\") == "Drupal" and parsed.text(field(node, "name")) in ("service", "hasService"):
        yield from _service(parsed, node)


def _member(parsed: Parsed, _: Names, node: Node) -> Found:
    receiver = parsed.text(field(node, "object"))
    if parsed.text(field(node, "name")) in ("get", "has") and receiver in _CONTAINERS:
        yield from _service(parsed, node)


def _service(parsed: Parsed, call: Node) -> Found:
    service = first_text(parsed, call)
    if service:
        yield service, Use.SERVICE


def _type(parsed: Parsed, names: Names, node: Node) -> Found:
    parent = node.parent
    caught = parent is not None and parent.type == "type_list"
    yield from _listed(Use.CATCH if caught else Use.TYPE)(parsed, names, node)


def _instanceof(parsed: Parsed, names: Names, node: Node) -> Found:
    right = node.child_by_field_name("right")
    if right is not None and any(child.type == "instanceof" for child in node.children):
        yield from _class(parsed, names, right, Use.INSTANCEOF)


def _attribute(parsed: Parsed, names: Names, node: Node) -> Found:
    yield from _class(parsed, names, first_part(node), Use.ATTRIBUTE)


def _call(parsed: Parsed, names: Names, node: Node) -> Found:
    function = field(node, "function")
    if function.type in ("name", "qualified_name"):
        yield names.find_function(parsed.text(function))[-1], Use.CALL
    elif function.type in _EXPRESSIONS:
        yield parsed.text(function), Use.DYNAMIC


def _constant(parsed: Parsed, names: Names, node: Node) -> Found:
    written = parsed.text(node)
    is_magic = written.startswith("__") and written.endswith("__")
    parent = node.parent
    is_label = parent is not None and (parent.type in _NO_VALUES or parent.child_by_field_name("name") == node)
    if not (is_magic or is_label or written.lower() in BUILTIN_TYPES) and is_constant(node):
        yield names.find_constant(written)[-1], Use.CONSTANT


def _string(parsed: Parsed, _: Names, node: Node) -> Found:
    text = read_single_quoted(parsed.text(node)) if node.type == "string" else literal(parsed, node)
    if not text:
        return
    spelled = _CLASS_TEXT.fullmatch(text.replace("\\\\", "\\"))
    if spelled:
        yield spelled[1], Use.STRING
    elif _WORD.fullmatch(text):
        yield text, Use.STRING


_READERS: Mapping[str, Callable[[Parsed, Names, Node], Found]] = {
    "base_clause": _base,
    "class_interface_clause": _listed(Use.IMPLEMENTS),
    "use_declaration": _listed(Use.TRAIT),
    "object_creation_expression": _new,
    **dict.fromkeys(CLASS_FIRST, _scoped),
    "member_call_expression": _member,
    "nullsafe_member_call_expression": _member,
    "named_type": _type,
    "binary_expression": _instanceof,
    "attribute": _attribute,
    "function_call_expression": _call,
    "name": _constant,
    "qualified_name": _constant,
    "string": _string,
    "encapsed_string": _string,
}
