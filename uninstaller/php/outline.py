"""What a PHP file declares at its top level, as spans: the trees themselves are not kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial

from uninstaller.php.parse import Node, Parsed, Span, parse, walk


class DeclarationKind(StrEnum):
    FUNCTION = "function"
    CLASS = "class"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Declaration:
    """A function, class (interface, trait) or constant that can be named from elsewhere.

    `span` covers the declaration itself, `doc_start` is where the comment that belongs to it begins; `name_span` is the
    name without quotes. `is_conditional`: it stands below an `if`. `is_broken`: the grammar could not read all of it.
    """

    kind: DeclarationKind
    name: str
    path: str
    span: Span
    doc_start: int
    name_span: Span
    is_conditional: bool = False
    is_broken: bool = False
    needs_old_php: bool = False

    @property
    def key(self) -> tuple[DeclarationKind, str]:
        """How PHP looks the name up: functions and classes without regard to case."""
        return self.kind, self.name if self.kind is DeclarationKind.CONSTANT else self.name.lower()


@dataclass(frozen=True, slots=True)
class Outline:
    """One file. `effects` are its top-level statements that do more than declare; `errors` what could not be read."""

    path: str
    declarations: tuple[Declaration, ...]
    effects: tuple[Span, ...]
    errors: tuple[Span, ...]
    namespace: str


_Maker = Callable[[str], Declaration]
"""Makes a declaration when it is told the path."""

_CLASSES = {"class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"}
_BLOCKS = {"if_statement", "else_clause", "else_if_clause", "compound_statement", "colon_block"}
_SILENT = {"php_tag", "?>", "text", "text_interpolation", "comment", "namespace_use_declaration", "empty_statement"}


def read_outline(path: str, source: bytes) -> Outline:
    """Reads one file; never raises."""
    makers, effects, errors, namespace = _read(source)
    return Outline(path, tuple(make(path) for make in makers), effects, errors, namespace)


@lru_cache(maxsize=512)
def _read(source: bytes) -> tuple[tuple[_Maker, ...], tuple[Span, ...], tuple[Span, ...], str]:
    """An outline without its path: further copies of a file, one in each site's folder, are not parsed again."""
    parsed = parse(source)
    makers: list[_Maker] = []
    effects: list[Span] = []
    namespace = ""
    for node, is_conditional in _top_level(parsed.root):
        if node.type == "namespace_definition":
            name = node.child_by_field_name("name")
            namespace = parsed.text(name) if name else ""
            continue
        found = list(_declared(parsed, node, is_conditional, namespace))
        makers += found
        if not found and node.type not in _SILENT and not node.is_error:
            effects.append((node.start_byte, node.end_byte))
    return tuple(makers), tuple(effects), parsed.errors, namespace


def _top_level(root: Node) -> Iterator[tuple[Node, bool]]:
    """Statements of the file, those below `if` and in namespace blocks included, with whether they are conditional."""
    stack = [(child, False) for child in reversed(root.children)]
    while stack:
        node, is_conditional = stack.pop()
        if node.type in _BLOCKS and node.is_named:
            stack.extend((child, True) for child in reversed(node.named_children) if _is_statement(child))
            continue
        yield node, is_conditional
        body = node.child_by_field_name("body") if node.type == "namespace_definition" else None
        if body is not None:
            stack.extend((child, is_conditional) for child in reversed(body.named_children))
        elif node.is_error:
            # Declarations beside the error are good; those in it are flagged by their own has_error.
            stack.extend((child, is_conditional) for child in reversed(node.named_children) if _is_statement(child))


def _is_statement(node: Node) -> bool:
    return (
        node.type in _BLOCKS
        or node.type in _CLASSES
        or node.type.endswith(("_statement", "_definition", "_declaration"))
    )


def _declared(parsed: Parsed, node: Node, is_conditional: bool, namespace: str) -> Iterator[_Maker]:
    for kind, name, whole in _named(parsed, node):
        text = parsed.text(name)
        full = f"{namespace}\\{text}" if namespace else text
        span = (whole.start_byte, whole.end_byte)
        doc_start = _doc_start(node, whole) if whole == node else whole.start_byte
        yield partial(
            Declaration,
            kind,
            full,
            span=span,
            doc_start=doc_start,
            name_span=(name.start_byte, name.end_byte),
            is_conditional=is_conditional,
            is_broken=whole.has_error,
            needs_old_php=any(span[0] <= start < span[1] for start, _ in parsed.legacy),
        )


def _named(parsed: Parsed, node: Node) -> Iterator[tuple[DeclarationKind, Node, Node]]:
    """The names that a statement declares, each with the node that declares it."""
    name = node.child_by_field_name("name")
    if node.type == "function_definition" and name:
        yield DeclarationKind.FUNCTION, name, node
    elif node.type in _CLASSES and name:
        yield DeclarationKind.CLASS, name, node
    elif node.type == "const_declaration":
        elements = [child for child in node.named_children if child.type == "const_element"]
        for element in elements:  # one of several is told apart by its own span, without the keyword
            yield DeclarationKind.CONSTANT, element.named_children[0], node if len(elements) == 1 else element
    elif node.type == "expression_statement" and b"define" in parsed.source[node.start_byte : node.end_byte].lower():
        for call in walk(node, lambda below: below.type not in ("anonymous_function", "arrow_function")):
            defined = _defined_name(parsed, call)
            if defined is not None:
                yield DeclarationKind.CONSTANT, defined, node


def _defined_name(parsed: Parsed, call: Node) -> Node | None:
    """The literal name in `define('NAME', …)`."""
    if call.type != "function_call_expression" or parsed.text(call.children[0]).lower().lstrip("\\") != "define":
        return None
    arguments = call.child_by_field_name("arguments")
    first = arguments.named_children[0] if arguments and arguments.named_children else None
    literal = first.named_children[0] if first and first.named_children else None
    if literal is None or literal.type not in ("string", "encapsed_string") or len(literal.named_children) != 1:
        return None
    content = literal.named_children[0]
    return content if content.type == "string_content" else None


def _doc_start(statement: Node, whole: Node) -> int:
    """Where the comments begin that stand directly above: only blanks and at most one line end between."""
    start = whole.start_byte
    previous = statement.prev_sibling
    gap_end = statement.start_point[0]
    while previous is not None and previous.type == "comment" and gap_end - _last_row(previous) <= 1:
        if previous.prev_sibling is not None and _shares_line(previous.prev_sibling, previous):
            break
        start = previous.start_byte
        gap_end = previous.start_point[0]
        previous = previous.prev_sibling
    return start


def _last_row(node: Node) -> int:
    """The row of the last character (a `//` comment may end at the start of the next row)."""
    return node.end_point[0] - (1 if node.end_point[1] == 0 else 0)


def _shares_line(before: Node, comment: Node) -> bool:
    return before.type not in ("comment", "php_tag") and before.end_point[0] == comment.start_point[0]
