"""Text of a code base that nobody should trust: it stays text in whatever `check` hands over."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.check.site import CALL, check, check_json, make_removed, write
from tests.cli.site import PASSWORD

EVIL = "a\n::error file=x::own3d \x1b[2J%0A<b>&\"',.php"
BYTES = "\udcff\u202e.php"
SINCE = ("--since", "HEAD")


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return make_removed(tmp_path / "site", {f"custom/{EVIL}": CALL, f"custom/{BYTES}": CALL})


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "github", "gitlab", "checkstyle", "junit"])
def test_names_of_files(root: Path, format_: str) -> None:
    outcome = check(root, *SINCE, "--format", format_)
    assert outcome.status == 1
    assert [
        line for line in outcome.out.split("\n") if not line.isprintable() or line.startswith("::error file=x")
    ] == []
    if format_ in ("json", "sarif", "gitlab"):
        json.loads(outcome.out)
    if format_ in ("checkstyle", "junit"):
        ElementTree.fromstring(outcome.out)
    if format_ == "github":
        assert len(outcome.out.splitlines()) == 2


def test_json_gives_the_path_back(root: Path) -> None:
    paths = [finding["path"] for finding in check_json(root, *SINCE)["findings"]]
    assert f"custom/{EVIL}" in paths


def test_baseline_knows_such_files(root: Path) -> None:
    known = ("--baseline", "known.json")
    assert check(root, *SINCE, *known, "--write-baseline").status == 0
    assert check(root, *SINCE, *known).status == 0


def test_names_from_info_files_are_no_modules(tmp_path: Path) -> None:
    """What cannot be a machine name is looked for nowhere."""
    files = {
        "includes/bootstrap.inc": "",
        "modules/system/system.info": "name = System\n",
        "modules/system/system.module": "<?php\n",
        "a/a.info": 'name = A\ndependencies[] = ../../x\ndependencies[] = "b\'; rm -rf"\ndependencies[] = <script>\n',
        "a/a.module": "<?php\n",
    }
    write(tmp_path, files)
    assert check_json(tmp_path)["modules"] == []


def test_passwords_reach_neither_report_nor_cache(tmp_path: Path) -> None:
    settings = f"<?php\n$databases['password'] = '{PASSWORD}'; shop_total();\n"
    root = make_removed(tmp_path / "site", {"sites/default/settings.php": settings})
    outcome = check(root, *SINCE, "--format", "sarif")
    assert "sites/default/settings.php" in outcome.out
    cache = b"".join(path.read_bytes() for path in Path(os.environ["XDG_CACHE_HOME"]).rglob("*") if path.is_file())
    assert PASSWORD not in outcome.out
    assert PASSWORD.encode() not in cache


def test_fingerprint_of_a_line_with_a_password_does_not_depend_on_it(tmp_path: Path) -> None:
    """A digest of a short line could be guessed."""
    prints = []
    for number in (1, 2):
        settings = f"<?php\n$databases['password'] = '{number}'; shop_total();\n"
        root = make_removed(tmp_path / str(number), {"sites/default/settings.php": settings})
        prints.append([finding["fingerprint"] for finding in check_json(root, *SINCE)["findings"]])
    assert prints[0] == prints[1] != []


def test_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root = make_removed(tmp_path / "site")
    (tmp_path / "outside.php").write_text(CALL)
    (root / "link.php").symlink_to(tmp_path / "outside.php")
    report = check_json(root, *SINCE)
    assert report["findings"] == []
    assert [(row["path"], row["reason"]) for row in report["unread"]] == [("link.php", "link leaves the project")]


def test_file_that_cannot_be_parsed_is_read_all_the_same(tmp_path: Path) -> None:
    """Its words are there, whatever PHP makes of them."""
    root = make_removed(tmp_path / "site", {"broken.php": "<?php\nfunction ( { shop_total( \n"})
    assert [(row["path"], row["rule"]) for row in check_json(root, *SINCE)["findings"]] == [
        ("broken.php", "php-function")
    ]
