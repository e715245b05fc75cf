"""What a stretch of PHP needs from elsewhere: functions, classes, constants, files, and what is dynamic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from uninstaller.php.guards import guard_of
from uninstaller.php.parse import Node, Parsed, Span, parse, walk
from uninstaller.php.positions import CLASS_FIRST, NOWHERE, TYPES, Position, is_constant, position_of


class NeedKind(StrEnum):
    CALL = "call"
    CLASS = "class"
    CONSTANT = "constant"
    STRING = "string"
    INCLUDE = "include"
    DYNAMIC = "dynamic"
    GLOBAL = "global"
    MAGIC = "magic constant"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Need:
    """One use of a name.

    `span` is the name itself, `outer` the whole call or expression, `statement` the statement where the expression
    stands alone (it can be dropped), all in bytes of the file. `arguments` are the literal strings among a call's
    arguments, None where one is no plain string; of a magic constant, what it stands for. `texts` are a call's
    arguments as written. `position` is where a string
    or a magic constant stands.
    """

    kind: NeedKind
    name: str
    span: Span
    outer: Span
    statement: Span | None = None
    arguments: tuple[str | None, ...] = ()
    texts: tuple[str, ...] = ()
    guard: str = ""
    position: Position = NOWHERE


_MAGIC = {"__file__", "__dir__", "__line__", "__class__", "__function__", "__method__"}
_WORDS = {"true", "false", "null", "self", "parent", "static", "__namespace__", "__trait__"}
_INCLUDES = {"require_expression", "require_once_expression", "include_expression", "include_once_expression"}


def read_needs(source: bytes, span: Span) -> tuple[Need, ...]:
    """The needs of `source[span]`, a whole declaration or statement, in source order."""
    prefix = b"<?php "
    parsed = parse(prefix + source[span[0] : span[1]])
    shift = span[0] - len(prefix)
    return tuple(_shifted(need, shift) for node in walk(parsed.root) for need in _needs_of(parsed, node))


def _shifted(need: Need, by: int) -> Need:
    def move(span: Span) -> Span:
        return span[0] + by, span[1] + by

    statement = move(need.statement) if need.statement else None
    return replace(need, span=move(need.span), outer=move(need.outer), statement=statement)


def _needs_of(parsed: Parsed, node: Node) -> Iterator[Need]:
    reader = _READERS.get(node.type)
    if reader is not None:
        yield from reader(parsed, node)


def _span(node: Node) -> Span:
    return node.start_byte, node.end_byte


def _alone(node: Node) -> Span | None:
    """The span of the statement that consists of this expression only (or of it behind an `@`)."""
    parent = node.parent
    if parent is not None and parent.type == "error_suppression_expression":
        parent = parent.parent
    return _span(parent) if parent is not None and parent.type == "expression_statement" else None


def literal(parsed: Parsed, node: Node | None) -> str | None:
    """The value of a string without interpolation or escapes that matter; None for everything else."""
    if node is not None and node.type in ("argument", "parenthesized_expression") and node.named_children:
        node = node.named_children[-1]
    if node is None or node.type not in ("string", "encapsed_string"):
        return None
    if any(child.type != "string_content" for child in node.named_children):
        return None
    return "".join(parsed.text(child) for child in node.named_children)


def argument_list(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [child for child in arguments.named_children if child.type == "argument"] if arguments else []


def _read_call(parsed: Parsed, node: Node) -> Iterator[Need]:
    callee = node.child_by_field_name("function")
    if callee is None:
        return
    given = argument_list(node)
    arguments = tuple(literal(parsed, argument) for argument in given)
    texts = tuple(parsed.text(argument) for argument in given)
    if callee.type in ("name", "qualified_name", "relative_name"):
        name = parsed.text(callee).lstrip("\\")
        yield Need(
            NeedKind.CALL, name, _span(callee), _span(node), _alone(node), arguments, texts, guard_of(parsed, node)
        )
    elif callee.type not in ("anonymous_function", "parenthesized_expression", "arrow_function"):
        yield Need(NeedKind.DYNAMIC, parsed.text(callee), _span(callee), _span(node), _alone(node), arguments)


def _read_new(parsed: Parsed, node: Node) -> Iterator[Need]:
    named = [child for child in node.named_children if child.type != "comment"]
    if named and named[0].type in ("name", "qualified_name"):
        if parsed.text(named[0]).lower() not in _WORDS:
            yield _class(parsed, named[0], node)
    elif named and named[0].type not in ("anonymous_class", "arguments", "relative_scope"):
        yield Need(NeedKind.DYNAMIC, f"new {parsed.text(named[0])}", _span(named[0]), _span(node))


def _read_scoped(parsed: Parsed, node: Node) -> Iterator[Need]:
    first = node.named_children[0]
    if first.type in ("name", "qualified_name"):
        yield _class(parsed, first, node)
    if parsed.text(node.named_children[-1]).lower() == "class":
        position = position_of(parsed, node)
        yield Need(NeedKind.MAGIC, f"{parsed.text(first)}::class", _span(node), _span(node), position=position)


def _read_types(parsed: Parsed, node: Node) -> Iterator[Need]:
    for child in node.named_children:
        if child.type in ("name", "qualified_name"):
            yield _class(parsed, child, node)


def _read_instanceof(parsed: Parsed, node: Node) -> Iterator[Need]:
    right = node.child_by_field_name("right")
    if any(child.type == "instanceof" for child in node.children) and right is not None and right.type == "name":
        yield _class(parsed, right, node)


def _class(parsed: Parsed, name: Node, outer: Node) -> Need:
    return Need(
        NeedKind.CLASS, parsed.text(name).lstrip("\\"), _span(name), _span(outer), guard=guard_of(parsed, outer)
    )


def _read_name(parsed: Parsed, node: Node) -> Iterator[Need]:
    """A bare name that is neither called nor a class: a constant."""
    text = parsed.text(node)
    if not is_constant(node):
        return
    if text.lower() in _MAGIC:
        yield from _magic(parsed, node, text.upper())
    elif text and text.lower() not in _WORDS:  # the parser puts an empty name where it misses one
        yield Need(NeedKind.CONSTANT, text.lstrip("\\"), _span(node), _span(node), guard=guard_of(parsed, node))


def _magic(parsed: Parsed, node: Node, name: str) -> Iterator[Need]:
    """A magic constant, unless it has the same value whatever the declarations round it are called."""
    function = _enclosing(node, {"function_definition", "method_declaration", "anonymous_function"})
    named = function.child_by_field_name("name") if function is not None else None
    if name == "__FUNCTION__" and (function is None or function.type != "function_definition"):
        return
    is_method = function is not None and function.type == "method_declaration"
    value = parsed.text(named) if named is not None and not is_method else None
    yield Need(NeedKind.MAGIC, name, _span(node), _span(node), arguments=(value,), position=position_of(parsed, node))


def _enclosing(node: Node, types: set[str]) -> Node | None:
    here = node.parent
    while here is not None and here.type not in types:
        here = here.parent
    return here


def _read_string(parsed: Parsed, node: Node) -> Iterator[Need]:
    value = literal(parsed, node)
    if not value or not value.replace("_", "a").replace("::", "").replace("\\", "").isalnum() or value[0].isdigit():
        return
    contents = node.named_children
    span = contents[0].start_byte, contents[-1].end_byte
    yield Need(NeedKind.STRING, value, span, _span(node), position=position_of(parsed, node))


def _read_include(parsed: Parsed, node: Node) -> Iterator[Need]:
    path = node.named_children[0] if node.named_children else None
    strings = tuple(parsed.text(child) for child in walk(path) if child.type == "string_content") if path else ()
    text = parsed.text(path) if path else ""
    yield Need(NeedKind.INCLUDE, text, _span(node), _span(node), _alone(node), strings, (), guard_of(parsed, node))


def _read_global(parsed: Parsed, node: Node) -> Iterator[Need]:
    for child in node.named_children:
        yield Need(NeedKind.GLOBAL, parsed.text(child).lstrip("$"), _span(child), _span(node))


def _read_globals_offset(parsed: Parsed, node: Node) -> Iterator[Need]:
    """`$GLOBALS['name']`."""
    if parsed.text(node.named_children[0]) == "$GLOBALS" and len(node.named_children) > 1:
        name = literal(parsed, node.named_children[1])
        yield Need(NeedKind.GLOBAL, name or "", _span(node), _span(node))


def _read_exit(_: Parsed, node: Node) -> Iterator[Need]:
    yield Need(NeedKind.EXIT, "exit", _span(node), _span(node))


_READERS: dict[str, Callable[[Parsed, Node], Iterator[Need]]] = {
    "function_call_expression": _read_call,
    "object_creation_expression": _read_new,
    **dict.fromkeys(CLASS_FIRST, _read_scoped),
    **dict.fromkeys(TYPES, _read_types),
    "binary_expression": _read_instanceof,
    "name": _read_name,
    "qualified_name": _read_name,
    "string": _read_string,
    "encapsed_string": _read_string,
    **dict.fromkeys(_INCLUDES, _read_include),
    "global_declaration": _read_global,
    "subscript_expression": _read_globals_offset,
    "exit_statement": _read_exit,
}
