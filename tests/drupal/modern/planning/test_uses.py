"""What exported configuration says is in use blocks a removal before the code is gone, as Drupal itself would."""

import pytest

from tests.drupal.modern.sites import plan_shop

FIELD_TYPE = """<?php
namespace Drupal\\shop\\Plugin\\Field\\FieldType;
use Drupal\\Core\\Field\\FieldItemBase;
/**
 * @FieldType(id = "shop_price", label = @Translation("Price"))
 */
class Price extends FieldItemBase {
}
"""
FILTER = """<?php
namespace Drupal\\shop\\Plugin\\Filter;
use Drupal\\filter\\Plugin\\FilterBase;
/**
 * @Filter(id = "shop_sale", title = @Translation("Sale"), type = 1)
 */
class Sale extends FilterBase {
}
"""
CODE = {"src/Plugin/Field/FieldType/Price.php": FIELD_TYPE, "src/Plugin/Filter/Sale.php": FILTER}
SYNC = {"/config/sync/core.extension.yml": "module:\n  node: 0\n  shop: 0\ntheme: {  }\nprofile: minimal\n"}


def rules(**config: str) -> list[tuple[str, str]]:
    objects = {f"/config/sync/{name}.yml": text for name, text in config.items()}
    plan = plan_shop({**CODE, **SYNC, **objects})
    return [(one.rule, str(one.place)) for one in plan.decisions]


def test_a_field_of_the_type_blocks() -> None:
    found = rules(**{"field.storage.node.field_price": "id: node.field_price\ntype: shop_price\nmodule: shop\n"})
    assert found == [("field-in-config", "config/sync/field.storage.node.field_price.yml")]


def test_a_filter_that_is_on_blocks() -> None:
    text = "format: basic\nfilters:\n  shop_sale:\n    id: shop_sale\n    provider: shop\n    status: %s\n"
    assert rules(**{"filter.format.basic": text % "true"}) == [
        ("filter-in-config", "config/sync/filter.format.basic.yml")
    ]
    assert rules(**{"filter.format.basic": text % "false"}) == []
    assert rules(**{"filter.format.basic": "status: false\n" + text % "true"}) == []


@pytest.mark.parametrize("text", ["id: node.field_price\ntype: integer\n", "- a list\n", "type: [\n"])
def test_other_fields_and_broken_files_do_not(text: str) -> None:
    assert rules(**{"field.storage.node.field_price": text}) == []
