"""House rules that no linter knows: sizes, docstrings, empty package files, and nothing of one machine."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.files import PACKAGE, PROJECT, list_committed, list_modules

LONGEST_FILE = 240
LONGEST_FUNCTION = 40
REASONS: dict[str, str] = {}
"""Longer than the rule allows, by path, with the reason."""

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
MACHINE_PATH = re.compile(r"(?<![\w.\-~}>])/(?:(?:home|root|work|farm|lab|Users)/[\w.]|(?:opt|tmp|private)/[\w.-]+/)")
REGISTRY = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|packagist[.]org|anaconda[.]org|crates[.]io")

modules = pytest.mark.parametrize("path", list_modules(), ids=lambda path: path.relative_to(PROJECT).as_posix())


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@modules
def test_module_says_what_it_is_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.name == "__init__.py" and path.parent != PACKAGE:
        assert source == "", "names are imported from where they are defined"
        return
    docstring = ast.get_docstring(ast.parse(source)) or ""
    assert re.match(r"\S.*[.?]", docstring.partition("\n\n")[0].replace("\n", " ")), "one sentence on top"


@modules
def test_sizes(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if _name(path) not in REASONS:
        assert source.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and f"{_name(path)}:{node.name}" not in REASONS:
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@modules
def test_names_say_something(path: Path) -> None:
    assert path.stem not in VAGUE
    assert not {part.name for part in path.relative_to(PROJECT).parents} & VAGUE


def test_reasons_are_still_needed() -> None:
    for key, reason in REASONS.items():
        assert (PROJECT / key.partition(":")[0]).is_file(), key
        assert reason.endswith("."), key


def test_test_folders_are_packages() -> None:
    """Else two test files of the same name, in two folders, cannot be told apart."""
    folders = {path.parent for path in (PROJECT / "tests").rglob("*.py")}
    assert [_name(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    found = []
    for path in list_committed():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{_name(path)}:{number}: {line.strip()}")
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_caught"),
    [
        ("see /" + "home/me/file", True),
        ("index: https://py" + "pi.org/simple", True),
        ("sites/all/modules/work/tmp/x", False),
        ("/etc/passwd", False),
        ("/" + "tmp/x", False),
        ("/" + "tmp/somebody/x", True),
        ("#!/usr/bin/env bash", False),
    ],
)
def test_the_search_for_machines_finds_them(line: str, is_caught: bool) -> None:
    assert bool(MACHINE_PATH.search(line) or REGISTRY.search(line)) is is_caught
