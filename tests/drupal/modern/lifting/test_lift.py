"""hook_uninstall() leaves with the functions that it needs, or says what it cannot take along."""

import pytest

from tests.drupal.modern.sites import make_site
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.drupal.modern.lifting.lift import Lift, lift_hooks
from uninstaller.drupal.modern.provides.provided import read_provided
from uninstaller.php.parse import parse

MODULE = """<?php

use Drupal\\Core\\Url;
use Drupal\\node\\Entity\\Node;

const SHOP_KEY = 'shop.open';

/**
 * Names of what the shop remembers.
 */
function _shop_keys() {
  return [SHOP_KEY, 'shop.till'];
}

function shop_unused() {
  return Url::fromRoute('<front>');
}
"""


def lift(install: str, module: str = MODULE, **more: str) -> Lift:
    tree = make_site({"shop.install": f"<?php\n\n{install}\n", "shop.module": module, **more})
    (extension,) = read_inventory(tree).find("shop")
    return lift_hooks(tree, read_provided(tree, extension), "uninstall")


def uninstall(body: str) -> str:
    return f"/**\n * Implements hook_uninstall().\n */\nfunction shop_uninstall() {{\n  {body}\n}}"


def test_helpers_and_constants_come_along_under_new_names() -> None:
    found = lift(uninstall("\\Drupal::state()->deleteMultiple(_shop_keys());"))
    assert found.obstacles == ()
    assert found.lifted.uninstall == "_uninstall_shop_uninstall"
    assert found.lifted.functions == (
        ("_shop_keys", "_uninstall__shop_keys"), ("shop_uninstall", "_uninstall_shop_uninstall"),
    )  # fmt: skip
    assert found.lifted.constants == (("SHOP_KEY", "_UNINSTALL_SHOP_KEY"),)
    assert "deleteMultiple(_uninstall__shop_keys())" in found.lifted.source
    assert "[_UNINSTALL_SHOP_KEY, 'shop.till']" in found.lifted.source
    assert "shop_unused" not in found.lifted.source
    assert not parse(b"<?php\n" + found.lifted.source.encode()).errors


def test_only_imports_that_the_lifted_code_needs_come_along() -> None:
    hook = uninstall("Kind::load('shop')->delete();")
    found = lift(f"use Drupal\\node\\Entity\\NodeType as Kind;\n\n{hook}")
    assert found.lifted.source.startswith("use Drupal\\node\\Entity\\NodeType as Kind;\n\n")
    assert "Url" not in found.lifted.source


def test_a_text_that_php_calls_is_renamed() -> None:
    found = lift(uninstall("array_map('shop_unused', [1]);"))
    assert "array_map('_uninstall_shop_unused', [1]);" in found.lifted.source


def test_hooks_come_along_where_they_are_asked_for() -> None:
    hook = (
        "/**\n * Implements hook_ENTITY_TYPE_delete().\n */\nfunction shop_block_delete($block) {\n  _shop_keys();\n}"
    )
    module = f"{MODULE}\n{hook}\n"
    tree = make_site({"shop.module": module})
    (extension,) = read_inventory(tree).find("shop")
    found = lift_hooks(tree, read_provided(tree, extension), "uninstall", ["block_delete"])
    assert found.lifted.hooks == ("block_delete",)
    assert "function _uninstall_shop_block_delete($block) {\n  _uninstall__shop_keys();" in found.lifted.source


def test_no_hook_gives_nothing_to_run() -> None:
    assert lift("function shop_update_10001() {\n}") == Lift()


@pytest.mark.parametrize(
    ("body", "obstacle"),
    [
        ("$f = 'shop' . '_x'; $f();", "only runs of it know"),
        ("include __DIR__ . '/more.inc';", "loads a file"),
        ("_shop_gone();", "_shop_gone"),
        ("$call = ['shop_unused']; \\Drupal::state()->set('x', $call);", "in a text"),
        ("$path = \\Drupal::moduleHandler()->getModule('shop')->getPath();", "asks for the module's code"),
    ],
)
def test_what_cannot_stand_alone_is_named(body: str, obstacle: str) -> None:
    found = lift(uninstall(body))
    assert obstacle in " ".join(found.obstacles)
    assert found.lifted.source == ""


def test_own_classes_are_told() -> None:
    found = lift(
        uninstall("\\Drupal\\shop\\Till::close();"),
        **{"src/Till.php": "<?php\nnamespace Drupal\\shop;\nclass Till {\n  static function close() {\n  }\n}\n"},
    )
    assert found.needs.classes == ("Drupal\\shop\\Till",)
