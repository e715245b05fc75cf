"""The tutorial's commands, run as written in one shell; UPDATE_EXPECTED=1 writes what they print into the page."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.files import PROJECT
from tests.scenarios.expected import UPDATE
from tests.scenarios.git import FIXED

PAGE = PROJECT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.S)
MARK = "-- the next command --"


def _read_commands(text: str) -> list[str]:
    return [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def _run(commands: list[str], folder: Path) -> list[str]:
    """What each command prints on both streams; one that fails ends the tutorial."""
    script = "set -e\nexec 2>&1\n" + "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    environment = {
        **os.environ,
        **FIXED,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(f"{MARK}\n")[:-1]


def _fill(text: str, printed: list[str]) -> str:
    """The page with what was printed below each command."""
    left = iter(printed)

    def fill(block: re.Match[str]) -> str:
        commands = [line for line in block[0].splitlines() if line.startswith("$ ")]
        return "".join(f"{command}\n{next(left)}" for command in commands)

    return BLOCK.sub(fill, text)


def test_tutorial_prints_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(PROJECT / "fixtures")
    text = PAGE.read_text(encoding="utf-8")
    commands = _read_commands(text)
    assert len(commands) > 10
    page = _fill(text, _run(commands, tmp_path))
    if os.environ.get(UPDATE) == "1":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def test_index_names_every_page() -> None:
    """A page that nobody is led to is not read."""
    index = (PROJECT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (PROJECT / "docs").glob("*.md") if path.name != "README.md")
    assert [page for page in pages if f"({page})" not in index] == []
