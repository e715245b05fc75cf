"""Finds where functions, classes and constants of given names are declared in a tree."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import PHP_FILES
from uninstaller.php.parse import Node, Parsed, parse
from uninstaller.php.slices import cut_pieces
from uninstaller.place import Place, place_at

_NAME = rb"([a-z_\x80-\xff][\w\x80-\xff]*)"
_PATTERNS = {
    "function": (re.compile(rb"function[\s&]+" + _NAME + rb"\s*\("),),
    "class": tuple(re.compile(word + rb"\s+" + _NAME) for word in (b"class", b"interface", b"trait", b"enum")),
    "constant": (
        re.compile(rb"define\s*\(\s*['\"]" + _NAME + rb"['\"]"),
        re.compile(rb"const\s+" + _NAME + rb"\s*="),
    ),
}
"""Searched in lower-cased text: each begins with a literal, which is what makes them fast."""

_DECLARING = {
    "function": frozenset({"function_definition"}),
    "class": frozenset({"class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"}),
    "constant": frozenset({"const_element", "function_call_expression"}),
}
_MANY = 12
Wanted = Mapping[bytes, Collection[str]]
"""Names as asked for, by their lower-case spelling without namespace."""


def find_declarations(
    tree: Tree, names: Mapping[str, Collection[str]], is_searched: Callable[[str], object] = bool
) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """Places, by kind and name as asked for, of those names that are declared in PHP files whose paths are searched.

    Kinds are `function`, `class` (with interfaces, traits and enums) and `constant`. Methods, comments and strings do
    not count; a name is looked for without its namespace. Files that cannot be read declare nothing.
    """
    wanted = {kind: _by_spelling(some) for kind, some in names.items() if some}
    found: dict[tuple[str, str], list[Place]] = {}
    for path, source in tree.sources(lambda path: path.endswith(PHP_FILES) and is_searched(path)) if wanted else ():
        lowered = source.lower()
        for kind, some in wanted.items():
            for name, place in _find_in(path, source, lowered, some, kind):
                found.setdefault((kind, name), []).append(place)
    return {key: tuple(sorted(places)) for key, places in sorted(found.items())}


def _by_spelling(names: Iterable[str]) -> Wanted:
    wanted: dict[bytes, set[str]] = {}
    for name in names:
        wanted.setdefault(name.rpartition("\\")[2].lower().encode("utf-8", "surrogateescape"), set()).add(name)
    return wanted


def _find_in(path: str, source: bytes, lowered: bytes, wanted: Wanted, kind: str) -> Iterator[tuple[str, Place]]:
    if len(wanted) <= _MANY and not any(name in lowered for name in wanted):
        return
    matches = [match for pattern in _PATTERNS[kind] for match in pattern.finditer(lowered)]
    spots = sorted((match.start(1), match.end(1)) for match in matches if match[1] in wanted)
    for start, end in _declared(source, spots, kind):
        spelt = source[start:end].decode("utf-8", "surrogateescape")
        for name in wanted[lowered[start:end]]:
            if kind != "constant" or spelt == name.rpartition("\\")[2]:
                yield name, place_at(path, source, start)


def _declared(source: bytes, spots: Collection[tuple[int, int]], kind: str) -> Iterator[tuple[int, int]]:
    """Those of the spots that are declarations by syntax."""
    ends = dict(spots)
    for piece in cut_pieces(source, tuple(ends)):
        parsed = parse(piece.text)
        for offset in piece.offsets:
            node = parsed.root.descendant_for_byte_range(offset - piece.shift, ends[offset] - piece.shift)
            if node is not None and _is_declaration(parsed, node, kind):
                yield offset, ends[offset]


def _is_declaration(parsed: Parsed, node: Node, kind: str) -> bool:
    parent = node.parent
    if kind == "constant" and node.type == "string_content":
        while parent is not None and parent.type in ("string", "encapsed_string", "argument", "arguments"):
            parent = parent.parent
        return parent is not None and parsed.text(parent).lower().startswith("define")
    if node.type != "name" or parent is None or parent.type not in _DECLARING[kind]:
        return False
    if kind == "constant":  # A constant of a class is not one that can be named alone.
        block = parent.parent.parent if parent.parent is not None else None
        return parent.named_children[0] == node and block is not None and block.type != "declaration_list"
    return parent.child_by_field_name("name") == node
