from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from uninstaller.artifacts.reports.markdown import report_markdown
from uninstaller.place import Place, Unread
from uninstaller.plan.model import Lifted, Plan, Removal, Risk, ToDo

from .plans import make_blocked, make_empty, make_hostile, make_ready
from .snapshots import assert_expected

PLANS = {"empty": make_empty(), "ready": make_ready(), "blocked": make_blocked(), "hostile": make_hostile()}
OURS = {"text", "softbreak", "code_inline", "strong_open", "strong_close"}


def read_inline(markdown: str) -> list[Token]:
    """What a CommonMark parser with tables makes of the text, but for blocks."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [child for token in tokens for child in token.children or []]


@pytest.mark.parametrize("name", PLANS)
def test_expected(name: str) -> None:
    assert_expected(f"{name}.md", report_markdown(PLANS[name]))


def test_long_lists_are_folded() -> None:
    text = report_markdown(make_blocked())
    assert "### Dependents\n\n<details><summary>12 rows</summary>\n\n- hard" in text
    assert text.count("<details>") == text.count("</details>") == 2
    assert "<details>" not in report_markdown(make_ready())


def test_nothing_is_lost_in_markup() -> None:
    shown = "".join(token.content for token in read_inline(report_markdown(make_ready())))
    for word in (
        "survey_report",
        "sites/all/themes/acme/css/acme.css:310",
        "module_exists('survey')",
        "survey_export_%?",
    ):
        assert word in shown


MARKUP = st.text(alphabet=st.sampled_from(list("`*_~[]()<>!@#|\\-+=&;:$%/.1a ax\n\x1b\u202e")), max_size=30)


@given(st.one_of(MARKUP, st.text(alphabet=st.characters(codec=None), max_size=30)))
def test_hostile_text_is_never_markup(text: str) -> None:
    report = report_markdown(make_hostile(text))
    assert report.encode("utf-8")
    assert all(line.isprintable() for line in report.split("\n"))
    tokens = read_inline(report)
    assert {token.type for token in tokens} <= OURS
    plain = "".join(token.content for token in tokens if token.type == "text")
    assert not set(plain.replace("[ ]", "")) & set("@#<`|$~*[]\\")


@given(st.one_of(MARKUP, st.text(max_size=30)))
def test_hostile_text_makes_no_blocks(text: str) -> None:
    def blocks(plan: Plan) -> list[str]:
        parsed = MarkdownIt("commonmark").enable("table").parse(report_markdown(plan))
        return [
            token.type
            for token in parsed
            if token.type in {"heading_open", "html_block", "fence", "hr", "blockquote_open"}
        ]

    assert blocks(make_hostile(text)) == blocks(make_hostile("name"))


def test_fits_a_comment_and_says_what_is_left_out() -> None:
    todos = tuple(ToDo(Place(f"{'deep/' * 30}{n}.php", n), f"{'long ' * 90}{n}") for n in range(3000))
    risks = tuple(Risk("r", "m", todo.place, todo.problem) for todo in todos)
    text = report_markdown(replace(make_ready(), todos=todos, risks=risks))
    assert 55_000 < len(text) < 61_000
    assert "- … and 2900 more" in text
    assert "### Dependents" in text
    assert text.count("<details>") == text.count("</details>")


def test_says_which_sections_had_no_room() -> None:
    unread = tuple(Unread(Place("x" * 390, n), f"{'y' * 399}{n}") for n in range(100))
    text = report_markdown(
        replace(make_ready(), unread=unread * 9, unknown=tuple(f"{n} {'z ' * 350}" for n in range(99)))
    )
    assert len(text) < 61_000
    assert "more" in text
    flood = tuple(Risk("r", "m", Place(f"{n} {'p' * 380}"), f"{n} {'q' * 390}") for n in range(100))
    assert "Left out for want of room: " in report_markdown(replace(make_ready(), risks=flood))


def test_the_comment_always_fits() -> None:
    names = tuple(f"{n}{'`' * 399}" for n in range(200))
    pairs = tuple((name, name) for name in names)
    lifted = Lifted(functions=pairs, origins=tuple((name, 1) for name in names))
    plan = make_ready()
    removals = tuple(Removal(plan.removals[0].extension, lifted=lifted, requires=pairs) for _ in range(50))
    assert len(report_markdown(replace(plan, targets=names, removals=removals))) < 65_536
