"""`uninstaller list`: how removable each extension is, with and without a plan for each."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import uninstaller.artifacts
from tests.artifacts.plans import make_extension
from tests.cli.site import CUSTOM, module, run, write_site
from uninstaller.artifacts.reports.extensions import Column
from uninstaller.facts.extension import ExtensionType
from uninstaller.plan.removable import Removable, judge_extension
from uninstaller.views import COLUMNS

SCHEMA = Path(uninstaller.artifacts.__file__).parent / "schema" / "list-2.schema.json"
UNLIFTABLE = "function maze_uninstall() {\n  foreach (variable_get('maze') as $name) {\n    $name();\n  }\n}\n"


def _list(root: Path, *options: str) -> list[dict[str, object]]:
    result = run(root, "list", "--format", "json", *options)
    assert (result.status, result.err) == (0, "")
    value = json.loads(result.out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(value)
    rows: list[dict[str, object]] = value["extensions"]
    return rows


@pytest.fixture
def maze(tmp_path: Path) -> Path:
    return write_site(tmp_path / "maze", module(f"{CUSTOM}/maze", install=UNLIFTABLE))


def test_cheap_verdict(maze: Path) -> None:
    verdicts = {row["name"]: (row["verdict"], row["assessed"]) for row in _list(maze)}
    assert verdicts == {
        "front": ("free", False),
        "maze": ("free", False),
        "node": ("required", False),
        "poll_box": ("free", False),
        "shop": ("free", False),
        "system": ("required", False),
    }


def test_assessed_verdict_is_that_of_plan(maze: Path) -> None:
    for row in _list(maze, "--assess"):
        plan = run(maze, "plan", str(row["name"]), "--format", "json")
        assert row["assessed"] is True
        assert row["verdict"] == json.loads(plan.out)["verdict"]
        assert row["decisions"] == len(json.loads(plan.out)["decisions"])


def test_what_cannot_be_planned_is_refused_with_the_reason(maze: Path) -> None:
    """The generated module's name is taken by a stranger, which stops every plan; the list goes on."""
    write_site(maze, module(f"{CUSTOM}/uninstall"))
    rows = {str(row["name"]): row for row in _list(maze, "--assess")}
    assert rows["shop"]["verdict"] == "refused"
    assert rows["shop"]["problem"]
    assert rows["maze"]["verdict"] == "decisions"


def test_sorted_by_verdict(maze: Path) -> None:
    lines = run(maze, "list", "--assess", "--sort", "verdict").out.splitlines()
    assert lines[0].split()[5] == "verdict"
    order = [row["verdict"] for row in _list(maze, "--assess", "--sort", "verdict")]
    assert order == sorted(order, key=lambda verdict: list(Removable).index(Removable(str(verdict))))
    assert next(line for line in lines if line.startswith("maze")).split()[4:6] == ["2", "decisions"]


@pytest.mark.parametrize(
    ("is_active", "is_required", "dependents", "verdict"),
    [
        (True, False, 0, Removable.FREE),
        (True, False, 2, Removable.NEEDED),
        (True, True, 2, Removable.REQUIRED),
        (False, True, 0, Removable.UNTOLD),
    ],
)
def test_judgement(is_active: bool, is_required: bool, dependents: int, verdict: Removable) -> None:
    extension = replace(make_extension("shop", "a/shop"), active=is_active)
    assert judge_extension(extension, dependents, is_required=is_required) is verdict


def test_only_modules_are_judged() -> None:
    for other in set(ExtensionType) - {ExtensionType.MODULE}:
        assert judge_extension(replace(make_extension("a", "a"), type=other), 0, is_required=False) is Removable.UNTOLD


def test_commands_offer_the_columns() -> None:
    assert set(COLUMNS) == {column.value for column in Column} - {"state"}
