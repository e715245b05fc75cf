"""Whether anything that stays changes by a function or method: not where every call in it is known to change none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.callbacks import Callback, find_callback
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.effects.known import (
    ALTERATIONS,
    CONSTRUCTS,
    ELEMENT,
    ENTITIES,
    ENTITY,
    FUNCTIONS,
    KEYS,
    MAKERS,
    PLAIN,
    SERVICES,
    TYPES,
)
from uninstaller.php.builtins import is_builtin
from uninstaller.php.literals import field as field_of
from uninstaller.php.literals import parts
from uninstaller.php.needs import literal
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node, Parsed

_FOREIGN = {
    "object_creation_expression", "echo_statement", "print_intrinsic", "exit_statement", "include_expression",
    "include_once_expression", "require_expression", "require_once_expression", "global_declaration",
    "unset_statement", "throw_expression", "yield_expression", "update_expression", "shell_command_expression",
    "static_variable_declaration", "function_static_declaration", "clone_expression", "goto_statement",
    "inline_html", "text_interpolation", "ERROR",
}  # fmt: skip
_CALLS = {"member_call_expression", "nullsafe_member_call_expression"}
_READ = _CALLS | {"scoped_call_expression", "function_call_expression"}
_LITERALS = {"string", "encapsed_string", "integer", "float", "boolean", "null", "array_creation_expression"}
_ANSWER = "hook_entity_extra_field_info"
_ASSIGNMENTS = {"assignment_expression", "augmented_assignment_expression", "reference_assignment_expression"}
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """`schemas` are names of the module's own schema of configuration, `entity_types` its own with their classes."""

    code: OwnCode
    trigger: str
    schemas: frozenset[str] = frozenset()
    entity_types: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Body:
    """A function while it is read: types of variables by name with `$`, and the parameter that a hook alters."""

    told: Told
    parsed: Parsed
    callback: Callback
    altered: str = ""
    types: dict[str, str] = field(default_factory=dict)


def find_effect(told: Told, name: str, depth: int = 0) -> str:
    """The first thing, as written, of which it is not known that nothing comes of it; '' where there is none."""
    callback = find_callback(told.code, name) if depth < DEEPEST else None
    node = callback.node(told.code) if callback is not None else None
    body = node.child_by_field_name("body") if node is not None else None
    if callback is None or node is None or body is None or node.has_error:
        return name
    here = _Body(told, told.code.parse(callback.place.path), callback)
    for parameter in callback.parameters:
        short = [_short(one) for one in parameter.types]
        here.types[f"${parameter.name}"] = short[0] if len(short) == 1 else ""
    is_altering = depth == 0 and (told.trigger.endswith("_alter") or told.trigger == "hook_entity_type_build")
    if is_altering and callback.parameters:
        here.altered = f"${callback.parameters[0].name}"
    return next(_effects(here, body, depth), "")


