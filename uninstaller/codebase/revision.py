"""What git knows of the code base; the only module that starts a process, and none that the code base chose."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from uninstaller.errors import UserError

TIMEOUT = 120
"""Seconds; a status with ignored files of a large code base on a slow disk takes a few."""

KEPT_VARIABLES = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES")
"""Git's variables that say where the user's own configuration is; the others could point git at another repository."""

VARIABLES = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ATTR_NOSYSTEM": "1",
}
SAFE_CONFIG = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "credential.helper": "",
}
"""Stronger than any file of configuration, a repository's own included."""

NO_GIT = "Install git, or make sure that it is in PATH."


def git_top(path: Path) -> Path | None:
    """The working tree that a folder lies in; None outside of any, found without git."""
    if not any(os.path.lexists(folder / ".git") for folder in [path.resolve(), *path.resolve().parents]):
        return None
    run = _run(path, ["rev-parse", "--show-toplevel"])
    if run.returncode and b"not a git repository" in run.stderr:
        return None
    top = Path(os.fsdecode(_answer(path, run).removesuffix(b"\n")))
    if not path.resolve().is_relative_to(top.resolve()):
        raise UserError(f"{path}: its git repository works on {top}", "See core.worktree in the repository's config.")
    return top


def find_revision(top: Path, revision: str) -> str | None:
    """The full name of the commit that a revision means, None where it means none."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise UserError(f"{revision!r}: not a git revision", "Give a branch, a tag or a commit.")
    run = _run(top, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    is_unknown = run.returncode == 1 or b"Needed a single revision" in run.stderr
    return None if is_unknown else _answer(top, run).decode().strip()


def is_shallow(top: Path) -> bool:
    """Whether the repository holds only the newest part of its history."""
    return _answer(top, _run(top, ["rev-parse", "--is-shallow-repository"])).strip() == b"true"


def find_merge_base(top: Path, one: str, other: str) -> str | None:
    """The commit at which two full commit names parted; None where their histories do not meet."""
    run = _run(top, ["merge-base", one, other])
    return None if run.returncode == 1 else _answer(top, run).decode().split()[0]


def list_blobs(top: Path, commit: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Mode, object and path of what a commit keeps below a folder; '' is the top, to which paths are relative."""
    below = ["--", f"{folder}/"] if folder else []
    for row in _rows(top, ["ls-tree", "-r", "-z", "--full-tree", commit, *below]):
        info, _, path = row.partition(b"\t")
        mode, _, name = info.split()
        yield mode.decode(), name.decode(), os.fsdecode(path)


def read_objects(top: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The bytes of blobs by object name, in one process; those that the repository lacks are left out."""
    if not names:
        return {}
    answer = _answer(top, _run(top, ["cat-file", "--batch"], "".join(f"{name}\n" for name in names).encode()))
    found: dict[str, bytes] = {}
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        name, *rest = answer[position:end].split()
        position = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            found[name.decode()] = answer[position : position + size]
            position += size + 1
    return found


def head_revision(top: Path) -> str | None:
    """The commit checked out; None before the first."""
    return find_revision(top, "HEAD")


def read_at_head(top: Path, path: str) -> bytes | None:
    """The bytes of a file, relative to the top, as committed last; None where that commit has no such file."""
    head = head_revision(top)
    if head is None:
        return None
    for row in _rows(top, ["ls-tree", "-z", "--full-tree", head, "--", path]):
        info, _, name = row.partition(b"\t")
        if info.startswith(b"100") and name == os.fsencode(path):
            return _answer(top, _run(top, ["cat-file", "blob", info.split()[2].decode()]))
    return None


def read_submodules(top: Path, paths: Sequence[str]) -> dict[str, str]:
    """Commit by path of the submodules at or below some paths, all relative to the top."""
    if not paths:
        return {}
    rows = [row.split(b"\t", 1) for row in _rows(top, ["ls-files", "-z", "--stage", "--", *paths])]
    return {os.fsdecode(path): info.split()[1].decode() for info, path in rows if info.startswith(b"160000 ")}


def is_tracked_and_clean(top: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """What would be lost for good if the paths were deleted: changes not committed, files untracked or ignored.

    Paths are relative to the top and so is the answer, sorted; it is empty where all is committed. Submodules are
    asked one by one, since each has a configuration of its own. An ignored folder is named once, with `/` at its end.
    """
    return tuple(sorted(set(_uncommitted(top, paths))))


def _uncommitted(top: Path, paths: Sequence[str]) -> Iterator[str]:
    if not paths:
        return
    options = ["-z", "--ignored=matching", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty"]
    for row in _rows(top, ["status", "--porcelain=v1", *options, "--", *paths]):
        yield os.fsdecode(row[3:])
    for submodule in read_submodules(top, paths):
        if os.path.lexists(top / submodule / ".git"):
            yield from (f"{submodule}/{path}" for path in _uncommitted(top / submodule, ["."]))


def _rows(top: Path, arguments: Sequence[str]) -> list[bytes]:
    return [row for row in _answer(top, _run(top, arguments)).split(b"\0") if row]


def _answer(place: Path, run: subprocess.CompletedProcess[bytes]) -> bytes:
    if run.returncode == 0:
        return run.stdout
    message = " ".join(run.stderr.decode(errors="replace").split())
    if "dubious ownership" in message:
        hint = f"If you trust this repository: git config --global --add safe.directory {place}"
        raise UserError(f"{place}: git refuses a repository of another user", hint)
    raise UserError(f"{place}: git failed: {message}", "Mend the repository until `git status` works, then run again.")


def _run(place: Path, arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    filters = _start(place, ["config", "--null", "--name-only", "--get-regexp", r"^filter\."], SAFE_CONFIG)
    return _start(place, arguments, SAFE_CONFIG | _without_filters(filters.stdout), given)


def _without_filters(names: bytes) -> dict[str, str]:
    """Content filters are commands of the configuration, which a status would run: each is replaced by none."""
    drivers = {name.decode("utf-8", "surrogateescape").rpartition(".")[0] for name in names.split(b"\0") if name}
    emptied = {f"{driver}.{command}": "" for driver in drivers for command in ("clean", "smudge", "process")}
    return emptied | {f"{driver}.required": "false" for driver in drivers}


def _start(
    place: Path, arguments: Sequence[str], config: dict[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise UserError("git is not installed", NO_GIT)
    command = [git, "--no-pager", "--literal-pathspecs", "-C", str(place), *arguments]
    try:
        return subprocess.run(
            command,
            env=_environment(config),
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        problem = f"{place}: git {arguments[0]} took more than {TIMEOUT} seconds"
        raise UserError(problem, "See whether `git status` ends there.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{place}: git cannot be started: {error}", NO_GIT) from error


def _environment(config: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT_VARIABLES}
    count = {"GIT_CONFIG_COUNT": str(len(config))}
    for number, (key, value) in enumerate(sorted(config.items())):
        count |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return kept | VARIABLES | count
