"""From a place in a file back to its byte."""

from uninstaller.place import Place


def find_offset(source: bytes, place: Place) -> int:
    """Of a line that is not there, the end."""
    start = 0
    for _ in range(place.line - 1):
        newline = source.find(b"\n", start)
        if newline < 0:
            return len(source)
        start = newline + 1
    return min(len(source), start + max(0, place.column - 1))
