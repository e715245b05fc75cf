"""Wraps calls that must stay: they run only where the module is there, as before, and do no harm where it is not."""

from collections.abc import Callable, Iterator, Mapping

from uninstaller.codebase.change import Edit
from uninstaller.facts.spelling import Span
from uninstaller.php.parse import Node, Parsed, parse, walk

_CALLS = frozenset({"function_call_expression", "member_call_expression", "scoped_call_expression"})
_BLOCKS = frozenset({"compound_statement", "program", "colon_block", "case_statement", "default_statement"})
_INNER = frozenset({"anonymous_function", "arrow_function", "anonymous_function_creation_expression"})
_TEXTS = frozenset({"string", "encapsed_string", "heredoc", "nowdoc", "text", "text_interpolation"})
STEP = b"  "

Ask = Callable[[str, str], str]
"""From a module and the id of a service, '' for none, to the PHP that asks whether it is there."""


def ask_seven(module: str, _service: str) -> str:
    return f"module_exists('{module}')"


def ask_modern(module: str, service: str) -> str:
    return f"\\Drupal::hasService('{service}')" if service else f"\\Drupal::moduleHandler()->moduleExists('{module}')"


def guard_calls(source: bytes, spots: Mapping[Span, str]) -> Iterator[tuple[Span, Edit]]:
    """`spots` are names of functions and services with their questions.

    Only a statement that is nothing but the call: what becomes of a value that is not there, a person must say.
    """
    parsed = parse(source)
    for spot, question in sorted(spots.items()) if not parsed.errors else ():
        node = parsed.root.descendant_for_byte_range(*spot)
        statement = _find_statement(node) if node is not None else None
        if statement is not None and not _is_beside_others(source, statement):
            yield spot, _wrap(parsed, statement, question.encode())


def _find_statement(node: Node) -> Node | None:
    """The statement whose outermost call is the one that a node names, or is made on what that gives."""
    here: Node | None = node
    while here is not None and here.type not in _CALLS:
        here = here.parent if here.type not in _INNER else None
    while here is not None and here.parent is not None and here.parent.type in _CALLS:
        if here.parent.child_by_field_name("object") != here:
            return None
        here = here.parent
    statement = here.parent if here is not None else None
    if statement is None or statement.type != "expression_statement" or statement.parent is None:
        return None
    return statement if statement.parent.type in _BLOCKS else None


def _is_beside_others(source: bytes, statement: Node) -> bool:
    first = source.rfind(b"\n", 0, statement.start_byte) + 1
    newline = source.find(b"\n", statement.end_byte)
    last = newline if newline >= 0 else len(source)
    return bool(source[first : statement.start_byte].strip() or source[statement.end_byte : last].strip())


def _wrap(parsed: Parsed, statement: Node, question: bytes) -> Edit:
    source, (start, end) = parsed.source, (statement.start_byte, statement.end_byte)
    indent = source[source.rfind(b"\n", 0, start) + 1 : start]
    ending = b"\r\n" if source[: source.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
    text = source[start:end]
    if not any(one.type in _TEXTS and b"\n" in source[one.start_byte : one.end_byte] for one in walk(statement)):
        text = text.replace(b"\n", b"\n" + STEP)
    lines = (b"if (" + question + b") {", indent + STEP + text, indent + b"}")
    return Edit(start, end, ending.join(lines))
