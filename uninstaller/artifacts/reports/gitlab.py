"""Findings as GitLab's code quality report, which is Code Climate's format."""

from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.artifacts.terminal import visible
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.rules import Level

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def report_gitlab(checked: Checked) -> str:
    """A list; paths are relative to the top of the repository. What could not be read has no place in this format."""
    return format_json([_issue(checked, one) for one in checked.reported])


def _issue(checked: Checked, one: Reported) -> JsonObject:
    finding = one.finding
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": visible(finding.message),
        "categories": ["Compatibility"],
        "severity": SEVERITIES[one.level],
        "fingerprint": one.fingerprint,
        "location": {"path": checked.prefix + finding.place.path, "lines": {"begin": max(finding.place.line, 1)}},
    }
