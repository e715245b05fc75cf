"""Takes whole lines out of files that say one thing a line: info files of Drupal 7, makefiles of Drush."""

from collections.abc import Iterable, Iterator

from uninstaller.codebase.change import Edit
from uninstaller.facts.spelling import Span


def edit_lines(source: bytes, spots: Iterable[Span]) -> Iterator[tuple[Span, Edit]]:
    seen: set[int] = set()
    for spot in sorted(spots):
        start = source.rfind(b"\n", 0, spot[0]) + 1
        newline = source.find(b"\n", spot[1])
        if start not in seen:
            seen.add(start)
            yield spot, Edit(start, newline + 1 if newline >= 0 else len(source), b"")
