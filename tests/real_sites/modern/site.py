"""A real Drupal 8 or later: built, copied, its modules removed as Drupal does it and as we do; its state as text."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from tests.real_sites.process import Outcome, run_php, start_php
from tests.real_sites.site import new_name
from uninstaller.cli import main

PHP = Path(__file__).parent / "php"
MODULES = Path(__file__).parent / "modules"
CUSTOM = "modules/custom"
FILES = "sites/default/files"
DATABASE = f"{FILES}/.sqlite"
SYNC = "config/sync"
SETTINGS = f"""<?php
$databases['default']['default'] = [
  'driver' => 'sqlite',
  'database' => '{DATABASE}',
  'prefix' => '',
  'namespace' => 'Drupal\\\\sqlite\\\\Driver\\\\Database\\\\sqlite',
  'autoload' => 'core/modules/sqlite/src/Driver/Database/sqlite/',
];
$settings['hash_salt'] = 'real_sites';
$settings['config_sync_directory'] = '{SYNC}';
$settings['skip_permissions_hardening'] = TRUE;
$config['system.logging']['error_level'] = 'verbose';
"""


@dataclass(frozen=True, slots=True)
class Site:
    """`folder` holds the code base, `docroot` is the place of Drupal in it, '.' where that is the same."""

    folder: Path
    docroot: str

    @property
    def root(self) -> Path:
        return self.folder / self.docroot

    def copy(self) -> "Site":
        """A site of its own with the same code, tables and files. Code is never written in place: links will do.

        Its caches are empty, since they hold the old path.
        """
        site = Site(self.folder.parent / new_name(), self.docroot)
        shutil.copytree(self.folder, site.folder, symlinks=True, ignore=_ignore_files, copy_function=os.link)
        shutil.copytree(self.root / FILES, site.root / FILES, ignore=shutil.ignore_patterns("php"))
        shutil.copytree(self.root / SYNC, site.root / SYNC)
        site.empty_caches()
        return site

    def discard(self) -> None:
        shutil.rmtree(self.folder)

    def run(self, script: str, *arguments: str, **environment: str) -> str:
        """Includes a script of the folder `php` in the booted site; returns what it prints."""
        return run_php(str(PHP / "run.php"), str(self.root), script, *arguments, **environment)

    def start(self, script: str, *arguments: str, **environment: str) -> Outcome:
        return start_php(str(PHP / "run.php"), str(self.root), script, *arguments, **environment)

    def enable(self, *modules: str) -> str:
        return self.run("enable.php", *modules)

    def warm(self) -> None:
        """Somebody looks at the site."""
        assert run_php(str(PHP / "warm.php"), str(self.root)).startswith("status 200")

    def empty_caches(self) -> None:
        with closing(sqlite3.connect(self.root / DATABASE)) as connection, connection:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'cache!_%' ESCAPE '!'"
            )
            for (name,) in names.fetchall():
                connection.execute(f'DELETE FROM "{name}"')

    def is_registered(self, module: str) -> bool:
        """Whether Drupal counts a module among its own."""
        with closing(sqlite3.connect(self.root / DATABASE)) as connection:
            (data,) = connection.execute("SELECT data FROM config WHERE name = 'core.extension'").fetchone()
        return f'"{module}"'.encode() in (data if isinstance(data, bytes) else data.encode())

    def unlock(self) -> None:
        """Half a minute passes: what a killed process has locked is free again."""
        with closing(sqlite3.connect(self.root / DATABASE)) as connection, connection:
            connection.execute("DELETE FROM semaphore")

    def remove_natively(self, *modules: str) -> None:
        """As Drupal's page does; then the code goes."""
        for module in modules:
            said = self.run("uninstall.php", module)
            assert said.startswith("uninstalled"), said
        self.delete_code(*modules)

    def delete_code(self, *modules: str) -> None:
        for module in modules:
            shutil.rmtree(self.root / CUSTOM / module)

    def uninstaller(self, *arguments: str) -> Result:
        """Runs `uninstaller ARGUMENTS` on the code base."""
        environment = {"XDG_CACHE_HOME": str(self.folder.parent / "cache"), "NO_COLOR": "1"}
        result = CliRunner(env=environment).invoke(main, [*arguments, "--root", str(self.root), "--jobs", "1"])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def generate(self, *arguments: str) -> str:
        result = self.uninstaller("generate", *arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def prepare(self) -> None:
        """The release before: brings in the generated module, empty."""
        result = self.uninstaller("init")
        assert result.exit_code == 0, result.output
        self.enable("uninstall")

    def update(self) -> str:
        """Runs all pending updates; one that fails or is blocked fails the test. Returns what was said."""
        said = run_php(str(PHP / "updates.php"), str(self.root))
        assert "\nblocked" not in f"\n{said}", said
        return said

    def start_updating(self, **environment: str) -> Outcome:
        return start_php(str(PHP / "updates.php"), str(self.root), **environment)

    def settle(self) -> tuple[str, ...]:
        """Flushes all caches; the state after that."""
        self.empty_caches()
        self.run("flush.php")
        return self.state()

    def state(self) -> tuple[str, ...]:
        """The lasting state: a line for each column, index, row, value of configuration, and file, sorted."""
        outcome = start_php(str(PHP / "state.php"), str(self.root))
        assert outcome.status == 0, outcome.text
        lines = outcome.text.splitlines()
        bad = [line for line in lines if not line.startswith(("TABLE ", "ROW ", "CONFIG ", "ENTRY ", "FILE "))]
        assert not bad, bad
        assert len(lines) > 500
        return tuple(sorted(lines))


def install_site(folder: Path, project: Path) -> Site:
    """A new site of the profile minimal with our own modules on disk; code of tests is left out."""
    docroots = [name for name in (".", "web", "docroot") if (project / name / "core/lib/Drupal.php").is_file()]
    site = Site(folder / new_name(), docroots[0])
    shutil.copytree(project, site.folder, symlinks=True, ignore=shutil.ignore_patterns(".git", "tests"))
    shutil.copytree(MODULES, site.root / CUSTOM, dirs_exist_ok=True)
    default = site.root / "sites" / "default"
    default.chmod(0o755)
    shutil.rmtree(site.root / FILES, ignore_errors=True)
    (site.root / FILES).mkdir()
    (site.root / SYNC).mkdir(parents=True)
    settings = default / "settings.php"
    settings.unlink(missing_ok=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    run_php(str(PHP / "install.php"), str(site.root), "minimal")
    return site


def _ignore_files(folder: str, names: list[str]) -> set[str]:
    """What Drupal writes in place: it is copied, not linked."""
    written = {"sites/default": "files", "config": "sync"}
    return {name for end, name in written.items() if folder.endswith(f"/{end}")} & set(names)
