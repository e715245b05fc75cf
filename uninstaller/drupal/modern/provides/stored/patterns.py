"""The text that an expression comes to, with `%` for each part that is not known."""

from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.evaluation import evaluate_expression
from uninstaller.drupal.modern.provides.code.nodes import last_part
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.code.scopes import (
    Variables,
    find_assigned,
    find_default,
    find_listed,
    read_variables,
)
from uninstaller.php.literals import field, parts, template_parts, unescape
from uninstaller.php.parse import Node, Parsed
from uninstaller.php.values import Array

ANY = "%"
DEEPEST = 4
LONGEST = 60


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file of the module while its tree is at hand."""

    code: OwnCode
    path: str
    parsed: Parsed
    variables: Variables


def open_file(code: OwnCode, path: str) -> OpenFile:
    parsed = code.parse(path)
    return OpenFile(code, path, parsed, read_variables(parsed))


def read_names(file: OpenFile, node: Node) -> tuple[str, ...]:
    """The names that an expression comes to: several where a variable runs over a list that is known."""
    listed = find_listed(file.parsed, node) if node.type == "variable_name" else None
    value = evaluate_expression(file.code, file.path, listed) if listed is not None else None
    if isinstance(value, Array) and value.items and not value.gaps:
        return tuple(below if isinstance(below, str) else ANY for below in value.items.values())
    return (read_pattern(file, node),)


def read_listed_names(file: OpenFile, node: Node) -> tuple[str, ...]:
    """Of a list of names, or of an array whose keys are the names."""
    if node.type == "array_creation_expression":
        elements = [parts(element) for element in parts(node) if parts(element)]
        return tuple(read_pattern(file, element[0]) for element in elements)
    value = evaluate_expression(file.code, file.path, node)
    if not isinstance(value, Array) or value.gaps:
        return (ANY,)
    names = (below if isinstance(key, int) else key for key, below in value.items.items())
    return tuple(name if isinstance(name, str) else ANY for name in names)


def read_pattern(file: OpenFile, node: Node, depth: int = 0) -> str:
    """`ANY` alone where nothing of it is known."""
    pieces = "".join(_pieces(file, node, depth))
    while ANY + ANY in pieces:
        pieces = pieces.replace(ANY + ANY, ANY)
    return pieces


def _pieces(file: OpenFile, node: Node, depth: int) -> Iterator[str]:
    if node.type in ("parenthesized_expression", "argument") and parts(node):
        yield from _pieces(file, last_part(node), depth)
    elif node.type == "binary_expression" and file.parsed.text(field(node, "operator")) == ".":
        for operand in _operands(file.parsed, node):
            yield read_pattern(file, operand, depth + 1) if depth < DEEPEST else ANY
    elif node.type == "encapsed_string":
        for piece in template_parts(node, file.parsed.source):
            yield unescape(piece) if isinstance(piece, str) else ANY
    elif node.type == "variable_name":
        assigned = find_assigned(file.parsed, file.variables, node) if depth < DEEPEST else None
        yield read_pattern(file, assigned, depth + 1) if assigned is not None else ANY
    elif node.type == "member_access_expression":
        yield find_default(file.code, file.path, node) or ANY
    else:
        value = evaluate_expression(file.code, file.path, node)
        yield str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ANY


def _operands(parsed: Parsed, node: Node) -> list[Node]:
    """Of a chain of `.`, left to right; of a very long one `ANY` stands for the beginning."""
    found: list[Node] = []
    while node.type == "binary_expression" and parsed.text(field(node, "operator")) == "." and len(found) < LONGEST:
        found.append(field(node, "right"))
        node = field(node, "left")
    return [node, *reversed(found)]
