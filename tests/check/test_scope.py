"""Without a revision: modules of the ledger, absent ones that something requires, and names that are typed."""

from pathlib import Path

import pytest

from tests.check.site import check, check_json, rules_of, write
from tests.cli.site import CUSTOM, SHOP, module, refused, run, write_site
from tests.scenarios.git import commit_all

CALL = {f"{CUSTOM}/front/front.module": "<?php\n\nfunction front_total() {\n  return shop_sum();\n}\n"}
OWN = "function shop_sum() {\n  return 1;\n}\n"


def remove(site: Path) -> None:
    write_site(site, {f"{SHOP}/shop.module": f"<?php\n\n{OWN}"})
    commit_all(site, "Shop can sum")
    assert run(site, "generate", "shop").status == 0
    commit_all(site, "Remove shop")


def test_ledger_knows_what_went_and_git_knows_its_code(site: Path) -> None:
    remove(site)
    assert check_json(site)["modules"] == ["shop"]
    assert check(site).status == 0
    write(site, CALL)
    assert rules_of(check_json(site)) == ["php-function"]


def test_ledger_whose_revision_is_not_in_this_clone(site: Path) -> None:
    remove(site)
    ledger = site / CUSTOM / "uninstall/uninstall.ledger.yml"
    text = ledger.read_text()
    revision = text.partition('revision: "')[2].partition('"')[0]
    ledger.write_text(text.replace(revision, "0" * 40))
    write(site, {f"{CUSTOM}/front/front.info": "name = Front\ncore = 7.x\ndependencies[] = shop\n"})
    report = check_json(site)
    assert rules_of(report) == ["info-dependency"]
    reason = "the code of shop is in no revision of this clone: looked for by its name alone"
    assert [row["reason"] for row in report["unread"]] == [reason]


def test_ledger_that_is_broken(site: Path) -> None:
    remove(site)
    (site / CUSTOM / "uninstall/uninstall.ledger.yml").write_text("<<<<<<< HEAD\n")
    outcome = check(site)
    assert outcome.status == 2
    assert "uninstall.ledger.yml:1: cannot be read" in outcome.err
    assert check(site, "--since", "HEAD").status == 0


def test_generated_module_is_not_looked_at(site: Path) -> None:
    remove(site)
    assert "shop" in (site / CUSTOM / "uninstall/removals/shop.inc").read_text()
    assert check_json(site)["findings"] == []


def test_absent_module_counts_where_something_requires_it(site: Path) -> None:
    write(site, module(f"{CUSTOM}/cart", "dependencies[] = gone", "dependencies[] = node"))
    guarded = "<?php\n\nfunction front_a() {\n  if (module_exists('lost')) {\n    lost_and_found();\n  }\n}\n"
    write(site, {f"{CUSTOM}/front/front.module": guarded})
    report = check_json(site)
    assert report["modules"] == ["gone"]
    assert [(one["rule"], one["path"], one["line"]) for one in report["findings"]] == [
        ("info-dependency", f"{CUSTOM}/cart/cart.info", 3)
    ]


def test_absence_cannot_be_told_where_core_is_fetched_later(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"require": {"drupal/core-recommended": "^10", "drupal/webform": "^6"}}\n',
        "web/modules/custom/front/front.info.yml": "name: Front\ntype: module\ndependencies:\n  - webform:webform_ui\n",
    }
    write(tmp_path, files)
    report = check_json(tmp_path)
    assert report["findings"] == []
    assert [row["path"] for row in report["unread"]] == ["composer.json"]


def test_modern_tree_with_core(tmp_path: Path) -> None:
    files = {
        "core/lib/Drupal.php": "<?php\n",
        "core/modules/system/system.info.yml": "name: System\ntype: module\n",
        "modules/custom/front/front.info.yml": (
            "name: Front\ntype: module\ndependencies:\n  - 'drupal:system (>=8)'\n  - gone:gone\n"
        ),
        "modules/custom/front/config/install/front.a.yml": "dependencies:\n  enforced:\n    module: [front, away]\n",
        "modules/custom/front/config/optional/front.b.yml": "dependencies:\n  module:\n    - perhaps\n",
        "sync/core.extension.yml": "module:\n  front: 0\n  system: 0\n  vanished: 0\n",
    }
    write(tmp_path, files)
    report = check_json(tmp_path)
    assert report["modules"] == ["away", "gone", "vanished"]
    found = [(one["rule"], one["line"], one["column"]) for one in report["findings"]]
    assert found == [("config-dependency", 3, 21), ("info-dependency", 5, 5), ("core-extension", 4, 3)]


@pytest.mark.parametrize("name", ["../x", "a-b", "a b", "é", ""])
def test_name_that_can_be_no_module(site: Path, name: str) -> None:
    remedy = "lower case letters, digits and underscores"
    assert refused(check(site, name), f"{name!r} is no name of a module", remedy)


def test_name_that_is_nowhere_is_said(site: Path) -> None:
    outcome = check(site, "shpo")
    assert (outcome.status, outcome.out) == (0, "clean: nothing refers to shpo\n")
    assert outcome.err == "no code of shpo is here: looked for by its name alone; did you mean shop?\n"


def test_no_drupal(tmp_path: Path) -> None:
    problem = f"{tmp_path} holds no Drupal: neither info file nor composer.json is in it"
    assert refused(check(tmp_path), problem, "name the folder of a Drupal code base with --root DIR")
