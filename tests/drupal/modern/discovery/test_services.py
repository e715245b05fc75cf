"""Services that one extension declares and another one uses."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import Files, core, module, plant_site
from uninstaller.drupal.modern.discovery.services import list_service_edges
from uninstaller.graph.model import Strength

SHOP = {"modules/shop/shop.services.yml": "services:\n  shop.till:\n    class: Drupal\\shop\\Till\n"}
PATH = "modules/cart/cart.services.yml"


def _edges(root: Path, *files: Files) -> list[tuple[str, str, Strength, str]]:
    _tree, site = plant_site(root, core(), module("modules/shop"), module("modules/cart"), *files)
    edges = list_service_edges(site.services, site.inventory)
    return [(one.source, one.target, one.strength, str(one.place)) for one in edges]


@pytest.mark.parametrize(
    ("lines", "strength", "line"),
    [
        ("    arguments: ['@shop.till']\n", Strength.HARD, 3),
        ("    arguments: ['@?shop.till']\n", Strength.SOFT, 3),
        ("    arguments: ['@?shop.till']\n    factory: ['@shop.till', get]\n", Strength.HARD, 4),
        ("    calls:\n      - [set, ['@shop.till']]\n", Strength.HARD, 4),
        ("    arguments: [!service_closure '@shop.till']\n", Strength.HARD, 3),
        ("    parent: shop.till\n", Strength.HARD, 3),
        ("    decorates: shop.till\n", Strength.HARD, 3),
        ("    decorates: shop.till\n    decoration_on_invalid: ignore\n", Strength.SOFT, 3),
        ("    alias: shop.till\n", Strength.HARD, 3),
    ],
)
def test_a_service_that_uses_another_one(tmp_path: Path, lines: str, strength: Strength, line: int) -> None:
    edges = _edges(tmp_path, SHOP, {PATH: f"services:\n  cart.box:\n{lines}"})
    assert edges == [("cart", "shop", strength, f"{PATH}:{line}")]


def test_a_short_alias_is_a_use(tmp_path: Path) -> None:
    assert len(_edges(tmp_path, SHOP, {PATH: "services:\n  Drupal\\cart\\Till: '@shop.till'\n"})) == 1


@pytest.mark.parametrize("argument", ["'@@shop.till'", "'@=service(1)'", "'shop.till'", "'@cart.own'", "'%shop.till%'"])
def test_what_is_no_use_of_another_s_service(tmp_path: Path, argument: str) -> None:
    text = f"services:\n  cart.own: {{ class: X }}\n  cart.box:\n    arguments: [{argument}]\n"
    assert _edges(tmp_path, SHOP, {PATH: text}) == []


def test_core_s_services_are_core_s_though_a_test_module_replaces_them(tmp_path: Path) -> None:
    files = {
        "core/core.services.yml": "services:\n  time: { class: T }\n",
        "modules/shop/shop.services.yml": "services:\n  time: { class: T }\n",
        PATH: "services:\n  cart.box:\n    arguments: ['@time']\n",
    }
    assert _edges(tmp_path, files) == []


def test_a_service_that_a_test_module_replaces_stays_its_owner_s(tmp_path: Path) -> None:
    replaced = {"modules/shop/tests/shop_test/shop_test.services.yml": SHOP["modules/shop/shop.services.yml"]}
    uses = {PATH: "services:\n  cart.box:\n    arguments: ['@shop.till']\n"}
    edges = _edges(tmp_path, SHOP, module("modules/shop/tests/shop_test"), replaced, uses)
    assert [edge[:2] for edge in edges] == [("cart", "shop")]


def test_broken_services_are_told(tmp_path: Path) -> None:
    _tree, site = plant_site(tmp_path, core(), module("modules/cart"), {PATH: "services: ["})
    assert [one.place.path for one in site.unread] == [PATH]
