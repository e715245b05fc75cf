"""Code of other projects that can work with a removed module does not fail the check; what it requires does."""

from pathlib import Path

from tests.check.site import CALL, check_json, make_removed

POLL = "sites/all/modules/contrib/poll"
PACKAGED = 'name = Poll\ncore = 7.x\nproject = "poll"\n'


def test_projects_of_others_get_along_without_it(tmp_path: Path) -> None:
    files = {f"{POLL}/poll.info": PACKAGED, f"{POLL}/poll.module": CALL, "sites/all/modules/own/own.module": CALL}
    files |= {"sites/all/modules/own/own.info": "name = Own\ncore = 7.x\n"}
    found = check_json(make_removed(tmp_path / "site", files), "--since", "HEAD")["findings"]
    fails = {one["path"]: one["fails"] for one in found}
    assert fails == {f"{POLL}/poll.module": False, "sites/all/modules/own/own.module": True}


def test_what_they_require_is_missing_all_the_same(tmp_path: Path) -> None:
    files = {f"{POLL}/poll.info": f"{PACKAGED}dependencies[] = shop\n", f"{POLL}/poll.module": "<?php\n"}
    report = check_json(make_removed(tmp_path / "site", files), "--since", "HEAD")
    assert [(one["rule"], one["fails"]) for one in report["findings"]] == [("info-dependency", True)]


def test_folder_of_contributed_code_is_of_others(tmp_path: Path) -> None:
    root = tmp_path / "site"
    inner = "web/modules/contrib/shop_kit"
    files = {f"{inner}/shop_kit.info.yml": "type: module\n", f"{inner}/shop_kit.module": CALL}
    found = check_json(make_removed(root, files), "--since", "HEAD")["findings"]
    assert [one["fails"] for one in found if one["path"].endswith(".module")] == [False]
