import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from uninstaller.codebase import apply, journal
from uninstaller.codebase.apply import CLEARED, FINISHED, ROLLED_BACK, apply_changes, recover
from uninstaller.codebase.boundary import STAGING, check_changes
from uninstaller.codebase.change import Change, Delete, Write
from uninstaller.errors import UserError

CHANGES: list[Change] = [
    Write("keep/edited.php", b"new", "edit"),
    Write("made/deeper/new.module", b"<?php", "generated"),
    Delete("gone", "target"),
    Delete("link", "target"),
    Delete("single.txt", "target"),
]


def build(project: Path) -> Path:
    root = project / "web"
    for path in ["keep/edited.php", "keep/other", "gone/a", "gone/sub/b", "single.txt"]:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())
    (root / "keep/edited.php").chmod(0o750)
    (root / "gone/sub").chmod(0o500)
    (root / "link").symlink_to("keep")
    (root / "gone/out").symlink_to("../keep")
    return root


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every path below with its mode and bytes; folders and links included, the staging folder too."""
    found = {}
    for place in folder.rglob("*"):
        mode = place.lstat().st_mode
        content = os.fsencode(place.readlink()) if place.is_symlink() else b"" if place.is_dir() else place.read_bytes()
        found[str(place.relative_to(folder))] = (mode, content)
    return found


@pytest.fixture(name="after", scope="module")
def _after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, bytes]]:
    project = tmp_path_factory.mktemp("after")
    apply_changes(build(project), project, CHANGES)
    return state(project)


def test_all_changes_are_made(tmp_path: Path) -> None:
    root = build(tmp_path)
    old_mask = os.umask(0o077)
    try:
        apply_changes(root, tmp_path, CHANGES)
    finally:
        os.umask(old_mask)
    found = state(tmp_path)
    assert found["web/keep/edited.php"] == (stat.S_IFREG | 0o750, b"new")
    assert found["web/made/deeper/new.module"] == (stat.S_IFREG | 0o644, b"<?php")
    assert found["web/made/deeper"][0] == stat.S_IFDIR | 0o755
    assert found["web/keep/other"][1] == b"keep/other"
    kept = ["web", "web/keep", "web/keep/edited.php", "web/keep/other"]
    assert sorted(found) == [*kept, "web/made", "web/made/deeper", "web/made/deeper/new.module"]
    assert recover(tmp_path) is None


def test_no_change_touches_nothing(tmp_path: Path) -> None:
    apply_changes(tmp_path, tmp_path, [])
    assert state(tmp_path) == {}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ([Write("../x", b"", "r")], "never written"),
        ([Write("keep/../../x", b"", "r")], "never written"),
        ([Write("/x", b"", "r")], "not a path relative"),
        ([Write("a\0b", b"", "r")], "not a path relative"),
        ([Write("", b"", "r")], "never written"),
        ([Delete("", "r")], "never written"),
        ([Delete(".", "r")], "never written"),
        ([Delete("keep/", "r")], "never written"),
        ([Write(".git/hooks/post-checkout", b"", "r")], "never written"),
        ([Write("keep/.GIT/config", b"", "r")], "never written"),
        ([Delete(STAGING, "r")], "never written"),
        ([Write("link/new", b"", "r")], "behind the symbolic link link"),
        ([Delete("link/other", "r")], "behind the symbolic link link"),
        ([Write("link", b"", "r")], "is a symbolic link"),
        ([Write("keep", b"", "r")], "not a regular file"),
        ([Write("single.txt/x", b"", "r")], "is a file, not a folder"),
        ([Delete("absent", "r")], "does not exist"),
        ([Write("module/x", b"", "r")], "submodule module"),
        ([Delete("module/f", "r")], "submodule module"),
        ([Write("n", b"", "r"), Write("n", b"", "r")], "two changes"),
        ([Write("single.txt", b"", "r"), Delete("single.txt", "r")], "two changes"),
        ([Delete("gone", "r"), Write("gone/new", b"", "r")], "below gone"),
        ([Write("n", b"", "r"), Write("n-x", b"", "r"), Write("n/x", b"", "r")], "below n"),
        ([Write("x" * 300, b"", "r")], "File name too long"),
    ],
)
def test_what_may_not_be_written_is_refused(tmp_path: Path, changes: list[Change], problem: str) -> None:
    root = build(tmp_path)
    (root / "module").mkdir()
    (root / "module/.git").write_text("gitdir: elsewhere")
    before = state(tmp_path)
    with pytest.raises(UserError, match=problem) as caught:
        apply_changes(root, tmp_path, [Write("fine", b"", "r"), *changes])
    assert caught.value.hint
    assert state(tmp_path) == before


def test_root_outside_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    with pytest.raises(UserError, match="outside of the project"):
        apply_changes(tmp_path, tmp_path / "project", [Write("x", b"", "r")])


def test_link_and_submodule_go_alone(tmp_path: Path) -> None:
    root = build(tmp_path)
    (root / "module").mkdir()
    (root / "module/.git").write_text("gitdir: elsewhere")
    apply_changes(root, tmp_path, [Delete("link", "r"), Delete("module", "r"), Delete("gone", "r")])
    assert sorted(state(root)) == ["keep", "keep/edited.php", "keep/other", "single.txt"]


def test_deletion_below_a_deleted_folder_is_covered(tmp_path: Path) -> None:
    root = build(tmp_path)
    changes: list[Change] = [Delete("gone/sub", "submodule"), Delete("gone", "target"), Write("gone-not", b"", "r")]
    assert [change.path for change in check_changes(root, tmp_path, changes)] == ["gone", "gone-not"]
    apply_changes(root, tmp_path, changes)
    assert not (root / "gone").exists()


CALLS = ("rename", "mkdir", "chmod", "fsync", "rmdir", "unlink")


def interrupt(patch: pytest.MonkeyPatch, number: int, error: Callable[[], BaseException], *, late: bool) -> list[str]:
    """Makes the call with that number, of all that write, fail before or after it does its work."""
    made: list[str] = []

    def failing(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            made.append(name)
            is_due = len(made) == number
            if is_due and not late:
                raise error()
            result = real(*arguments, **options)
            if is_due and late:
                raise error()
            return result

        return call

    for name in CALLS:
        patch.setattr(os, name, failing(name, getattr(os, name)))
    return made


def numbers(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    with pytest.MonkeyPatch.context() as patch:
        made = interrupt(patch, 0, OSError, late=False)
        project = tmp_path / "count"
        apply_changes(build(project), project, CHANGES)
    assert len(made) > 20
    for number in range(1, len(made) + 1):
        yield number, tmp_path / str(number)


@pytest.mark.parametrize("late", [False, True])
def test_interruption_at_any_call_leaves_the_tree_as_it_was(
    tmp_path: Path, after: dict[str, tuple[int, bytes]], late: bool
) -> None:
    outcomes = set()
    for number, project in numbers(tmp_path):
        root = build(project)
        before = state(project)
        with pytest.MonkeyPatch.context() as patch:
            interrupt(patch, number, KeyboardInterrupt, late=late)
            try:
                apply_changes(root, project, CHANGES)
                outcome = after
            except KeyboardInterrupt:
                outcome = before
        recover(project)
        assert state(project) == outcome, number
        outcomes.add("after" if outcome is after else "before")
    assert outcomes == {"before", "after"}


def test_failure_at_any_call_leaves_the_tree_as_it_was(tmp_path: Path, after: dict[str, tuple[int, bytes]]) -> None:
    refused = []
    for number, project in numbers(tmp_path):
        root = build(project)
        before = state(project)
        with pytest.MonkeyPatch.context() as patch:
            interrupt(patch, number, lambda: OSError(errno.ENOSPC, "No space left on device"), late=False)
            try:
                apply_changes(root, project, CHANGES)
                outcome = after
            except UserError as error:
                outcome = before
                refused.append((error.problem[-24:], error.hint[:15]))
        if outcome is before:
            assert state(project) == before, number
        recover(project)
        assert state(project) == outcome, number
    assert len(refused) > 10
    assert set(refused) == {(" No space left on device", "Free some space")}


KILLED = """
import os, signal, sys
from pathlib import Path
from uninstaller.codebase.apply import apply_changes, recover
from uninstaller.codebase.change import Delete, Write
project, number, verb = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
changes = eval(sys.argv[4])
seen = 0
def count(event, _):
    global seen
    if event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "open"):
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
recover(project) if verb == "recover" else apply_changes(project / "web", project, changes)
"""


def run_killed(project: Path, number: int, verb: str = "apply") -> bool:
    """Whether the child was killed before it came to its end."""
    arguments = [str(project), str(number), verb, repr(CHANGES)]
    code = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], check=False, env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert code.returncode in (0, -signal.SIGKILL)
    return code.returncode != 0


def test_killed_run_is_recovered_at_every_step(tmp_path: Path, after: dict[str, tuple[int, bytes]]) -> None:
    said = []
    for number in range(1, 200):
        project = tmp_path / str(number)
        root = build(project)
        before = state(project)
        was_killed = run_killed(project, number)
        if was_killed and (project / STAGING).exists():
            with pytest.raises(UserError, match="earlier run was interrupted"):
                apply_changes(root, project, [Write("x", b"", "r")])
        message = recover(project)
        expected = {FINISHED: [after], ROLLED_BACK: [before], CLEARED: [before, after], None: [before, after]}
        assert state(project) in expected[message], number
        assert recover(project) is None
        said.append(message)
        if not was_killed:
            assert state(project) == after
            break
    assert {ROLLED_BACK, FINISHED, CLEARED, None} == set(said)
    assert said.count(ROLLED_BACK) > 5


def test_recovery_that_is_killed_is_recovered(tmp_path: Path) -> None:
    finishing = tmp_path / "probe"
    build(finishing)
    for number in range(1, 60):
        project = tmp_path / str(number)
        root = build(project)
        before = state(project)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(apply, "_settle", lambda _: ROLLED_BACK)
            patch.setattr(journal.Journal, "numbered", _stop_after_last(journal.Journal.numbered))
            with pytest.raises(KeyboardInterrupt):
                apply_changes(root, project, CHANGES)
        assert state(project) != before
        was_killed = run_killed(project, number, "recover")
        recover(project)
        assert state(project) == before, number
        if not was_killed:
            break
    assert number > 15


def _stop_after_last(numbered: Callable[..., Iterator[object]]) -> Callable[..., Iterator[object]]:
    calls = []

    def stopping(self: journal.Journal) -> Iterator[object]:
        calls.append(1)
        yield from numbered(self)
        if len(calls) == 2:  # the first staged the files, the second renames
            raise KeyboardInterrupt

    return stopping


@pytest.fixture(name="half")
def _half(tmp_path: Path) -> Path:
    """A project whose run was killed after the last rename, before it was declared done."""
    root = build(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "_settle", lambda _: ROLLED_BACK)
        patch.setattr(journal.Journal, "numbered", _stop_after_last(journal.Journal.numbered))
        with pytest.raises(KeyboardInterrupt):
            apply_changes(root, tmp_path, CHANGES)
    return tmp_path


@pytest.mark.parametrize("path", ["keep/edited.php", "single.txt", "gone/a", "made/deeper/new.module"])
def test_recovery_does_not_lose_what_was_made_since(half: Path, path: str) -> None:
    place = half / "web" / path
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"by hand")
    before = state(half)
    with pytest.raises(UserError, match="changed after an interrupted run") as caught:
        recover(half)
    assert "Move it out" in caught.value.hint
    assert state(half) == before
    place.unlink()
    if path == "gone/a":
        place.parent.rmdir()
    assert recover(half) == ROLLED_BACK
    assert (half / "web/gone/a").read_bytes() == b"gone/a"


@pytest.mark.parametrize(
    "fields",
    [
        "nonsense", "[]", "{}", "[" * 100_000,
        {"steps": 1}, {"steps": [{"path": "x"}]}, {"inode": 1}, {"root": "../.."}, {"root": "/"}, {"folders": [".."]},
        {"steps": [{"path": "../out", "existed": True, "sha256": ""}]},
        {"steps": [{"path": ".git/hooks/x", "existed": True, "sha256": ""}]},
        {"steps": [{"path": "link/x", "existed": True, "sha256": ""}]},
    ],
)  # fmt: skip
def test_forged_journal_is_refused(half: Path, fields: str | dict[str, object]) -> None:
    place = half / STAGING / journal.OPEN
    honest = json.loads(place.read_bytes())
    (half / "web/link").symlink_to("keep")
    place.write_text(fields if isinstance(fields, str) else json.dumps(honest | fields))
    before = state(half)
    with pytest.raises(UserError) as caught:
        recover(half)
    assert caught.value.hint
    assert state(half) == before


def test_staging_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / STAGING).symlink_to("elsewhere")
    with pytest.raises(UserError, match="not a folder of this program"):
        recover(tmp_path)
    assert (tmp_path / "elsewhere").exists()


def test_second_run_waits(tmp_path: Path) -> None:
    root = build(tmp_path)
    with journal.locked(tmp_path):
        with pytest.raises(UserError, match="another run"):
            apply_changes(root, tmp_path, CHANGES)
        (tmp_path / STAGING).mkdir()
        with pytest.raises(UserError, match="another run"):
            recover(tmp_path)
    assert recover(tmp_path) == CLEARED


@pytest.fixture(name="as_nobody")
def _as_nobody() -> Iterator[Callable[[], None]]:
    """Root may write anywhere, so root's tests become another user for a while."""
    is_root = os.geteuid() == 0
    yield lambda: os.seteuid(65534) if is_root else None
    if is_root:
        os.seteuid(0)


