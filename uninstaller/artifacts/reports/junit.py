"""Findings as JUnit's XML: a suite a module, a failure each finding that fails, skipped what is too uncertain."""

from xml.sax.saxutils import escape, quoteattr

from uninstaller.artifacts.terminal import visible
from uninstaller.plan.checked import Checked, Reported


def report_junit(checked: Checked) -> str:
    """A module without findings is a test that passed."""
    names = sorted({*checked.modules, *(one.finding.module for one in checked.reported)}) or [""]
    failures = sum(one.fails for one in checked.reported)
    tests = sum(max(1, len(_of(checked, name))) for name in names)
    head = f'<testsuites name="uninstaller check" tests="{tests}" failures="{failures}" errors="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    for name in names:
        lines += _suite(checked, name)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _of(checked: Checked, name: str) -> list[Reported]:
    return [one for one in checked.reported if one.finding.module == name]


def _suite(checked: Checked, name: str) -> list[str]:
    mine = _of(checked, name)
    failures = sum(one.fails for one in mine)
    title = _quote(name or "uninstaller")
    counts = f'tests="{max(1, len(mine))}" failures="{failures}" errors="0" skipped="{len(mine) - failures}"'
    cases = [line for one in mine for line in _case(checked, one)]
    clean = [f'    <testcase name="no stale reference" classname={title}/>']
    return [f"  <testsuite name={title} {counts}>", *(cases or clean), "  </testsuite>"]


def _case(checked: Checked, one: Reported) -> list[str]:
    finding = one.finding
    name = _quote(f"{checked.prefix}{finding.place} {finding.rule}")
    said = f"message={_quote(finding.message)}"
    text = escape(visible(f"{finding.message} [{one.fingerprint}]"))
    outcome = f"<failure type={_quote(finding.rule)} {said}>{text}</failure>" if one.fails else f"<skipped {said}/>"
    return [
        f"    <testcase name={name} classname={_quote(finding.module or 'uninstaller')}>",
        f"      {outcome}",
        "    </testcase>",
    ]


def _quote(text: str) -> str:
    """What no XML may hold is shown as in a terminal."""
    return quoteattr(visible(text))
