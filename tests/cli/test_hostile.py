"""A code base is not trusted: nothing of it is executed, nothing of it reaches a terminal raw, no secret is shown."""

import os
from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, PASSWORD, SHOP, SITE, Outcome, module, run, write_site
from tests.scenarios.git import commit_all, git
from tests.scenarios.run import read_files

ESCAPE, BIDI = "\x1b[31m", "\u202e"
COMMANDS = (
    ("list",),
    ("list", "--format", "json"),
    ("plan", "shop", "--verbose"),
    ("plan", "shop", "--format", "markdown"),
    ("plan", "shop", "--format", "json"),
    ("plan", f"sh{ESCAPE}op"),
    ("plan", "shop", "--with-dependents", "--deep-clean", "--verbose"),
    ("generate", "shop", "--with-dependents", "--deep-clean"),
)


def _assert_harmless(outcome: Outcome) -> None:
    text = outcome.out + outcome.err
    assert {character for character in text if character != "\n" and not character.isprintable()} == set()
    assert "Traceback" not in text


HOSTILE = {
    **module(
        f"{CUSTOM}/evil",
        f"name = Ev{ESCAPE}il{BIDI} */ ?> <script>",
        f"description = \x9b2J{ESCAPE}",
        f"version = 7.x-1{ESCAPE}.0",
        f"package = P{BIDI}",
        "dependencies[] = shop",
        f"dependencies[] = sh{ESCAPE}op",
        f"files[] = ../../../etc/pass{BIDI}wd",
        module=f"function evil_x() {{\n  shop_uninstall('{ESCAPE}');\n}}\n\n// {ESCAPE}{BIDI} shop_schema",
        install=f"function evil_uninstall() {{\n  variable_del('ev{ESCAPE}{BIDI}il */ ?>');\n}}\n",
    ),
    f"{CUSTOM}/evil/b\udcff{ESCAPE}\n{BIDI}.inc": "<?php\nfunction evil_y() {\n  shop_schema();\n}\n",
    f"{SHOP}/caf\udce9.inc": "<?php\nfunction shop_caf() {}\n",
    f"{CUSTOM}/new\nline/new\nline.info": "name = x\ncore = 7.x\n",
    f"{CUSTOM}/new\nline/new\nline.module": "<?php\n",
    f"{CUSTOM}/a b'\"$(x)/quoted.info": "name = x\ncore = 7.x\ndependencies[] = shop\n",
    f"{CUSTOM}/a b'\"$(x)/quoted.module": "<?php\n",
}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_hostile_names_never_reach_a_terminal_raw(site: Path, command: tuple[str, ...]) -> None:
    write_site(site, HOSTILE)
    commit_all(site, "Hostile")
    _assert_harmless(run(site, *command))


def test_hostile_names_never_reach_php_raw(site: Path) -> None:
    write_site(site, {SHOP + "/shop.info": "name = Shop */ exit; /* ?> <?php {system}\ncore = 7.x\nversion = 1 */ x\n"})
    commit_all(site, "Hostile")
    result = run(site, "generate", "shop")
    assert result.status == 0, result.err
    for path, (_, content) in read_files(site / CUSTOM / "uninstall").items():
        if path.endswith((".inc", ".install", ".module")):
            assert b"*/ exit" not in content
            assert b"?>" not in content
            assert content.count(b"<?php") == 1


@pytest.mark.parametrize("command", [*COMMANDS, ("plan", "missing"), ("init",)], ids=" ".join)
def test_passwords_are_neither_shown_nor_kept(site: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    settings = (
        f"<?php\n\n$databases['default']['default']['password'] = '{PASSWORD}';\n"
        f"$conf['shop_currency'] = '{PASSWORD}';\n"
        f"$conf['cache_backends'][] = '{SHOP}/{PASSWORD}.inc';\n"
        f"shop_uninstall('{PASSWORD}';\n"
    )
    write_site(site, {"sites/default/settings.php": settings, "sites/default/local.settings.php": settings})
    commit_all(site, "Settings")
    outcome = run(site, *command)
    assert PASSWORD not in outcome.out + outcome.err
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert not [path for path in kept if PASSWORD.encode() in path.read_bytes()]


def test_nothing_of_the_tree_is_executed(site: Path, tmp_path: Path) -> None:
    witness = tmp_path / "executed"
    script = f"#!/bin/sh\ntouch '{witness}'\n"
    php = f"<?php\n\nfile_put_contents('{witness}', 'x');\nexec('touch {witness}');\n"
    write_site(
        site,
        {
            "tool.sh": script,
            ".gitattributes": "* filter=evil diff=evil\n",
            "includes/bootstrap.inc": SITE["includes/bootstrap.inc"] + php.removeprefix("<?php"),
            "sites/default/settings.php": php,
            f"{CUSTOM}/front/front.module": php,
            f"{CUSTOM}/front/front.install": php,
            "composer.json": f'{{"scripts": {{"post-install-cmd": "touch {witness}"}}}}',
            "uninstaller.py": f"open({str(witness)!r}, 'w')\n",
            "sitecustomize.py": f"open({str(witness)!r}, 'w')\n",
        },
    )
    tool = site / "tool.sh"
    tool.chmod(0o755)
    commit_all(site, "Hostile")
    for hook in ("pre-commit", "post-checkout", "post-index-change", "fsmonitor-watchman", "pre-auto-gc"):
        (site / ".git/hooks" / hook).parent.mkdir(exist_ok=True)
        (site / ".git/hooks" / hook).write_text(script)
        (site / ".git/hooks" / hook).chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "diff.evil.textconv",
    ):
        git(site, "config", key, str(tool))
    git(site, "config", "core.hooksPath", str(site / ".git/hooks"))
    os.utime(site / SHOP / "shop.module")
    witness.unlink(missing_ok=True)
    for command in (("list",), ("plan", "shop"), ("init", "--patch", "-"), ("generate", "shop", "--force")):
        assert run(site, *command).status == 0
    assert not witness.exists()
    git(site, "status")
    assert witness.exists(), "the traps are armed: a plain git falls into one"


def test_link_that_leaves_the_project_is_not_followed(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    write_site(secret, {f"{CUSTOM}/front/front.module": f"<?php\nshop_uninstall('{PASSWORD}');\n"})
    (site / "sites/all/modules/linked").symlink_to(secret)
    (site / "sites/all/modules/etc.module").symlink_to("/etc/passwd")
    result = run(site, "plan", "shop")
    assert result.status == 0
    words = " ".join(result.out.split())
    assert "link leaves the project (sites/all/modules/etc.module, sites/all/modules/linked)" in words
    assert PASSWORD not in words
