"""The files of the project, as git sees them: committed, or about to be."""

import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "uninstaller"


def list_modules() -> tuple[Path, ...]:
    """All Python files of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


def list_committed() -> tuple[Path, ...]:
    """All regular files that git keeps or would add."""
    command = ["git", "-C", str(PROJECT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    paths = (PROJECT / name for name in sorted(set(filter(None, names))))
    return tuple(path for path in paths if path.is_file() and not path.is_symlink())
