"""A release that removes a module, and the script of its runbook, run as an operator would."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner

from tests.real_sites.database import MySql, write_settings
from tests.real_sites.process import PHP, SCRIPTS
from tests.real_sites.site import FILES, Site, new_name
from tests.scenarios.git import FIXED, commit_all, git
from uninstaller.cli import main

DRUSH = (*PHP, str(SCRIPTS / "drush.php"))


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    said: str


@dataclass(frozen=True, slots=True)
class Release:
    """`site` runs v1, which has the module; v2 has not. `work` is a clone that has v2; `origin` has both."""

    site: Site
    work: Path
    origin: Path
    folder: Path
    module: str

    def script(self, *options: str) -> Path:
        """The runbook for removing the module."""
        script = self.folder / "runbook.sh"
        arguments = [
            "runbook",
            self.module,
            "--format",
            "sh",
            "--output",
            str(script),
            "--root",
            str(self.work),
            *options,
        ]
        result = CliRunner().invoke(main, [*arguments, "--jobs", "1", "--no-cache"])
        assert result.exit_code == 0, (result.output, result.exception)
        return script

    def run_through(self, script: Path, settings: Mapping[str, str | Sequence[str]]) -> Done:
        """Runs a runbook to its end.

        SQLite lets a request that reads stop one that writes: then what the script says is done, and it goes on.
        """
        done = self.run(script, settings)
        for _ in range(5):
            if done.status == 0 or "database is locked" not in done.said:
                break
            again = re.findall(r"^go on, when it is mended: bash \S+ (\d+)$", done.said, re.M)
            done = self.run(script, settings, again[-1])
        return done

    def run(self, script: Path, settings: Mapping[str, str | Sequence[str]], *arguments: str) -> Done:
        """Runs a runbook with its variables set; what it asks a person is done."""
        path = self.folder / "settings.sh"
        values = {"REVISION": "v2", "PREVIOUS": "v1", "BACKUP": str(self.folder / "backup"), **settings}
        values["PREFIX"] = prefix_of(self.site)
        path.write_text("".join(f"{name}={_write(value)}\n" for name, value in values.items()), encoding="utf-8")
        environment = {**os.environ, **FIXED, "RUNBOOK_SETTINGS": str(path)}
        done = subprocess.run(
            ["bash", str(script), *arguments],
            env=environment,
            input=b"",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=600,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"))


def _write(value: str | Sequence[str]) -> str:
    return shlex.quote(value) if isinstance(value, str) else f"({' '.join(map(shlex.quote, value))})"


def prefix_of(site: Site) -> str:
    return site.database.describe(site.name)["prefix"]


def make_release(site: Site, folder: Path, module: str = "shelf") -> Release:
    """Commits the site's code, and a release that removes a module from it."""
    folder.mkdir()
    root = site.root
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").unlink(missing_ok=True)
    (root / ".git" / "info" / "exclude").write_text("/sites/default/settings.php\n/sites/default/files\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "v1")
    git(root, "tag", "v1")
    work, origin = folder / "work", folder / "origin.git"
    git(folder, "clone", "--quiet", str(root), str(work))
    result = CliRunner().invoke(main, ["generate", module, "--root", str(work), "--jobs", "1", "--no-cache"])
    assert result.exit_code == 0, (result.output, result.exception)
    commit_all(work, "v2")
    git(work, "tag", "v2")
    git(folder, "clone", "--quiet", "--bare", str(work), str(origin))
    git(root, "remote", "add", "origin", str(origin))
    return Release(site, work, origin, folder, module)


def clone_code(release: Release, name: str) -> Path:
    """Another code base that runs v1, without settings."""
    root = release.folder / name
    git(release.folder, "clone", "--quiet", str(release.origin), str(root))
    git(root, "checkout", "--quiet", "--detach", "v1")
    return root


def make_second_server(release: Release) -> Path:
    """A code base of its own on the same database and files."""
    root = clone_code(release, "web2")
    files = root / FILES
    files.symlink_to(release.site.root / FILES)
    shutil.copy(release.site.root / "sites/default/settings.php", root / "sites/default/settings.php")
    return root


def make_second_stack(release: Release) -> Site:
    """A code base with a database of its own, still empty."""
    root = clone_code(release, "other")
    shutil.copytree(release.site.root / FILES, root / FILES)
    (root / FILES / ".ht.sqlite").unlink(missing_ok=True)
    other = replace(release.site, root=root, name=new_name())
    write_settings(root, other.database, other.name)
    return other


def sql_clients(site: Site, folder: Path) -> dict[str, Sequence[str]]:
    """The database's own clients, for a runbook without drush."""
    if isinstance(site.database, MySql):
        options = folder / f"{site.name}.cnf"
        info = site.database
        lines = ("[client]", f"host={info.host}", f"port={info.port}", f"user={info.user}", f"password={info.password}")
        options.write_text("\n".join(lines) + "\n", encoding="utf-8")
        client = ("mysql", f"--defaults-extra-file={options}", "--protocol=tcp", info.database)
        return {"SQL": client, "LOAD": client, "DUMP": ("mysqldump", *client[1:])}
    file = str(site.root / FILES / ".ht.sqlite")
    load = ("bash", "-c", 'rm -f -- "$0" && exec sqlite3 -bail "$0"', file)
    return {"SQL": ("sqlite3", "-bail", file), "LOAD": load, "DUMP": ("sqlite3", file, ".dump")}
