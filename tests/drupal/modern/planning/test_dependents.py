"""Who needs what goes, and what that means where they are enabled."""

from collections.abc import Iterable
from pathlib import Path

from tests.drupal.modern.discovery.trees import Files, core, module, plant_site, profile, sync, theme
from uninstaller.drupal.modern.discovery.site import Site, list_extra_edges
from uninstaller.drupal.modern.planning.dependents import (
    find_dependent_decisions,
    find_dependent_risks,
    find_package_risks,
    find_service_decisions,
    plan_dependents,
    staying_extensions,
)
from uninstaller.drupal.modern.planning.selection import select_modules
from uninstaller.drupal.shared.selection import Selection
from uninstaller.graph.build import build_graph
from uninstaller.plan.model import Decision, Risk

SHOP = (
    module("modules/shop"),
    module("modules/cart", "dependencies: ['shop:shop (>=2)']\n"),
    theme("themes/fine", "dependencies: ['shop']\n"),
    module("modules/shop_tests/tests/cart_test", "dependencies: ['shop']\n"),
)


def _select(root: Path, *files: Files) -> tuple[Site, Selection]:
    tree, site = plant_site(root, core(), *SHOP, *files)
    return site, select_modules(site, build_graph(site.inventory), ["shop"], tree.links, with_dependents=False)


def _tell(found: Iterable[Decision | Risk]) -> list[tuple[str, str, str]]:
    return sorted((one.rule, str(one.place), one.problem.split()[0]) for one in found)


def test_dependents_of_all_kinds_are_told_with_their_chain(tmp_path: Path) -> None:
    recipe = {"recipes/start/recipe.yml": "name: Start\ninstall:\n  - cart\n"}
    brings = profile("profiles/p", "install: [shop]\n")
    site, selection = _select(tmp_path, recipe, brings)
    rows = plan_dependents(site.inventory, build_graph(site.inventory, list_extra_edges(site)), selection)
    assert [(row.chain, row.reason) for row in rows] == [
        (("cart", "shop"), "requires it in its info file >=2"),
        (("fine", "shop"), "theme that requires it in its info file"),
        (("p", "shop"), "install profile that installs it"),
        (("recipes/start", "cart", "shop"), "recipe that installs it"),
    ]


def test_an_enabled_dependent_that_stays_is_a_decision(tmp_path: Path) -> None:
    site, selection = _select(tmp_path, sync("cart", "cart_test", "shop"))
    assert _tell(find_dependent_decisions(site, selection)) == [
        ("dependent-enabled", "modules/cart/cart.info.yml:4", "cart")
    ]
    assert list(find_dependent_risks(site, selection)) == []


def test_without_exports_it_is_a_risk(tmp_path: Path) -> None:
    site, selection = _select(tmp_path)
    assert list(find_dependent_decisions(site, selection)) == []
    assert _tell(find_dependent_risks(site, selection)) == [
        ("dependent-stays", "modules/cart/cart.info.yml:4", "cart"),
        ("dependent-stays", "themes/fine/fine.info.yml:4", "fine"),
    ]


def test_exports_of_one_site_say_nothing_of_another(tmp_path: Path) -> None:
    site, selection = _select(tmp_path, sync("cart"), {"sites/other/settings.php": "<?php\n"})
    assert [row[2] for row in _tell(find_dependent_decisions(site, selection))] == ["cart"]
    assert [row[2] for row in _tell(find_dependent_risks(site, selection))] == ["fine"]


def test_a_profile_s_own_line_stands_in_the_way_only_if_it_is_a_dependency(tmp_path: Path) -> None:
    site, selection = _select(
        tmp_path,
        profile("profiles/p", "install: [shop]\n"),
        profile("profiles/q", "dependencies: [shop]\n"),
        sync("p", "q"),
    )
    assert staying_extensions(site, selection, "shop") == ("cart", "fine", "q")
    assert [row[2] for row in _tell(find_dependent_decisions(site, selection))] == ["q"]


SERVICES = {
    "modules/shop/shop.services.yml": "services:\n  shop.till: { class: X }\n",
    "modules/cart/cart.services.yml": "services:\n  cart.a: { arguments: ['@shop.till'] }\n",
    "modules/free/free.services.yml": (
        "services:\n  free.a: { arguments: ['@shop.till'] }\n  free.b: { arguments: ['@?shop.till'] }\n"
    ),
}


def test_a_service_that_drupal_cannot_start_without_is_a_decision(tmp_path: Path) -> None:
    """Whose info file requires the module is told of as a dependent already."""
    site, selection = _select(tmp_path, module("modules/free"), SERVICES)
    assert _tell(find_service_decisions(site, selection)) == [
        ("service-fatal", "modules/free/free.services.yml:2", "free")
    ]


def test_services_of_what_is_not_enabled_do_no_harm(tmp_path: Path) -> None:
    site, selection = _select(tmp_path, module("modules/free"), SERVICES, sync("shop"))
    assert list(find_service_decisions(site, selection)) == []


def test_a_part_of_a_package_comes_back(tmp_path: Path) -> None:
    tree, site = plant_site(tmp_path, core(), module("core/modules/book"), module("core/modules/book/tests/book_test"))
    selection = select_modules(site, build_graph(site.inventory), ["book"], tree.links, with_dependents=False)
    assert _tell(find_package_risks(site, selection)) == [("package-stays", "core/modules/book/book.info.yml", "it")]


def test_a_whole_package_does_not_come_back(tmp_path: Path) -> None:
    site, selection = _select(tmp_path)
    assert list(find_package_risks(site, selection)) == []
