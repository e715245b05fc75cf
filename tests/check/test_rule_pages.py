"""Each rule has a page, and what the page says is true: its example fails, and does not once it is mended."""

import re
from pathlib import Path

import pytest

from tests.check.site import check_json, make_removed
from uninstaller.plan.rules import RULES, Level, Rule

PAGES = Path(__file__).parents[2] / "docs" / "rules"
BLOCK = re.compile(r"^`([^`\n]+)`\n\n```\w+\n(.*?)^```$", re.M | re.S)
PLACED = [rule for rule in RULES if not rule.id.startswith("policy-")]


def read_examples(rule: Rule) -> tuple[dict[str, str], dict[str, str]]:
    fails, _, mended = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8").partition("\n## Mended\n")
    return dict(BLOCK.findall(fails.partition("\n## Fails\n")[2])), dict(BLOCK.findall(mended))


def _strictness(rule: Rule) -> tuple[str, ...]:
    """A note fails where it is asked for only."""
    return ("--fail-on", "possible") if rule.level is Level.NOTE else ()


def test_pages_are_those_of_the_rules() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == {rule.id for rule in RULES}
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert f"| [{rule.id}]({rule.id}.md) | {rule.level.value} | {rule.title} |" in index


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_page_says_what_the_rule_says(rule: Rule) -> None:
    page = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.id}\n\n{rule.title}. Default level: {rule.level.value}.\n{rule.remedy}\n")
    assert "\n## Fails\n" in page
    assert "\n## Mended\n" in page


@pytest.mark.parametrize("rule", PLACED, ids=lambda rule: rule.id)
def test_example_fails_and_is_mended(rule: Rule, tmp_path: Path) -> None:
    fails, mended = read_examples(rule)
    assert fails
    report = check_json(make_removed(tmp_path / "fails", fails), "--since", "HEAD", *_strictness(rule))
    found = [(one["path"], one["fails"]) for one in report["findings"] if one["rule"] == rule.id]
    assert found
    assert {path for path, _ in found} <= fails.keys()
    assert all(is_failing for _, is_failing in found)
    report = check_json(make_removed(tmp_path / "mended", mended), "--since", "HEAD")
    assert not report["fails"], report["findings"]
