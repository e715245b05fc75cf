"""Takes out of PHP what is there for a removed module alone: conditions, functions, imports, items of lists."""

import re
from collections.abc import Iterable, Iterator

from uninstaller.codebase.change import Edit
from uninstaller.facts.spelling import Span
from uninstaller.php.parse import Node, Parsed, parse, walk

_ASKS = frozenset({"module_exists", "moduleexists", "theme_exists", "themeexists"})
_BLOCKS = frozenset({"compound_statement", "program", "colon_block", "case_statement", "default_statement"})
_DECLARATIONS = frozenset({"function_definition", "class_declaration", "interface_declaration", "trait_declaration"})
_LEAVING = frozenset(
    {"return_statement", "exit_statement", "continue_statement", "break_statement", "throw_expression"}
)
_TEXTS = frozenset(
    {"string", "encapsed_string", "heredoc", "nowdoc", "text", "text_interpolation", "shell_command_expression"}
)


def edit_php(source: bytes, spots: dict[Span, str]) -> Iterator[tuple[Span, Edit]]:
    """`spots` are names with their rules. What cannot be taken out without thought is left to a person.

    So is all of a file that PHP itself may not read.
    """
    parsed = parse(source)
    if parsed.errors:
        return
    made: list[tuple[Span, Edit]] = []
    for spot, rule in sorted(spots.items()):
        node = parsed.root.descendant_for_byte_range(*spot)
        edit = _EDITORS[rule](parsed, node) if node is not None and rule in _EDITORS else None
        if edit is not None:
            made.append((spot, edit))
    yield from made
    left = _without(source, [edit for _, edit in made])
    for spot, rule in sorted(spots.items()):
        node = parsed.root.descendant_for_byte_range(*spot) if rule == IMPORT else None
        edit = _cut_import(parsed, node, left) if node is not None else None
        if edit is not None:
            yield spot, edit


def _without(source: bytes, edits: Iterable[Edit]) -> bytes:
    """What is left of a text by edits that may lie within each other."""
    left = bytearray(source)
    for edit in edits:
        left[edit.start : edit.end] = edit.replacement.ljust(edit.end - edit.start)[: edit.end - edit.start]
    return bytes(left)


def _unfold(parsed: Parsed, node: Node) -> Edit | None:
    """`if (module_exists('shop')) { … } else { … }`: what runs without the module stays, its indentation mended."""
    statement = _up(node, "if_statement")
    condition = statement.child_by_field_name("condition") if statement is not None else None
    if statement is None or condition is None or not condition.start_byte <= node.start_byte < condition.end_byte:
        return None
    if statement.parent is None or statement.parent.type not in _BLOCKS:
        return None
    asked = condition.named_children[0] if len(condition.named_children) == 1 else None
    is_negated = asked is not None and asked.type == "unary_op_expression" and parsed.text(asked).startswith("!")
    call = asked.named_children[-1] if asked is not None and is_negated else asked
    others = statement.children_by_field_name("alternative")
    if call is None or not _is_question(parsed, call) or any(one.type == "else_if_clause" for one in others):
        return None
    kept = (
        statement.child_by_field_name("body")
        if is_negated
        else others[0].child_by_field_name("body")
        if others
        else None
    )
    if kept is not None and not _may_stand_alone(statement, kept):
        return None
    return _replace_statement(parsed, statement, kept)


def _may_stand_alone(statement: Node, kept: Node) -> bool:
    """Not where names would be declared that were not, or where what follows would never be reached."""
    inside = kept.named_children
    if kept.type != "compound_statement" or any(one.type in _DECLARATIONS for one in inside):
        return False
    return not inside or inside[-1].type not in _LEAVING or statement.next_named_sibling is None


def _is_question(parsed: Parsed, call: Node) -> bool:
    callee = call.child_by_field_name("function") or call.child_by_field_name("name")
    arguments = call.child_by_field_name("arguments")
    is_one = arguments is not None and len(arguments.named_children) == 1
    return is_one and callee is not None and parsed.text(callee).lstrip("\\").lower() in _ASKS


def _replace_statement(parsed: Parsed, statement: Node, kept: Node | None) -> Edit:
    start, end = _whole_lines(parsed.source, statement.start_byte, statement.end_byte)
    if kept is None:
        return Edit(start, _swallow_blank(parsed.source, start, end), b"")
    inside = parsed.source[kept.start_byte + 1 : kept.end_byte - 1].strip(b"\r\n").rstrip()
    indent = _indent(parsed.source, statement.start_byte)
    depths = [len(line) - len(line.lstrip()) for line in inside.splitlines() if line.strip()]
    surplus = 0 if _spans_lines(parsed, kept) else max(0, min(depths, default=0) - indent)
    lines = [line[surplus:] if line.strip() else line for line in inside.splitlines(keepends=True)]
    return Edit(start, end, b"".join(lines) + (b"\n" if end > statement.end_byte else b""))


