"""Findings as the workflow commands that GitHub shows beside the lines of a pull request."""

from uninstaller.artifacts.terminal import visible
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.rules import Level, find_rule

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def report_github(checked: Checked) -> str:
    """A line each; '' where there is nothing to say. Paths are relative to the top of the repository."""
    lines = [_annotate(checked, one) for one in checked.reported]
    for unread in checked.unread:
        place = f"file={_property(checked.prefix + unread.place.path)}"
        lines.append(f"::warning {place}::{_data(f'could not be read: {unread.reason}')}")
    return "".join(f"{line}\n" for line in lines)


def _annotate(checked: Checked, one: Reported) -> str:
    finding = one.finding
    properties = [("file", checked.prefix + finding.place.path)]
    properties += [("line", str(finding.place.line))] if finding.place.line else []
    properties += [("col", str(one.column))] if one.column else []
    properties += [("title", f"{finding.rule}: {find_rule(finding.rule).title}")]
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties)
    return f"::{COMMANDS[one.level]} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    """One line already. A pair of colons is drawn apart, since in a message GitHub decodes no colon."""
    return visible(text).replace("%", "%25").replace("::", ": :")


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
