"""Documentation that can be checked: the commands' help, the layout, and links between pages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.files import PACKAGE, PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_commands_page_is_what_help_says() -> None:
    script = PROJECT / "docs" / "make_commands.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_architecture_names_every_folder_and_no_other() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^### `([\w/.]+)`", text, flags=re.MULTILINE))
    there = {f"{path.parent.relative_to(PACKAGE).as_posix()}/" for path in PACKAGE.rglob("__init__.py")} - {"./"}
    assert {name for name in named if name.endswith("/")} == there


def test_readme_knows_every_make_target() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert targets
    assert [name for line in targets for name in line.split() if f"`make {name}`" not in readme] == []
