"""The machine as every command line test finds it, whoever runs it."""

from pathlib import Path

import pytest

from tests.cli.site import write_site
from tests.scenarios.git import FIXED, start_repository


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder and git of its own, a terminal of 100 columns, no colour that nobody asked for."""
    values = {**FIXED, "COLUMNS": "100", "TERM": "dumb", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site, committed."""
    root = write_site(tmp_path / "site")
    start_repository(root)
    return root
