"""`check --since`: what went away since a revision, told by the old tree, without a checkout."""

import json
from pathlib import Path

import pytest

from tests.check.site import (
    CALL,
    FRONT,
    NEW,
    OLD,
    SHOP,
    check,
    check_json,
    make_removed,
    make_removed_and_committed,
    make_site,
    remove_shop,
    rules_of,
    write,
)
from tests.cli.site import refused
from tests.scenarios.git import commit_all, git

SYNC = "config/sync/core.extension.yml"


def test_removed_and_forgotten(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {FRONT: CALL})
    report = check_json(root, "--since", "HEAD")
    assert report["modules"] == ["shop"]
    [finding] = report["findings"]
    assert (finding["path"], finding["line"], finding["column"], finding["rule"]) == (FRONT, 4, 10, "php-function")
    assert (finding["module"], finding["chain"], finding["certainty"]) == ("shop", ["shop", "shop_total"], "certain")
    assert check(root, "--since", "HEAD").status == 1
    assert check(root, "--since", "HEAD", "--exit-zero").status == 0


def test_removed_and_mended_is_clean(tmp_path: Path) -> None:
    root = make_removed_and_committed(tmp_path / "site")
    outcome = check(root, "--since", "HEAD~1")
    assert (outcome.status, outcome.out) == (0, "clean: nothing refers to shop\n")
    assert check(root, "--since", "HEAD").out == "clean: no module is gone\n"


