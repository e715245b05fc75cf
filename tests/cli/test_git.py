"""Git: what is not committed is not thrown away, links and submodules are unlinked and never followed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, SHOP, SITE, refused, run, write_site
from tests.scenarios.git import commit_all, git, start_repository
from tests.scenarios.run import read_files

REMEDY = "commit or stash it first, or pass --force"


@pytest.mark.parametrize("state", ["changed", "staged", "untracked", "ignored"])
def test_what_is_not_committed_stops_it(site: Path, state: str) -> None:
    if state == "ignored":
        write_site(site, {".gitignore": "*.txt\n"})
        commit_all(site, "Ignores")
    name = "shop.module" if state in ("changed", "staged") else "notes.txt"
    (site / SHOP / name).write_text("<?php // My own.\n")
    if state == "staged":
        git(site, "add", "--all")
    before = read_files(site)
    problem = f"{SHOP}/{name}: not committed, and would be changed or deleted"
    assert refused(run(site, "generate", "shop"), problem, REMEDY)
    assert refused(run(site, "generate", "shop", "--patch", "-"), problem, REMEDY)
    assert run(site, "plan", "shop").status == 0
    assert read_files(site) == before
    assert run(site, "generate", "shop", "--force").status == 0
    assert not (site / SHOP).exists()


def test_several_are_counted(site: Path) -> None:
    write_site(site, {f"{SHOP}/a.txt": "", f"{SHOP}/b.txt": "", f"{SHOP}/c.txt": ""})
    assert refused(
        run(site, "generate", "shop"),
        f"{SHOP}/a.txt and 2 more: not committed, and would be changed or deleted",
        REMEDY,
    )


def test_what_is_not_committed_elsewhere_does_not_matter(site: Path) -> None:
    write_site(site, {f"{CUSTOM}/front/notes.txt": "mine", "README.txt": "mine"})
    assert run(site, "generate", "shop").status == 0
    assert (site / CUSTOM / "front/notes.txt").read_text() == "mine"


def test_file_to_edit_that_is_not_committed(site: Path) -> None:
    write_site(site, {f"{CUSTOM}/front/front.info": "name = Front\ncore = 7.x\ndependencies[] = shop\n"})
    assert refused(
        run(site, "generate", "shop"),
        f"{CUSTOM}/front/front.info: not committed, and would be changed or deleted",
        REMEDY,
    )


def test_without_git(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    result = run(root, "generate", "shop")
    assert result.status == 0
    assert not (root / SHOP).exists()
    assert result.err.splitlines()[-1] == (
        "this code base is not in git: keep a copy of what was deleted until the release is out"
    )


def test_before_the_first_commit(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    git(root, "init", "--quiet")
    result = run(root, "generate", "shop")
    assert result.status == 2
    assert "not committed" in result.err
    assert (root / SHOP / "shop.install").is_file()


def test_docroot_below_the_git_top(tmp_path: Path) -> None:
    root = write_site(tmp_path / "project" / "web")
    start_repository(tmp_path / "project")
    (root / SHOP / "notes.txt").write_text("mine")
    assert f"uninstaller: {SHOP}/notes.txt: not committed" in run(root, "generate", "shop").err
    (root / SHOP / "notes.txt").unlink()
    patch = run(root, "generate", "shop", "--patch", "-").out
    assert f"diff --git a/web/{SHOP}/shop.info b/web/{SHOP}/shop.info" in patch
    git(tmp_path / "project", "apply", "-", stdin=patch.encode())
    assert not (root / SHOP).exists()


def test_link_to_code_outside_of_the_root_is_unlinked(tmp_path: Path) -> None:
    root = write_site(tmp_path / "project" / "web")
    shared = tmp_path / "project" / "shared" / "shop"
    shared.parent.mkdir()
    shutil.move(root / SHOP, shared)
    (root / SHOP).symlink_to("../../../../../shared/shop")
    start_repository(tmp_path / "project")
    before = read_files(shared)
    result = run(root, "generate", "shop")
    assert result.status == 0, result.err
    assert not (root / SHOP).is_symlink()
    assert read_files(shared) == before
    assert b"shop_currency" in (root / CUSTOM / "uninstall/removals/shop.inc").read_bytes(), "it is read all the same"


def test_submodule_is_unlinked(site: Path, tmp_path: Path) -> None:
    code = tmp_path / "shop"
    files = {path: text for path, text in SITE.items() if path.startswith(f"{SHOP}/")}
    for path, text in files.items():
        code.mkdir(exist_ok=True)
        (code / path.removeprefix(f"{SHOP}/")).write_text(text)
    start_repository(code)
    git(site, "rm", "-r", "--quiet", SHOP)
    git(site, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", "--force", str(code), SHOP)
    commit_all(site, "Submodule")
    before = read_files(code)
    (site / SHOP / "notes.txt").write_text("mine")
    assert f"{SHOP}/notes.txt: not committed" in run(site, "generate", "shop").err
    (site / SHOP / "notes.txt").unlink()
    result = run(site, "generate", "shop")
    assert result.status == 0, result.err
    assert not (site / SHOP).exists()
    assert (site / ".git/modules" / SHOP).is_dir(), "git keeps the repository itself"
    assert read_files(code) == before
