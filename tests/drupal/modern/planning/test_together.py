"""Modules that go together: one must not need what another one no longer has; and code that would stop the update."""

from tests.drupal.modern.sites import plan_shop
from uninstaller.drupal.modern.planning.together import find_carried_together
from uninstaller.plan.model import Strategy

SLICE, CLASSES, CARRY = Strategy.SLICE, Strategy.CLASSES, Strategy.CARRY
NEEDS = {"top": frozenset({"middle"}), "middle": frozenset({"bottom"})}


def carried(texts: dict[str, bytes], **strategies: Strategy) -> list[str]:
    every = {"top": SLICE, "middle": SLICE, "bottom": SLICE, **strategies}
    return sorted(find_carried_together(every, NEEDS, texts))


def test_modules_that_do_not_speak_of_each_other_go_by_themselves() -> None:
    assert carried({"top": b"\\Drupal::state()->delete('top.middleman'); bottoms_up();"}) == []


def test_what_a_carried_module_needs_is_carried() -> None:
    assert carried({}, middle=CARRY) == ["bottom"]
    assert carried({}, top=CARRY) == ["bottom", "middle"]
    assert carried({}, bottom=CARRY) == []


def test_code_that_uses_what_goes_as_well_is_carried_with_it() -> None:
    for text in (b"use Drupal\\bottom\\Thing;", b"bottom_count()", b"\\Drupal::service('bottom.counter')"):
        assert carried({"top": text}) == ["bottom", "middle", "top"]
    assert carried({"bottom": b"top_count()"}) == []


def test_a_service_of_a_module_that_goes_too_cannot_be_had() -> None:
    other = "/modules/custom/other/other"
    plan = plan_shop(
        {
            "shop.info.yml": "name: Shop\ntype: module\ncore_version_requirement: ^10\ndependencies: ['other:other']\n",
            "shop.services.yml": "services:\n  shop.till:\n    class: Drupal\\shop\\Till\n    arguments: ['@coins']\n",
            "src/Till.php": "<?php\nnamespace Drupal\\shop;\nclass Till {}\n",
            "shop.install": "<?php\nfunction shop_uninstall() {\n  \\Drupal::service('shop.till')->close();\n}\n",
            f"{other}.info.yml": "name: Other\ntype: module\ncore_version_requirement: ^10\n",
            f"{other}.services.yml": "services:\n  coins:\n    class: Drupal\\other\\Coins\n",
        },
        "shop",
        "other",
    )
    assert [(one.extension.name, one.strategy) for one in plan.removals] == [("shop", CARRY), ("other", CARRY)]
    assert "takes coins, which cannot be had" in plan.removals[0].because
    assert plan.removals[1].because == "shop, which is carried, needs it"


def test_an_end_of_the_process_is_a_decision() -> None:
    for end in ("exit;", "die('gone');"):
        plan = plan_shop({"shop.install": f"<?php\nfunction shop_uninstall() {{\n  {end}\n}}\n"})
        assert [(one.rule, one.place.line) for one in plan.decisions] == [("exit-call", 3)]


def test_what_settings_load_from_the_module_is_a_decision() -> None:
    line = "$settings['container_yamls'][] = 'modules/custom/shop/shop.early.yml';\n"
    plan = plan_shop({"/sites/default/settings.php": f"<?php\n// modules/custom/shop/a\n{line}"})
    assert [(one.rule, one.place.line) for one in plan.decisions] == [("settings-fatal", 3)]
    assert plan_shop({"/sites/default/settings.php": "<?php\n$a = 'modules/custom/shopping/x';\n"}).decisions == ()
