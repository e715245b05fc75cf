"""The one place that writes to the code base: all changes are made or none, whatever fails or kills the run."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from uninstaller.codebase.boundary import STAGING, check_changes, failing_at
from uninstaller.codebase.change import Change, Write
from uninstaller.codebase.journal import (
    DONE,
    OPEN,
    Journal,
    Step,
    carry_out,
    clear,
    locked,
    read_journal,
    undo,
    write_durably,
    write_journal,
)
from uninstaller.errors import UserError

ROLLED_BACK = "An earlier run was interrupted; its changes were taken back."
FINISHED = "An earlier run was interrupted after its last change; its changes stand, and its leftovers were removed."
CLEARED = "An earlier run was interrupted, with no change half made; its leftovers were removed."


def apply_changes(root: Path, project: Path, changes: Sequence[Change]) -> None:
    """Makes all changes, paths relative to `root`, or raises UserError with the tree as it was.

    New contents are written beside first, then everything is renamed; deleted folders are moved away and removed only
    when all else is done. Call `recover` before the tree is read: a run that was killed is not undone here.
    """
    root, project = root.resolve(), project.resolve()
    allowed = check_changes(root, project, changes)
    if not allowed:
        return
    with locked(project):
        _make_staging(project)
        try:
            with failing_at(STAGING, "cannot be written"):
                carry_out(_stage(root, project, allowed))
        except BaseException:
            if _settle(project) == FINISHED:  # the interruption came too late
                return
            raise
        with suppress(KeyboardInterrupt, UserError):  # all is done: what stays behind, the next `recover` removes
            clear(project / STAGING)


def recover(project: Path) -> str | None:
    """Undoes what a killed run left half done and says so in a sentence, or finishes it; None where nothing was left.

    Raises UserError where that cannot be done, or where the run is still going on.
    """
    project = project.resolve()
    staging = project / STAGING
    if not os.path.lexists(staging):
        return None
    if staging.is_symlink() or not staging.is_dir():
        raise UserError(f"{STAGING}: is not a folder of this program", "Look at it, then remove it.")
    with locked(project):
        return _settle(project)


def _settle(project: Path) -> str:
    """Ends a run that has stopped somewhere: back to the start, unless all was done."""
    staging = project / STAGING
    outcome = FINISHED if (staging / DONE).exists() else CLEARED
    if (staging / OPEN).exists():
        undo(read_journal(project))
        outcome = ROLLED_BACK
    clear(staging)
    return outcome


def _make_staging(project: Path) -> None:
    try:
        with failing_at(str(project), "cannot be written to"):
            (project / STAGING).mkdir(mode=0o700)
    except UserError as error:
        if isinstance(error.__cause__, FileExistsError):
            problem = f"{STAGING}: an earlier run was interrupted"
            raise UserError(problem, "Run `generate` again: it first takes the earlier changes back.") from error
        raise


def _stage(root: Path, project: Path, changes: Sequence[Change]) -> Journal:
    """Writes all that is new into the staging folder: a full disk shows here, before anything is touched."""
    steps = tuple(_step(root, change) for change in changes)
    folders = tuple(dict.fromkeys(folder for change in changes for folder in _missing_folders(root, change)))
    relative = root.relative_to(project).as_posix()
    journal = Journal(project, "" if relative == "." else relative, folders, steps)
    write_durably(journal.staging / ".gitignore", b"*\n")
    for change, (_, _, new) in zip(changes, journal.numbered(), strict=True):
        if isinstance(change, Write):
            with failing_at(change.path, "its new content cannot be stored"):
                write_durably(new, change.content)
                _copy_owner_and_mode(root / change.path, new)
    write_journal(journal)
    return journal


def _step(root: Path, change: Change) -> Step:
    digest = hashlib.sha256(change.content).hexdigest() if isinstance(change, Write) else ""
    return Step(change.path, os.path.lexists(root / change.path), digest)


def _missing_folders(root: Path, change: Change) -> Iterator[str]:
    folders = [str(parent) for parent in PurePosixPath(change.path).parents]
    return (folder for folder in reversed(folders) if not (root / folder).exists())


def _copy_owner_and_mode(source: Path, copy: Path) -> None:
    if not source.exists():
        copy.chmod(0o644)
        return
    status, own = source.stat(), copy.stat()
    if (status.st_uid, status.st_gid) != (own.st_uid, own.st_gid):
        with suppress(PermissionError):  # only root may give a file away
            os.chown(copy, status.st_uid, status.st_gid)
    copy.chmod(stat.S_IMODE(status.st_mode))