def _effects(body: _Body, root: Node, depth: int) -> Iterator[str]:
    """In the order in which the code stands."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack += reversed(node.named_children)
        said = body.parsed.text(node)
        if node.type in _FOREIGN:
            yield said
        elif node.type in _ASSIGNMENTS:
            left, is_whole = field_of(node, "left"), field_of(node, "left").type == "variable_name"
            is_foreign = is_whole and body.told.trigger == _ANSWER and not _is_empty(field_of(node, "right"))
            if node.type.startswith("reference") or is_foreign or not _is_harmless_target(body, left):
                yield said
            _note_type(body, left, _type_of(body, field_of(node, "right"), depth))
        elif node.type == "return_statement" and body.told.trigger == _ANSWER and not _is_built(node):
            yield said
        elif node.type == "foreach_statement" and len(parts(node)) > 1:
            _note_element(body, node, depth)
        elif node.type in _READ and not _type_of(body, node, depth):
            yield said


def _is_built(statement: Node) -> bool:
    """Whether a return gives what was put together entry by entry."""
    given = parts(statement)
    return not given or given[0].type == "variable_name" or _is_empty(given[0])


def _is_empty(node: Node) -> bool:
    return node.type == "array_creation_expression" and not parts(node)


def _is_harmless_target(body: _Body, left: Node) -> bool:
    keys: list[str | None] = []
    while left.type == "subscript_expression":
        keys.append(literal(body.parsed, last_part(left)) if len(parts(left)) > 1 else None)
        left = first_part(left)
    if left.type == "member_access_expression":
        return body.parsed.text(field_of(left, "object")) == "$this"
    if left.type != "variable_name":
        return False
    name = body.parsed.text(left)
    if name != body.altered:
        is_plain = body.types.get(name, PLAIN) == PLAIN
        is_own = body.told.trigger != _ANSWER or (bool(keys) and keys[-1] in body.told.entity_types)
        return (is_plain and is_own) if keys else body.types.get(name) != ELEMENT
    if body.told.trigger == "hook_config_schema_info_alter":
        return bool(keys) and keys[-1] in body.told.schemas
    return bool(keys) and keys[0] in KEYS.get(body.told.trigger, ())


def _note_type(body: _Body, left: Node, kind: str) -> None:
    """Of two assignments that differ nobody knows which one counts."""
    name = body.parsed.text(left)
    if left.type == "variable_name":
        body.types[name] = kind if body.types.get(name, kind) == kind else ""


def _note_element(body: _Body, loop: Node, depth: int) -> None:
    listed = first_part(loop)
    kind = ELEMENT if body.parsed.text(listed) == body.altered else _type_of(body, listed, depth)
    target = parts(loop)[1]
    target = target if target.type == "variable_name" else last_part(target)
    body.types[body.parsed.text(target).lstrip("&")] = kind if kind == ELEMENT else ENTITY if kind == ENTITIES else ""


def _type_of(body: _Body, node: Node, depth: int) -> str:
    """The short name of the type of an expression; '' where it is not known, or something may come of it."""
    parsed = body.parsed
    while node.type == "parenthesized_expression" and parts(node):
        node = first_part(node)
    match node.type:
        case "variable_name":
            kind = body.types.get(parsed.text(node), "")
        case "subscript_expression":
            kind = ELEMENT if body.altered and parsed.text(first_part(node)) == body.altered else ""
        case "member_access_expression" if parsed.text(field_of(node, "object")) == "$this":
            kind = _property_type(body, parsed.text(field_of(node, "name")))
        case "member_call_expression" | "nullsafe_member_call_expression":
            kind = _member_type(body, node, depth)
        case "scoped_call_expression":
            kind = _static_type(body, node)
        case "function_call_expression":
            kind = _function_type(body, node, depth)
        case _:
            kind = PLAIN if node.type in _LITERALS else ""
    return kind


def _property_type(body: _Body, name: str) -> str:
    owner = body.callback.owner
    types = dict(owner.properties) if owner is not None else {}
    return _short(types.get(name, ""))


def _member_type(body: _Body, node: Node, depth: int) -> str:
    receiver, name = field_of(node, "object"), body.parsed.text(field_of(node, "name"))
    if body.parsed.text(receiver) == "$this":
        owner = body.callback.owner
        is_followed = owner is not None and not find_effect(body.told, f"{owner.name}::{name}", depth + 1)
        return PLAIN if is_followed else ""
    kind = _type_of(body, receiver, depth)
    if kind == ELEMENT:
        return ELEMENT if name in ALTERATIONS.get(body.told.trigger.replace("_build", "_alter"), ()) else ""
    return TYPES.get(kind, {}).get(name, "")


def _short(name: str) -> str:
    return name.rpartition("\\")[2]


def _static_type(body: _Body, node: Node) -> str:
    owner = _short(body.parsed.text(field_of(node, "scope")))
    name = f"{owner}::{body.parsed.text(field_of(node, 'name'))}"
    if name in {f"{_short(one)}::loadMultiple" for one in body.told.entity_types.values()}:
        return ENTITIES
    if name == "Drupal::service":
        return SERVICES.get(first_text(body.parsed, node), "")
    return MAKERS.get(name, "")


def _function_type(body: _Body, node: Node, depth: int) -> str:
    name = body.parsed.text(field_of(node, "function")).lstrip("\\")
    if name.lower() in body.told.code.functions:
        return "" if find_effect(body.told, name, depth + 1) else PLAIN
    is_computing = FUNCTIONS.fullmatch(name) and is_builtin(DeclarationKind.FUNCTION, name)
    return PLAIN if is_computing or name in CONSTRUCTS else ""
