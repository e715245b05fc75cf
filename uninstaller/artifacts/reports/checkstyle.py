"""Findings as Checkstyle's XML, which many viewers read."""

from itertools import groupby
from xml.sax.saxutils import quoteattr

from uninstaller.artifacts.terminal import visible
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.rules import Level

SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info"}


def report_checkstyle(checked: Checked) -> str:
    """Paths are relative to the top of the repository. What could not be read is a warning without a line."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="8.0">']
    for path, group in groupby(checked.reported, lambda one: one.finding.place.path):
        errors = [_error(one) for one in group]
        lines += [f"  <file name={_quote(checked.prefix + path)}>", *errors, "  </file>"]
    for unread in checked.unread:
        said = _quote(f"could not be read: {unread.reason}")
        lines.append(f"  <file name={_quote(checked.prefix + unread.place.path)}>")
        lines += [f'    <error line="1" severity="warning" message={said} source="uninstaller.unread"/>', "  </file>"]
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


def _error(one: Reported) -> str:
    finding = one.finding
    column = f' column="{one.column}"' if one.column else ""
    place = f'line="{max(finding.place.line, 1)}"{column}'
    source = _quote(f"uninstaller.{finding.rule}")
    return f'    <error {place} severity="{SEVERITIES[one.level]}" message={_quote(finding.message)} source={source}/>'


def _quote(text: str) -> str:
    """What no XML may hold is shown as in a terminal."""
    return quoteattr(visible(text))
