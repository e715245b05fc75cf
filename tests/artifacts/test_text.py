import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uninstaller.artifacts.reports.text import BRIEF, SECTIONS, report_text
from uninstaller.artifacts.terminal import columns
from uninstaller.plan.model import Plan

from .plans import make_blocked, make_empty, make_hostile, make_ready
from .snapshots import assert_expected

PLANS = {"empty": make_empty(), "ready": make_ready(), "blocked": make_blocked(), "hostile": make_hostile()}


@pytest.mark.parametrize("name", PLANS)
def test_expected(name: str) -> None:
    assert_expected(f"{name}.txt", report_text(PLANS[name], colour=False, width=100))


@pytest.mark.parametrize("name", ["ready", "blocked"])
def test_expected_with_everything(name: str) -> None:
    assert_expected(f"{name}.verbose.txt", report_text(PLANS[name], colour=False, width=100, verbose=True))


def test_expected_in_colour() -> None:
    assert_expected("ready.colour.txt", report_text(make_ready(), colour=True, width=80).replace("\x1b", "␛"))


def test_what_blocks_comes_first() -> None:
    lines = report_text(make_blocked(), colour=False, width=100).splitlines()
    assert lines[0] == "search_hub, search_hub_solr and 2 others cannot be removed yet: 2 decisions are open"
    titles = [line for line in lines if line in dict(SECTIONS)]
    assert titles[:3] == ["Target", "Decisions", "Risks"]


def test_sections_without_content_are_left_out() -> None:
    text = report_text(make_empty(), colour=False, width=100)
    assert [line for line in text.splitlines() if line in dict(SECTIONS)] == ["Target", "Steps"]


def test_brief_report_says_how_much_it_leaves_out() -> None:
    brief = report_text(make_blocked(), colour=False, width=100)
    assert f"… and {12 - BRIEF['rows']} more (--verbose)" in brief
    verbose = report_text(make_blocked(), colour=False, width=100, verbose=True)
    assert "more" not in verbose
    assert all(f"docs/page_{number}.md:{number}" in verbose for number in range(1, 24))
    assert all(dependent.name in verbose for dependent in make_blocked().dependents)


def test_all_of_a_huge_plan_still_fits_two_screens() -> None:
    plan = make_blocked()
    huge = replace(plan, removals=plan.removals * 20, todos=plan.todos * 50, decisions=plan.decisions * 30)
    assert report_text(huge, colour=False, width=100).count("\n") < 120


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("name", ["empty", "ready", "blocked"])
def test_only_a_single_long_word_exceeds_the_width(name: str, width: int) -> None:
    for line in report_text(PLANS[name], colour=False, width=width).splitlines():
        assert columns(line) <= width or max(len(word) for word in line.split()) > width - 20


def test_colour_changes_nothing_but_colour() -> None:
    for plan in PLANS.values():
        painted = report_text(plan, colour=True, width=90)
        assert re.sub("\x1b\\[[0-9;]*m", "", painted) == report_text(plan, colour=False, width=90)


@given(st.text(alphabet=st.characters(codec=None), max_size=40), st.booleans())
def test_no_control_character_gets_through(text: str, verbose: bool) -> None:
    plan: Plan = make_hostile(text)
    report = report_text(plan, colour=False, width=100, verbose=verbose)
    assert report.encode("utf-8")
    assert all(line.isprintable() for line in report.split("\n"))
    titles = [line for line in report.split("\n") if line in dict(SECTIONS)]
    assert titles == [title for title, _ in SECTIONS] or text.strip() in dict(SECTIONS)
