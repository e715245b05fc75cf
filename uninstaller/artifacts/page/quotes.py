"""Lines quoted from files."""

from collections.abc import Mapping
from functools import cache

from uninstaller.artifacts.terminal import clip
from uninstaller.place import Place

LONGEST = 200
AHEAD = 60
"""Characters before the column, where a line is cut."""


class Quotes:
    """Single lines of files, each file taken apart once."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._lines = cache(lambda path: sources.get(path, b"").split(b"\n"))

    def quote(self, place: Place) -> str:
        """The line at a place without its indentation, cut round the column; '' where there is none."""
        lines = self._lines(place.path)
        if not 0 < place.line <= len(lines):
            return ""
        line = lines[place.line - 1]
        start = max(place.column - 1 - AHEAD, 0) if len(line) > LONGEST else 0
        text = line[start : start + 2 * LONGEST].decode("utf-8", "backslashreplace").strip()
        return clip(f"…{text}" if start else text, LONGEST)
