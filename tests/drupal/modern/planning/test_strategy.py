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
TILL = "<?php\nnamespace Drupal\\shop;\nclass Till {\n%s}\n"
SERVICES = "services:\n  shop.till:\n    class: Drupal\\shop\\Till\n%s"
CLOSING = module("function shop_uninstall() {\n  \\Drupal::service('shop.till')->close();\n}")
TAKEN = {"src/Till.php": TILL % "", "shop.install": CLOSING}
CONTENT = """<?php
namespace Drupal\\shop\\Entity;
use Drupal\\Core\\Entity\\ContentEntityBase;
/**
 * @ContentEntityType(
 *   id = "shop_item",
 *   %s
 *   entity_keys = {"id" = "id"}
 * )
 */
class Item extends ContentEntityBase {
%s
}
"""
STORAGE = """<?php
namespace Drupal\\shop;
use %s\\%s;
class ItemStorage extends %s {
%s
}
"""
OWN_STORAGE = 'handlers = {"storage" = "Drupal\\shop\\ItemStorage"},'
SQL = ("Drupal\\Core\\Entity\\Sql", "SqlContentEntityStorage", "SqlContentEntityStorage")
MANAGER = {
    "shop.services.yml": "services:\n  plugin.manager.shop:\n    class: Drupal\\shop\\ShopManager\n"
    "    parent: default_plugin_manager\n",
    "src/ShopManager.php": "<?php\nnamespace Drupal\\shop;\nuse Drupal\\Core\\Plugin\\DefaultPluginManager;\n"
    "class ShopManager extends DefaultPluginManager {\n  public function __construct($n, $c, $m) {\n"
    "    parent::__construct('Plugin/Shop', $n, $m, NULL, 'Drupal\\shop\\Annotation\\Shop');\n  }\n}\n",
}
OTHER = {
    "/modules/custom/other/other.info.yml": "name: Other\ntype: module\ncore_version_requirement: ^10\n",
    "/modules/custom/other/other.module": module(
        "function other_x() {\n  \\Drupal::service('plugin.manager.shop');\n}"
    ),
}
SUBSCRIBER = """<?php
namespace Drupal\\shop;
use Drupal\\Core\\Cache\\CacheTagsInvalidatorInterface;
use Drupal\\Core\\Config\\ConfigCrudEvent;
use Symfony\\Component\\EventDispatcher\\EventSubscriberInterface;
class Till implements EventSubscriberInterface {
  public function __construct(protected CacheTagsInvalidatorInterface $tags) {}
  public static function getSubscribedEvents() {
    return ['config.save' => 'onSave'];
  }
  public function onSave(ConfigCrudEvent $event) {
    %s
  }
}
"""
SUBSCRIBES = "    arguments: ['@state']\n    tags: [{ name: event_subscriber }]\n"

