"""Every edit of a plan as a hunk, with its reason and how sure it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.hunks import make_hunks
from uninstaller.artifacts.terminal import clip
from uninstaller.codebase.change import apply_edits
from uninstaller.facts.model import Certainty
from uninstaller.plan.model import EditFile, Plan

HEADER = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
SURE = tuple(Certainty)
LONGEST = 500
MOST_LINES = 120
"""Of one hunk."""


@dataclass(frozen=True, slots=True)
class HunkLine:
    """`sign` is '+', '-' or ' '; the numbers are 0 where the line is not on that side."""

    sign: str
    old: int
    new: int
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """`hidden` lines are left out at its end. `kind` is that of the reference that goes, or 'declaration'."""

    lines: tuple[HunkLine, ...]
    hidden: int
    reasons: tuple[str, ...]
    kind: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class EditedFile:
    """`note` says why there are no hunks, '' where there are."""

    path: str
    hunks: tuple[Hunk, ...]
    reasons: tuple[str, ...]
    note: str


def list_edited(dossier: Dossier) -> list[EditedFile]:
    known = _index_edits(dossier.plan)
    return [_show(step, dossier, known) for step in dossier.plan.steps if isinstance(step, EditFile)]


Known = Mapping[tuple[str, int, int], tuple[str, Certainty]]
"""What was found where an edit is made: kind and certainty, by path and span."""


def _index_edits(plan: Plan) -> Known:
    return {
        (found.place.path, edit.start, edit.end): (found.kind.value, found.certainty)
        for found in plan.references
        for edit in found.edits
    }


def _show(step: EditFile, dossier: Dossier, known: Known) -> EditedFile:
    reasons = tuple(dict.fromkeys(edit.reason for edit in step.edits))
    source = dossier.sources.get(step.path)
    if source is None:
        note = "Not shown: it may hold passwords, or could not be read."
        return EditedFile(step.path, (), reasons, note)
    try:
        hunks = make_hunks(source, apply_edits(source, step.edits))
    except ValueError:
        return EditedFile(step.path, (), reasons, "Not shown: the file has changed since it was planned.")
    return EditedFile(step.path, tuple(_split(hunks, step, source, known)), reasons, "")


def _split(text: bytes, step: EditFile, source: bytes, known: Known) -> Iterable[Hunk]:
    parts = HEADER.split(text)[1:]
    for old, count, new, _, body in zip(*(parts[index::5] for index in range(5)), strict=True):
        lines = list(_number(body, int(old), int(new)))
        last = int(old) + int(count or b"1")
        edits = [edit for edit in step.edits if int(old) <= source.count(b"\n", 0, edit.start) + 1 <= last]
        told = [known.get((step.path, edit.start, edit.end), ("declaration", Certainty.CERTAIN)) for edit in edits]
        yield Hunk(
            tuple(lines[:MOST_LINES]),
            max(len(lines) - MOST_LINES, 0),
            tuple(dict.fromkeys(edit.reason for edit in edits)),
            told[0][0] if told else "declaration",
            max((certainty for _, certainty in told), key=SURE.index, default=Certainty.CERTAIN),
        )


def _number(body: bytes, old: int, new: int) -> Iterable[HunkLine]:
    for raw in body.removesuffix(b"\n").split(b"\n"):
        sign, text = raw[:1].decode(), raw[1:].decode("utf-8", "backslashreplace")
        if sign == "\\":
            continue  # "No newline at end of file" is no line.
        yield HunkLine(sign, 0 if sign == "+" else old, 0 if sign == "-" else new, clip(text, LONGEST))
        old += sign != "+"
        new += sign != "-"
