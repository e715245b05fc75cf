"""Hands changes over: into the working tree, all or nothing, or as one patch."""

from collections.abc import Sequence
from pathlib import Path

from uninstaller.artifacts.patch import make_patch
from uninstaller.codebase.apply import apply_changes, recover
from uninstaller.codebase.blob import read_blobs
from uninstaller.codebase.boundary import check_changes
from uninstaller.codebase.change import Change, Delete
from uninstaller.codebase.revision import git_top, head_revision, is_tracked_and_clean, read_submodules
from uninstaller.errors import UserError
from uninstaller.settings import Settings


def recover_project(settings: Settings) -> str | None:
    """Undoes what a killed run left half done, and says so; to be called before the tree is read."""
    return recover(settings.project)


def read_revision(settings: Settings) -> str:
    """The git revision of the code base, '' outside of git or before the first commit."""
    top = git_top(settings.root)
    return (head_revision(top) or "") if top else ""


def is_versioned(settings: Settings) -> bool:
    """Whether git can bring back what is deleted."""
    return git_top(settings.root) is not None


def check_committed(settings: Settings, changes: Sequence[Change], own_folder: str) -> None:
    """Raises UserError where a change would lose what is not committed; what is written in `own_folder` only grows."""
    top = git_top(settings.root)
    if top is None:
        return
    prefix = _prefix(settings, top)
    shrinks = any(isinstance(change, Delete) and change.path.startswith(f"{own_folder}/") for change in changes)
    paths = [change.path for change in changes if shrinks or not change.path.startswith(f"{own_folder}/")]
    existing = [
        f"{prefix}{path}" for path in paths if (settings.root / path).exists() or (settings.root / path).is_symlink()
    ]
    uncommitted = is_tracked_and_clean(top, existing)
    if uncommitted:
        more = f" and {len(uncommitted) - 1} more" if len(uncommitted) > 1 else ""
        raise UserError(
            f"{uncommitted[0].removeprefix(prefix)}{more}: not committed, and would be changed or deleted",
            "commit or stash it first, or pass --force",
        )


def write_changes(settings: Settings, changes: Sequence[Change]) -> None:
    apply_changes(settings.root, settings.project, changes)


def patch_changes(settings: Settings, changes: Sequence[Change]) -> bytes:
    """One diff that `git apply` takes at the git top, else at the project."""
    allowed = check_changes(settings.root, settings.project, changes)
    top = git_top(settings.root)
    prefix = _prefix(settings, top or settings.project)
    submodules: dict[str, str] = {}
    if top is not None:
        found = read_submodules(top, [f"{prefix}{change.path}" for change in allowed])
        submodules = {path.removeprefix(prefix): commit for path, commit in found.items()}
    return make_patch(read_blobs(settings.root, allowed, submodules), allowed, prefix)


def _prefix(settings: Settings, top: Path) -> str:
    relative = settings.root.resolve().relative_to(top.resolve()).as_posix()
    return "" if relative == "." else f"{relative}/"
