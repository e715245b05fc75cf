"""A bar on a terminal, none in a pipe, and completion for shells."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.site import CUSTOM, module, write_site
from uninstaller import progress
from uninstaller.progress import EVERY, Meter

PROGRAM = (sys.executable, "-m", "uninstaller")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """So many modules that to plan each of them takes longer than a bar waits."""
    more: dict[str, str] = {}
    for number in range(60):
        more |= module(f"{CUSTOM}/m{number}", install=f"function m{number}_uninstall() {{\n  variable_del('m');\n}}\n")
    return write_site(tmp_path / "many", more)


def _run_on_terminal(root: Path, *arguments: str, **environment: str) -> tuple[str, str, int]:
    """stdout in a pipe, stderr on a terminal."""
    ours, theirs = pty.openpty()
    command = [*PROGRAM, *arguments, "--root", str(root)]
    variables = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=variables, text=True) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:  # A terminal whose other end is closed.
                break
            if not chunk:
                break
            shown += chunk
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return out, shown.decode(), process.returncode


def test_bar_on_a_terminal(many: Path) -> None:
    out, shown, status = _run_on_terminal(many, "list", "--assess")
    assert status == 0
    assert "files read" in shown
    assert "modules planned" in shown
    assert "files read" not in out
    assert shown.endswith(("\x1b[2K", "\x1b[?25h")) or "\x1b[2K" in shown, "it is gone at the end"


def test_no_colour_in_the_bar(many: Path) -> None:
    _, shown, _ = _run_on_terminal(many, "list", "--assess", NO_COLOR="1")
    assert "modules planned" in shown
    assert "\x1b[3" not in shown.replace("\x1b[?25", "")


@pytest.mark.parametrize(("options", "variables"), [(("--quiet",), {}), ((), {"TERM": "dumb"})])
def test_no_bar(many: Path, options: tuple[str, ...], variables: dict[str, str]) -> None:
    assert _run_on_terminal(many, "list", "--assess", *options, **variables)[1] == ""


def test_no_bar_in_a_pipe(many: Path) -> None:
    done = subprocess.run([*PROGRAM, "list", "--assess", "--root", str(many)], capture_output=True, check=True)
    assert done.stderr == b""


class _Bar:
    def __init__(self) -> None:
        self.shown: list[tuple[int, int, int]] = []

    def show(self, files: int, modules: int, of_modules: int) -> None:
        self.shown.append((files, modules, of_modules))

    def close(self) -> None:
        pass


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    bar = _Bar()
    meter = Meter(bar, next_look=100.0 + progress.PATIENCE)
    for _ in range(EVERY):
        meter.count_file()
    assert bar.shown == []
    now[0] += 1
    meter.count_module(7)
    meter.count_module(7)
    assert bar.shown == [(EVERY, 1, 7)], "not twice in a moment"


def _complete(shell: str, *words: str) -> str:
    variables = {**os.environ, "_UNINSTALLER_COMPLETE": f"{shell}_complete", "COMP_CWORD": str(len(words))}
    variables["COMP_WORDS"] = " ".join(("uninstaller", *words))
    if shell == "fish":
        variables["COMP_CWORD"] = words[-1]
    code = "from uninstaller.cli import main; main(prog_name='uninstaller')"
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "plan" in _complete(shell, "pl")
    assert "generate" not in _complete(shell, "pl")
    formats = _complete(shell, "plan", "shop", "--format", "ht")
    assert "html" in formats


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    code = "from uninstaller.cli import main; main(prog_name='uninstaller')"
    variables = {**os.environ, "_UNINSTALLER_COMPLETE": f"{shell}_source"}
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False)
    assert f"_UNINSTALLER_COMPLETE={shell}_complete" in done.stdout
