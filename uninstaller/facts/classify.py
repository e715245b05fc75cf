"""What a mention of a name is, told by where it stands in the syntax of PHP."""

from collections.abc import Callable
from dataclasses import dataclass

from uninstaller.facts.mentions import MODULE_CALLS, is_code, is_themed, path_at
from uninstaller.facts.model import Certainty, Kind
from uninstaller.facts.vocabulary import Lexicon
from uninstaller.php.guards import GUARDS
from uninstaller.php.parse import Node, Parsed

_CLASS_FIRST = frozenset({
    "class_constant_access_expression", "scoped_call_expression", "scoped_property_access_expression",
})  # fmt: skip
_CLASS_PARENTS = {
    "object_creation_expression": "new",
    "base_clause": "extends",
    "class_interface_clause": "implements",
    "named_type": "type",
    "use_declaration": "use",
    "namespace_use_clause": "use",
}
_NEVER_CONSTANT = frozenset({
    "variable_name", "member_access_expression", "member_call_expression", "nullsafe_member_access_expression",
    "nullsafe_member_call_expression", "namespace_name", "argument_name", "argument", "goto_statement",
    "class_declaration",
    "named_label_statement", "attribute", "enum_declaration", "enum_case", "interface_declaration", "trait_declaration",
    "method_declaration", "namespace_definition", "const_element", "property_element", "static_variable_declaration",
})  # fmt: skip
_INCLUDES = frozenset(
    {"require_expression", "require_once_expression", "include_expression", "include_once_expression"}
)
_CALLS = frozenset({
    "function_call_expression", "member_call_expression", "scoped_call_expression", "nullsafe_member_call_expression",
    "object_creation_expression",
})  # fmt: skip
_ARRAYS = frozenset({"array_creation_expression", "array_element_initializer", "argument", "arguments"})
_CALLABLES = _CALLS - {"object_creation_expression"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in its syntax: the word as written, and in lower case."""

    parsed: Parsed
    node: Node
    lowered: bytes
    start: int
    end: int
    lexicon: Lexicon

    @property
    def word(self) -> str:
        return self.parsed.source[self.start : self.end].decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Found:
    """What a mention is. `certainty` is '' where it depends on the file's path."""

    kind: Kind
    name: str
    module: str
    how: str
    certainty: str = Certainty.CERTAIN


def classify(spot: Spot) -> Found | None:
    """What a mention is; None where it is none of the names' uses."""
    reader = _READERS.get(spot.node.type)
    return reader(spot) if reader is not None else None


def _read_name(spot: Spot) -> Found | None:
    node, parent = spot.node, spot.node.parent
    if parent is not None and parent.type in ("qualified_name", "relative_name"):
        if spot.parsed.text(parent).lstrip("\\").lower() != spot.word.lower():
            return None
        node, parent = parent, parent.parent
    if parent is None:
        return None
    if parent.type == "function_call_expression" and parent.child_by_field_name("function") == node:
        return _named(spot, Kind.FUNCTION, spot.lexicon.functions, "call")
    if parent.type == "function_definition":
        return _read_declaration(spot) if parent.child_by_field_name("name") == node else None
    how = _class_use(node, parent)
    return _named(spot, Kind.CLASS, spot.lexicon.classes, how) if how else _read_constant(spot, node, parent)


def _read_constant(spot: Spot, node: Node, parent: Node) -> Found | None:
    if parent.type in _CLASS_FIRST or (parent.type in _NEVER_CONSTANT and not _is_value(node, parent)):
        return None
    found = _named(spot, Kind.CONSTANT, spot.lexicon.constants, "constant")
    return found if found is not None and found.name == spot.word else None


def _is_value(node: Node, parent: Node) -> bool:
    """Whether a bare name is what an argument or a declaration is given, not its own name."""
    if parent.type == "argument":
        return parent.named_children[-1] == node and parent.child_by_field_name("name") != node
    if parent.type in ("const_element", "property_element", "static_variable_declaration", "enum_case"):
        return parent.named_children[0] != node
    return False


def _class_use(node: Node, parent: Node) -> str:
    if parent.type in _CLASS_FIRST:
        return "static" if parent.named_children[0] == node else ""
    if parent.type == "binary_expression":
        is_asked = any(child.type == "instanceof" for child in parent.children)
        return "instanceof" if is_asked and parent.child_by_field_name("right") == node else ""
    return _CLASS_PARENTS.get(parent.type, "")


def _named(spot: Spot, kind: Kind, table: dict[str, tuple[str, str]], how: str) -> Found | None:
    name, module = table.get(spot.word.lower(), ("", ""))
    return Found(kind, name, module, how) if name else None


def _read_declaration(spot: Spot) -> Found | None:
    """`other_hook` implements a hook of a removed module; `theme_item`, `theme_preprocess_item` change its markup."""
    word = spot.word.lower()
    position = word.find("_")
    while position >= 0:
        ending = word[position + 1 :]
        for kind, table in ((Kind.HOOK, spot.lexicon.hooks), (Kind.THEME_HOOK, spot.lexicon.theme_hooks)):
            if ending in table and word not in spot.lexicon.functions:
                return Found(kind, *table[ending], word[:position], "")
        position = word.find("_", position + 1)
    return None


def _read_string(spot: Spot) -> Found | None:
    literal = spot.node.parent
    if literal is None or literal.type not in ("string", "encapsed_string"):
        return None
    owner, _, method = spot.parsed.text(literal)[1:-1].lstrip("\\").partition("::")
    if owner.lower() != spot.word.lower():
        return _read_path(spot, literal)
    call = _call_of(spot.parsed, literal)
    if owner.lower() in spot.lexicon.modules and call.encode(errors="replace") in MODULE_CALLS and not method:
        return Found(Kind.MODULE, spot.lexicon.modules[owner.lower()], spot.lexicon.modules[owner.lower()], call)
    return _read_callback(spot, owner, method, call)


def _read_callback(spot: Spot, owner: str, method: str, call: str) -> Found | None:
    lexicon = spot.lexicon
    certainty = Certainty.CERTAIN if call in GUARDS else Certainty.LIKELY
    how = call if call in GUARDS else "string"
    tables = ((Kind.CLASS, lexicon.classes), (Kind.FUNCTION, lexicon.functions))
    is_callable = spot.lowered[spot.start : spot.end] not in lexicon.plain or is_code(spot.lowered, spot.start)
    for kind, table in tables[:1] if method else reversed(tables):
        if is_callable and owner.lower() in table:
            return Found(kind, *table[owner.lower()], how, certainty)
    if lexicon.constants.get(owner.lower(), ("",))[0] == owner and call in ("defined", "constant"):
        return Found(Kind.CONSTANT, *lexicon.constants[owner.lower()], call)
    hook = owner if owner in lexicon.theme_hooks else owner.partition("__")[0]
    if hook in lexicon.theme_hooks and not method and is_themed(spot.lowered, spot.start):
        certainty = Certainty.CERTAIN if call == "theme" else Certainty.LIKELY
        return Found(Kind.THEME_HOOK, *lexicon.theme_hooks[hook], "theme" if call == "theme" else "string", certainty)
    return None


def _read_path(spot: Spot, literal: Node) -> Found | None:
    path = path_at(spot.lowered, (spot.start, spot.end), spot.lexicon)
    if path is None:
        return None
    here: Node | None = literal
    while here is not None and here.type.endswith(("expression", "string", "name")) and here.type not in _CALLABLES:
        if here.type in _INCLUDES:
            return Found(Kind.FILE, *spot.lexicon.files[path], "include")
        here = here.parent
    return Found(Kind.FILE, *spot.lexicon.files[path], "string", Certainty.LIKELY)


def _call_of(parsed: Parsed, literal: Node) -> str:
    """The function or method, in lower case, that is given a string, by itself or in an array."""
    here = literal.parent
    while here is not None and here.type in _ARRAYS:
        here = here.parent
    if here is None or here.type not in _CALLS:
        return ""
    callee = here.child_by_field_name("function") or here.child_by_field_name("name")
    return parsed.text(callee).lstrip("\\").lower() if callee is not None else ""


_READERS: dict[str, Callable[[Spot], Found | None]] = {"name": _read_name, "string_content": _read_string}
