"""Takes out of PHP what is there for a removed module alone: conditions, functions, imports, items of lists."""

import re
from collections.abc import Iterator

from uninstaller.codebase.change import Edit
from uninstaller.facts.spelling import Span
from uninstaller.php.parse import Node, Parsed, parse

_ASKS = frozenset({"module_exists", "moduleexists", "theme_exists", "themeexists"})
_FIRM = frozenset({"module_exists", "theme_exists"})


def edit_php(source: bytes, spots: dict[Span, str], reason: str) -> Iterator[tuple[Span, Edit]]:
    """`spots` are names with their rules. What cannot be taken out without thought is left to a person."""
    parsed = parse(source)
    for spot, rule in sorted(spots.items()):
        if any(first < spot[1] and spot[0] < last for first, last in parsed.errors):
            continue
        node = parsed.root.descendant_for_byte_range(*spot)
        edit = _EDITORS[rule](parsed, node, reason) if node is not None else None
        if edit is not None:
            yield spot, edit


def _unfold(parsed: Parsed, node: Node, reason: str) -> Edit | None:
    """`if (module_exists('shop')) { … } else { … }`: what runs without the module stays, its indentation mended."""
    statement = _up(node, "if_statement")
    condition = statement.child_by_field_name("condition") if statement is not None else None
    if statement is None or condition is None or not condition.start_byte <= node.start_byte < condition.end_byte:
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
    if kept is not None and kept.type != "compound_statement":
        return None
    return _replace_statement(parsed, statement, kept, reason)


def _is_question(parsed: Parsed, call: Node) -> bool:
    callee = call.child_by_field_name("function") or call.child_by_field_name("name")
    arguments = call.child_by_field_name("arguments")
    is_one = arguments is not None and len(arguments.named_children) == 1
    return is_one and callee is not None and parsed.text(callee).lstrip("\\").lower() in _ASKS


def _replace_statement(parsed: Parsed, statement: Node, kept: Node | None, reason: str) -> Edit:
    start, end = _whole_lines(parsed.source, statement.start_byte, statement.end_byte)
    if kept is None:
        return Edit(start, _swallow_blank(parsed.source, start, end), b"", reason)
    inside = parsed.source[kept.start_byte + 1 : kept.end_byte - 1].strip(b"\r\n").rstrip()
    indent = _indent(parsed.source, statement.start_byte)
    depths = [len(line) - len(line.lstrip()) for line in inside.splitlines() if line.strip()]
    surplus = max(0, min(depths, default=0) - indent)
    lines = [line[surplus:] if line.strip() else line for line in inside.splitlines(keepends=True)]
    return Edit(start, end, b"".join(lines) + (b"\n" if end > statement.end_byte else b""), reason)


def _cut_function(parsed: Parsed, node: Node, reason: str) -> Edit | None:
    """A function with the comment above it and a blank line."""
    function = _up(node, "function_definition")
    if function is None:
        return None
    above = function.prev_named_sibling
    is_own = above is not None and _documents(parsed, above, function.start_byte)
    first = above.start_byte if above is not None and is_own else function.start_byte
    start, end = _whole_lines(parsed.source, first, function.end_byte)
    return Edit(start, _swallow_blank(parsed.source, start, end), b"", reason)


def _documents(parsed: Parsed, comment: Node, start: int) -> bool:
    text = parsed.text(comment)
    is_above = not parsed.source[comment.end_byte : start].strip()
    return comment.type == "comment" and is_above and text.startswith("/**") and "@file" not in text


def _cut_import(parsed: Parsed, node: Node, reason: str) -> Edit | None:
    """A `use` whose name the file does not say again."""
    statement = _up(node, "namespace_use_declaration")
    if statement is None or b"{" in parsed.source[statement.start_byte : statement.end_byte]:
        return None
    match = re.search(r"(\w+)\s*;\s*\Z", parsed.text(statement))
    if match is None or "," in parsed.text(statement):
        return None
    rest = parsed.source[: statement.start_byte] + parsed.source[statement.end_byte :]
    if re.search(rb"(?<![\w\\])" + re.escape(match[1].encode()) + rb"(?!\w)", rest):
        return None
    return Edit(*_whole_lines(parsed.source, statement.start_byte, statement.end_byte), b"", reason)


def _cut_item(parsed: Parsed, node: Node, reason: str) -> Edit | None:
    """A string that is an item of a list, with its comma."""
    item = _up(node, "array_element_initializer")
    if item is None or len(item.named_children) != 1 or item.parent is None or parsed.text(item)[:1] not in "'\"":
        return None
    source, (start, end) = parsed.source, (item.start_byte, item.end_byte)
    comma = re.compile(rb"\s*,").match(source, end)
    line_start, line_end = _whole_lines(source, start, comma.end() if comma else end)
    if comma and line_end > comma.end():
        return Edit(line_start, line_end, b"", reason)
    if comma:
        blank = re.compile(rb"[ \t]*").match(source, comma.end())
        return Edit(start, blank.end() if blank else comma.end(), b"", reason)
    before = re.compile(rb",\s*\Z").search(source, max(0, start - 80), start)
    return Edit(before.start() if before else start, end, b"", reason)


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


_EDITORS = {
    "php-extension-call": _unfold,
    "php-hook": _cut_function,
    "php-theme-function": _cut_function,
    "php-namespace": _cut_import,
    "php-extension-list": _cut_item,
    "php-extension-item": _cut_item,
}
PHP_RULES = frozenset(_EDITORS)
