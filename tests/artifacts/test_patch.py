import os
import stat
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uninstaller.artifacts.hunks import make_hunks
from uninstaller.artifacts.patch import make_patch
from uninstaller.codebase.apply import apply_changes
from uninstaller.codebase.blob import read_blobs
from uninstaller.codebase.change import Blob, Change, Delete, Write

Snapshot = dict[str, Blob]

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"]


def git(top: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    run = subprocess.run([*GIT, *arguments], cwd=top, input=stdin, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def snapshot(top: Path) -> Snapshot:
    found = {}
    for folder, folders, files in os.walk(top):
        if ".git" in folders:
            folders.remove(".git")
        for name in files + folders:
            place = Path(folder, name)
            mode = place.lstat().st_mode
            if stat.S_ISLNK(mode):
                found[str(place.relative_to(top))] = Blob(0o120000, os.fsencode(place.readlink()))
            elif stat.S_ISREG(mode):
                found[str(place.relative_to(top))] = Blob(stat.S_IMODE(mode), place.read_bytes())
    return found


def build(top: Path, tree: Snapshot) -> None:
    for path, blob in tree.items():
        place = top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if blob.mode == 0o120000:
            place.symlink_to(os.fsdecode(blob.content))
        else:
            place.write_bytes(blob.content)
            place.chmod(blob.mode)


def there_and_back(tree: Snapshot, changes: list[Change], prefix: str = "") -> bytes:
    """The patch does in git what apply_changes does on disk, and its reverse restores every byte and mode."""
    with TemporaryDirectory() as folder:
        top = Path(folder)
        root = top / prefix
        root.mkdir(exist_ok=True)
        git(top, "init", "--quiet", "--template=")
        build(root, tree)
        before = snapshot(top)
        patch = make_patch(read_blobs(root, changes, {}), changes, prefix)
        assert snapshot(top) == before
        if patch:
            git(top, "apply", "--check", "-", stdin=patch)
            git(top, "apply", "-", stdin=patch)
        by_git = snapshot(top)
        if patch:
            git(top, "apply", "-R", "-", stdin=patch)
        assert snapshot(top) == before
        apply_changes(root, top, changes)
        assert snapshot(top) == by_git
        return patch


NAMES = st.text(st.sampled_from('ab .-~#*:[@é\t\n"\\\x01\x7f\u202e\udcff'), min_size=1, max_size=6).filter(
    lambda name: name not in (".", "..")
)
LINES = st.lists(
    st.sampled_from([b"one\n", b"two\r\n", b"}\n", b"\xe9\xff\n", b"--- a/x\n", b"\n", b"\\ No\n"]), max_size=30
)
TEXT = st.builds(lambda lines, tail: b"".join(lines) + tail, LINES, st.sampled_from([b"", b"end", b"\r"]))
CONTENT = st.one_of(TEXT, st.binary(max_size=300), st.just(b"\0" * 5000))
FILES = st.builds(Blob, st.sampled_from([0o644, 0o755]), CONTENT)
LINKS = st.builds(Blob, st.just(0o120000), st.sampled_from([b"target", b"/etc", b"../..", b"a\nb", b"\xff"]))


@st.composite
def removals(draw: st.DrawFn) -> tuple[Snapshot, list[Change]]:
    gone = draw(st.dictionaries(NAMES.map("gone/{}".format), st.one_of(FILES, LINKS), max_size=4))
    deep = draw(st.dictionaries(NAMES.map("gone/deep er/{}".format), FILES, max_size=2))
    gone = {path: blob for path, blob in gone.items() if path != "gone/deep er"}
    stays = draw(st.dictionaries(NAMES.map("stays/{}".format), FILES, max_size=4))
    single = draw(st.dictionaries(NAMES.map("single/{}".format), st.one_of(FILES, LINKS), max_size=3))
    new = draw(st.dictionaries(NAMES.map("new/{}".format), CONTENT, max_size=3))
    changes: list[Change] = [Delete(path, "single") for path in single]
    changes += [Delete("gone", "diff --git a/x b/x\n--- a/x\n@@ -1 +1 @@\x1b[0m")] if gone or deep else []
    changes += [Write(path, draw(st.one_of(TEXT, edited(blob.content))), "edit") for path, blob in stays.items()]
    changes += [Write(path, content, "new") for path, content in new.items()]
    return gone | deep | stays | single, changes


def edited(content: bytes) -> st.SearchStrategy[bytes]:
    lines = content.split(b"\n")
    spots = st.lists(st.integers(0, len(lines)), max_size=3, unique=True)
    return spots.map(lambda chosen: b"\n".join(line for number, line in enumerate(lines) if number not in chosen))


@settings(max_examples=60, deadline=None)
@given(removals(), st.sampled_from(["", "web"]))
def test_git_applies_and_reverses_every_patch(removal: tuple[Snapshot, list[Change]], prefix: str) -> None:
    tree, changes = removal
    there_and_back(tree, changes, prefix)


@settings(max_examples=60, deadline=None)
@given(LINES, LINES, st.sampled_from([b"", b"end"]), st.sampled_from([b"", b"end"]))
def test_hunks_hold_old_and_new(old: list[bytes], new: list[bytes], old_end: bytes, new_end: bytes) -> None:
    before, after = b"".join(old) + old_end, b"".join(new) + new_end
    there_and_back({"f": Blob(0o644, before)}, [Write("f", after, "r")])


def test_patch_is_the_one_that_git_makes(tmp_path: Path) -> None:
    module = b"".join(b"function f%d() {\n}\n\n" % number for number in range(60))
    tree = {
        "all/foo/foo.module": Blob(0o644, b"<?php\r\nline\r\nlast"),
        "all/foo/run sh": Blob(0o755, b"#!/bin/sh\n"),
        "all/foo/empty": Blob(0o644, b""),
        "all/foo/caf\u00e9\t": Blob(0o644, b"\xe9\n"),
        "all/foo/link": Blob(0o120000, b"../bar"),
        "all/bar/bar.module": Blob(0o644, module),
    }
    changed = module.replace(b"function f5() {\n}\n\n", b"").replace(b"f40", b"g40")
    changes: list[Change] = [
        Delete("all/foo", "target"),
        Write("all/bar/bar.module", changed, "calls foo"),
        Write("all/new/new.info", b"name = New\n", "generated"),
        Write("all/new/empty", b"", "generated"),
    ]
    git(tmp_path, "init", "--quiet", "--template=")
    build(tmp_path, tree)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=a")
    patch = make_patch(read_blobs(tmp_path, changes, {}), changes)
    apply_changes(tmp_path, tmp_path, changes)
    git(tmp_path, "add", "--all")
    by_git = git(tmp_path, "diff", "--cached", "--full-index", "--no-renames", "--patience")
    plain = b"\n".join(line.split(b" @@ ")[0] + b" @@" if b" @@ " in line else line for line in by_git.split(b"\n"))
    assert patch[patch.index(b"diff --git") :] == plain


def test_header_names_each_reason_and_cannot_be_content() -> None:
    reason = "first\ndiff --git a/x b/x\r\x1b[31m\u2028@@ -1 +1 @@"
    patch = make_patch({"f\n--- a": Blob(0o100644, b"x\n")}, [Delete("f\n--- a", reason)], "docs/web")
    header = patch[: patch.index(b"\ndiff --git")].decode().splitlines()
    assert header == [
        "# docs/web/f\\n--- a: first",
        "# docs/web/f\\n--- a: diff --git a/x b/x\\r\\x1b[31m\\u2028@@ -1 +1 @@",
    ]
    assert b'--- "a/docs/web/f\\n--- a"\t\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n' in patch


def test_binary_file_is_a_binary_patch_both_ways() -> None:
    content = bytes(range(256)) * 40
    patch = there_and_back({"pic.png": Blob(0o644, content)}, [Delete("pic.png", "r")])
    assert b"GIT binary patch\nliteral 0\n" in patch
    assert b"literal 10240\n" in patch
    there_and_back({"pic.png": Blob(0o755, content)}, [Write("pic.png", content + b"\xff", "r")])


def test_nothing_to_change_is_no_patch() -> None:
    assert make_patch({"f": Blob(0o100644, b"x")}, [Write("f", b"x", "r")]) == b""
    assert make_patch({}, []) == b""


def test_order_of_changes_does_not_matter() -> None:
    before = {"b/x": Blob(0o100644, b"1"), "a": Blob(0o100755, b"2")}
    changes: list[Change] = [Delete("b", "r"), Write("a", b"3", "q"), Write("c", b"4", "p")]
    assert make_patch(before, changes) == make_patch(dict(reversed(before.items())), changes[::-1])


def test_submodule_goes_with_its_commit(tmp_path: Path) -> None:
    inner, top = tmp_path / "inner", tmp_path / "top"
    for folder in (inner, top):
        folder.mkdir()
        git(folder, "init", "--quiet", "--template=")
    (inner / "f").write_text("x")
    git(inner, "add", ".")
    git(inner, "commit", "--quiet", "--message=a")
    git(top, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "sub")
    git(top, "commit", "--quiet", "--message=a")
    commit = git(inner, "rev-parse", "HEAD").decode().strip()
    changes = [Delete("sub", "r")]
    patch = make_patch(read_blobs(top, changes, {"sub": commit}), changes)
    git(top, "apply", "--index", "-", stdin=patch)
    assert git(top, "ls-files").decode().split() == [".gitmodules"]
    git(top, "apply", "--index", "-R", "-", stdin=patch)
    assert git(top, "diff", "--cached") == b""


def test_long_files_are_compared_quickly() -> None:
    lines = [b"  'key %d' => array(\n" % (number % 500) if number % 3 else b"  ),\n" for number in range(30000)]
    shorter = lines[:100] + lines[5000:20000] + [b"new\n"] + lines[20000:]
    started = time.perf_counter()
    hunks = make_hunks(b"".join(lines), b"".join(shorter))
    assert time.perf_counter() - started < 5
    assert hunks.count(b"\n-") >= 4900
    assert hunks.count(b"\n+") >= 1


@pytest.mark.parametrize("name", ["a b/a b", " lead", "trail ", "a b/b b/c", "x\tb/x", '"q"', "dev/null", "é", "-n"])
def test_odd_names(name: str) -> None:
    there_and_back({name: Blob(0o644, b"x\n")}, [Delete(name, "r")])
    there_and_back({name: Blob(0o644, b"x\n")}, [Write(name, b"y\n", "r")])
    there_and_back({name: Blob(0o644, b"")}, [Delete(name, "r")])
    there_and_back({}, [Write(name, b"", "r")])
    there_and_back({name: Blob(0o120000, b"x")}, [Delete(name, "r")])
