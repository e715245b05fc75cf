"""What fails and what is merely shown: certainty, levels, and the files that count."""

from pathlib import Path

import pytest

from tests.check.site import CALL, FRONT, check, check_json, make_removed, rules_of
from tests.cli.site import refused

GUARDED = "<?php\n\nfunction front_total() {\n  if (module_exists('shop')) {\n    return shop_total();\n  }\n}\n"
STRING = "<?php\n\nfunction front_total() {\n  return array_map('shop_total', array());\n}\n"
SINCE = ("--since", "HEAD")


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (CALL, "certain", 1),
        (STRING, "certain", 0),
        (STRING, "likely", 1),
        (GUARDED, "likely", 0),
        (GUARDED, "possible", 1),
    ],
)
def test_fail_on(tmp_path: Path, text: str, fail_on: str, status: int) -> None:
    root = make_removed(tmp_path / "site", {FRONT: text})
    assert check(root, *SINCE, "--fail-on", fail_on).status == status
    (root / "uninstaller.toml").write_text(f'fail-on = "{fail_on}"\n')
    assert check(root, *SINCE).status == status


def test_default_is_likely(tmp_path: Path) -> None:
    assert check(make_removed(tmp_path / "a", {FRONT: STRING}), *SINCE).status == 1
    assert check(make_removed(tmp_path / "b", {FRONT: GUARDED}), *SINCE).status == 0


def test_what_is_too_uncertain_is_listed_on_demand(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {FRONT: GUARDED})
    brief = "clean: nothing refers to shop; 2 too uncertain to fail (--verbose lists them)\n"
    assert check(root, *SINCE).out == brief
    assert f"{FRONT}:5:12 note, possible [php-function]\n" in check(root, *SINCE, "--verbose").out
    assert check(root, *SINCE, "--format", "github").out == ""


def test_levels_follow_certainty(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {FRONT: CALL, "a.php": STRING, "b.php": GUARDED})
    levels = {
        one["path"]: one["level"] for one in check_json(root, *SINCE)["findings"] if one["rule"] == "php-function"
    }
    assert levels == {FRONT: "error", "a.php": "warning", "b.php": "note"}


def test_fixtures_of_tests_do_not_fail(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {"a/tests/fixtures/a.php": CALL, "a/tests/b.php": CALL})
    found = {one["path"]: one["fails"] for one in check_json(root, *SINCE)["findings"]}
    assert found == {"a/tests/fixtures/a.php": False, "a/tests/b.php": True}


def test_include_and_exclude(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {FRONT: CALL, "old/a.php": CALL, "old/b.php": CALL})
    (root / "uninstaller.toml").write_text('include = ["old/*"]\nexclude = ["*/b.php"]\n')
    assert [one["path"] for one in check_json(root, *SINCE)["findings"]] == ["old/a.php"]


def test_unreadable_place_is_told_and_does_not_fail(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {"composer.json": "{"})
    report = check_json(root, *SINCE)
    assert [row["path"] for row in report["unread"]] == ["composer.json"]
    assert rules_of(report) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('fail_on = "never"', "fail_on must be one of certain, likely, possible"),
        ('include = "x"', "include must be a list of texts"),
        ("baseline = 1", "baseline must be of type str"),
    ],
)
def test_settings_that_are_wrong(tmp_path: Path, line: str, problem: str) -> None:
    root = make_removed(tmp_path / "site", {"uninstaller.toml": f"{line}\n"})
    assert refused(check(root, *SINCE), f"{root}/uninstaller.toml: {problem}", "correct its value")
