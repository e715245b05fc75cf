"""A bar on the terminal while long work goes on; it draws when it is told of progress, and starts no thread."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.7
"""Seconds; what takes less is not worth a bar."""
BETWEEN = 0.1
EVERY = 32
"""Files; the clock is not asked for each."""


class Bar(Protocol):
    """Something that shows counts."""

    def show(self, files: int, modules: int, of_modules: int) -> None: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class Meter:
    """Counts of what was done; `bar` is None where nobody looks."""

    bar: Bar | None
    files: int = 0
    modules: int = 0
    of_modules: int = 0
    next_look: float = 0

    def count_file(self) -> None:
        self.files += 1
        if self.bar is not None and self.files % EVERY == 0:
            self._look(self.bar)

    def count_module(self, total: int) -> None:
        """One more of `total` modules is planned."""
        self.modules, self.of_modules = self.modules + 1, total
        if self.bar is not None:
            self._look(self.bar)

    def _look(self, bar: Bar) -> None:
        now = time.monotonic()
        if self.next_look == 0:
            self.next_look = now + PATIENCE
        elif now >= self.next_look:
            self.next_look = now + BETWEEN
            bar.show(self.files, self.modules, self.of_modules)


@contextmanager
def metering(quiet: bool) -> Iterator[Meter]:
    """A meter, with a bar on stderr if that is a terminal, which is gone at the end."""
    shows = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    bar = RichBar() if shows else None
    meter = Meter(bar)
    try:
        if bar is not None:
            meter.next_look = time.monotonic() + PATIENCE
        yield meter
    finally:
        if bar is not None:
            bar.close()


class RichBar:
    """`12,345 files read`, and how many of the modules are planned."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def show(self, files: int, modules: int, of_modules: int) -> None:
        progress = self._progress or self._start()
        reading, planning = progress.task_ids
        progress.update(reading, completed=files, visible=True)
        progress.update(planning, completed=modules, total=of_modules or None, visible=of_modules > 0)
        progress.refresh()

    def _start(self) -> "Progress":
        from rich.console import Console  # noqa: PLC0415  # loaded where somebody looks
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        progress = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
        progress.add_task("files read", total=None)
        progress.add_task("modules planned", total=None, visible=False)
        progress.start()
        self._progress = progress
        return progress

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
