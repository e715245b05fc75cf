"""What `check` says: the findings that count, and what became of the others."""

from dataclasses import dataclass

from uninstaller.place import Unread
from uninstaller.plan.finding import Finding
from uninstaller.plan.rules import Level


@dataclass(frozen=True, slots=True, order=True)
class Reported:
    """A finding as it is reported.

    `fingerprint` stays the same when the finding's line moves. `column` counts characters, where the place's counts
    bytes. `fails`: it is as certain as was asked for, so that `check` fails.
    """

    finding: Finding
    level: Level
    fingerprint: str
    column: int
    fails: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """`root` is the root's path as shown; `prefix` leads to it from the git top, '' or `…/`.

    `modules` are those that were looked for. `waived` and `known` count findings that a waiver or the baseline covers;
    `mended` are entries of the baseline that are no longer found; `uncertain` are findings that do not fail and are not
    listed.
    """

    root: str
    prefix: str
    modules: tuple[str, ...]
    reported: tuple[Reported, ...]
    unread: tuple[Unread, ...]
    waived: int = 0
    known: int = 0
    mended: int = 0
    uncertain: int = 0

    @property
    def fails(self) -> bool:
        return any(one.fails for one in self.reported)
