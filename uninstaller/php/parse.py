"""PHP text to a syntax tree whose spans hold in the original bytes; the only module that knows tree-sitter.

What the grammar misreads although PHP accepts it is masked, byte for byte, and parsed again, so that every span
still fits the source. What remains unreadable is told by `Parsed.errors`, never dropped.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter_php
from tree_sitter import Language, Node, Parser, TreeCursor

__all__ = ["Node", "Parsed", "Span", "parse", "parse_without", "walk"]

Span = tuple[int, int]
"""Byte offsets, end exclusive."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text. `errors` are the spans of what could not be read; `legacy` those that PHP 8 rejects."""

    source: bytes
    root: Node
    errors: tuple[Span, ...]
    legacy: tuple[Span, ...]

    def text(self, node: Node) -> str:
        """A node's text as written (never as masked)."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "surrogateescape")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_php.language_php()))


DEEPEST = 200
"""Levels of nesting that are read; the deepest of 7,700 files of Drupal sites has 135. Readers may thus recurse."""


def parse(source: bytes) -> Parsed:
    """Parses PHP with or without markup round it; never raises. What is nested deeper than `DEEPEST` is an error."""
    parsed = _parse(source)
    deep = _find_deep(parsed.root)
    if deep:
        del parsed  # Two trees of a large text at once are too much.
        second = _parse(_blank(source, deep))
        if _find_deep(second.root):
            deep = ((0, len(source)),)
            second = _parse(_blank(source, deep))
        parsed = Parsed(source, second.root, tuple(sorted({*second.errors, *deep})), second.legacy)
    odd = tuple(_find_odd_blanks(parsed)) if _ODD_BLANK.search(source) else ()
    return Parsed(source, parsed.root, tuple(sorted({*parsed.errors, *odd})), parsed.legacy) if odd else parsed


def parse_without(source: bytes, spans: tuple[Span, ...]) -> Parsed:
    """As `parse`, but what the spans hold is read as blanks; all else keeps its place."""
    parsed = parse(_blank(source, spans))
    return Parsed(source, parsed.root, parsed.errors, parsed.legacy)


def _find_deep(root: Node) -> tuple[Span, ...]:
    """Spans of the nodes `DEEPEST` levels below the root; a node with few descendants cannot reach down so far."""
    cursor = root.walk()
    nodes = _step(cursor, lambda node: DEEPEST > cursor.depth > DEEPEST - node.descendant_count)
    return tuple((node.start_byte, node.end_byte) for node in nodes if cursor.depth == DEEPEST)


_BLANKS = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))


def _blank(source: bytes, spans: tuple[Span, ...]) -> bytes:
    blanked = bytearray(source)
    for start, end in spans:
        blanked[start:end] = source[start:end].translate(_BLANKS)
    return bytes(blanked)


_ODD_BLANK = re.compile(rb"[\x00\x0b\x0c]|\xc2\xa0|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf")
"""What the grammar takes for a blank between tokens, and PHP for an error or a part of a name."""


def _find_odd_blanks(parsed: Parsed) -> Iterator[Span]:
    end = 3 if parsed.source.startswith(b"\xef\xbb\xbf") else 0
    for node in walk(parsed.root):
        if node.child_count == 0 and node.start_byte >= end:
            gap = _ODD_BLANK.search(parsed.source, end, node.start_byte)
            if gap:
                yield gap.start(), node.end_byte
            end = node.end_byte


def _parse(source: bytes) -> Parsed:
    root = _parser().parse(source).root_node
    if not root.has_error:
        return Parsed(source, root, (), ())
    masked, legacy = _mask(source)
    if masked != source:
        second = _parser().parse(masked).root_node
        first_errors, second_errors = _errors(root), _errors(second)
        if len(second_errors) <= len(first_errors):
            return Parsed(source, second, second_errors, legacy)
    return Parsed(source, root, _errors(root), ())


def walk(node: Node, enter: Callable[[Node], bool] | None = None) -> Iterator[Node]:
    """All nodes of a subtree in source order, without recursion; `enter` says whether to go below a node."""
    return _step(node.walk(), enter)


def _step(cursor: TreeCursor, enter: Callable[[Node], bool] | None) -> Iterator[Node]:
    """A cursor makes one node at a time: `Node.children` would keep all of them for as long as the tree."""
    while (here := cursor.node) is not None:
        yield here
        if (enter is None or enter(here)) and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _errors(root: Node) -> tuple[Span, ...]:
    """Spans of the outermost error nodes and of the places where the grammar made a token up."""
    nodes = walk(root, lambda node: node.has_error and not node.is_error)
    broken = (node for node in nodes if node.is_error or node.is_missing)
    return tuple((node.start_byte, max(node.end_byte, node.start_byte + 1)) for node in broken)


# Each mask replaces a misread construct by one of the same length and the same meaning for our purposes.
_RESERVED = (
    b"abstract and array as break callable case catch class clone const continue declare default do echo else elseif "
    b"empty enddeclare endfor endforeach endif endswitch endwhile exit extends final finally fn for foreach function "
    b"global goto if implements include instanceof insteadof interface isset list match namespace new or print private "
    b"protected public readonly require return static switch throw trait try unset use var while xor yield"
).replace(b" ", b"|")
_MASKS: tuple[tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], bytes]], ...] = (
    # A NUL byte in a string.
    (re.compile(rb"\x00"), lambda _: b" "),
    # "$item[function]": a word of the language as an unquoted key in a string.
    (re.compile(rb"(?<=\[)(" + _RESERVED + rb")(?=\])"), lambda match: b"_" + match[0][1:]),
    # readonly before the visibility of a promoted parameter.
    (re.compile(rb"\breadonly(?=\s+(?:public|protected|private)\b)"), lambda match: b" " * len(match[0])),
    # A class named Binary after '(' or new is taken for the cast (binary).
    (re.compile(rb"(?<=\()\s*Binary\b(?!\s*\))|(?<=\bnew )Binary\b"), lambda match: match[0][:-6] + b"Xinary"),
    # clone $a = clone $b
    (re.compile(rb"\bclone(?=\s+\$\w+\s*=[^=])"), lambda match: b" " * len(match[0])),
)
# $s{0}: gone since PHP 8.
_BRACE_OFFSET = re.compile(rb"(?<![\"\w])(\$\w+(?:->\w+|\[[^][\n]*\])*)\{([^{};\n]*)\}")


def _mask(source: bytes) -> tuple[bytes, tuple[Span, ...]]:
    """The masked text, and the spans in it that only PHP before 8 accepts."""
    for pattern, replacement in _MASKS:
        source = pattern.sub(replacement, source)
    legacy = tuple(match.span() for match in _BRACE_OFFSET.finditer(source))
    return _BRACE_OFFSET.sub(rb"\1[\2]", source), legacy
