"""Runs the command line on a copy of a fixture site, and says what came of it as plain values."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tests.scenarios.case import Case
from tests.scenarios.git import FIXED, git
from uninstaller.cli import main

Files = Mapping[str, tuple[str, bytes]]
"""Each file of a tree: its sort (`file`, `executable`, `link`) and its bytes, or what the link points at."""


def read_files(folder: Path) -> Files:
    """All files of a tree but git's own."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    below = ((path.relative_to(folder).as_posix(), path) for path in paths)
    return {name: _read_file(path) for name, path in below if not name.startswith(".git/")}


def _read_file(path: Path) -> tuple[str, bytes]:
    if path.is_symlink():
        return "link", os.fsencode(path.readlink())
    return "executable" if path.stat().st_mode & 0o100 else "file", path.read_bytes()


def run(site: Path, command: str, case: Case, *options: str) -> Result:
    """Runs `uninstaller COMMAND MODULE…` in this process; a traceback fails the test."""
    cache = str(site.parent / "cache")
    environment = {**FIXED, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb", "XDG_CACHE_HOME": cache}
    arguments = [command, *case.modules, "--root", str(site), *case.options, *options]
    result = CliRunner(env=environment).invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@dataclass(frozen=True)
class Scenario:
    """A case with its copies of the site, each made and run on once, when a test first asks."""

    case: Case
    folder: Path

    def _copy(self, name: str) -> Path:
        site = self.folder / name
        self.case.copy_site(site)
        return site

    @cached_property
    def untouched(self) -> Path:
        return self._copy("untouched")

    @cached_property
    def plan_text(self) -> Result:
        return run(self.untouched, "plan", self.case, "--format", "text")

    @cached_property
    def plan_json(self) -> Result:
        return run(self.untouched, "plan", self.case, "--format", "json")

    @cached_property
    def plan(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.plan_json.stdout)
        return loaded

    @cached_property
    def patch(self) -> Result:
        return run(self.untouched, "generate", self.case, "--patch", "-")

    @cached_property
    def generated(self) -> tuple[Path, Result]:
        """The site after `generate`, for tests that only read it."""
        site = self._copy("generated")
        return site, run(site, "generate", self.case)

    @cached_property
    def written(self) -> dict[str, bytes]:
        """New files after `generate`, by path."""
        site, _ = self.generated
        paths = git(site, "ls-files", "--others", "-z").decode().split("\0")
        return {path: (site / path).read_bytes() for path in sorted(filter(None, paths))}

    @cached_property
    def edits(self) -> bytes:
        """What `generate` did to files that stay."""
        return git(self.generated[0], "diff", "--diff-filter=M", "--no-renames", "--no-color")

    @cached_property
    def status(self) -> bytes:
        """All that `generate` touched, a line each."""
        return git(self.generated[0], "status", "--porcelain=v1", "--untracked-files=all", "--no-renames")
