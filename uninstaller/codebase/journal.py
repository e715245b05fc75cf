"""What a run is about to rename, on disk before it begins, so that whoever finds it can undo or finish the run."""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from uninstaller.codebase.boundary import STAGING, check_path, failing_at
from uninstaller.errors import UserError

OPEN, DONE, UNDONE = "journal.json", "done.json", "undone.json"
"""The journal's name says how far its run came: with `OPEN` alone the tree may be half changed."""


@dataclass(frozen=True, slots=True)
class Step:
    """`path` is relative to the journal's root, `sha256` of the new content, '' where the path is only deleted."""

    path: str
    existed: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Journal:
    """`root` is relative to the project; `folders` are those that the run makes, outer ones first.

    Step number n keeps its new content in `staging/new-n` until it is renamed into place, and what stood there in
    `staging/old-n`: which of the two exist tells how far the step came.
    """

    project: Path
    root: str
    folders: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def staging(self) -> Path:
        return self.project / STAGING

    def target(self, path: str) -> Path:
        return self.project / self.root / path

    def numbered(self) -> Iterator[tuple[Step, Path, Path]]:
        for number, step in enumerate(self.steps):
            yield step, self.staging / f"old-{number}", self.staging / f"new-{number}"


def write_journal(journal: Journal) -> None:
    fields = {**asdict(journal), "project": "", "inode": journal.staging.stat().st_ino}
    draft = journal.staging / "draft.json"
    write_durably(draft, json.dumps(fields).encode())
    draft.rename(journal.staging / OPEN)


def write_durably(place: Path, content: bytes) -> None:
    """A new file whose bytes are on the disk when this returns."""
    with place.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_journal(project: Path) -> Journal:
    """A journal that was left behind; raises UserError for one that this program would not have written."""
    place = project / STAGING / OPEN
    try:
        fields: dict[str, Any] = json.loads(place.read_bytes())
        steps = tuple(Step(str(row["path"]), bool(row["existed"]), str(row["sha256"])) for row in fields["steps"])
        journal = Journal(project, str(fields["root"]), tuple(map(str, fields["folders"])), steps)
        if fields["inode"] != journal.staging.stat().st_ino:  # came with the code base: no run here wrote it
            raise ValueError(fields["inode"])
    except (ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise UserError(
            f"{STAGING}/{OPEN}: is not a journal", f"Look at the folder {STAGING}, then delete it."
        ) from error
    with failing_at(f"{STAGING}/{OPEN}", "cannot be followed"):
        for path in [journal.root] if journal.root else []:
            check_path(project, f"{path}/x")
        for path in [*journal.folders, *(step.path for step in steps)]:
            check_path(project / journal.root, path)
    return journal


def carry_out(journal: Journal) -> None:
    """Makes every step; raises UserError at the first that fails, and leaves the undoing to the caller."""
    for folder in journal.folders:
        with failing_at(folder):
            journal.target(folder).mkdir()
            journal.target(folder).chmod(0o755)
    for step, old, new in journal.numbered():
        with failing_at(step.path):
            if step.existed:
                journal.target(step.path).rename(old)
            if step.sha256 and os.path.lexists(journal.target(step.path)):
                raise FileExistsError(errno.EEXIST, "a file appeared in this place")
            if step.sha256:
                new.rename(journal.target(step.path))
    (journal.staging / OPEN).rename(journal.staging / DONE)


def undo(journal: Journal) -> None:
    """Brings the tree back to what it was, from any point of `carry_out` or of an undoing that was cut short."""
    _check_undisturbed(journal)
    for step, old, new in reversed(list(journal.numbered())):
        target = journal.target(step.path)
        if step.existed and not os.path.lexists(old):
            continue  # never begun, or undone before
        with failing_at(step.path, "cannot be put back"):
            if step.sha256 and not os.path.lexists(new) and os.path.lexists(target):
                target.rename(new)
            if step.existed:
                old.rename(target)
    for folder in reversed(journal.folders):
        with suppress(OSError):  # somebody else's files keep the folder
            journal.target(folder).rmdir()
    with failing_at(f"{STAGING}/{OPEN}"):
        (journal.staging / OPEN).rename(journal.staging / UNDONE)


def _check_undisturbed(journal: Journal) -> None:
    """What was made after the interruption must not be lost with the undoing."""
    for step, old, new in journal.numbered():
        target = journal.target(step.path)
        is_moved = os.path.lexists(old) if step.existed else not os.path.lexists(new)
        if not is_moved or not os.path.lexists(target):
            continue
        if not step.sha256 or os.path.lexists(new) or _sha256(target) != step.sha256:
            problem = f"{step.path}: changed after an interrupted run, so it cannot be put back"
            raise UserError(problem, "Move it out of the code base, then run again.")


def _sha256(place: Path) -> str:
    is_file = stat.S_ISREG(place.lstat().st_mode)
    return hashlib.sha256(place.read_bytes()).hexdigest() if is_file else ""


def clear(staging: Path) -> None:
    """Removes the staging folder, read-only folders in it included; links in it are not followed."""
    with suppress(OSError):
        shutil.rmtree(staging)
        return
    for folder, _, _ in os.walk(staging):
        with suppress(OSError):
            Path(folder).chmod(0o700)
    with failing_at(STAGING, "cannot be removed"):
        shutil.rmtree(staging)


@contextmanager
def locked(project: Path) -> Iterator[None]:
    """Keeps a second run out; the lock goes with the process, however that ends."""
    try:
        import fcntl  # noqa: PLC0415  absent on Windows, where a second run stops at the staging folder
    except ImportError:
        yield
        return
    with failing_at(str(project), "cannot be opened"):
        handle = os.open(project, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise UserError(
            f"{project}: another run is writing here", "Wait until it has ended, then run again."
        ) from error
    except OSError:
        pass  # some network file systems cannot lock a folder
    try:
        yield
    finally:
        os.close(handle)
