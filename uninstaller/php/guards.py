"""The conditions under which a node runs, as far as they ask whether something exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.php.parse import Node, Parsed

GUARDS = frozenset({
    "module_exists", "moduleexists", "module_hook", "theme_exists", "themeexists", "function_exists", "class_exists",
    "interface_exists", "trait_exists", "enum_exists", "method_exists", "is_callable", "defined", "hasservice",
})  # fmt: skip
"""Functions and methods, in lower case, that are true where what they are given exists."""

_WORDS = (
    b"_exists",
    b"Exists",
    b"_EXISTS",
    b"is_callable",
    b"IS_CALLABLE",
    b"efined",
    b"DEFINED",
    b"module_hook",
    b"hasService",
)
_NAME = re.compile(r"[\w\\:.]+")
_DECLARATIONS = frozenset({
    "function_definition", "class_declaration", "interface_declaration", "trait_declaration", "enum_declaration",
})  # fmt: skip
_BLOCKS = frozenset({"compound_statement", "colon_block", "program", "case_statement", "default_statement"})
_LEAVING = frozenset(
    {"return_statement", "exit_statement", "continue_statement", "break_statement", "throw_expression"}
)
_LEAVING_CALLS = frozenset({"die", "exit", "drupal_exit", "drupal_goto"})
_AND, _OR = frozenset({"&&", "and"}), frozenset({"||", "or"})
_EQUAL, _UNEQUAL = frozenset({"==", "==="}), frozenset({"!=", "!==", "<>"})


@dataclass(frozen=True, slots=True)
class Guard:
    """A call that asks whether `name` exists; `str()` gives it as `module_exists('name')`."""

    call: str
    name: str

    def __str__(self) -> str:
        return f"{self.call}('{self.name}')"


def guard_of(parsed: Parsed, node: Node) -> str:
    """The nearest condition that protects a node, as `module_exists('name')`; '' where there is none."""
    return next(map(str, guards_of(parsed, node)), "")


def guards_of(parsed: Parsed, node: Node) -> Iterator[Guard]:
    """All conditions that hold whenever the node runs, the nearest first."""
    if not any(word in parsed.source for word in _WORDS):
        return
    here, parent = node, node.parent
    while parent is not None:
        yield from _from_parent(parsed, here, parent)
        if parent.type in _BLOCKS and here.type not in _DECLARATIONS:  # A function is there whatever stands before it.
            yield from _from_earlier(parsed, here, parent)
        here, parent = parent, parent.parent


def _from_parent(parsed: Parsed, here: Node, parent: Node) -> Iterator[Guard]:
    kind = parent.type
    if kind in ("if_statement", "else_if_clause", "conditional_expression", "while_statement"):
        condition = parent.child_by_field_name("condition")
        if condition is None or condition == here:
            return
        if parent.child_by_field_name("body") == here:
            yield from _implied(parsed, condition, True)
        elif here in parent.children_by_field_name("alternative"):
            yield from _implied(parsed, condition, False)
            for earlier in _before(parent, here):
                if earlier.type == "else_if_clause":
                    yield from _implied(parsed, earlier.child_by_field_name("condition"), False)
    elif kind == "binary_expression" and parent.child_by_field_name("right") == here:
        operator = _operator(parsed, parent)
        if operator in _AND or operator in _OR:
            yield from _implied(parsed, parent.child_by_field_name("left"), operator in _AND)


def _from_earlier(parsed: Parsed, here: Node, block: Node) -> Iterator[Guard]:
    """`if (!module_exists('name')) { return; }` above in the same block."""
    if not any(word in parsed.source[block.start_byte : here.start_byte] for word in _WORDS):
        return
    for earlier in reversed(_before(block, here)):
        if earlier.type == "if_statement" and _leaves(parsed, earlier.child_by_field_name("body")):
            if not earlier.children_by_field_name("alternative"):
                yield from _implied(parsed, earlier.child_by_field_name("condition"), False)
        elif earlier.type == "expression_statement" and earlier.named_children:
            yield from _or_leave(parsed, earlier.named_children[0])


def _or_leave(parsed: Parsed, expression: Node) -> Iterator[Guard]:
    """A statement such as `module_exists('name') or die();`."""
    right = expression.child_by_field_name("right")
    is_or = expression.type == "binary_expression" and _operator(parsed, expression) in _OR
    if is_or and _leaves(parsed, right):
        yield from _implied(parsed, expression.child_by_field_name("left"), True)


def _before(parent: Node, child: Node) -> list[Node]:
    return [one for one in parent.named_children if one.start_byte < child.start_byte]


def _leaves(parsed: Parsed, body: Node | None) -> bool:
    """Whether nothing behind an `if` runs once its body has run."""
    last = body
    while last is not None and last.type in ("compound_statement", "colon_block", "expression_statement"):
        statements = [child for child in last.named_children if child.type != "comment"]
        last = statements[-1] if statements else None
    if last is not None and last.type == "function_call_expression":
        return parsed.text(last.named_children[0]).lower() in _LEAVING_CALLS
    return last is not None and last.type in _LEAVING


def _operator(parsed: Parsed, node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return parsed.text(operator).lower() if operator is not None else ""


def _implied(parsed: Parsed, condition: Node | None, truth: bool) -> Iterator[Guard]:
    """What exists for certain where a condition has come out as `truth`."""
    stack = [(condition, truth)]
    while stack:
        node, is_true = stack.pop()
        if node is None:
            continue
        if node.type in ("function_call_expression", "member_call_expression", "scoped_call_expression"):
            if is_true:
                yield from _asked(parsed, node)
        else:
            stack += reversed(_parts(parsed, node, is_true))


def _parts(parsed: Parsed, node: Node, is_true: bool) -> list[tuple[Node | None, bool]]:
    """The parts of a condition whose outcome follows from its own, with that outcome."""
    if node.type == "binary_expression":
        return _operands(parsed, node, is_true)
    if node.type in ("parenthesized_expression", "cast_expression", "error_suppression_expression"):
        return [(child, is_true) for child in node.named_children[-1:]]
    if node.type == "unary_op_expression" and _operator(parsed, node) == "!":
        return [(node.child_by_field_name("argument"), not is_true)]
    return [(node.child_by_field_name("right"), is_true)] if node.type == "assignment_expression" else []


def _operands(parsed: Parsed, node: Node, is_true: bool) -> list[tuple[Node | None, bool]]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = _operator(parsed, node)
    if operator in (_AND if is_true else _OR):
        return [(left, is_true), (right, is_true)]
    if operator in _EQUAL | _UNEQUAL and right is not None and right.type == "boolean":
        is_same = (operator in _EQUAL) == (parsed.text(right).lower() == "true")
        return [(left, is_true == is_same)]
    return []


def _asked(parsed: Parsed, call: Node) -> Iterator[Guard]:
    callee = call.child_by_field_name("function") or call.child_by_field_name("name")
    name = parsed.text(callee).lstrip("\\") if callee is not None else ""
    arguments = call.child_by_field_name("arguments")
    if name.lower() not in GUARDS or arguments is None:
        return
    found = next((literal for argument in arguments.named_children for literal in _literals(parsed, argument)), "")
    if _NAME.fullmatch(found):
        yield Guard(name, found)


def _literals(parsed: Parsed, argument: Node) -> Iterator[str]:
    """The plain strings of an argument, and of an array that is given as one."""
    for value in argument.named_children:
        if value.type in ("string", "encapsed_string"):
            contents = value.named_children
            if len(contents) == 1 and contents[0].type == "string_content":
                yield parsed.text(contents[0]).lstrip("\\")
        elif value.type in ("array_creation_expression", "array_element_initializer"):
            yield from _literals(parsed, value)
