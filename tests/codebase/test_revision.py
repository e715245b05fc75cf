import os
import shlex
import subprocess
from pathlib import Path

import pytest

from uninstaller.codebase import revision
from uninstaller.codebase.revision import (
    find_revision,
    git_top,
    head_revision,
    is_tracked_and_clean,
    read_at_head,
    read_submodules,
)
from uninstaller.errors import UserError


def git(top: Path, *arguments: str) -> str:
    user = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"]
    run = subprocess.run(["git", *user, *arguments], cwd=top, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def start(top: Path) -> Path:
    top.mkdir(parents=True, exist_ok=True)
    git(top, "init", "--quiet", "--template=")
    return top


def commit(top: Path, files: dict[str, bytes]) -> str:
    for path, content in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(content)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--allow-empty", "--message=a")
    return git(top, "rev-parse", "HEAD")


@pytest.fixture(name="top")
def _top(tmp_path: Path) -> Path:
    top = start(tmp_path / "top")
    commit(
        top,
        {"all/foo/foo.module": b"<?php\r\n\xff", "all/bar": b"x", ".gitignore": b"*.log\nbuilt/\n", "-odd *": b"odd"},
    )
    return top


def test_top_is_found_from_any_folder(top: Path) -> None:
    assert git_top(top / "all/foo") == top.resolve()
    assert git_top(top) == top.resolve()
    (top / "nested").mkdir()
    start(top / "nested")
    assert git_top(top / "nested") == (top / "nested").resolve()


def test_folder_outside_of_git_has_no_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()  # not a repository
    assert git_top(tmp_path) is None
    (tmp_path / ".git").rmdir()
    monkeypatch.setenv("PATH", "")
    assert git_top(tmp_path) is None


def test_missing_git_is_said_with_a_remedy(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="git is not installed") as caught:
        git_top(top)
    assert "Install git" in caught.value.hint


def test_broken_repository_is_said(top: Path) -> None:
    (top / ".git/config").write_text("[broken")
    for ask in (lambda: git_top(top), lambda: head_revision(top), lambda: is_tracked_and_clean(top, ["all"])):
        with pytest.raises(UserError, match="bad config") as caught:
            ask()
        assert caught.value.hint


def test_slow_git_is_stopped(top: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(revision, "TIMEOUT", 0.1)
    with pytest.raises(UserError, match=r"took more than 0\.1 seconds"):
        head_revision(top)


def test_environment_of_another_repository_does_not_leak(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = start(tmp_path / "other")
    head = git(top, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert git_top(top) == top.resolve()
    assert head_revision(top) == head
    assert is_tracked_and_clean(top, ["all"]) == ()
    assert not (tmp_path / "trace").exists()


def test_working_tree_elsewhere_is_refused(top: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    git(top, "config", "core.worktree", str(tmp_path / "other"))
    with pytest.raises(UserError, match="works on"):
        git_top(top)


def test_revisions(top: Path) -> None:
    head = git(top, "rev-parse", "HEAD")
    git(top, "tag", "v1")
    assert head_revision(top) == find_revision(top, "v1") == find_revision(top, head[:10]) == head
    assert find_revision(top, "absent") is None
    assert find_revision(top, "HEAD:all/bar") is None
    assert find_revision(top, "a..b") is None


@pytest.mark.parametrize("name", ["-h", "--help", "--output=x", "", "a\nb", "a\0b"])
def test_revision_that_is_an_option_is_refused(top: Path, name: str) -> None:
    with pytest.raises(UserError, match="not a git revision"):
        find_revision(top, name)


def test_no_commit_yet(tmp_path: Path) -> None:
    top = start(tmp_path / "top")
    (top / "f").write_text("x")
    assert head_revision(top) is None
    assert read_at_head(top, "f") is None
    assert is_tracked_and_clean(top, ["f"]) == ("f",)


def test_file_is_read_as_committed(top: Path) -> None:
    (top / "all/foo/foo.module").write_bytes(b"edited")
    assert read_at_head(top, "all/foo/foo.module") == b"<?php\r\n\xff"
    assert read_at_head(top, "-odd *") == b"odd"
    assert read_at_head(top, "all/absent") is None
    assert read_at_head(top, "all/foo") is None
    assert read_at_head(top, "all/*") is None
    assert read_at_head(top, ".gitignore") == b"*.log\nbuilt/\n"


def test_all_committed_is_clean(top: Path) -> None:
    (top / "elsewhere").write_text("x")
    assert is_tracked_and_clean(top, ["all/foo", "all/bar", "-odd *"]) == ()
    assert is_tracked_and_clean(top, []) == ()
    assert is_tracked_and_clean(top, ["*"]) == ()


def test_what_would_be_lost_is_named(top: Path) -> None:
    (top / "all/bar").write_text("edited")
    (top / "all/foo/new\nline \udcff").write_text("untracked")
    (top / "all/foo/debug.log").write_text("ignored")
    (top / "all/foo/built").mkdir()
    (top / "all/foo/built/x").write_text("ignored")
    (top / "all/foo/staged").write_text("staged")
    git(top, "add", "all/foo/staged")
    git(top, "mv", "-f", "--", "-odd *", "moved")
    git(top, "config", "status.showUntrackedFiles", "no")
    assert is_tracked_and_clean(top, ["all"]) == (
        "all/bar", "all/foo/built/", "all/foo/debug.log", "all/foo/new\nline \udcff", "all/foo/staged",
    )  # fmt: skip
    assert is_tracked_and_clean(top, ["all/foo/built/x"]) == ("all/foo/built/",)
    assert is_tracked_and_clean(top, ["moved", "-odd *"]) == ("-odd *", "moved")


def test_path_outside_is_an_error(top: Path) -> None:
    with pytest.raises(UserError, match="outside repository"):
        is_tracked_and_clean(top, ["../other"])


def add_submodule(top: Path, tmp_path: Path) -> Path:
    inner = start(tmp_path / "inner")
    commit(inner, {"f": b"x", ".gitignore": b"*.log\n"})
    git(top, "submodule", "--quiet", "add", str(inner), "all/sub")
    commit(top, {})
    return top / "all/sub"


def test_submodules(top: Path, tmp_path: Path) -> None:
    submodule = add_submodule(top, tmp_path)
    head = git(submodule, "rev-parse", "HEAD")
    assert read_submodules(top, ["all"]) == {"all/sub": head}
    assert read_submodules(top, ["all/foo"]) == read_submodules(top, []) == {}
    assert is_tracked_and_clean(top, ["all"]) == ()
    (submodule / "f").write_text("edited")
    (submodule / "x.log").write_text("ignored")
    assert is_tracked_and_clean(top, ["all"]) == ("all/sub/f", "all/sub/x.log")
    commit(submodule, {})
    assert is_tracked_and_clean(top, ["all"]) == ("all/sub", "all/sub/x.log")


def set_traps(top: Path, alarm: Path) -> None:
    """Every setting of a repository that could start a command while it is asked."""
    trap = f"sh -c {shlex.quote(f'echo run >> {shlex.quote(str(alarm))}')}"
    shell = f"!{trap}"
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.evil.textconv",
        "pager.status",
    ):
        git(top, "config", name, trap)
    for name in ("status", "rev-parse", "ls-files", "ls-tree", "cat-file", "config"):
        git(top, "config", f"alias.{name}", shell)
    for driver in ("evil", "ev.il=x"):
        for command in ("clean", "smudge", "process"):
            git(top, "config", f"filter.{driver}.{command}", trap)
        git(top, "config", f"filter.{driver}.required", "true")
    git(top, "config", "core.hooksPath", ".hooks")
    hooks = top / ".hooks"
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "pre-commit", "reference-transaction"):
        (hooks / name).write_text(f"#!/bin/sh\n{trap}\n")
        (hooks / name).chmod(0o755)


def test_nothing_that_a_repository_configures_is_run(top: Path, tmp_path: Path) -> None:
    alarm = tmp_path / "alarm"
    submodule = add_submodule(top, tmp_path)
    (top / ".git/info").mkdir(exist_ok=True)
    for place in (top, submodule):
        commit(place, {".gitattributes": b"* filter=evil diff=evil\n*.y filter=ev.il=x\n", "t.y": b"1"})
    commit(top, {})
    for place in (top, submodule):
        set_traps(place, alarm)
        for name in ("f" if place == submodule else "all/bar", "t.y"):
            (place / name).write_text("y")  # same size or not, git must look into it
    subprocess.run(["git", "status"], cwd=top, capture_output=True, check=False)
    assert alarm.exists(), "the traps must work, or this test proves nothing"
    alarm.unlink()
    assert git_top(top) == top.resolve()
    assert head_revision(top)
    assert read_at_head(top, "all/bar") == b"x"
    found = is_tracked_and_clean(top, ["all", "t.y"])
    assert {"all/bar", "all/sub/f", "all/sub/t.y", "t.y"} <= set(found)
    assert not alarm.exists()


def test_missing_object_is_not_fetched(top: Path, tmp_path: Path) -> None:
    alarm = tmp_path / "alarm"
    blob = git(top, "rev-parse", "HEAD:all/bar")
    (top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::touch {alarm}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
    }.items():
        git(top, "config", name, value)
    subprocess.run(["git", "cat-file", "blob", blob], cwd=top, capture_output=True, check=False)
    assert alarm.exists(), "the trap must work, or this test proves nothing"
    alarm.unlink()
    with pytest.raises(UserError, match="git failed") as caught:
        read_at_head(top, "all/bar")
    assert caught.value.hint
    assert not alarm.exists()


def test_asking_leaves_the_index_alone(top: Path) -> None:
    os.utime(top / "all/bar", (1, 1))
    before = (top / ".git/index").read_bytes()
    assert is_tracked_and_clean(top, ["all"]) == ()
    assert (top / ".git/index").read_bytes() == before
