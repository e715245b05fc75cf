"""Findings for programs: JSON in the shape of `schema/check-1.schema.json`, which a change of shape must version."""

from uninstaller import __version__
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.place import Unread
from uninstaller.plan.checked import Checked, Reported

VERSION = 1


def report_check_json(checked: Checked) -> str:
    """Paths are relative to `root`; line and column are 0 where there is none, columns count characters."""
    return format_json(
        {
            "version": VERSION,
            "tool": {"name": "uninstaller", "version": __version__},
            "root": checked.root,
            "fails": checked.fails,
            "modules": checked.modules,
            "findings": [_finding(one) for one in checked.reported],
            "waived": checked.waived,
            "known": checked.known,
            "mended": checked.mended,
            "uncertain": checked.uncertain,
            "unread": [_unread(one) for one in checked.unread],
        }
    )


def _finding(one: Reported) -> JsonObject:
    finding = one.finding
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": one.column,
        "kind": finding.kind.value,
        "rule": finding.rule,
        "certainty": finding.certainty.value,
        "level": one.level.value,
        "fails": one.fails,
        "module": finding.module,
        "chain": finding.chain,
        "message": finding.message,
        "fingerprint": one.fingerprint,
    }


def _unread(unread: Unread) -> JsonObject:
    place = unread.place
    return {"path": place.path, "line": place.line, "column": place.column, "reason": unread.reason}
