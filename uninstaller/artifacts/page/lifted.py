"""Lifted code beside the code that it was lifted from, line by line, with what was renamed marked on both sides."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from uninstaller.artifacts.dossier import Dossier
from uninstaller.php.outline import Declaration, DeclarationKind, read_outline
from uninstaller.plan.model import Lifted, Removal

WORD = re.compile(r"\w+|\s+|[^\w\s]")
OPENING = b"<?php\n"
MOST_LINES = 3000
"""Of one module; more are not compared."""

Piece = tuple[str, bool]
"""Text, and whether it is marked."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of either side; `number` is that in the source file, 0 where the left side has none."""

    number: int
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One declaration: its names, where it comes from ('' where that cannot be told), and its lines."""

    old: str
    new: str
    path: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Original:
    path: str
    line: int
    text: str


def pair_lifted(removal: Removal, dossier: Dossier) -> tuple[Pair, ...]:
    """Every line of the lifted code is in one of the pairs, in its order."""
    lifted = removal.lifted
    if not lifted.source or lifted.source.count("\n") > MOST_LINES:
        return ()
    originals = _find_originals(lifted, dossier.sources)
    undo = _read_renames(lifted)
    return tuple(_pair(name, key, text, originals, undo) for name, key, text in _cut(lifted))


Key = tuple[DeclarationKind, str]
Undo = Callable[[str], str]


def _find_originals(lifted: Lifted, sources: Mapping[str, bytes]) -> dict[Key, Original]:
    found: dict[Key, Original] = {}
    for path, _ in lifted.origins:
        source = sources.get(path, b"")
        for one in read_outline(path, source).declarations:
            line = source.count(b"\n", 0, one.doc_start) + 1
            text = source[one.doc_start : one.span[1]].decode("utf-8", "backslashreplace")
            found.setdefault(one.key, Original(path, line, text))
    return found


def _cut(lifted: Lifted) -> Iterator[tuple[str, Key | None, str]]:
    """The lifted code in pieces that end where a declaration does: new name, how its original is found, text."""
    source = OPENING + lifted.source.encode("utf-8", "surrogateescape")
    declared = _outermost(read_outline("", source).declarations)
    cuts = [len(OPENING), *(one.span[1] for one in declared)]
    for one, (start, end) in zip(declared, pairwise(cuts), strict=True):
        yield one.name, _original_key(lifted, one), source[start:end].decode("utf-8", "backslashreplace").strip("\n")
    rest = source[cuts[-1] :].decode("utf-8", "backslashreplace").strip("\n")
    if rest.strip():
        yield "", None, rest


def _outermost(declarations: Iterable[Declaration]) -> list[Declaration]:
    """Those that follow each other, without what lies in another one's span."""
    kept: list[Declaration] = []
    for one in sorted(declarations, key=lambda one: one.span):
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return kept


def _original_key(lifted: Lifted, declared: Declaration) -> Key:
    pairs = {
        DeclarationKind.FUNCTION: lifted.functions,
        DeclarationKind.CLASS: lifted.classes,
        DeclarationKind.CONSTANT: lifted.constants,
    }[declared.kind]
    old = {new: old for old, new in pairs}.get(declared.name, declared.name)
    return declared.kind, old if declared.kind is DeclarationKind.CONSTANT else old.lower()


def _pair(name: str, key: Key | None, text: str, originals: Mapping[Key, Original], undo: Undo) -> Pair:
    original = originals.get(key) if key is not None else None
    if key is None or original is None:
        return Pair("", name, "", tuple(Row(0, (), ((line, False),)) for line in text.split("\n")))
    return Pair(key[1], name, original.path, tuple(_align(original, text, undo)))


def _read_renames(lifted: Lifted) -> Undo:
    """Gives a text its original names again."""
    old = {new: old for pairs in (lifted.functions, lifted.classes, lifted.constants) for old, new in pairs if new}
    names = re.compile("|".join(rf"(?<!\w){re.escape(new)}(?!\w)" for new in sorted(old, reverse=True)) or r"(?!)")
    return lambda text: names.sub(lambda match: old[match.group()], text)


def _align(original: Original, text: str, undo: Undo) -> Iterator[Row]:
    """Lines that are the same but for names stand side by side."""
    left, right = (part.replace("\r\n", "\n").split("\n") for part in (original.text, text))
    matcher = SequenceMatcher(None, left, [undo(line) for line in right], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        for offset, (one, other) in enumerate(zip_longest(left[i:i_end], right[j:j_end])):
            number = 0 if one is None else original.line + i + offset
            yield Row(number, *_mark(one, other, may_match=tag == "equal"))


def _mark(one: str | None, other: str | None, *, may_match: bool) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = WORD.findall(one or ""), WORD.findall(other or "")
    if one is None or other is None or not may_match or len(left) != len(right):
        is_new = one != other
        return _whole(one, is_new), _whole(other, is_new)
    differs = [a != b for a, b in zip(left, right, strict=True)]
    return _join(left, differs), _join(right, differs)


def _whole(line: str | None, is_marked: bool) -> tuple[Piece, ...]:
    return ((line, is_marked),) if line else ()


def _join(words: Iterable[str], marks: Iterable[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for word, is_marked in zip(words, marks, strict=True):
        if pieces and pieces[-1][1] == is_marked:
            pieces[-1] = (pieces[-1][0] + word, is_marked)
        else:
            pieces.append((word, is_marked))
    return tuple(pieces)
