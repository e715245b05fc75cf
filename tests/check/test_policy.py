"""`policy`: each clause is held by an honest removal, and broken by what it is there for."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.artifacts.test_json import make_validator
from tests.check.site import write
from tests.cli.site import CUSTOM, OURS, SHOP, refused, run
from tests.scenarios.git import commit_all, git, start_repository

FIXTURES = Path(__file__).parents[2] / "fixtures" / "drupal_sites"

ALL = {
    "policy-no-entry": "held",
    "policy-out-of-step": "held",
    "policy-shipped-altered": "held",
    "policy-edited-by-hand": "held",
    "policy-still-enabled": "held",
}


def judge(site: Path, *arguments: str) -> dict[str, Any]:
    outcome = run(site, "policy", "--format", "json", *arguments)
    loaded: dict[str, Any] = json.loads(outcome.out)
    make_validator("policy-1.schema.json").validate(loaded)
    assert outcome.status == (loaded["verdict"] == "broken")
    return loaded


def states(judged: dict[str, Any]) -> dict[str, str]:
    return {clause["rule"]: clause["state"] for clause in judged["clauses"]}


def broken(judged: dict[str, Any]) -> dict[str, list[str]]:
    return {
        clause["rule"]: [breach["problem"] for breach in clause["breaches"]]
        for clause in judged["clauses"]
        if clause["breaches"]
    }


@pytest.fixture(name="removed")
def _removed(site: Path) -> Path:
    """`shop` removed and shipped."""
    assert run(site, "generate", "shop").status == 0
    commit_all(site, "Remove shop")
    return site


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_honest_removal_holds(site: Path) -> None:
    run(site, "generate", "shop")
    before = judge(site)
    assert states(before) == {**ALL, "policy-shipped-altered": "not examined"}
    commit_all(site, "Remove shop")
    after = judge(site, "--since", "HEAD~1")
    assert (after["verdict"], after["ledger"], after["modules"]) == ("held", f"{OURS}/uninstall.ledger.yml", ["shop"])
    run(site, "generate", "poll_box")
    assert states(judge(site)) == ALL
    commit_all(site, "Remove poll_box")
    assert states(judge(site)) == ALL


def test_site_without_a_ledger(site: Path) -> None:
    judged = judge(site)
    assert judged["verdict"] == "held"
    assert {rule for rule, state in states(judged).items() if state == "held"} == {"policy-no-entry"}


def test_code_that_went_away_without_an_entry(site: Path) -> None:
    shutil.rmtree(site / SHOP)
    assert broken(judge(site)) == {"policy-no-entry": ["the code of shop went away, and the ledger does not name it"]}
    commit_all(site, "Delete shop")
    assert broken(judge(site)) == {}
    assert "policy-no-entry" in broken(judge(site, "--since", "HEAD~1"))


def test_theme_needs_no_entry(site: Path) -> None:
    themes = {
        "sites/all/themes/garden/garden.info": "name = Garden\ncore = 7.x\n",
        "web/themes/park/park.info.yml": "name: Park\ntype: theme\n",
        "web/modules/poll/poll.info.yml": "name: Poll\ntype: module\n",
    }
    write(site, themes)
    commit_all(site, "Themes, and a module")
    for path in themes:
        (site / path).unlink()
    assert broken(judge(site)) == {"policy-no-entry": ["the code of poll went away, and the ledger does not name it"]}


def test_ledger_at_the_root_of_a_folder_of_modules(removed: Path) -> None:
    assert judge(removed / CUSTOM)["ledger"] == "uninstall/uninstall.ledger.yml"


def test_two_branches_that_made_one_number(removed: Path) -> None:
    git(removed, "checkout", "-q", "-b", "topic", "HEAD~1")
    run(removed, "generate", "poll_box")
    commit_all(removed, "Remove poll_box")
    theirs = (removed / OURS / "uninstall.install").read_text().rpartition("/**\n")[2]
    git(removed, "checkout", "-q", "main")
    install = removed / OURS / "uninstall.install"
    install.write_text(install.read_text() + "\n/**\n" + theirs)
    problems = broken(judge(removed))["policy-out-of-step"]
    assert problems == ["uninstall_update_7001() is there twice: of two branches that were merged, move one"]


def test_update_that_is_missing(removed: Path) -> None:
    edit(removed / OURS / "uninstall.install", "function uninstall_update_7001(", "function uninstall_update_7009(")
    problems = broken(judge(removed))["policy-out-of-step"]
    assert "uninstall_update_7001(), which removes shop, is missing" in problems
    assert "the ledger does not know uninstall_update_7009()" in problems


def test_update_that_names_another_module(removed: Path) -> None:
    edit(removed / OURS / "uninstall.install", "'shop'", "'poll_box'")
    said = broken(judge(removed))
    assert said["policy-out-of-step"] == [
        "uninstall_update_7001() does not name shop, which the ledger says that it removes"
    ]
    assert said["policy-shipped-altered"] == ["uninstall_update_7001() has shipped, and was altered"]


def test_shipped_code_that_was_altered(removed: Path) -> None:
    """Also where the ledger's hash was brought into line."""
    edit(removed / OURS / "removals/shop.inc", "shop_order", "shop_others")
    said = broken(judge(removed))
    assert said["policy-shipped-altered"] == ["what removes shop has shipped, and was altered"]
    assert said["policy-edited-by-hand"] == ["was edited by hand: its hash in the ledger is another"]