def test_folder_that_cannot_be_written(tmp_path: Path, as_nobody: Callable[[], None]) -> None:
    project = Path(os.path.realpath(tmp_path))
    root = build(project)
    if os.geteuid() == 0:
        for place in [project, *project.rglob("*")]:
            os.chown(place, 65534, 65534, follow_symlinks=False)
        for parent in list(project.parents)[:3]:
            parent.chmod(parent.stat().st_mode | 0o055)
    (root / "keep").chmod(0o555)
    before = state(project)
    as_nobody()
    with pytest.raises(UserError, match=r"^keep/edited\.php: cannot be changed: Permission denied") as caught:
        apply_changes(root, project, CHANGES)
    assert "chmod u+w" in caught.value.hint
    project.chmod(0o555)
    with pytest.raises(UserError, match="cannot be written to: Permission denied"):
        apply_changes(root, project, CHANGES)
    project.chmod(0o755)
    assert {path: found for path, found in state(project).items() if path != "web/keep"} == {
        path: found for path, found in before.items() if path != "web/keep"
    }
    (root / "keep").chmod(0o755)


def test_undoing_that_fails_is_done_by_the_next_run(tmp_path: Path) -> None:
    root = build(tmp_path)
    before = state(tmp_path)
    real = os.rename
    with pytest.MonkeyPatch.context() as patch:

        def rename(source: str | Path, target: str | Path) -> None:
            if "single.txt" in str(source) or "old-" in str(source):
                raise OSError(errno.EROFS, "Read-only file system")
            real(source, target)

        patch.setattr(os, "rename", rename)
        with pytest.raises(UserError, match="cannot be put back: Read-only file system"):
            apply_changes(root, tmp_path, CHANGES)
    assert state(tmp_path) != before
    assert recover(tmp_path) == ROLLED_BACK
    assert state(tmp_path) == before


def test_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build(tmp_path)
    real = journal.carry_out

    def late(found: journal.Journal) -> None:
        (root / "new.txt").write_bytes(b"by hand")
        real(found)

    monkeypatch.setattr(apply, "carry_out", late)
    with pytest.raises(UserError, match=r"new\.txt: .*appeared"):
        apply_changes(root, tmp_path, [Delete("gone", "r"), Write("new.txt", b"mine", "r")])
    assert (root / "new.txt").read_bytes() == b"by hand"
    assert (root / "gone/a").exists()
    assert not (tmp_path / STAGING).exists()
