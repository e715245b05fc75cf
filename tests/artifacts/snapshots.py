"""Holds a report against its file in `expected/`; UPDATE_EXPECTED=1 writes the files instead."""

import os
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"


def assert_expected(name: str, text: str) -> None:
    path = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: UPDATE_EXPECTED=1 refreshes it, if that is meant"
