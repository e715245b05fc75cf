"""The baseline: findings that were there when the gate was put up, and that do not fail it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from uninstaller.artifacts.json_text import format_json
from uninstaller.errors import UserError
from uninstaller.plan.checked import Reported
from uninstaller.plan.rules import RULES_BY_ID

VERSION = 1
KEYS = ("fingerprint", "rule", "module", "path", "message")


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One accepted finding; only the fingerprint is compared, the rest is for people."""

    path: str
    rule: str
    module: str
    message: str
    fingerprint: str


def read_baseline(text: str, path: str) -> tuple[Known, ...]:
    """Raises UserError for anything that `make_baseline` has not written."""
    hint = "write it again with --write-baseline"
    try:
        loaded = json.loads(text)
    except ValueError as error:
        raise UserError(f"{path}: no JSON: {error}", hint) from None
    if not isinstance(loaded, dict) or loaded.get("version") != VERSION:
        raise UserError(f"{path}: no baseline of version {VERSION}", hint)
    rows = loaded.get("findings")
    if not isinstance(rows, list):
        raise UserError(f"{path}: 'findings' must be a list", hint)
    return tuple(_read_row(row, f"{path}: finding {number}", hint) for number, row in enumerate(rows, 1))


def _read_row(row: object, where: str, hint: str) -> Known:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in KEYS):
        raise UserError(f"{where} must have the texts {', '.join(KEYS)}", hint)
    if row["rule"] not in RULES_BY_ID:
        raise UserError(f"{where}: there is no rule {row['rule']}", hint)
    return Known(row["path"], row["rule"], row["module"], row["message"], row["fingerprint"])


def make_baseline(reported: Iterable[Reported], old: Iterable[Known], modules: Collection[str]) -> str:
    """All findings of this run; of the old entries those of modules that this run did not look for."""
    kept = [one for one in old if one.module and one.module not in modules]
    rows = sorted({*kept, *map(_make_row, reported)})
    return format_json({"version": VERSION, "findings": [{key: getattr(row, key) for key in KEYS} for row in rows]})


def _make_row(one: Reported) -> Known:
    finding = one.finding
    return Known(finding.place.path, finding.rule, finding.module, finding.message, one.fingerprint)


def subtract_known(
    reported: Iterable[Reported], known: Iterable[Known], modules: Collection[str]
) -> tuple[tuple[Reported, ...], int, int]:
    """Findings that the baseline lacks, the count of those it has, and of its entries that are found no more."""
    reported = tuple(reported)
    accepted = {one.fingerprint: one for one in known}
    found = {one.fingerprint for one in reported}
    fresh = tuple(one for one in reported if one.fingerprint not in accepted)
    mended = sum(one.module in modules and one.fingerprint not in found for one in accepted.values())
    return fresh, len(reported) - len(fresh), mended
