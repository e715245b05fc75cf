import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import uninstaller
from uninstaller.artifacts.reports.json import report_json
from uninstaller.facts.extension import Dependency, Extension, ExtensionType
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.graph.model import Strength
from uninstaller.place import Place, Unread
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import Decision, Dependent, Lifted, OnContent, Plan, Removal, Risk, ToDo
from uninstaller.plan.verdict import Verdict

from .plans import make_blocked, make_empty, make_hostile, make_ready
from .snapshots import assert_expected

PLANS = {"empty": make_empty(), "ready": make_ready(), "blocked": make_blocked(), "hostile": make_hostile()}


@cache
def read_schema(name: str) -> dict[str, Any]:
    path = Path(uninstaller.__file__).parent / "artifacts" / "schema" / name
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def make_validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(read_schema(name))


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


@pytest.mark.parametrize("name", ["plan-2", "list-2", "graph-1", "check-1", "policy-1", "baseline-1"])
def test_schema_is_one_and_closed(name: str) -> None:
    schema = read_schema(f"{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    for part in walk(schema):
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])


@pytest.mark.parametrize("name", PLANS)
def test_report_is_valid(name: str) -> None:
    text = report_json(PLANS[name])
    make_validator("plan-2.schema.json").validate(json.loads(text))
    assert text.endswith("}\n")
    assert text.isascii()


def test_expected() -> None:
    text = report_json(make_ready())
    assert_expected("ready.json", text.replace(f'"version": "{uninstaller.__version__}"', '"version": "0"'))


def test_schema_refuses_what_is_not_a_plan() -> None:
    report = json.loads(report_json(make_ready()))
    validator = make_validator("plan-2.schema.json")
    assert not validator.is_valid({**report, "extra": 1})
    assert not validator.is_valid({**report, "version": 1})
    assert not validator.is_valid({**report, "verdict": "perhaps"})
    assert not validator.is_valid({**report, "steps": [{"step": "run_sql"}]})


@pytest.mark.parametrize(
    ("part", "type_"),
    [
        ("place", Place), ("unread", Unread), ("decision", Decision), ("risk", Risk), ("todo", ToDo),
        ("dependent", Dependent), ("extension", Extension), ("stores", Stores), ("lifted", Lifted),
        ("removal", Removal),
    ],
)  # fmt: skip
def test_schema_knows_each_field(part: str, type_: type) -> None:
    described = read_schema("plan-2.schema.json")["$defs"][part]["properties"]
    assert set(described) == {field.name for field in fields(type_)}


def test_schema_knows_each_field_of_the_plan() -> None:
    added = {"version", "tool", "verdict"}
    assert set(read_schema("plan-2.schema.json")["properties"]) - added == {field.name for field in fields(Plan)}
    told = set(read_schema("plan-2.schema.json")["$defs"]["reference"]["properties"])
    assert told - {"outcome"} == {field.name for field in fields(Finding)} - {"deletes"}
    described = read_schema("plan-2.schema.json")["$defs"]["extension"]["properties"]["dependencies"]["items"]
    assert set(described["properties"]) == {field.name for field in fields(Dependency)}


def test_schema_knows_each_word() -> None:
    schema = read_schema("plan-2.schema.json")
    parts = {name: part["properties"] for name, part in schema["$defs"].items()}
    assert parts["stores"]["kind"]["enum"] == [each.value for each in Kind]
    assert parts["stores"]["how"]["enum"] == [each.value for each in How]
    assert parts["stores"]["fate"]["enum"] == [each.value for each in Fate]
    assert parts["dependent"]["strength"]["enum"] == [each.value for each in Strength]
    assert parts["extension"]["type"]["enum"] == [each.value for each in ExtensionType]
    assert schema["properties"]["on_content"]["enum"] == [each.value for each in OnContent]
    assert schema["properties"]["verdict"]["enum"] == [each.value for each in Verdict]


def test_the_plan_comes_through_whole() -> None:
    report = json.loads(report_json(make_ready()))
    assert report["verdict"] == "ready"
    survey = report["removals"][1]
    assert survey["lifted"]["functions"]["survey_defaults"] == "_uninstall_survey_defaults"
    assert survey["requires"] == [{"name": "ctools_include", "module": "ctools"}]
    assert [step["step"] for step in report["steps"]] == ["edit_file"] * 2 + ["run_removal"] * 2 + ["delete_path"]
    assert len(report["footprint"]) == len(make_ready().footprint)
    assert json.loads(report_json(make_blocked()))["verdict"] == "decisions"


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_any_text_is_valid_and_comes_back(text: str) -> None:
    report = report_json(make_hostile(text))
    assert all(" " <= character <= "~" or character == "\n" for character in report)
    read = json.loads(report)
    make_validator("plan-2.schema.json").validate(read)
    assert not any("\ud800" <= character <= "\udfff" for character in read["todos"][0]["problem"])
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert read["todos"][0]["problem"] == text
        assert read["removals"][0]["lifted"]["functions"] == {text: text}


def test_a_path_that_is_not_utf_8_is_named() -> None:
    path = b"caf\xe9.php".decode("utf-8", "surrogateescape")
    assert json.loads(report_json(make_hostile(path)))["todos"][0]["place"]["path"] == "caf\\xe9.php"
