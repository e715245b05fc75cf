"""What `generate`, `init` and `prune` do to a working tree, one run after another."""

import os
from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, OURS, SHOP, Outcome, refused, run, write_site
from tests.scenarios.git import commit_all, git
from tests.scenarios.run import read_files
from uninstaller.codebase.boundary import STAGING

INSTALL = f"{OURS}/uninstall.install"


def _done(outcome: Outcome) -> str:
    assert outcome.status == 0, outcome.err
    return outcome.out


def test_first_run_says_what_it_did_and_what_is_left_to_do(site: Path) -> None:
    result = run(site, "generate", "shop")
    lines = _done(result).splitlines()
    assert lines[0] == f"delete {SHOP}  (code of a removed module)"
    written = {line.split()[1] for line in lines[1:]}
    assert written == set(git(site, "ls-files", "--others").decode().split())
    assert result.err == (
        "uninstall is a new module: nothing is removed before a site enables it (or see --host)\n"
        "uninstall_update_7001() removes the data: deploy, then run update.php or drush updatedb\n"
    )
    assert not (site / SHOP).exists()


def test_quiet(site: Path) -> None:
    assert run(site, "generate", "shop", "--quiet").err == ""


def test_two_modules_in_one_run_are_one_update(site: Path) -> None:
    _done(run(site, "generate", "shop", "poll_box", "shop"))
    install = (site / INSTALL).read_text()
    assert install.count("function uninstall_update_") == 1
    assert "$modules = array('poll_box', 'shop');" in install


def test_later_run_appends_and_leaves_what_has_shipped(site: Path) -> None:
    _done(run(site, "generate", "shop"))
    commit_all(site, "First")
    shipped = {path: file for path, file in read_files(site).items() if path.startswith(OURS)}
    result = run(site, "generate", "poll_box")
    _done(result)
    assert result.err == "uninstall_update_7002() removes the data: deploy, then run update.php or drush updatedb\n"
    now = read_files(site)
    changed = {path for path, file in shipped.items() if now[path] != file}
    assert changed == {INSTALL, f"{OURS}/uninstall.ledger.yml"}
    assert now[INSTALL][1].startswith(shipped[INSTALL][1])
    assert now[INSTALL][1].count(b"function uninstall_update_7002(") == 1


def test_asking_again_changes_nothing(site: Path) -> None:
    _done(run(site, "generate", "shop"))
    before = read_files(site)
    for command in ("generate", "plan"):
        again = run(site, command, "shop")
        assert (again.status, again.out, again.err) == (0, "", "nothing to do: shop is in the ledger already\n")
    assert read_files(site) == before


def test_one_that_is_removed_and_one_that_is_not(site: Path) -> None:
    _done(run(site, "generate", "shop"))
    result = run(site, "generate", "shop", "poll_box")
    assert _done(result).startswith("delete sites/all/modules/contrib/poll_box ")
    assert result.err.startswith("shop is in the ledger already\n")
    assert "$modules = array('poll_box');" in (site / INSTALL).read_text()


def test_module_that_came_back_is_refused(site: Path) -> None:
    _done(run(site, "generate", "shop"))
    write_site(site)
    write_site(site, {f"{SHOP}/shop.install": "<?php\n\nfunction shop_uninstall() {\n  variable_del('other');\n}\n"})
    commit_all(site, "Back again")
    before = read_files(site)
    assert refused(
        run(site, "generate", "shop"),
        "shop is already removed by uninstall_update_7001()",
        "Once every site has run that update: uninstaller prune --before 7002",
    )
    assert read_files(site) == before


