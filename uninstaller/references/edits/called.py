"""Functions that were made for a removed module alone, and that others call all the same: they must stay."""

import re
from collections.abc import Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty
from uninstaller.facts.spelling import Span
from uninstaller.references.edits.php import FUNCTIONS
from uninstaller.references.mention import Mention

_NAME = re.compile(rb"\w+")


def find_called(tree: Tree, mentions: Sequence[Mention]) -> set[tuple[str, Span]]:
    """Path and span of each whose name is written anywhere else; it holds the module's name, so it was searched for."""
    names = {
        (one.place.path, one.span): _name_at(tree.read(one.place.path), one.span)
        for one in mentions
        if one.found.rule in FUNCTIONS and one.span and one.certainty(False) is Certainty.CERTAIN
    }
    if not names:
        return set()
    counts = dict.fromkeys(names.values(), 0)
    written = re.compile(rb"(?<!\w)(?:" + b"|".join(map(re.escape, sorted(counts))) + rb")(?!\w)", re.IGNORECASE)
    for path in sorted({one.place.path for one in mentions if one.span}):
        for found in written.findall(tree.read(path)):
            counts[found.lower()] = counts.get(found.lower(), 0) + 1
    return {spot for spot, name in names.items() if counts[name] > 1}


def _name_at(source: bytes, span: Span) -> bytes:
    start = span[0]
    while start > 0 and _NAME.fullmatch(source[start - 1 : start]):
        start -= 1
    match = _NAME.match(source, start)
    return match[0].lower() if match else b""
