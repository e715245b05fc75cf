"""What every runbook must hold, whatever the edition, the topology and the way."""

import subprocess
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.drupal.shared.runbook.made import make_all, make_folder
from uninstaller.artifacts.catalogue import RUNBOOK_REPORTS
from uninstaller.artifacts.reports.runbook_sh import report_runbook_sh
from uninstaller.cli import main
from uninstaller.drupal.shared.runbook.topologies import NAMES
from uninstaller.errors import UserError
from uninstaller.operations import FORMATS, TOPOLOGIES
from uninstaller.pipeline import make_plan, make_runbook
from uninstaller.plan.runbook import Asked, Mode, Ref, Where


def test_the_command_line_knows_the_tables() -> None:
    assert TOPOLOGIES == NAMES
    assert tuple(name for name, _ in RUNBOOK_REPORTS) == FORMATS


def test_there_are_all_topologies_of_both_editions() -> None:
    topologies = {(made.runbook.edition, made.asked.topology) for made in make_all()}
    assert len(topologies) == 2 * len(NAMES) - 3, "aegir and features are Drupal 7's, config-sync is modern"


def test_shellcheck_has_nothing_to_say(shellcheck: str, tmp_path: Path) -> None:
    scripts = []
    for made in make_all():
        if made.asked.is_first and made.asked.topology != "single-server":
            continue
        scripts.append(tmp_path / f"{made.name}.sh")
        scripts[-1].write_text(report_runbook_sh(made.runbook), encoding="utf-8")
    done = subprocess.run([shellcheck, *map(str, scripts)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:5000]
    assert len(scripts) > 80


def test_nothing_is_destroyed_before_a_backup() -> None:
    for made in make_all():
        has_backup = False
        assert any(step.destroys for step in made.runbook.steps)
        for step in made.runbook.steps:
            has_backup |= step.backs_up
            assert has_backup or not step.destroys, (made.name, step.title)
            assert step.needs or not step.destroys or made.asked.topology == "aegir", (made.name, step.title)


def test_destroying_words_are_in_steps_that_say_so() -> None:
    for made in make_all():
        for step in made.runbook.steps:
            words = {"".join(map(str, word)) for one in step.commands for word in one.words}
            destroys = words & {
                "sql-drop",
                "updatedb",
                "deploy",
                "pm-uninstall",
                "pm:uninstall",
                "update_php",
                "pm-enable",
            }
            assert step.destroys or not destroys, (step.title, destroys)


def test_each_step_says_what_it_expects_or_what_a_person_does() -> None:
    for made in make_all():
        for step in made.runbook.steps:
            assert step.commands or step.by_hand, (made.name, step.title)
            assert step.expect or step.by_hand, (made.name, step.title)
            assert step.mode is not Mode.MAINTENANCE or made.runbook.promise
            assert step.undo or step.undo_note or not step.destroys, (made.name, step.title)


def test_each_variable_is_set_where_it_is_used() -> None:
    for made in make_all():
        there = {variable.name for variable in made.runbook.variables}
        places = {step.where for step in made.runbook.steps}
        if places & {Where.EACH, Where.FIRST, Where.OTHERS}:
            there |= {"HOST", "CODE", "ROOT", "HEALTH"}
        if Where.SITES in places:
            there |= {"URL", "NAME"}
        commands = [one for step in made.runbook.steps for one in (*step.commands, *step.check, *step.undo)]
        used = {part.name for one in commands for word in one.all_words for part in word if isinstance(part, Ref)}
        assert used <= there


def test_maintenance_mode_ends_where_it_began() -> None:
    for made in make_all():
        titles = [step.title.rpartition(": ")[2] for step in made.runbook.steps]
        assert titles.count("Begin maintenance mode") == titles.count("End maintenance mode")


def test_reports_name_every_step() -> None:
    for made in make_all():
        for name, report in RUNBOOK_REPORTS:
            text = report(made.runbook)
            assert text == report(made.runbook)
            shown = unescape(text) if name == "html" else text
            assert all(step.title in shown for step in made.runbook.steps), (made.name, name)


def test_ftp_needs_no_shell_on_the_server() -> None:
    for made in make_all():
        if made.asked.topology == "tarball":
            names = {variable.name for variable in made.runbook.variables}
            assert not names & {"HOST", "CODE", "ROOT", "DRUSH"}, made.name


def test_the_html_page_asks_nobody_for_anything() -> None:
    for made in make_all()[::10]:
        page = dict(RUNBOOK_REPORTS)["html"](made.runbook)
        assert not any(word in page for word in ("<script", "src=", "<link", "@import", "url("))


SYSTEM = {
    "includes/bootstrap.inc": "<?php\ndefine('VERSION', '7.105');\n",
    "index.php": "<?php\n",
    "modules/system/system.info": "name = System\ncore = 7.x\n",
    "modules/system/system.module": "<?php\n",
}


@pytest.mark.parametrize(
    ("where", "name", "is_written"),
    [
        ("folder", "a;touch own3d;", True),
        ("folder", "a' touch own3d '", True),
        ("folder", "a b & touch own3d | x", True),
        ("folder", "-rf", True),
        ("folder", "$(touch own3d)", False),
        ("folder", "`touch own3d`", False),
        ("folder", 'a" touch own3d "', False),
        ("folder", "a\ntouch own3d\n#", False),
        ("module", "a;touch own3d;", False),
        ("module", "$(touch own3d)", False),
        ("module", "a\ntouch own3d\n#", False),
    ],
)
def test_hostile_names_cannot_break_out(name: str, where: str, is_written: bool, tmp_path: Path) -> None:
    """Either there is no runbook, or the script that holds the name runs nothing of it."""
    folder = f"sites/all/modules/{name}/shop" if where == "folder" else "sites/all/modules/shop"
    module = "shop" if where == "folder" else name
    base = make_folder(
        tmp_path / "site",
        SYSTEM | {f"{folder}/{module}.info": "name = Shop\ncore = 7.x\n", f"{folder}/{module}.module": "<?php\n"},
    )
    try:
        plan = make_plan(base, [module])
        text = report_runbook_sh(make_runbook(base, plan, Asked("single-server")))
    except UserError:
        assert not is_written
        return
    assert is_written
    script = tmp_path / "runbook.sh"
    script.write_text(text, encoding="utf-8")
    settings = tmp_path / "settings"
    settings.write_text(f"REVISION=1\nPREVIOUS=0\nBACKUP={tmp_path}/backup\n")
    stub = tmp_path / "bin"
    stub.mkdir()
    for program in ("curl", "drush", "git"):
        (stub / program).write_text(f"#!/bin/sh\necho {'200' if program == 'curl' else ''}\n")
        (stub / program).chmod(0o755)
    for arguments in ([], ["back"], ["4"]):
        subprocess.run(
            ["bash", str(script), *arguments],
            cwd=tmp_path,
            env={"PATH": f"{stub}:/usr/bin:/bin", "RUNBOOK_SETTINGS": str(settings)},
            capture_output=True,
            check=False,
        )
    assert not list(tmp_path.rglob("own3d"))


@pytest.mark.parametrize("name", ["$(touch own3d)", "a' b", "a\nb"])
def test_hostile_urls_are_refused(name: str, tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    sites.write_text(f"https://{name}.example.org\n", encoding="utf-8")
    base = make_folder(
        tmp_path / "site",
        SYSTEM
        | {"sites/all/modules/shop/shop.info": "name = Shop\ncore = 7.x\n"}
        | {"sites/all/modules/shop/shop.module": "<?php\n"},
    )
    root = str(base.settings.root)
    arguments = ["runbook", "shop", "--topology", "many-sites", "--sites", str(sites), "--root", root]
    result = CliRunner().invoke(main, [*arguments, "--no-cache"])
    assert result.exit_code == 2
    assert "is no URL of a site" in result.output
