import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import uninstaller
from uninstaller.artifacts.reports.extensions import (
    Column,
    ListRow,
    report_inventory_json,
    report_inventory_text,
    sort_rows,
)
from uninstaller.artifacts.terminal import columns
from uninstaller.facts.extension import Inventory

from .plans import make_extension, make_inventory
from .snapshots import assert_expected
from .test_json import make_validator

COUNTS = {"ctools": 31, "survey": 2, "acme_stats": 0}


def make_rows(inventory: Inventory) -> list[ListRow]:
    return [ListRow(extension, COUNTS.get(extension.name)) for extension in inventory.extensions]


def test_expected_text() -> None:
    inventory = make_inventory()
    assert_expected("list.txt", report_inventory_text(inventory, make_rows(inventory), colour=False, width=100))


def test_expected_json() -> None:
    inventory = make_inventory()
    text = report_inventory_json(inventory, make_rows(inventory))
    assert_expected("list.json", text.replace(f'"version": "{uninstaller.__version__}"', '"version": "0"'))
    make_validator("list-2.schema.json").validate(json.loads(text))


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (Column.NAME, ["acme", "acme_stats", "ctools", "survey", "survey"]),
        (Column.TYPE, ["acme_stats", "ctools", "survey", "survey", "acme"]),
        (Column.DEPENDENTS, ["ctools", "survey", "survey", "acme_stats", "acme"]),
        (Column.VERSION, ["acme_stats", "ctools", "survey", "acme", "survey"]),
        (Column.PATH, ["survey", "ctools", "survey", "acme_stats", "acme"]),
        (Column.STATE, ["acme", "acme_stats", "ctools", "survey", "survey"]),
    ],
)
def test_sort(column: Column, first: list[str]) -> None:
    rows = make_rows(make_inventory())
    ordered = sort_rows(rows, column)
    assert [row.extension.name for row in ordered] == first
    assert sort_rows(reversed(rows), column) == ordered


def test_versions_sort_by_number() -> None:
    rows = [ListRow(make_extension("a", f"f{version}", version)) for version in ("7.x-3.10", "7.x-3.9", "7.x-3.9-rc1")]
    assert [row.extension.version for row in sort_rows(rows, Column.VERSION)] == ["7.x-3.9", "7.x-3.9-rc1", "7.x-3.10"]


def test_one_long_name_pushes_only_its_own_row() -> None:
    rows = [ListRow(make_extension("a", "folder/a")), ListRow(make_extension("b" * 200, "folder/b"))]
    lines = report_inventory_text(make_inventory(), rows, colour=False, width=100).splitlines()
    assert columns(lines[1]) < 70
    assert lines[2].endswith("folder/b")


def test_nothing_found() -> None:
    nothing = replace(make_inventory(), extensions=(), unknown=(), unread=(), core_version="", docroot=None)
    assert report_inventory_text(nothing, [], colour=False, width=100).endswith("\nno extension\n")
    make_validator("list-2.schema.json").validate(json.loads(report_inventory_json(nothing, [])))


@given(st.text(alphabet=st.characters(codec=None), max_size=30), st.sampled_from(Column))
def test_no_control_character_gets_through(text: str, column: Column) -> None:
    extension = make_extension(text, text, text, label=text, shadowed_by=text)
    inventory = replace(make_inventory(), unknown=(text,), core_version=text)
    rows = [ListRow(extension, 1), ListRow(make_extension("a", "b"))]
    table = report_inventory_text(inventory, rows, colour=False, width=100, sort=column)
    assert all(line.isprintable() and line.encode("utf-8") is not None for line in table.split("\n"))
    written = report_inventory_json(inventory, rows, column)
    assert all(" " <= character <= "~" or character == "\n" for character in written)
    make_validator("list-2.schema.json").validate(json.loads(written))
