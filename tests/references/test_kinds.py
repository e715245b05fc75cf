"""Each kind of reference, and what looks like one: found or left alone, by its rule and its certainty."""

import pytest

from tests.references.kinds import FOUND, LURES, OTHER
from tests.references.trees import SHOP, find


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    path, text, rule, certainty = FOUND[case]
    found = [(one.rule, one.certainty.value) for one in find({path: text}) if one.place.path == path]
    assert (rule, certainty) in found


@pytest.mark.parametrize("case", LURES)
def test_is_not_lured(case: str) -> None:
    path, text = LURES[case]
    found = [one for one in find({path: text, **OTHER}) if one.place.path == path]
    assert [(one.rule, one.message) for one in found if one.certainty != "possible"] == []


def test_values_of_settings_are_not_told() -> None:
    text = "<?php\n$config['shop.settings']['password'] = 'hunter2';\n"
    assert all("hunter2" not in one.message for one in find({"sites/default/settings.php": text}))


def test_says_what_a_call_stands_behind() -> None:
    text = "<?php\nfunction a() {\n  if (module_exists('shop') && $b) {\n    shop_total(1);\n  }\n  shop_total(2);\n}\n"
    calls = [one for one in find({"a.module": text}) if one.rule == "php-function"]
    assert [one.guard for one in calls] == ["module_exists('shop')", ""]


def test_a_template_for_a_field_makes_no_field_its_own() -> None:
    own = {**SHOP, "modules/shop/templates/field--price.html.twig": "<p></p>\n"}
    files = {
        "t/field.html.twig": "<p></p>\n",
        "t/field--price.html.twig": "<p></p>\n",
        "t/field--body.html.twig": "<p></p>\n",
    }
    assert [one for one in find(files, own=own) if one.place.path.startswith("t/")] == []


def test_a_suggestion_that_the_module_declares_is_its_own_only() -> None:
    hook = "<?php\nfunction shop_theme() {\n  return ['node__shop' => ['base hook' => 'node']];\n}\n"
    files = {f"t/{name}.html.twig": "<p></p>\n" for name in ("node", "node--shop", "node--shop--full", "node--news")}
    found = {one.place.path for one in find(files, own={**SHOP, "modules/shop/shop.module": hook})}
    assert found == {"t/node--shop.html.twig", "t/node--shop--full.html.twig"}


def test_a_variable_that_is_called_as_a_table_is_none() -> None:
    own = {**SHOP, "modules/shop/shop.install": "<?php\n  $schema['shop_type'] = [];\n"}
    text = "<?php\n$shop_type = 1;\n$a->shop_type = 2;\n"
    assert {one.certainty.value for one in find({"a.module": text}, own=own) if one.place.path == "a.module"} == {
        "possible"
    }
