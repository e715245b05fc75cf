"""A revision as a tree: what a walk would have found, without a checkout."""

from pathlib import Path

import pytest

from tests.codebase.test_revision import commit, git, start
from uninstaller.codebase.history import find_since, read_past
from uninstaller.codebase.walk import walk_tree

FILES = {"a/a.module": b"<?php\n", "a/b c/é.php": b"x\r\n\xff", "node_modules/x.js": b"x"}
MORE = {"sites/default/files/a.php": b"x", "modules/sites/x/files/a.php": b"y", "z.bin": b"\0" * 10}


@pytest.fixture(name="top")
def _top(tmp_path: Path) -> Path:
    top = start(tmp_path / "top")
    commit(top, {**FILES, **MORE})
    return top


def test_past_is_what_a_walk_finds(top: Path) -> None:
    walked = walk_tree(top, top, ("*.bin",))
    past = read_past(top, top, git(top, "rev-parse", "HEAD"), ("*.bin",))
    assert list(past.tree.files) == list(walked.files) == sorted(walked.files)
    past.load(list(past.tree.files)[:2])
    assert {path: past.tree.read(path) for path in past.tree.files} == {
        path: walked.read(path) for path in walked.files
    }


def test_past_of_a_folder_below_the_top(top: Path) -> None:
    past = read_past(top / "a", top, git(top, "rev-parse", "HEAD"))
    assert list(past.tree.files) == ["a.module", "b c/é.php"]
    assert past.tree.read("a.module") == b"<?php\n"
    assert list(read_past(top, top, git(top, "rev-parse", "HEAD"), folder="a/b c").tree.files) == ["a/b c/é.php"]


def test_files_that_the_revision_lacks(top: Path) -> None:
    past = read_past(top, top, git(top, "rev-parse", "HEAD"))
    past.load(["no/such"])
    with pytest.raises(OSError, match="not in that revision"):
        past.tree.read("no/such")


def test_object_that_the_clone_lacks_is_an_error_of_that_file_alone(top: Path) -> None:
    name = git(top, "rev-parse", "HEAD:z.bin")
    (top / ".git/objects" / name[:2] / name[2:]).unlink()
    past = read_past(top, top, git(top, "rev-parse", "HEAD"))
    past.load(past.tree.files)
    assert past.tree.read("a/a.module") == b"<?php\n"
    with pytest.raises(OSError, match="its bytes are not in this clone"):
        past.tree.read("z.bin")


def test_links_and_submodules_are_listed_and_not_followed(top: Path) -> None:
    (top / "link").symlink_to("a/a.module")
    inner = start(top / "inner")
    commit(inner, {"x.php": b"x"})
    commit(top, {})
    past = read_past(top, top, git(top, "rev-parse", "HEAD"))
    assert past.tree.files["link"].is_link
    assert past.tree.links == {"inner": f"gitdir: {git(inner, 'rev-parse', 'HEAD')}"}


def test_since_is_where_the_branches_parted(top: Path) -> None:
    base = git(top, "rev-parse", "HEAD")
    git(top, "branch", "other")
    commit(top, {"new": b"x"})
    git(top, "checkout", "-q", "other")
    commit(top, {"newer": b"x"})
    assert find_since(top, git(top, "rev-parse", "@{-1}")) == (top.resolve(), base)


def test_since_of_a_history_that_does_not_meet_is_the_revision_itself(top: Path) -> None:
    first = git(top, "rev-parse", "HEAD")
    git(top, "checkout", "-q", "--orphan", "fresh")
    commit(top, {})
    assert find_since(top, first) == (top.resolve(), first)
