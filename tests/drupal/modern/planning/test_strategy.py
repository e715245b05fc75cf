"""The least code comes along that is certain to do, and the plan says what asks for more."""

from collections.abc import Mapping

import pytest

from tests.drupal.modern.sites import plan_shop, remove_shop
from uninstaller.plan.model import StandIn, Strategy

FORMATTER = """<?php
namespace Drupal\\shop\\Plugin\\Field\\FieldFormatter;
use Drupal\\Core\\Field\\FormatterBase;
/**
 * @FieldFormatter(
 *   id = "shop_price",
 *   label = @Translation("Price"),
 *   field_types = {"decimal"}
 * )
 */
class Price extends FormatterBase {
}
"""
TYPE = """<?php
namespace Drupal\\shop\\Entity;
use Drupal\\Core\\Config\\Entity\\ConfigEntityBase;
/**
 * @ConfigEntityType(
 *   id = "shop_shelf",
 *   config_prefix = "shelf",
 *   entity_keys = {"id" = "id"}
 * )
 */
class Shelf extends ConfigEntityBase {
%s
}
"""


def module(text: str) -> str:
    return f"<?php\n\n/**\n * Implements a hook.\n */\n{text}\n"


INERT: dict[str, Mapping[str, str]] = {
    "settings only": {"config/install/shop.settings.yml": "open: true\n"},
    "a page": {"shop.routing.yml": "shop.page:\n  path: '/shop'\n  defaults:\n    _title: 'Shop'\n"},
    "a hook for pages": {"shop.module": module("function shop_help($route_name) {\n  return '';\n}")},
    "a formatter": {"src/Plugin/Field/FieldFormatter/Price.php": FORMATTER},
    "a configuration entity type": {"src/Entity/Shelf.php": TYPE % ""},
    "a table": {"shop.install": module("function shop_schema() {\n  return ['shop_item' => ['fields' => []]];\n}")},
    "content that nothing takes along": {"shop.module": module("function shop_node_delete($node) {\n  touch('x');\n}")},
}
FORCING: dict[str, tuple[Mapping[str, str], str]] = {
    "a hook on all deletions that takes an own service": (
        {
            "shop.services.yml": "services:\n  shop.till:\n    class: Drupal\\shop\\Till\n",
            "shop.module": module("function shop_entity_delete($entity) {\n  \\Drupal::service('shop.till');\n}"),
        },
        "shop_entity_delete() takes its own service shop.till",
    ),
    "a validator of its own": (
        {
            "shop.services.yml": "services:\n  shop.validator:\n    class: Drupal\\shop\\Validator\n"
            "    tags:\n      - { name: module_install.uninstall_validator }\n"
        },
        "module_install.uninstall_validator",
    ),
    "a service in place of another": (
        {"shop.services.yml": "services:\n  shop.mail:\n    class: Drupal\\shop\\M\n    decorates: router\n"},
        "replaces router",
    ),
    "an uninstall hook that takes an own service": (
        {
            "shop.services.yml": "services:\n  shop.till:\n    class: Drupal\\shop\\Till\n",
            "shop.install": module("function shop_uninstall() {\n  \\Drupal::service('shop.till')->close();\n}"),
        },
        "takes its own service shop.till",
    ),
    "a plugin of a kind that nobody measured": (
        {
            "shop.services.yml": "services:\n  plugin.manager.shop:\n    class: Drupal\\shop\\ShopManager\n"
            "    parent: default_plugin_manager\n",
            "src/ShopManager.php": "<?php\nnamespace Drupal\\shop;\nuse Drupal\\Core\\Plugin\\DefaultPluginManager;\n"
            "class ShopManager extends DefaultPluginManager {\n  public function __construct($n, $c, $m) {\n"
            "    parent::__construct('Plugin/Shop', $n, $m, NULL, 'Drupal\\shop\\Annotation\\Shop');\n  }\n}\n",
        },
        "plugin manager",
    ),
}  # fmt: skip


@pytest.mark.parametrize("files", INERT.values(), ids=INERT)
def test_what_nobody_runs_then_stays_behind(files: Mapping[str, str]) -> None:
    removal = remove_shop(files)
    assert (removal.strategy, removal.because, removal.carried) == (Strategy.SLICE, "", ())


@pytest.mark.parametrize(("files", "because"), FORCING.values(), ids=FORCING)
def test_what_runs_then_comes_along_and_is_named(files: Mapping[str, str], because: str) -> None:
    removal = remove_shop(files)
    assert removal.strategy is Strategy.CARRY
    assert because in removal.because
    assert "modules/custom/shop/shop.info.yml" in removal.carried


def test_a_hook_on_all_deletions_is_lifted() -> None:
    removal = remove_shop({"shop.module": module("function shop_entity_delete($entity) {\n  touch('x');\n}")})
    assert (removal.strategy, removal.lifted.hooks) == (Strategy.SLICE, ("entity_delete",))


def test_an_entity_that_has_a_say_in_its_deletion_comes_along_under_its_own_name() -> None:
    method = "  public static function postDelete($storage, array $all) {\n    parent::postDelete($storage, []);\n  }"
    removal = remove_shop({"src/Entity/Shelf.php": TYPE % method, "src/Entity/Other.php": "<?php\n"})
    assert (removal.strategy, removal.carried) == (Strategy.CLASSES, ("modules/custom/shop/src/Entity/Shelf.php",))
    assert "Drupal\\shop\\Entity\\Shelf::postDelete" in removal.because


def test_drupal_must_find_formatters_while_it_mends_displays() -> None:
    removal = remove_shop(INERT["a formatter"])
    assert removal.stand_ins == (StandIn("field_formatter", "shop_price"),)


def test_tables_are_those_of_the_schema() -> None:
    assert remove_shop(INERT["a table"]).tables == ("shop_item",)


def test_carried_code_that_php_cannot_read_is_a_decision() -> None:
    decorating = FORCING["a service in place of another"][0]
    plan = plan_shop({**decorating, "shop.module": "<?php\nfunction shop_help( {\n"})
    assert [(one.rule, one.place.path) for one in plan.decisions] == [
        ("syntax-error", "modules/custom/shop/shop.module")
    ]
