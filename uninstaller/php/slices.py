"""Cuts a PHP file at its top-level declarations, so that only what holds a mention has to be parsed.

A lexer of strings, comments, markup and braces, nine times as fast as a parse; it knows nothing else of PHP.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Byte offsets, end exclusive."""

_TOKENS = (
    rb"//[^\r\n?]*(?:\?(?!>)[^\r\n?]*)*|#(?!\[)[^\r\n?]*(?:\?(?!>)[^\r\n?]*)*|/\*.*?(?:\*/|\Z)"
    rb"|'[^'\\]*(?:\\.[^'\\]*)*(?:'|\Z)|\"[^\"\\]*(?:\\.[^\"\\]*)*(?:\"|\Z)|`[^`\\]*(?:\\.[^`\\]*)*(?:`|\Z)"
    rb"|<<<[ \t]*([\"']?)([A-Za-z_\x80-\xff][\w\x80-\xff]*)\1\r?\n(?:.*?\n)??[ \t]*\2(?![\w\x80-\xff])"
    rb"|\?>|\{|\}"
)
_CODE = re.compile(_TOKENS, re.DOTALL)
_NAME = rb"[a-z_\x80-\xff][\w\x80-\xff]*"
_DECLARATION = (
    rb"(?<![\w$>:\\\x80-\xff])(?:function\s+(?:&\s*)?" + _NAME + rb"\s*\("
    rb"|(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum)\s+"
    + _NAME
    + rb"(?=\s*(?:[:{]|extends\b|implements\b)))"
)
_TOP = re.compile(_TOKENS + rb"|#\[|(?P<declaration>" + _DECLARATION + rb")", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(rb"<\?(?!xml\b)(?:php\b|=)?", re.IGNORECASE)
_BRACKET = re.compile(_TOKENS + rb"|[()\[\];]", re.DOTALL)
_PLAIN = re.compile(rb"[ \t]*\r?\n\s*(?:\$\w+|[a-z]\w*_\w+\s*\()")
_BLOCK_WORD = re.compile(
    rb"\bend(?:if|for|foreach|while|switch|declare)\s*(?:;|\?>)|^[ \t]*(?:namespace|use|goto)\s", re.I | re.M
)
_CLASS = re.compile(rb"(?:(?:abstract|final|readonly)\s+)*(?:class|trait|enum)\s", re.IGNORECASE)
_SIGNATURE = re.compile(rb"\)\s*(?::\s*[\w\\?|& ]+)?\Z")
"""What stands in front of a method's body, and of no other brace right inside of a class."""
_LONG = 1 << 16
"""Bytes of top-level code that are parsed at once."""
_OPEN, _CLOSE, _QUESTION = b"{}?"
_COMMENT = (b"/", b"#")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to parse in place of the file. An offset of the file is at `offset - shift` in `text`."""

    text: bytes
    shift: int
    offsets: tuple[int, ...]

    @property
    def size(self) -> int:
        """Bytes that are not blank: what parsing costs."""
        return len(self.text) - self.text.count(b" ")


def cut_pieces(source: bytes, offsets: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces that hold the offsets, which must be sorted.

    A top-level declaration is a piece; all that stands between declarations is one. An offset in a comment or in markup
    between declarations is in none.
    """
    declarations: list[Span] = []
    pieces: list[Piece] = []
    between: list[int] = []
    done = 0
    for start, end, is_declaration in _regions(source):
        if done == len(offsets) and not between:
            break
        inside = done
        while inside < len(offsets) and offsets[inside] < start:
            inside += 1
        between += offsets[done:inside]
        done = inside
        while done < len(offsets) and offsets[done] < end:
            done += 1
        if is_declaration:
            declarations.append((start, end))
            if done > inside:
                kept = tuple(offsets[inside:done])
                text = source[start:end]
                silent = [
                    body for body in find_methods(text) if not any(body[0] <= at - start < body[1] for at in kept)
                ]
                pieces.append(Piece(b"<?php " + _blank(text, silent), start - 6, kept))
    between += offsets[done:]
    if between:
        pieces += cut_statements(Piece(_blank(source, declarations), 0, tuple(between)))
    return tuple(pieces)


def find_methods(text: bytes) -> list[Span]:
    """What stands between the braces of the methods of a class, whose declaration is the text; nothing of a function.

    None where a method goes over into markup.
    """
    found: list[Span] = []
    if not _CLASS.match(text):
        return found
    depth = opened = 0
    for match in _CODE.finditer(text):
        token = text[match.start()]
        if token == _QUESTION:
            return []
        if token == _OPEN:
            depth += 1
            if depth == 2:
                head = _SIGNATURE.search(text, max(0, match.start() - 200), match.start())
                opened = match.end() if head else 0
        elif token == _CLOSE:
            depth -= 1
            if depth == 1 and opened:
                found.append((opened, match.start()))
    return found


def cut_statements(piece: Piece) -> Iterator[Piece]:
    """A long piece, such as a dump of tables, cut between its top-level statements where that changes nothing."""
    if piece.size <= _LONG or _BLOCK_WORD.search(piece.text):
        yield piece
        return
    done, start = 0, 0
    for end in [*_find_ends(piece.text), len(piece.text)]:
        inside = done
        while done < len(piece.offsets) and piece.offsets[done] < end:
            done += 1
        if done > inside:
            opening = b"<?php " if start else b""
            yield Piece(opening + piece.text[start:end], start - len(opening), piece.offsets[inside:done])
        start = end


def _find_ends(text: bytes) -> Iterator[int]:
    """Just behind the semicolons outside of all brackets after which a line begins with a plain statement."""
    depth, position = 0, _leave_markup(text, 0)
    for match in _BRACKET.finditer(text, position):
        token = match[0]
        if token in (b"(", b"[", b"{"):
            depth += 1
        elif token in (b")", b"]", b"}"):
            depth -= 1
        elif token == b"?>":
            return
        elif token == b";" and depth == 0 and _PLAIN.match(text, match.end()):
            yield match.end()


def _blank(source: bytes, spans: Sequence[Span]) -> bytes:
    text = bytearray(source)
    for start, end in spans:
        text[start:end] = b" " * (end - start)
    return bytes(text)


def _regions(source: bytes) -> Iterator[tuple[int, int, bool]]:
    """Top-level declarations (True), and comments and markup that stand outside of all braces (False), in order."""
    position = _leave_markup(source, 0)
    yield 0, position, False
    attribute = -1
    while match := _TOP.search(source, position):
        start, position = match.span()
        if match["declaration"]:
            position = _end_of_block(source, position, 0)
            if position < 0:
                return
            yield (start if attribute < 0 else attribute), position, True
            attribute = -1
        elif source[start] == _OPEN:
            position = _end_of_block(source, position, 1)
            if position < 0:
                return
        elif source[start] == _QUESTION:
            position = _leave_markup(source, position)
            yield start, position, False
        elif source[start : start + 2] == b"#[":
            attribute = start if attribute < 0 else attribute
        elif source[start : start + 1] in _COMMENT:
            yield start, position, False


def _leave_markup(source: bytes, position: int) -> int:
    """Where PHP begins again."""
    match = _OPENING.search(source, position)
    return match.end() if match else len(source)


def _end_of_block(source: bytes, position: int, depth: int) -> int:
    """Just behind the brace that closes the first block from here on; -1 where there is none."""
    while True:
        for match in _CODE.finditer(source, position):
            token = source[match.start()]
            if token == _OPEN:
                depth += 1
            elif token == _CLOSE:
                depth -= 1
                if depth <= 0:
                    return match.end()
            elif token == _QUESTION:
                position = _leave_markup(source, match.end())
                break
        else:
            return -1