def test_moved_module_is_not_removed(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", {FRONT: CALL})
    moved = {path.replace("/contrib/", "/patched/"): text for path, text in SHOP.items()}
    remove_shop(root, moved)
    assert check_json(root, "--since", "HEAD")["modules"] == []


def test_nothing_is_checked_out_or_written(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {FRONT: CALL})
    before = git(root, "status", "--porcelain=v1", "--ignored")
    check(root, "--since", "HEAD")
    assert git(root, "status", "--porcelain=v1", "--ignored") == before
    assert not (root / OLD).exists()


def test_what_the_target_branch_gained_meanwhile_was_not_removed_here(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site")
    git(root, "checkout", "-q", "-b", "topic")
    git(root, "checkout", "-q", "main")
    write(root, {"sites/all/modules/contrib/later/later.info": "name = Later\n"})
    write(root, {"sites/all/modules/contrib/later/later.module": "<?php\n"})
    commit_all(root, "Add later")
    git(root, "checkout", "-q", "topic")
    assert check_json(root, "--since", "main")["modules"] == []


def test_composer_line_that_went_away(tmp_path: Path) -> None:
    old = {"composer.json": '{"require": {"drupal/chosen": "^3", "drupal/core": "^10"}}\n'}
    root = make_site(tmp_path / "site", old)
    write(root, {"composer.json": '{"require": {"drupal/core": "^10"}}\n'})
    write(root, {"config/sync/chosen.settings.yml": "a: b\n", FRONT: "<?php\n\nuse Drupal\\chosen\\Form;\n"})
    report = check_json(root, "--since", "HEAD")
    assert report["modules"] == ["chosen"]
    assert rules_of(report) == ["config-object", "php-class"]


def test_vendor_code_that_is_no_longer_committed_was_not_removed(tmp_path: Path) -> None:
    """Composer fetches it from now on, submodules and core included."""
    composer = {"composer.json": '{"require": {"drupal/shop": "^1", "drupal/poll": "^1", "drupal/core": "^10"}}\n'}
    contrib = {
        f"web/modules/contrib/{path}.info.yml": "type: module\n" for path in ("poll/poll", "poll/more/poll_more")
    }
    core = {"web/core/lib/Drupal.php": "", "web/core/modules/system/system.info.yml": "type: module\n"}
    root = make_site(tmp_path / "site", {**composer, **contrib, **core})
    remove_shop(root)
    for path in (*contrib, *core):
        (root / path).unlink()
    assert check_json(root, "--since", "HEAD")["modules"] == []


def test_composer_line_that_was_forgotten(tmp_path: Path) -> None:
    composer = {"composer.json": '{"require": {"drupal/shop": "^1", "drupal/poll": "^1", "drupal/core": "^10"}}\n'}
    poll = {"web/modules/contrib/poll/poll.info.yml": "type: module\n"}
    root = make_site(tmp_path / "site", {**composer, **poll})
    remove_shop(root)
    assert rules_of(check_json(root, "--since", "HEAD")) == ["composer-package"]


def test_lock_keeps_what_another_package_requires(tmp_path: Path) -> None:
    packages = [{"name": "drupal/shop"}, {"name": "drupal/poll", "require": {"drupal/shop": "^1"}}]
    root = make_removed(tmp_path / "site", {"composer.lock": json.dumps({"packages": packages})})
    assert rules_of(check_json(root, "--since", "HEAD")) == []
    write(root, {"composer.lock": json.dumps({"packages": packages[:1]})})
    assert rules_of(check_json(root, "--since", "HEAD")) == ["composer-lock"]


def test_uninstalled_module_may_still_be_required(tmp_path: Path) -> None:
    """The first of two releases: configuration must not need the module, the package stays."""
    composer = {"composer.json": '{"require": {"drupal/shop": "^1"}}\n'}
    old = {SYNC: "module:\n  node: 0\n  shop: 0\n", "config/sync/a.b.yml": "dependencies:\n  module:\n    - shop\n"}
    root = make_site(tmp_path / "site", {**composer, **old})
    write(root, {SYNC: "module:\n  node: 0\n"})
    report = check_json(root, "--since", "HEAD")
    assert report["modules"] == ["shop"]
    assert rules_of(report) == ["config-dependency"]


def test_configuration_that_moved_out_of_the_tree_uninstalls_nothing(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", {SYNC: "module:\n  node: 0\n  shop: 0\n"})
    (root / SYNC).unlink()
    assert check_json(root, "--since", "HEAD")["modules"] == []


def test_root_below_the_git_top(tmp_path: Path) -> None:
    top = make_removed(tmp_path / "site", {FRONT: CALL})
    report = check_json(top / "sites", "--since", "HEAD")
    assert [finding["path"] for finding in report["findings"]] == [FRONT.removeprefix("sites/")]
    out = check(top / "sites", "--since", "HEAD", "--format", "github").out
    assert out.startswith(f"::error file={FRONT},line=4,col=10,title=php-function%3A ")


def test_excluded_folder_is_excluded_from_both_trees(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", {"uninstaller.toml": 'exclude = ["web"]\n'})
    remove_shop(root, {f"{OLD}/shop.info": SHOP[f"{OLD}/shop.info"], f"{OLD}/shop.module": "<?php\n"})
    assert check_json(root, "--since", "HEAD")["modules"] == []


@pytest.mark.parametrize(
    ("revision", "problem", "remedy"),
    [
        ("no-such", "no-such: no such revision", "give a branch, a tag or a commit that git log knows"),
        ("--all", "'--all': not a git revision", "Give a branch, a tag or a commit."),
        ("a\nb", "'a\\nb': not a git revision", "Give a branch, a tag or a commit."),
        ("", "'': not a git revision", "Give a branch, a tag or a commit."),
    ],
)
def test_revision_that_is_none(tmp_path: Path, revision: str, problem: str, remedy: str) -> None:
    root = make_removed(tmp_path / "site")
    assert refused(check(root, f"--since={revision}"), problem, remedy)


def test_shallow_clone(tmp_path: Path) -> None:
    origin = make_removed_and_committed(tmp_path / "site")
    parent = git(origin, "rev-parse", "HEAD~1").decode().strip()
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{origin}", "shallow")
    remedy = "fetch the whole history first: git fetch --unshallow (in GitHub's checkout action: fetch-depth: 0)"
    outcome = check(tmp_path / "shallow", "--since", parent)
    assert refused(outcome, f"{parent}: no such commit in this shallow clone", remedy)


def test_shallow_histories_that_do_not_meet(tmp_path: Path) -> None:
    """Both ends are there, and nobody can tell where they parted."""
    origin = make_removed_and_committed(tmp_path / "site")
    git(origin, "checkout", "-q", "-b", "topic", "HEAD~1")
    commit_all(origin, "Topic")
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", f"file://{origin}", "shallow")
    remedy = "fetch the whole history first: git fetch --unshallow (in GitHub's checkout action: fetch-depth: 0)"
    outcome = check(tmp_path / "shallow", "--since", "origin/main")
    assert refused(outcome, "origin/main: this shallow clone does not reach back to it", remedy)


def test_folder_outside_of_git(tmp_path: Path) -> None:
    write(tmp_path / "plain", SHOP)
    outcome = check(tmp_path / "plain", "--since", "HEAD")
    problem = f"{tmp_path / 'plain'} is not in git: there is no HEAD to compare with"
    assert refused(outcome, problem, "leave out --since")


def test_named_module_with_the_old_tree(tmp_path: Path) -> None:
    """Only the module that was asked for, although another went too."""
    root = make_site(tmp_path / "site", {"web/modules/contrib/poll/poll.info.yml": "name: Poll\ntype: module\n"})
    remove_shop(root, {FRONT: CALL, "web/modules/custom/a/a.info.yml": "type: module\ndependencies:\n  - poll:poll\n"})
    (root / "web/modules/contrib/poll/poll.info.yml").unlink()
    assert rules_of(check_json(root, "shop", "--since", "HEAD")) == ["php-function"]
    assert check_json(root, "--since", "HEAD")["modules"] == ["poll", "shop"]


def test_module_with_its_code_present(tmp_path: Path) -> None:
    """What a plan would leave to mend, before anything is deleted; its own files refer to nobody else's."""
    root = make_site(tmp_path / "site", {FRONT: CALL})
    assert rules_of(check_json(root, "shop")) == ["php-function"]
    assert NEW in SHOP[f"{NEW}/shop.info.yml"] or (root / NEW).is_dir()
