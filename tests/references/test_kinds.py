"""Each kind of reference, and what looks like one: found or left alone, by its rule and its certainty."""

import pytest

from tests.references.kinds import FOUND, LURES, OTHER
from tests.references.trees import find


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