INERT |= {
    "a content entity type": {"src/Entity/Item.php": CONTENT % ("", "  public function preDelete() {\n    x();\n  }")},
    "a manager of plugins that nobody else has": MANAGER,
    "a manager that others name who have no configuration entities": {**MANAGER, **OTHER},
    "a subscriber that invalidates caches": {
        "shop.services.yml": SERVICES % SUBSCRIBES,
        "src/Till.php": SUBSCRIBER % "$this->tags->invalidateTags([$event->getConfig()->getName()]);",
    },
    "permissions that only runs know": {
        "shop.permissions.yml": "permission_callbacks:\n  - Drupal\\shop\\Till::list\n",
        "src/Till.php": TILL % "  public function list() {\n    return shop_unknown();\n  }\n",
    },
}
ALONG: dict[str, tuple[Mapping[str, str], tuple[str, ...], tuple[str, ...]]] = {
    "an own service in the uninstall hook": (
        {**TAKEN, "shop.services.yml": SERVICES % "    arguments: ['@state']\n"},
        ("src/Till.php",),
        ("shop.till",),
    ),
    "a service that is autowired": (
        {
            "shop.services.yml": SERVICES % "    autowire: true\n",
            "src/Till.php": TILL % "  public function __construct(\\Drupal\\shop\\Coin $c) {}\n",
            "src/Coin.php": "<?php\nnamespace Drupal\\shop;\nclass Coin {}\n",
            "shop.install": CLOSING,
            "/core/core.services.yml": "services:\n  Drupal\\shop\\Coin:\n    class: Drupal\\shop\\Coin\n",
        },
        ("src/Till.php",),
        ("shop.till",),
    ),
    "a method that nobody calls then": (
        {
            "shop.services.yml": SERVICES % "",
            "src/Till.php": TILL % "  public function close() {}\n  public function show() {\n    shop_show();\n  }\n",
            "shop.module": module("function shop_show() {\n}"),
            "shop.install": CLOSING,
        },
        ("src/Till.php",),
        ("shop.till",),
    ),
    "a validator of its own": (
        {
            "shop.services.yml": SERVICES % "    tags: [{ name: module_install.uninstall_validator }]\n",
            "src/Till.php": TILL % "  public function validate($module) {\n    return [];\n  }\n",
        },
        ("src/Till.php",),
        ("shop.till",),
    ),
    "a subscriber that does something": (
        {"shop.services.yml": SERVICES % SUBSCRIBES, "src/Till.php": SUBSCRIBER % "\\Drupal::state()->delete('shop');"},
        ("src/Till.php",),
        ("shop.till",),
    ),
    "a storage that has a say in how its type goes": (
        {
            "src/Entity/Item.php": CONTENT % (OWN_STORAGE, ""),
            "src/ItemStorage.php": STORAGE % (*SQL, "  public function onEntityTypeDelete($type) {\n    x();\n  }"),
        },
        ("src/ItemStorage.php",),
        (),
    ),
    "hooks of another module that ask for the module's own types": (
        {
            "src/Entity/Shelf.php": TYPE % "",
            "/modules/custom/other/other.info.yml": "name: Other\ntype: module\ncore_version_requirement: ^10\n",
            "/modules/custom/other/other.module": "<?php\nuse Drupal\\shop\\Entity\\Shelf;\n"
            "function other_shop_shelf_delete(Shelf $shelf) {\n}\n",
        },
        ("src/Entity/Shelf.php",),
        (),
    ),
}  # fmt: skip
FORCING: dict[str, tuple[Mapping[str, str], str]] = {
    "a service in place of another": (
        {"shop.services.yml": "services:\n  shop.mail:\n    class: Drupal\\shop\\M\n    decorates: router\n"},
        "replaces router",
    ),
    "a service that takes a private one": (
        {**TAKEN, "shop.services.yml": SERVICES % "    arguments: ['@hidden']\n"},
        "takes hidden, which cannot be had",
    ),
    "a service that is filled by a tag": (
        {
            "shop.services.yml": SERVICES % "    tags: [{ name: service_collector, tag: coin, call: add }]\n",
            "src/Till.php": TILL % "",
            "shop.install": CLOSING,
        },
        "filled by what bears a tag",
    ),
    "a service with an argument that YAML tags": (
        {
            "shop.services.yml": SERVICES % "    arguments: [!tagged_iterator coin]\n",
            "src/Till.php": TILL % "",
            "shop.install": CLOSING,
        },
        "tags of YAML",
    ),
    "a service whose class calls a function of the module": (
        {
            "shop.services.yml": SERVICES % "",
            "src/Till.php": TILL % "  public function close() {\n    shop_count();\n  }\n",
            "shop.module": module("function shop_count() {\n}"),
            "shop.install": CLOSING,
        },
        "calls shop_count()",
    ),
    "content that another store holds": (
        {
            "src/Entity/Item.php": CONTENT % (OWN_STORAGE, ""),
            "src/ItemStorage.php": STORAGE
            % ("Drupal\\Core\\Entity", "ContentEntityStorageBase", "ContentEntityStorageBase", ""),
        },
        "not stored as Drupal does it",
    ),
    "a storage that says itself whether there is content": (
        {
            "src/Entity/Item.php": CONTENT % (OWN_STORAGE, ""),
            "src/ItemStorage.php": STORAGE % (*SQL, "  public function hasData() {\n    return x();\n  }"),
        },
        "says itself whether there is content",
    ),
    "a plugin manager that others name who have configuration entities": (
        {
            **MANAGER, **OTHER,
            "/modules/custom/other/src/Entity/Row.php": (TYPE % "").replace("shop", "other"),
        },
        "others name its own plugin manager",
    ),
    "a plugin of a kind that nobody measured": (
        {
            **{path.replace("shop", "strange"): text for path, text in OTHER.items()},
            "/modules/custom/other/src/ShopManager.php": MANAGER["src/ShopManager.php"].replace("\\shop", "\\other"),
            "/modules/custom/other/other.info.yml": "name: Other\ntype: module\ncore_version_requirement: ^10\n",
            "/modules/custom/other/other.services.yml": MANAGER["shop.services.yml"].replace("\\shop", "\\other"),
            "src/Plugin/Shop/Row.php": "<?php\nnamespace Drupal\\shop\\Plugin\\Shop;\n"
            "/**\n * @Shop(\n *   id = \"row\"\n * )\n */\nclass Row {}\n",
        },
        "configuration may hold its plugin row",
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


@pytest.mark.parametrize(("files", "classes", "services"), ALONG.values(), ids=ALONG)
def test_a_finite_part_of_it_comes_along(
    files: Mapping[str, str], classes: tuple[str, ...], services: tuple[str, ...]
) -> None:
    removal = remove_shop(files)
    assert removal.strategy is Strategy.CLASSES, removal.because
    assert removal.carried == tuple(f"modules/custom/shop/{path}" for path in classes)
    assert tuple(one.id for one in removal.services) == services


def test_drupal_finds_validators_and_subscribers_by_their_roles() -> None:
    for case, role in (
        ("a validator of its own", "uninstall_validator"),
        (
            "a subscriber that does something",
            "event_subscriber",
        ),
    ):
        (service,) = remove_shop(ALONG[case][0]).services
        assert service.roles == (role,)


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