def _spans_lines(parsed: Parsed, block: Node) -> bool:
    """Whether text in a block would become another one with another indentation."""
    return any(one.type in _TEXTS and b"\n" in parsed.source[one.start_byte : one.end_byte] for one in walk(block))


def _cut_function(parsed: Parsed, node: Node) -> Edit | None:
    """A function with the comment above it and a blank line."""
    function = _up(node, "function_definition")
    if function is None:
        return None
    above = function.prev_named_sibling
    is_own = above is not None and _documents(parsed, above, function.start_byte)
    first = above.start_byte if above is not None and is_own else function.start_byte
    start, end = _whole_lines(parsed.source, first, function.end_byte)
    return Edit(start, _swallow_blank(parsed.source, start, end), b"")


def _documents(parsed: Parsed, comment: Node, start: int) -> bool:
    text = parsed.text(comment)
    is_above = not parsed.source[comment.end_byte : start].strip()
    return comment.type == "comment" and is_above and text.startswith("/**") and "@file" not in text


def _cut_import(parsed: Parsed, node: Node, left: bytes) -> Edit | None:
    """A `use` whose name is not said again in what other edits leave of the file."""
    statement = _up(node, "namespace_use_declaration")
    if statement is None or b"{" in parsed.source[statement.start_byte : statement.end_byte]:
        return None
    match = re.search(r"(\w+)\s*;\s*\Z", parsed.text(statement))
    if match is None or "," in parsed.text(statement):
        return None
    rest = left[: statement.start_byte] + left[statement.end_byte :]
    if re.search(rb"(?<![\w\\])" + re.escape(match[1].encode()) + rb"(?!\w)", rest):
        return None
    return Edit(*_whole_lines(parsed.source, statement.start_byte, statement.end_byte), b"")


def _cut_item(parsed: Parsed, node: Node) -> Edit | None:
    """A string that is an item of a list, with its comma."""
    item = _up(node, "array_element_initializer")
    if item is None or len(item.named_children) != 1 or item.parent is None or parsed.text(item)[:1] not in "'\"":
        return None
    source, (start, end) = parsed.source, (item.start_byte, item.end_byte)
    comma = re.compile(rb"\s*,").match(source, end)
    line_start, line_end = _whole_lines(source, start, comma.end() if comma else end)
    if comma and line_end > comma.end():
        return Edit(line_start, line_end, b"")
    if comma:
        blank = re.compile(rb"[ \t]*").match(source, comma.end())
        return Edit(start, blank.end() if blank else comma.end(), b"")
    before = re.compile(rb",\s*\Z").search(source, max(0, start - 80), start)
    return Edit(before.start() if before else start, end, b"")


def _up(node: Node, kind: str) -> Node | None:
    here: Node | None = node
    while here is not None and here.type != kind:
        here = here.parent
    return here


def _indent(source: bytes, offset: int) -> int:
    return offset - (source.rfind(b"\n", 0, offset) + 1)


def _whole_lines(source: bytes, start: int, end: int) -> Span:
    """The span with its line's indentation and end, where nothing else stands there."""
    first = source.rfind(b"\n", 0, start) + 1
    newline = source.find(b"\n", end)
    if source[first:start].strip() or newline < 0 or source[end:newline].strip():
        return start, end
    return first, newline + 1


def _swallow_blank(source: bytes, start: int, end: int) -> int:
    """Takes the blank line behind along where one stands in front as well."""
    before = source[:start]
    newline = source.find(b"\n", end)
    is_double = before.endswith((b"\n\n", b"{\n")) and newline >= 0 and not source[end:newline].strip()
    return newline + 1 if is_double else end


QUESTION = "php-extension-call"
_EDITORS = {
    QUESTION: _unfold,
    "php-hook": _cut_function,
    "php-theme-function": _cut_function,
    "php-extension-list": _cut_item,
    "php-extension-item": _cut_item,
}
IMPORT = "php-namespace"
FUNCTIONS = frozenset({"php-hook", "php-theme-function"})
PHP_RULES = frozenset({*_EDITORS, IMPORT})
