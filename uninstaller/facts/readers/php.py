"""PHP bytes to the uses of a lexicon's names, told apart by where they stand in the syntax."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from uninstaller.facts.mentions import MODULE_CALLS, Mention, is_code, is_themed, path_at
from uninstaller.facts.model import Certainty, Kind
from uninstaller.facts.vocabulary import Lexicon
from uninstaller.php.guards import GUARDS, guards_of
from uninstaller.php.parse import Node, Parsed, parse
from uninstaller.php.slices import Piece, cut_pieces

Row = tuple[str, str, str, int, int, str, str, str, str]
"""Kind, name, module, line, column, guard, within, certainty, how: a use without its path, as the cache keeps it.

Certainty is '' where it depends on the path. Kind '' is a place that cannot be read, with the reason as its name.
"""

LARGEST = 1 << 20
"""Bytes of one piece that are still parsed."""

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
    "nullsafe_member_call_expression", "namespace_name", "argument_name", "argument", "goto_statement", "class_declaration",
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
_CLASSES = frozenset({"class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"})


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


def read_uses(source: bytes, mentions: Iterable[Mention], lexicon: Lexicon, is_sliced: bool = True) -> list[Row]:
    """Uses among the mentions, sorted by place. `is_sliced` False parses the whole file at once, for comparison."""
    ends = dict(mentions)
    offsets = tuple(ends)
    pieces = cut_pieces(source, offsets) if is_sliced else (Piece(source, 0, offsets),)
    rows = [row for piece in pieces for row in _read_piece(source, piece, ends, lexicon)]
    return sorted(rows, key=lambda row: (row[3], row[4], row))


def _read_piece(source: bytes, piece: Piece, ends: dict[int, int], lexicon: Lexicon) -> Iterator[Row]:
    if len(piece.text) > LARGEST and piece.size > LARGEST:
        reason = f"too large to be parsed: {len(piece.offsets)} places in {piece.size >> 20} MiB may use removed names"
        yield _row(source, piece.offsets[0], Found(Kind.FILE, "", "", ""), "", "", reason)
        return
    parsed = parse(piece.text)
    lowered = piece.text.lower()
    for offset in piece.offsets:
        start, end = offset - piece.shift, ends[offset] - piece.shift
        if any(first < end and start < last for first, last in parsed.errors):
            word = parsed.source[start:end].decode("utf-8", "replace")
            yield _row(source, offset, None, "", "", f"PHP that cannot be parsed; it spells {word}")
            continue
        node = parsed.root.descendant_for_byte_range(start, end)
        if node is not None:
            spot = Spot(parsed, node, lowered, start, end, lexicon)
            found = classify(spot)
            if found is not None:
                yield _row(source, offset, found, _guard(spot, found), _within(parsed, node), "")


def _row(source: bytes, offset: int, found: Found | None, guard: str, within: str, reason: str) -> Row:
    line_start = source.rfind(b"\n", 0, offset) + 1
    line, column = source.count(b"\n", 0, offset) + 1, offset - line_start + 1
    if reason or found is None:
        return "", reason, "", line, column, "", "", "", ""
    return str(found.kind), found.name, found.module, line, column, guard, within, str(found.certainty), found.how


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
    how = _class_use(spot, node, parent)
    if how:
        return _named(spot, Kind.CLASS, spot.lexicon.classes, how)
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


def _class_use(spot: Spot, node: Node, parent: Node) -> str:
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


def _guard(spot: Spot, found: Found) -> str:
    """The nearest condition that asks for a name of the same module."""
    if found.how in GUARDS:
        return f"{found.how}('{found.name}')"
    for guard in guards_of(spot.parsed, spot.node):
        name = guard.name.lower().partition("::")[0]
        lexicon = spot.lexicon
        owners = [table[name][1] for table in (lexicon.functions, lexicon.classes, lexicon.constants) if name in table]
        if found.module in (lexicon.modules.get(name), *owners):
            return str(guard)
    return ""


def _within(parsed: Parsed, node: Node) -> str:
    here: Node | None = node
    while here is not None:
        if here.type in ("function_definition", "method_declaration"):
            name = here.child_by_field_name("name")
            text = parsed.text(name) if name is not None else ""
            owner = _class_of(parsed, here) if here.type == "method_declaration" else ""
            return f"{owner}::{text}" if owner else text
        here = here.parent
    return ""


def _class_of(parsed: Parsed, method: Node) -> str:
    here = method.parent
    while here is not None and here.type not in _CLASSES:
        here = here.parent
    name = here.child_by_field_name("name") if here is not None else None
    return parsed.text(name) if name is not None else ""


_READERS: dict[str, Callable[[Spot], Found | None]] = {"name": _read_name, "string_content": _read_string}
