"""The page for a reviewer, as text: what it holds, that it loads nothing, and that nothing foreign is markup in it."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.artifacts.page.markup import read_page
from tests.artifacts.plans import HOSTILE, make_blocked, make_empty, make_hostile, make_ready
from uninstaller.artifacts.dossier import Dossier, list_quoted
from uninstaller.artifacts.reports.html import report_html
from uninstaller.codebase.change import Edit
from uninstaller.facts.model import Kind
from uninstaller.place import Place
from uninstaller.plan.model import EditFile, Plan, ToDo

PLANS = {"empty": make_empty(), "ready": make_ready(), "blocked": make_blocked(), "hostile": make_hostile()}
ATTACK = "</script><script>alert(1)</script>'\"--><svg/onload=alert(2)>\x00\x1b[2J\u202e"


@pytest.mark.parametrize("name", PLANS)
def test_page_is_well_formed_and_loads_nothing(name: str) -> None:
    html = report_html(Dossier(PLANS[name]))
    page = read_page(html)
    assert [link["href"] for link in page.find("link")] == ["data:,"]
    assert all(a["href"].startswith("#") for a in page.find("a"))
    assert not [found for _, found in page.elements if {"src", "srcset", "action", "xlink:href"} & found.keys()]
    assert re.findall(r"url\((?!#)|@import", html) == []
    assert html.isprintable() or all(line.isprintable() for line in html.split("\n"))


@pytest.mark.parametrize("name", PLANS)
def test_anchors_lead_somewhere_and_ids_are_unique(name: str) -> None:
    page = read_page(report_html(Dossier(PLANS[name])))
    ids = [found["id"] for _, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.find("a")} <= set(ids)
    assert {name for _, found in page.elements for name in found.get("aria-labelledby", "").split()} <= set(ids)


@pytest.mark.parametrize("text", [HOSTILE, ATTACK])
def test_hostile_text_is_no_markup(text: str) -> None:
    page = read_page(report_html(Dossier(make_hostile(text))))
    assert len(page.find("script")) == 1
    assert not [found for _, found in page.elements if any(name.startswith("on") for name in found)]
    assert {name for name, _ in page.elements} <= {name for name, _ in read_page(_everything()).elements}


def _everything() -> str:
    return "".join(report_html(Dossier(make_hostile("a"))) for _ in range(1)) + report_html(Dossier(make_ready()))


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(codec=None), max_size=12))
def test_no_text_gets_through(text: str) -> None:
    plan = make_hostile(text)
    sources = dict.fromkeys(list_quoted(plan), text.encode("utf-8", "surrogatepass"))
    html = report_html(Dossier(plan, sources))
    assert html.encode("utf-8")
    assert all(line.isprintable() for line in html.split("\n"))
    assert len(read_page(html).find("script")) == 1


def test_only_its_own_script_may_run() -> None:
    page = read_page(report_html(Dossier(make_ready())))
    digest = base64.b64encode(hashlib.sha256(page.scripts[0].encode()).digest()).decode()
    policy = page.find("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}'" in policy


def test_everything_of_the_plan_is_there() -> None:
    text = read_page(report_html(Dossier(make_ready()))).text
    for word in (
        "survey can be removed in one release",
        "survey_last_export",
        "module_exists()",
        "acme_stats",
        "needs maintenance mode",
        "not UTF-8, and no PHP that parses",
        *(todo.problem for todo in make_ready().todos),
        *(found.message for found in make_ready().references),
    ):
        assert word in text
    blocked = read_page(report_html(Dossier(make_blocked()))).text
    assert "✗" in blocked
    for decision in make_blocked().decisions:
        assert decision.problem in blocked
        assert all(option in blocked for option in decision.settle)


def test_same_plan_same_bytes() -> None:
    assert report_html(Dossier(make_blocked())) == report_html(Dossier(make_blocked()))


def test_rows_bear_kind_and_certainty() -> None:
    page = read_page(report_html(Dossier(make_ready())))
    kinds = {found["data-kind"] for _, found in page.elements if "data-kind" in found}
    assert {Kind.TABLE, Kind.VARIABLE, Kind.URL_ALIAS} <= kinds
    options = {option["value"] for option in page.find("option")}
    assert options == {"", *kinds}
    assert {found["data-certainty"] for _, found in page.elements if "data-kind" in found} <= {
        box["value"] for box in page.find("input", name="certainty")
    }


SETTINGS = "sites/default/settings.php"


def _edit(path: str, source: bytes, old: bytes) -> Dossier:
    start = source.index(old)
    step = EditFile(path, (Edit(start, start + len(old), b"", "no longer names shop"),))
    plan = Plan(edition="7", targets=("shop",), steps=(step,), todos=(ToDo(Place(path, 1), "names shop"),))
    return Dossier(plan, dict.fromkeys(list_quoted(plan), source))


def test_edit_is_a_hunk_with_its_reason() -> None:
    dossier = _edit("a/a.info", b"name = A\ndependencies[] = shop\ncore = 7.x\n", b"dependencies[] = shop\n")
    page = read_page(report_html(dossier))
    assert re.search(r"no longer names shop certain\s+1name = A\s+2-dependencies\[\] = shop\s+3core", page.text)


@pytest.mark.parametrize("path", [SETTINGS, "sites/default/settings.local.php", "sites/default/local.inc", ".env"])
def test_files_with_passwords_are_not_quoted(path: str) -> None:
    html = report_html(_edit(path, b"$password = 'never-shown';\nshop\n", b"shop\n"))
    assert "never-shown" not in html
    assert path.rpartition("/")[2] in html


def test_source_that_has_changed_is_said_not_shown() -> None:
    dossier = _edit("a/a.info", b"name = A\nshop\n", b"shop\n")
    assert "has changed since" in report_html(replace(dossier, sources={"a/a.info": b""}))


def test_a_plan_of_any_size_fits() -> None:
    long = "x" * 5000
    todos = tuple(ToDo(Place(f"a/{n}.php", n), f"{n} {long}") for n in range(1, 9000))
    edits = tuple(EditFile(f"b/{n}.php", (Edit(0, 5, b"", long),)) for n in range(900))
    sources = {f"b/{n}.php": (b"y" * 500 + b"\n") * 500 for n in range(900)}
    html = report_html(Dossier(Plan(edition="7", targets=("shop",), todos=todos, steps=edits), sources))
    assert len(html.encode()) < 2_000_000
    assert "more" in read_page(html).text
