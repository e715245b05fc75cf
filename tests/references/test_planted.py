"""Some three hundred references and lures planted under several names: how many are found, and how many too many."""

from collections import Counter

import pytest

from tests.references.planted import FOUND, LURES, OTHER, rename
from tests.references.trees import SHOP, find
from uninstaller.plan.finding import Finding

NAMES = ("zebra", "price_list", "node_zebra", "mail2")
COPIES = 3


def _own(name: str) -> dict[str, str]:
    return {rename(path, name): rename(text, name) for path, text in SHOP.items()}


def _plant(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Files with references and files with lures, each in folders of their own; what they are by path."""
    files: dict[str, str] = {rename(path, name): text for path, text in OTHER.items()}
    truth: dict[str, str] = {}
    for table, mark in ((FOUND, "found"), (LURES, "lure")):
        for number, (kind, row) in enumerate(table.items()):
            for copy in range(COPIES if mark == "found" else 2 * COPIES):
                folder = "" if row[0].startswith("vendor/") else f"place{copy}/{mark}{number}/"
                path = folder + rename(row[0], name)
                files[path] = rename(row[1], name)
                truth[path] = f"{mark}: {kind}"
    return files, truth


@pytest.mark.parametrize("name", NAMES)
def test_recall_and_precision_by_kind(name: str) -> None:
    files, truth = _plant(name)
    named = {one.place.path for one in _likely(find(files, name, own=_own(name)))}
    missed = Counter(kind for path, kind in truth.items() if kind.startswith("found") and path not in named)
    wrong = Counter(kind for path, kind in truth.items() if kind.startswith("lure") and path in named)
    assert len(truth) > 180
    assert (missed, wrong) == (Counter(), Counter())


def _likely(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.certainty != "possible"]


def test_what_is_found_in_one_file_does_not_hang_on_others() -> None:
    files, _ = _plant("zebra")
    others = {rename(one, "zebra"): text for one, text in OTHER.items()}
    whole = find(files, "zebra", own=_own("zebra"))
    for path in sorted(files)[::20]:
        alone = find({path: files[path], **others}, "zebra", own=_own("zebra"))
        assert {(one.place, one.rule) for one in alone if one.place.path == path} == {
            (one.place, one.rule) for one in whole if one.place.path == path
        }
