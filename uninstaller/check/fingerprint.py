"""Gives each finding a fingerprint that stays when its line moves, and the column in characters."""

import hashlib
from collections.abc import Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty
from uninstaller.facts.recall import is_secret
from uninstaller.plan.checked import Reported
from uninstaller.plan.finding import Finding
from uninstaller.plan.rules import find_level

_ORDER = (Certainty.CERTAIN, Certainty.LIKELY, Certainty.POSSIBLE)


def report_findings(tree: Tree, findings: Iterable[Finding], fail_on: Certainty) -> Iterator[Reported]:
    """In the order of places. `fail_on` is the least certainty that makes `check` fail."""
    failing = _ORDER[: _ORDER.index(fail_on) + 1]
    seen: dict[str, int] = {}
    lines: list[bytes] = []
    path = None
    for finding in sorted(findings):
        if finding.place.path != path:
            path = finding.place.path
            lines = _read_lines(tree, path)
        number = finding.place.line
        line = lines[number - 1] if 0 < number <= len(lines) else b""
        digest = _digest(finding, b"" if is_secret(path) else line)
        seen[digest] = seen.get(digest, 0) + 1
        column = len(line[: finding.place.column - 1].decode("utf-8", "replace")) + 1 if finding.place.column else 0
        yield Reported(
            finding,
            find_level(finding.rule, finding.certainty),
            f"{digest}-{seen[digest]}",
            column,
            finding.certainty in failing,
        )


def _digest(finding: Finding, line: bytes) -> str:
    """What stands there, not where; of equal findings in equal lines the first is the first."""
    names = (finding.rule, finding.module, finding.place.path, *finding.chain)
    text = b"\0".join([*(name.encode("utf-8", "surrogateescape") for name in names), b" ".join(line.split())])
    return hashlib.sha256(text).hexdigest()[:32]


def _read_lines(tree: Tree, path: str) -> list[bytes]:
    try:
        return tree.read(path).split(b"\n") if path in tree.files else []
    except OSError:
        return []
