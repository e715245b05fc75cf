"""A real Drupal 7: built, copied, its modules removed as Drupal does it and as we do, and its state as text."""

import os
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from click.testing import CliRunner, Result

from tests.real_sites.database import Database, write_settings
from tests.real_sites.process import Outcome, run_php, start_php
from uninstaller.cli import main

MODULES = Path(__file__).parent / "modules"
FILES = "sites/default/files"
SERIAL = count(1)
KILLED = -9


@dataclass(frozen=True, slots=True)
class Site:
    """`root` is the Drupal root; `name` is unique, on one MySQL database even among processes."""

    root: Path
    name: str
    database: Database

    def copy(self) -> "Site":
        """A site of its own with the same code, tables and files. Code is never written in place: links will do."""
        site = Site(self.root.parent / new_name(), new_name(), self.database)
        shutil.copytree(self.root, site.root, symlinks=True, ignore=_ignore_files, copy_function=os.link)
        shutil.copytree(self.root / FILES, site.root / FILES)
        write_settings(site.root, site.database, site.name)
        site.database.copy(self.name, site.name)
        return site

    def discard(self) -> None:
        self.database.drop(self.name)
        shutil.rmtree(self.root)

    def run(self, script: str, *arguments: str, **environment: str) -> str:
        """Includes a script of the folder `php` in the booted site; returns what it prints."""
        return run_php("boot.php", str(self.root), script, *arguments, **environment)

    def enable(self, *modules: str) -> None:
        self.run("enable.php", *modules)

    def start_enabling(self, module: str, **environment: str) -> Outcome:
        return start_php("boot.php", str(self.root), "enable.php", module, **environment)

    def remove_natively(self, *modules: str) -> None:
        """As Drupal's pages do, in two requests; then the code goes."""
        self.run("disable.php", *modules)
        self.run("uninstall.php", *modules)
        self.delete_code(*modules)

    def delete_code(self, *modules: str) -> None:
        for module in modules:
            folders = [self.root / place / module for place in ("modules", "sites/all/modules")]
            shutil.rmtree(next(folder for folder in folders if folder.is_dir()))

    def uninstaller(self, *arguments: str) -> Result:
        """Runs `uninstaller ARGUMENTS` on the code base."""
        environment = {"XDG_CACHE_HOME": str(self.root.parent / "cache"), "NO_COLOR": "1"}
        result = CliRunner(env=environment).invoke(main, [*arguments, "--root", str(self.root), "--jobs", "1"])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def generate(self, *arguments: str) -> None:
        result = self.uninstaller("generate", *arguments)
        assert result.exit_code == 0, result.output

    def prepare(self) -> None:
        """The release before: brings in the generated module, empty."""
        result = self.uninstaller("init")
        assert result.exit_code == 0, result.output
        self.enable("uninstall")

    def update(self) -> str:
        """Runs all pending updates; one that fails or is blocked fails the test. Returns what was said."""
        said = run_php("updates.php", str(self.root))
        assert not [line for line in said.splitlines() if line.startswith("blocked")], said
        return said

    def start_updating(self, **environment: str) -> Outcome:
        return start_php("updates.php", str(self.root), **environment)

    def unlock(self) -> None:
        """Half a minute passes: what a killed process has locked is free again."""
        self.sql("DELETE FROM {semaphore}")

    def sql(self, *statements: str) -> None:
        self.run("sql.php", *statements)

    def settle(self) -> tuple[str, ...]:
        """Flushes all caches; the state after that."""
        self.sql(*(f"DELETE FROM {{{bin_}}}" for bin_ in ("cache", "cache_bootstrap", "cache_field", "cache_menu")))
        self.run("flush.php")
        return self.state()

    def state(self) -> tuple[str, ...]:
        """The lasting state: a line for each column, index, row and file, sorted."""
        outcome = start_php("state.php", str(self.root))
        assert outcome.status == 0, outcome.text
        lines = outcome.text.splitlines()
        bad = [line for line in lines if not line.startswith(("SCHEMA ", "ROW ", "FILE "))]
        assert not bad, bad
        assert len(lines) > 1000
        return tuple(sorted(lines))


def install_site(folder: Path, core: Path, database: Database) -> Site:
    """A new site of the profile standard with our own modules on disk."""
    site = Site(folder / new_name(), new_name(), database)
    shutil.copytree(core, site.root, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    shutil.copytree(MODULES, site.root / "sites" / "all" / "modules", dirs_exist_ok=True)
    (site.root / FILES).mkdir(exist_ok=True)
    write_settings(site.root, database, site.name)
    run_php("install.php", str(site.root), "standard")
    write_settings(site.root, database, site.name)
    return site


def new_name() -> str:
    return f"real{os.getpid()}n{next(SERIAL)}"


def _ignore_files(folder: str, names: list[str]) -> set[str]:
    return {"files"} & set(names) if folder.endswith("sites/default") else set()


def difference(left: Iterable[str], right: Iterable[str]) -> list[str]:
    """Lines of only one side, '<' left and '>' right."""
    a, b = Counter(left), Counter(right)
    lines = [(line, "<") for line in (a - b).elements()] + [(line, ">") for line in (b - a).elements()]
    return [f"{sign} {line}" for line, sign in sorted(lines)]