def test_init_then_generate_then_prune(site: Path) -> None:
    _done(run(site, "init"))
    empty = read_files(site)
    again = run(site, "init")
    assert (again.status, again.out, again.err) == (0, "", f"nothing to do: {OURS} is as it should be\n")
    assert read_files(site) == empty
    commit_all(site, "Empty")
    assert "uninstall is a new module" not in run(site, "generate", "shop").err
    _done(run(site, "generate", "poll_box"))
    commit_all(site, "Removed")
    _done(run(site, "prune", "--before", "7002"))
    install = (site / INSTALL).read_text()
    assert "function uninstall_update_7001(" not in install
    assert "function uninstall_update_7002(" in install
    assert "function uninstall_update_last_removed() {\n  return 7001;\n}" in install
    assert not (site / OURS / "removals/shop.inc").exists()
    pruned = read_files(site)
    assert run(site, "prune", "--before", "7002").err == f"nothing to do: {OURS} is as it should be\n"
    assert run(site, "generate", "shop").err == "nothing to do: shop is in the ledger already\n"
    assert read_files(site) == pruned


def test_prune_wants_its_module_committed(site: Path) -> None:
    _done(run(site, "generate", "shop"))
    before = read_files(site)
    result = run(site, "prune", "--before", "7002")
    assert result.status == 2
    assert "not committed" in result.err
    assert read_files(site) == before
    _done(run(site, "prune", "--before", "7002", "--force"))


def test_patch_touches_nothing_and_applies(site: Path, tmp_path: Path) -> None:
    before = read_files(site)
    patch = tmp_path / "removal.patch"
    assert _done(run(site, "generate", "shop", "--patch", str(patch))) == ""
    assert read_files(site) == before
    assert _done(run(site, "generate", "shop", "--patch", "-")) == patch.read_text()
    git(site, "apply", str(patch))
    applied = read_files(site)
    git(site, "checkout", "--quiet", ".")
    git(site, "clean", "-qfd")
    _done(run(site, "generate", "shop"))
    assert read_files(site) == applied


@pytest.mark.parametrize("failing", range(1, 4))
def test_writing_that_fails_half_way_leaves_the_tree_as_it_was(
    site: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_files(site)
    real, calls = os.rename, []

    def rename(source: str, target: str, **options: int) -> None:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        real(source, target, **options)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", rename)
        result = run(site, "generate", "shop")
    assert len(calls) >= failing, "what fails is no longer called"
    assert (result.status, result.out) == (2, "")
    assert "No space left on device" in result.err
    assert "Free some space on this file system, then run again." in result.err
    assert result.err.count("\n") == 2
    assert read_files(site) == before
    assert not (site / STAGING).exists()


def test_run_that_was_killed_is_taken_back_by_the_next(site: Path) -> None:
    before = read_files(site)
    child = os.fork()
    if child == 0:  # pragma: no cover - dies
        real, calls = os.rename, []

        def rename(source: str, target: str, **options: int) -> None:
            calls.append(target)
            if len(calls) == 3:
                os._exit(9)
            real(source, target, **options)

        os.rename = rename  # type: ignore[assignment]
        run(site, "generate", "shop")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert read_files(site) != before
    result = run(site, "init", "--patch", "-")
    assert result.status == 0
    assert result.err == "uninstaller: An earlier run was interrupted; its changes were taken back.\n"
    assert read_files(site) == before
    assert not (site / STAGING).exists()


def test_folder_that_cannot_be_written(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only file system: modes would not stop root."""
    before = read_files(site)
    real = Path.mkdir

    def mkdir(self: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if self.name == STAGING:
            raise OSError(30, "Read-only file system", str(self))
        real(self, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    assert refused(
        run(site, "generate", "shop"),
        f"{site}: cannot be written to: Read-only file system",
        "The file system is mounted read-only: work on a writable copy.",
    )
    assert read_files(site) == before
    assert run(site, "plan", "shop").status == 0
    assert run(site, "generate", "shop", "--patch", "-").status == 0


def test_edit_of_an_info_file_keeps_its_other_bytes(site: Path) -> None:
    info = b"name = Front\r\ncore = 7.x\r\n; why\r\ndependencies[] = node\r\ndependencies[] = shop (>1.0)\r\n\r\n"
    write_site(site, {f"{CUSTOM}/front/front.info": info})
    commit_all(site, "Requires")
    _done(run(site, "generate", "shop"))
    assert (site / CUSTOM / "front/front.info").read_bytes() == info.replace(b"dependencies[] = shop (>1.0)\r\n", b"")
