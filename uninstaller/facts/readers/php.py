"""PHP bytes to the uses of a lexicon's names: cut, parse, classify."""

from collections.abc import Iterable, Iterator

from uninstaller.facts.classify import Found, Spot, classify
from uninstaller.facts.mentions import Mention
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

_CLASSES = frozenset({"class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"})


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
        yield _unread(source, piece.offsets[0], reason)
        return
    parsed = parse(piece.text)
    lowered = piece.text.lower()
    for offset in piece.offsets:
        start, end = offset - piece.shift, ends[offset] - piece.shift
        if any(first < end and start < last for first, last in parsed.errors):
            word = parsed.source[start:end].decode("utf-8", "replace")
            yield _unread(source, offset, f"PHP that cannot be parsed; it spells {word}")
            continue
        node = parsed.root.descendant_for_byte_range(start, end)
        spot = Spot(parsed, node, lowered, start, end, lexicon) if node is not None else None
        found = classify(spot) if spot is not None else None
        if spot is not None and found is not None:
            line, column = _line_and_column(source, offset)
            guard, within = _guard(spot, found), _within(parsed, spot.node)
            yield (
                str(found.kind),
                found.name,
                found.module,
                line,
                column,
                guard,
                within,
                str(found.certainty),
                found.how,
            )


def _unread(source: bytes, offset: int, reason: str) -> Row:
    return "", reason, "", *_line_and_column(source, offset), "", "", "", ""


def _line_and_column(source: bytes, offset: int) -> tuple[int, int]:
    return source.count(b"\n", 0, offset) + 1, offset - source.rfind(b"\n", 0, offset)


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
