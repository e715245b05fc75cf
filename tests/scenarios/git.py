"""Git as the scenarios use it: the same commits on every machine, whatever its user has configured."""

import os
import subprocess
from pathlib import Path

FIXED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A Developer",
    "GIT_AUTHOR_EMAIL": "developer@example.com",
    "GIT_AUTHOR_DATE": "2020-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "A Developer",
    "GIT_COMMITTER_EMAIL": "developer@example.com",
    "GIT_COMMITTER_DATE": "2020-01-02T03:04:05Z",
}


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git prints; raises CalledProcessError with git's own words where it fails."""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **FIXED}, check=False)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr.decode(errors='replace')}"
    return done.stdout


def start_repository(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit_all(folder, "A site")


def commit_all(folder: Path, message: str) -> None:
    git(folder, "-c", "core.autocrlf=false", "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
