"""What options change in the module that is written for modern Drupal."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.drupal.modern.sites import SETTINGS, make_site
from tests.facts.trees import make_tree
from uninstaller.codebase.change import Write
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.drupal.modern.generated import templates
from uninstaller.drupal.modern.generated.changes import write_removal
from uninstaller.drupal.modern.planning.plan import plan_removal
from uninstaller.drupal.modern.planning.residue import CLEANABLE
from uninstaller.errors import UserError
from uninstaller.graph.build import build_graph
from uninstaller.php.parse import parse
from uninstaller.plan.model import Plan
from uninstaller.settings import Settings

MODULE = "modules/custom/uninstall"
SHOP = {
    "shop.install": "<?php\nfunction shop_uninstall() {\n  \\Drupal::state()->delete('shop.a');\n}\n",
    "shop.module": (
        "<?php\nfunction shop_note() {\n  \\Drupal::state()->set('shop.b', 1);\n"
        "  \\Drupal::state()->set('system.c', 1);\n"
        "  \\Drupal::state()->set('shop_more.d', 1);\n  \\Drupal::queue('shop_jobs')->createItem(1);\n}\n"
    ),
    "shop.routing.yml": "shop.one:\n  path: '/shop/{item}/{view}'\nshop.any:\n  path: '/{any}'\n",
}
HOST = {
    "modules/custom/front/front.info.yml": "name: Front\ntype: module\ncore_version_requirement: '>=8'\n",
    "modules/custom/shop_more/shop_more.info.yml": "name: More\ntype: module\ncore_version_requirement: '>=8'\n",
}


def _plan(settings: Settings, more: dict[str, str | bytes]) -> tuple[Plan, dict[str, str]]:
    """The plan, and what is written where nothing stands in the way."""
    site = make_site(SHOP)
    tree = make_tree({path: site.read(path) for path in site.files} | more)
    inventory = read_inventory(tree)
    plan = plan_removal(tree, inventory, build_graph(inventory), ["shop"], settings)
    if plan.decisions:
        return plan, {}
    changes = write_removal(tree, inventory, plan, settings, "").changes
    return plan, {one.path: one.content.decode() for one in changes if isinstance(one, Write)}


def _generate(more: dict[str, str] | None = None, **options: object) -> dict[str, str]:
    return _plan(replace(SETTINGS, **options), {**HOST, **(more or {})})[1]  # type: ignore[arg-type]


def test_more_code_than_it_takes_comes_along_on_request() -> None:
    assert "extends RemovalBase" in _generate()[f"{MODULE}/src/Removal/Shop.php"]
    files = _generate(strategy="carry")
    assert "extends CarriedBase" in files[f"{MODULE}/src/Removal/Shop.php"]
    assert f"{MODULE}/carried/shop/shop.install" in files
    assert f"{MODULE}/lifted/shop.inc" not in files


def test_less_than_it_takes_is_a_decision() -> None:
    dynamic = {"modules/custom/shop/shop.install": "<?php\nfunction shop_uninstall() {\n  ($GLOBALS['x'])();\n}\n"}
    plan, files = _plan(replace(SETTINGS, strategy="slice"), {**HOST, **dynamic})
    assert [one.rule for one in plan.decisions] == ["strategy"]
    assert plan.removals[0].strategy == "carry"
    assert files == {}
    assert _plan(replace(SETTINGS, strategy="carry"), {**HOST, **dynamic})[0].decisions == ()


def test_what_becomes_of_content_is_said_where_it_is_not_native() -> None:
    assert "onContent" not in _generate()[f"{MODULE}/src/Removal/Shop.php"]
    assert "return self::ABORT;" in _generate(on_content="abort")[f"{MODULE}/src/Removal/Shop.php"]
    assert "return self::DELETE;" in _generate(on_content="delete")[f"{MODULE}/src/Removal/Shop.php"]


def test_only_its_own_residue_is_cleaned_and_only_on_request() -> None:
    assert "residue" not in _generate()[f"{MODULE}/src/Removal/Shop.php"]
    text = _generate(deep_clean=True)[f"{MODULE}/src/Removal/Shop.php"]
    assert "'state' => ['shop.b']" in text
    assert "'urlAlias' => ['/shop/%/%']" in text
    assert "'queue' => ['shop_jobs']" in text
    assert "shop_more" not in text
    assert "system" not in text


def test_the_runtime_cleans_each_kind() -> None:
    source = (Path(templates.__file__).parent / "templates" / "src" / "Residue.php.j2").read_text(encoding="utf-8")
    methods = set(re.findall(r"private static function (\w+)\(\$", source)) - {"pattern"}
    kinds = {kind.value: kind.value.removesuffix(" entry").removesuffix(" collection") for kind in CLEANABLE}
    assert {re.sub(r"[-\s](\w)", lambda found: found[1].upper(), name) for name in kinds.values()} == methods


@pytest.mark.parametrize(("version", "has_requirements"), [("9.5.0", True), ("10.6.1", False), ("11.4.0", False)])
def test_a_host_gets_an_update_and_what_lets_it_run(version: str, has_requirements: bool) -> None:
    core = {"core/lib/Drupal.php": f"<?php\nclass Drupal {{\n  const VERSION = '{version}';\n}}\n"}
    install = "<?php\n\n/**\n * Old.\n */\nfunction front_update_10007() {}\n"
    files = _generate({**core, "modules/custom/front/front.install": install}, host="front")
    written = files["modules/custom/front/front.install"]
    assert written.startswith(install)
    assert "function front_update_10008() {" in written
    assert ("function front_requirements($phase) {" in written) == has_requirements
    hooks = files["modules/custom/front/front.module"]
    assert hooks.startswith("<?php\n\n/**\n * @file\n * Hooks for the front module.\n")
    assert re.findall(r"^function (\w+)", hooks, re.M) == [
        "front_requirements_alter", "front_update_requirements_alter",
    ]  # fmt: skip
    for text in (written, hooks):
        assert not parse(text.encode()).errors
    assert 'function: "front_update_10008"' in files[f"{MODULE}/uninstall.ledger.yml"]


def test_a_host_that_alters_requirements_itself_is_refused() -> None:
    hooks = {"modules/custom/front/front.module": "<?php\nfunction front_requirements_alter(&$requirements) {}\n"}
    with pytest.raises(UserError, match=r"front\.module has front_requirements_alter\(\) already"):
        _generate(hooks, host="front")
