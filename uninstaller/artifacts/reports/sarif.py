"""Findings as SARIF 2.1.0, as code scanning services read it."""

import re
from urllib.parse import quote

from uninstaller import __version__
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.artifacts.terminal import visible
from uninstaller.place import Unread
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.rules import Level, Rule, find_rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
"""The top of the repository, as services call it."""
FINGERPRINT = "uninstaller/v1"


def report_sarif(checked: Checked) -> str:
    """One run. URIs are relative to the top of the repository."""
    rules = [find_rule(name) for name in sorted({one.finding.rule for one in checked.reported})]
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "uninstaller", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    invocation = {
        "executionSuccessful": True,
        "toolExecutionNotifications": [_notification(checked, one) for one in checked.unread],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {BASE: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(checked, one, index) for one in checked.reported],
    }
    return format_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> JsonObject:
    said = f"{rule.title}. {rule.remedy} To accept one: a comment `uninstaller-ignore {rule.id}: reason`."
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": f"{rule.title}. {rule.remedy}"},
        "help": {"text": said.replace("`", "'"), "markdown": said},
        "defaultConfiguration": {"level": rule.level.value},
    }


def _result(checked: Checked, one: Reported, index: dict[str, int]) -> JsonObject:
    finding = one.finding
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": Level(one.level).value,
        "message": {"text": _escape(finding.message)},
        "locations": [_location(checked, finding.place.path, finding.place.line, one.column)],
        "partialFingerprints": {FINGERPRINT: one.fingerprint},
        "properties": {
            "module": finding.module,
            "kind": finding.kind.value,
            "certainty": finding.certainty.value,
            "chain": finding.chain,
        },
    }


def _location(checked: Checked, path: str, line: int, column: int) -> JsonObject:
    physical: JsonObject = {"artifactLocation": {"uri": _uri(checked.prefix + path), "uriBaseId": BASE}}
    if line:
        physical["region"] = {"startLine": line} | ({"startColumn": column} if column else {})
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """Relative; a colon in its first part would make the rest of that part a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _escape(text: str) -> str:
    """Brackets would begin a link."""
    return re.sub(r"([\\\[\]])", r"\\\1", visible(text))


def _notification(checked: Checked, unread: Unread) -> JsonObject:
    place = unread.place
    return {
        "level": "warning",
        "message": {"text": _escape(f"{place.path} {unread.reason}")},
        "locations": [_location(checked, place.path, place.line, place.column)],
    }
