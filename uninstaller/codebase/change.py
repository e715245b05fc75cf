"""What is to be done to files: values that `apply.py` carries out and `artifacts/patch.py` prints."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces the bytes `start:end` of a file; the reason reaches the plan and the patch."""

    start: int
    end: int
    replacement: bytes
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """The whole new content of a file, new or existing."""

    path: str
    content: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file, a folder with all that is in it, or a link (which is unlinked, never followed)."""

    path: str
    reason: str


Change = Write | Delete


@dataclass(frozen=True, slots=True)
class Blob:
    """What git keeps of a path: 0o100644 or 0o100755 and the bytes, 0o120000 and a link's target.

    A submodule is 0o160000 and its commit, in hexadecimal.
    """

    mode: int
    content: bytes


def apply_edits(source: bytes, edits: Iterable[Edit]) -> bytes:
    """The source with all edits made; raises ValueError where two overlap or one lies outside."""
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits):
        if edit.start < position or edit.end < edit.start or edit.end > len(source):
            raise ValueError(f"edit {edit.start}:{edit.end} overlaps another one or lies outside of the file")
        pieces += [source[position : edit.start], edit.replacement]
        position = edit.end
    return b"".join([*pieces, source[position:]])
