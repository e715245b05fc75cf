"""Two releases for those whose policy forbids one: references go in the first, the code in the second."""

from pathlib import Path

from tests.cli.site import OURS, SHOP, run, write_site
from tests.scenarios.git import commit_all, git, start_repository

MAKE = "site.make"
NEEDS = {
    "profiles/standard/standard.info": "name = Standard\ncore = 7.x\ndependencies[] = node\ndependencies[] = shop\n",
    "profiles/standard/standard.profile": "<?php\n",
    MAKE: "core = 7.x\napi = 2\nprojects[] = shop\n",
}


def _make_site(folder: Path) -> Path:
    root = write_site(folder / "site", NEEDS)
    start_repository(root)
    return root


def _changed(root: Path) -> list[str]:
    return git(root, "status", "--short", "--untracked-files=all").decode().split("\n")[:-1]


def test_the_first_release_keeps_the_code_and_what_brings_it(tmp_path: Path) -> None:
    root = _make_site(tmp_path)
    result = run(root, "generate", "shop", "--two-release")
    assert result.status == 0, result.err
    assert _changed(root) == [" M profiles/standard/standard.info"]
    assert "shop" not in (root / "profiles/standard/standard.info").read_text()
    assert "let Drupal uninstall the module on each site" in result.err


def test_the_second_release_is_the_ordinary_one(tmp_path: Path) -> None:
    root = _make_site(tmp_path)
    run(root, "generate", "shop", "--two-release")
    commit_all(root, "first")
    again = run(root, "generate", "shop", "--two-release")
    assert again.status == 0
    assert again.err.startswith("nothing to write: ")
    assert _changed(root) == []
    assert run(root, "generate", "shop").status == 0
    assert not (root / SHOP).exists()
    assert "shop" not in (root / MAKE).read_text()
    assert (root / OURS / "removals" / "shop.inc").is_file()


def test_the_plan_says_which_step_is_of_which_release(tmp_path: Path) -> None:
    result = run(_make_site(tmp_path), "plan", "shop", "--two-release")
    assert result.status == 0, result.err
    steps = result.out.partition("Steps\n")[2]
    first, _, second = steps.partition("second release: ")
    assert "Drupal itself uninstalls it, while its code is there" in first
    assert "profiles/standard/standard.info" in first
    assert f"delete  {SHOP}" in steps
    assert second.count("second release: ") == 1, "the folder, and the makefile"


def test_the_runbook_has_both(tmp_path: Path) -> None:
    result = run(_make_site(tmp_path), "runbook", "shop", "--topology", "single-server", "--two-release")
    assert result.status == 0, result.err
    first, _, second = result.out.partition("Wait until the second release may be made")
    assert "pm-uninstall --yes shop" in first
    assert "updatedb --yes" in second
    assert f"$CODE/{SHOP}" not in first
    assert f'test ! -e "$CODE/{SHOP}"' in second
