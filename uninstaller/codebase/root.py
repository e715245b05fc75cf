"""Finds the Drupal root, the project and the git top from a folder upwards."""

from collections.abc import Iterator
from pathlib import Path

from uninstaller.errors import UserError

DOCROOT_FOLDERS = ("web", "docroot", "html", "htdocs", "httpdocs", "public_html", "public", "www", "drupal", "app")
SEVEN_MARKS = ("includes/bootstrap.inc", "modules/system/system.info")
MODERN_MARKS = ("core/lib/Drupal.php", "core/modules/system/system.info.yml")
"""Drupal 8 and later."""


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that is a docroot, or a project with its docroot right below.

    A modern docroot right below a composer project stands for the project, which holds the exported configuration. The
    answer is absolute, with links resolved. Raises UserError where there is none.
    """
    for folder in _climb(start):
        if _is_marked(folder, MODERN_MARKS) and (folder.parent / "composer.json").is_file():
            return folder.parent
        if is_docroot(folder) or any(is_docroot(folder / name) for name in DOCROOT_FOLDERS):
            return folder
    raise UserError(
        f"no Drupal at or above {start}",
        "Run it inside of a Drupal code base, or name one with --root DIR (a folder of modules or a profile will do).",
    )


def find_code_base(start: Path) -> Path:
    """As `find_root`, but where core is not there, as when Composer fetches it later, the project will do."""
    try:
        return find_root(start)
    except UserError:
        project = find_project(start)
        if (project / "composer.json").is_file() or _is_git_top(project):
            return project
        raise


def is_docroot(folder: Path) -> bool:
    """Whether Drupal core lies there."""
    return _is_marked(folder, SEVEN_MARKS) or _is_marked(folder, MODERN_MARKS)


def _is_marked(folder: Path, marks: tuple[str, ...]) -> bool:
    return all((folder / mark).is_file() for mark in marks)


def find_project(root: Path) -> Path:
    """The nearest folder at or above `root` with a `composer.json` or a git top, else `root`; links resolved."""
    marked = (folder for folder in _climb(root) if (folder / "composer.json").is_file() or _is_git_top(folder))
    return next(marked, root.resolve())


def find_git_top(path: Path) -> Path | None:
    """The nearest folder at or above `path` that holds `.git`: a folder, or a worktree's or submodule's file."""
    return next((folder for folder in _climb(path) if _is_git_top(folder)), None)


def _is_git_top(folder: Path) -> bool:
    return (folder / ".git").exists()


def _climb(start: Path) -> Iterator[Path]:
    resolved = start.resolve()
    yield resolved
    yield from resolved.parents
