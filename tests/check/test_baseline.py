"""The baseline: what is known does not fail, wherever it moves to, and what is new does."""

import json
from pathlib import Path

import pytest

from tests.artifacts.test_json import make_validator
from tests.check.site import CALL, FRONT, check, check_json, make_removed, write
from tests.cli.site import refused

HINT = "write it again with --write-baseline"
KNOWN = ("--since", "HEAD", "--baseline", "known.json")


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = make_removed(tmp_path / "site", {FRONT: CALL})
    outcome = check(root, *KNOWN, "--write-baseline")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == f"{root}/known.json: 1 findings are known from now on\n"
    return root


def test_written_baseline_is_valid_and_covers(root: Path) -> None:
    make_validator("baseline-1.schema.json").validate(json.loads((root / "known.json").read_text()))
    report = check_json(root, *KNOWN)
    assert (report["findings"], report["known"], report["mended"], report["fails"]) == ([], 1, 0, False)


def test_lines_may_move(root: Path) -> None:
    write(root, {FRONT: CALL.replace("<?php\n", "<?php\n\n// One more line.\n").replace("  return", "      return")})
    assert check_json(root, *KNOWN)["known"] == 1


def test_one_more_in_an_equal_line_is_new(root: Path) -> None:
    write(root, {FRONT: CALL + CALL.partition("\n\n")[2].replace("front_total", "front_sum")})
    report = check_json(root, *KNOWN)
    assert (report["known"], [one["line"] for one in report["findings"]]) == (1, [7])


def test_same_line_in_another_file_is_new(root: Path) -> None:
    write(root, {FRONT.replace("front.module", "front.inc"): CALL})
    assert check_json(root, *KNOWN)["fails"]


def test_mended_findings_are_counted_and_forgotten(root: Path) -> None:
    write(root, {FRONT: "<?php\n"})
    assert check_json(root, *KNOWN)["mended"] == 1
    check(root, *KNOWN, "--write-baseline")
    assert json.loads((root / "known.json").read_text())["findings"] == []


def test_findings_of_other_modules_are_kept(root: Path) -> None:
    before = (root / "known.json").read_text()
    check(root, "poll", "--baseline", "known.json", "--write-baseline")
    assert (root / "known.json").read_text() == before


def test_settings_file_names_it(root: Path) -> None:
    write(root, {"uninstaller.toml": 'baseline = "known.json"\n'})
    assert check(root, "--since", "HEAD").status == 0


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[]", "no baseline of version 1"),
        ('{"version": 2, "findings": []}', "no baseline of version 1"),
        ('{"version": 1}', "'findings' must be a list"),
    ],
)
def test_baseline_that_is_none(root: Path, text: str, problem: str) -> None:
    (root / "known.json").write_text(text)
    assert refused(check(root, *KNOWN), f"{root}/known.json: {problem}", HINT)


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("fingerprint", 1, "must have the texts fingerprint, rule, module, path, message"),
        ("rule", "no-such", "there is no rule no-such"),
    ],
)
def test_row_that_is_none(root: Path, key: str, value: object, problem: str) -> None:
    loaded = json.loads((root / "known.json").read_text())
    loaded["findings"][0][key] = value
    (root / "known.json").write_text(json.dumps(loaded))
    separator = " " if problem.startswith("must") else ": "
    assert refused(check(root, *KNOWN), f"{root}/known.json: finding 1{separator}{problem}", HINT)


def test_baseline_that_is_missing_or_no_text(root: Path) -> None:
    missing = check(root, "--since", "HEAD", "--baseline", "no.json")
    hint = "name another file with --baseline, or make it with --write-baseline"
    assert refused(missing, f"{root}/no.json cannot be read: No such file or directory", hint)
    (root / "known.json").write_bytes(b"\xff")
    assert refused(check(root, *KNOWN), f"{root}/known.json cannot be read: it is not UTF-8", HINT)


def test_writing_without_a_file(root: Path) -> None:
    outcome = check(root, "--since", "HEAD", "--write-baseline")
    hint = "name it with --baseline FILE, or in uninstaller.toml"
    assert refused(outcome, "--write-baseline needs a file", hint)
