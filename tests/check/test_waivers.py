"""Waivers in comments: what they cover, and that a useless one is told."""

from pathlib import Path

import pytest

from tests.check.site import CALL, FRONT, check, check_json, make_removed, make_removed_and_committed, rules_of
from tests.cli.site import refused

SINCE = ("--since", "HEAD")
WHY = "uninstaller-ignore php-function: comes back in May"


def call(comment: str, after: str = "") -> dict[str, str]:
    return {FRONT: f"<?php\n\nfunction front_total() {{\n{comment}  return shop_total();{after}\n}}\n"}


@pytest.mark.parametrize(
    "files",
    [
        call(f"  // {WHY}\n"),
        call(f"  # {WHY}\n"),
        call(f"  /* {WHY} */\n"),
        call(f"  /**\n   * {WHY}\n   */\n"),
        call("", f" // {WHY}"),
        call("", f" /* {WHY} */"),
        call(f"  // {WHY}\n\n  // Another comment.\n"),
        call("  // uninstaller-ignore php-class, php-function: comes back in May\n"),
    ],
)
def test_php(tmp_path: Path, files: dict[str, str]) -> None:
    report = check_json(make_removed(tmp_path / "site", files), *SINCE)
    assert (rules_of(report), report["waived"]) == ([], 1)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a/a.info.yml", "type: module\ndependencies:\n  # uninstaller-ignore info-dependency: later\n  - shop:shop\n"),
        ("a/a.info.yml", "type: module\ndependencies:\n  - shop:shop # uninstaller-ignore info-dependency: later\n"),
        ("a/a.info", "name = A\n; uninstaller-ignore info-dependency: later\ndependencies[] = shop\n"),
        ("a/p.html.twig", "{# uninstaller-ignore library: later #}\n{{ attach_library('shop/cart') }}\n"),
        ("a/shop-item.tpl.php", "<?php print 1; ?>\n<!-- uninstaller-ignore template-override: later -->\n"),
    ],
)
def test_comment_of_the_files_own_language(tmp_path: Path, path: str, text: str) -> None:
    report = check_json(make_removed(tmp_path / "site", {path: text, "a/a.module": "<?php\n"}), *SINCE)
    assert (rules_of(report), report["waived"]) == ([], 1)


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        ("  // uninstaller-ignore php-function\n", ["php-function", "waiver-without-reason"]),
        ("  // uninstaller-ignore php-function:\n", ["php-function", "waiver-without-reason"]),
        ("  // uninstaller-ignore php-function: */\n", ["php-function", "waiver-without-reason"]),
        ("  // uninstaller-ignore php-class: shop_total()\n", ["php-function", "waiver-without-finding"]),
        (f"  // {WHY}\n  $a = 1;\n", ["php-function"]),
    ],
)
def test_waiver_that_waives_nothing(tmp_path: Path, comment: str, rules: list[str]) -> None:
    """One that names no module that was looked for may be of use in another run."""
    report = check_json(make_removed(tmp_path / "site", call(comment)), *SINCE)
    assert (sorted(rules_of(report)), report["waived"], report["fails"]) == (rules, 0, True)


def test_useless_waiver_is_told_where_all_modules_are_looked_for(tmp_path: Path) -> None:
    root = make_removed_and_committed(tmp_path / "site", {FRONT: f"<?php\n\n// {WHY}\n$a = 1;\n"})
    assert rules_of(check_json(root)) == ["waiver-without-finding"]
    assert rules_of(check_json(root, *SINCE)) == []


@pytest.mark.parametrize(
    ("path", "text", "problem", "remedy"),
    [
        ("a.php", f"<?php\n$a = 'x {WHY}';\n", "a.php:2:9: a waiver must stand in a comment", "put it into one"),
        (
            "composer.json",
            f'{{"_": "{WHY}"}}\n',
            "composer.json:1:8: a waiver must stand in a comment",
            "use a baseline: JSON has no comments",
        ),
        (
            "a.yml",
            "# uninstaller-ignore no-such: x\n",
            "a.yml:1:3: there is no rule no-such",
            "write: uninstaller-ignore RULE: reason (docs/rules lists the rules)",
        ),
        (
            "a.css",
            "/* uninstaller-ignore: x */\n",
            "a.css:1:4: a waiver must name a rule",
            "write: uninstaller-ignore RULE: reason (docs/rules lists the rules)",
        ),
    ],
)
def test_waiver_that_is_none(tmp_path: Path, path: str, text: str, problem: str, remedy: str) -> None:
    root = make_removed(tmp_path / "site", {path: text})
    assert refused(check(root, *SINCE), problem, remedy)


def test_prose_about_waivers_is_none(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {"README.md": f"Write {WHY}\n", "x.bin": WHY})
    assert check(root, *SINCE).status == 0


def test_waivers_are_the_same_from_the_cache(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site", {**call(f"  // {WHY}\n"), "b.php": CALL})
    first, second = check(root, *SINCE), check(root, *SINCE)
    assert first == second == check(root, *SINCE, "--no-cache")