def test_shipped_entry_that_is_gone(removed: Path) -> None:
    ledger = removed / OURS / "uninstall.ledger.yml"
    edit(ledger, 'module: "shop"', 'module: "shed"')
    said = broken(judge(removed))["policy-shipped-altered"]
    assert said == ["uninstall_update_7001() for shop has shipped, and is gone from the ledger"]


def test_pruned_update_is_no_alteration(removed: Path) -> None:
    assert run(removed, "prune", "--before", "7002").status == 0
    assert states(judge(removed)) == ALL


def test_hand_made_edit_is_accepted_by_its_hash(removed: Path) -> None:
    import hashlib

    path = removed / OURS / "uninstall.module"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(path.read_text() + "\n// Ours.\n")
    assert "policy-edited-by-hand" in broken(judge(removed))
    edit(removed / OURS / "uninstall.ledger.yml", old, hashlib.sha256(path.read_bytes()).hexdigest())
    assert broken(judge(removed)) == {}


def test_generated_file_that_is_missing(removed: Path) -> None:
    (removed / OURS / "uninstall.inc").unlink()
    assert broken(judge(removed)) == {"policy-edited-by-hand": ["a generated file is missing"]}


def test_configuration_that_still_lists_it(removed: Path) -> None:
    write(removed, {"config/sync/core.extension.yml": "module:\n  node: 0\n  shop: 0\n"})
    judged = judge(removed)
    assert broken(judged) == {"policy-still-enabled": ["lists shop, which the ledger says is removed"]}
    [breach] = next(clause["breaches"] for clause in judged["clauses"] if clause["breaches"])
    assert (breach["path"], breach["line"], breach["column"]) == ("config/sync/core.extension.yml", 3, 3)


def test_text_says_what_to_do(site: Path) -> None:
    shutil.rmtree(site / SHOP)
    outcome = run(site, "policy")
    assert outcome.status == 1
    assert outcome.out.splitlines()[:4] == [
        "broken: [policy-no-entry]",
        f"  {SHOP} the code of shop went away, and the ledger does not name it",
        "  Bring the code back, and remove it with uninstaller generate.",
        "not examined: [policy-out-of-step] there is no ledger",
    ]
    assert outcome.out.endswith("the policy is broken\n")
    assert run(site, "policy", "--exit-zero").status == 0


def test_two_ledgers(removed: Path) -> None:
    shutil.copytree(removed / OURS, removed / CUSTOM / "more" / "uninstall")
    paths = [f"{CUSTOM}/more/uninstall/uninstall.ledger.yml", f"{OURS}/uninstall.ledger.yml"]
    outcome = run(removed, "policy")
    assert refused(outcome, f"{' and '.join(paths)}: two ledgers", "keep one generated module of a name")


def test_revision_that_is_none(site: Path) -> None:
    remedy = "give a branch, a tag or a commit that git log knows"
    assert refused(run(site, "policy", "--since", "no-such"), "no-such: no such revision", remedy)


def test_modern_module_holds_and_breaks(tmp_path: Path) -> None:
    """From Drupal 8 on a class a module holds what is frozen, and the ledger in PHP which update removes what."""
    root = tmp_path / "modern"
    shutil.copytree(FIXTURES / "eleven__recipe" / "site", root)
    start_repository(root)
    assert run(root, "generate", "faq_page").status == 0
    assert broken(judge(root)) == {}
    commit_all(root, "Remove faq_page")
    assert states(judge(root)) == ALL
    frozen = next(root.rglob("FaqPage.php"))
    frozen.write_text(frozen.read_text() + "\n")
    assert set(broken(judge(root))) == {"policy-shipped-altered", "policy-edited-by-hand"}
    ledger = frozen.parents[1] / "Ledger.php"
    ledger.write_text(ledger.read_text().replace("FaqPage::class", "FaqPages::class"))
    assert "policy-out-of-step" in broken(judge(root))
