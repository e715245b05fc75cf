"""Which hooks a module implements, and which of them Drupal calls."""

import pytest

from tests.drupal.modern.provides.drawn import php, read, read_alone
from uninstaller.drupal.modern.provides.hooks.catalogue import make_catalogue
from uninstaller.drupal.modern.provides.hooks.model import HookStyle
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.facts.model import Certainty


def hooks(provided: Provided) -> dict[str, tuple[str, str, Certainty]]:
    return {one.function: (one.hook, one.documented, one.certainty) for one in provided.hooks}


def test_functions_by_the_catalogue() -> None:
    found = hooks(
        read(
            {
                "foo.module": "<?php function foo_cron() {} function foo_node_delete($n) {}"
                " function foo_page_delete() {}"
                " function foo_form_x_form_alter(&$f) {} function foo_helper() {} function foo_update_now() {}"
                " function bar_cron() {} /** Implements hook_made_up(). */ function foo_made_up() {}"
            }
        )
    )
    assert found == {
        "foo_cron": ("cron", "cron", Certainty.CERTAIN),
        "foo_node_delete": ("node_delete", "ENTITY_TYPE_delete", Certainty.CERTAIN),
        "foo_page_delete": ("page_delete", "ENTITY_TYPE_delete", Certainty.POSSIBLE),
        "foo_form_x_form_alter": ("form_x_form_alter", "form_FORM_ID_alter", Certainty.CERTAIN),
        "bar_cron": ("cron", "cron", Certainty.CERTAIN),
        "foo_made_up": ("made_up", "made_up", Certainty.LIKELY),
    }


def test_a_function_for_another_module_names_it() -> None:
    (found,) = read({"foo.module": "<?php function bar_cron() {}"}).hooks
    assert (found.module, found.hook) == ("bar", "cron")


def problems(provided: Provided) -> dict[str, str]:
    return {one.function: one.problem for one in provided.hooks}


def test_where_drupal_does_not_look() -> None:
    found = problems(
        read(
            {
                "foo.install": "<?php function foo_uninstall() {} function foo_cron() {} function foo_update_8001() {}",
                "foo.module": "<?php module_load_include('inc', 'foo', 'foo.extra');",
                "foo.extra.inc": "<?php function foo_entity_delete($e) {}",
                "foo.other.inc": "<?php function foo_theme() {} function foo_schema() {}",
                "foo.views.inc": "<?php /** Implements hook_views_data(). */ function foo_views_data() {}",
                "foo.post_update.php": "<?php function foo_post_update_x() {}",
            }
        )
    )
    assert {name for name, problem in found.items() if problem} == {"foo_cron", "foo_theme", "foo_schema"}
    assert len(found) == 8


METHODS = php(
    "\\Hook",
    """
use Drupal\\Core\\Hook\\Attribute\\{Hook, RemoveHook, ReorderHook};
#[Hook('theme', method: 'themes')]
class FooHooks {
  #[Hook('cron'), Hook('node_delete', module: 'bar')]
  public function run() {}
  #[Hook('uninstall')]
  public function gone() {}
  #[Hook(self::NAME . unknown())]
  public function maybe() {}
  public function themes() {}
  #[RemoveHook('help', class: \\Drupal\\node\\Hook\\NodeHooks::class, method: 'help')]
  #[ReorderHook('cron', class: 'Drupal\\node\\Hook\\NodeHooks', method: 'cron', order: Order::First)]
  public function change() {}
}
""",
)
SHIMS = """<?php
use Drupal\\Core\\Hook\\Attribute\\{LegacyHook, ProceduralHookScanStop};
#[LegacyHook] function foo_cron() {}
function foo_entity_delete($e) {}
#[ProceduralHookScanStop] function foo_helper() {}
function foo_theme() {}
"""


def test_methods_from_11_1_on() -> None:
    provided = read({"src/Hook/FooHooks.php": METHODS, "foo.module": SHIMS}, "11.2.0")
    found = {(one.module, one.hook, one.function.rpartition("\\")[2]) for one in provided.hooks if not one.problem}
    assert found == {
        ("foo", "theme", "FooHooks::themes"),
        ("foo", "cron", "FooHooks::run"),
        ("bar", "node_delete", "FooHooks::run"),
        ("foo", "entity_delete", "foo_entity_delete"),
    }
    assert {one.function for one in provided.hooks if one.problem} == {
        "foo_cron",
        "foo_theme",
        "Drupal\\foo\\Hook\\FooHooks::gone",
    }
    assert [one.reason for one in provided.unread] == ["which hook this attribute names is not known"]
    assert [(one.action, one.hook, one.target) for one in provided.hook_changes] == [
        ("remove", "help", "Drupal\\node\\Hook\\NodeHooks::help"),
        ("reorder", "cron", "Drupal\\node\\Hook\\NodeHooks::cron"),
    ]


def test_before_11_1_the_functions_count() -> None:
    provided = read({"src/Hook/FooHooks.php": METHODS, "foo.module": SHIMS}, "10.6.1")
    called = {one.function for one in provided.hooks if not one.problem}
    assert called == {"foo_cron", "foo_entity_delete", "foo_theme"}
    assert all(one.problem for one in provided.hooks if one.style is HookStyle.METHOD)


@pytest.mark.parametrize(("version", "called"), [("11.2.0", set()), ("11.0.9", {"foo_cron"})])
def test_a_module_may_switch_the_search_off(version: str, called: set[str]) -> None:
    services = "parameters:\n  foo.skip_procedural_hook_scan: true\n"
    provided = read({"foo.module": "<?php function foo_cron() {}", "foo.services.yml": services}, version)
    assert {one.function for one in provided.hooks if not one.problem} == called


def test_a_class_elsewhere_is_not_searched() -> None:
    source = METHODS.replace("\\Hook;", ";", 1)
    provided = read({"src/FooHooks.php": source}, "11.2.0")
    assert provided.hooks
    assert all(one.problem for one in provided.hooks)


def test_without_core_comments_decide() -> None:
    code = "<?php function foo_cron() {} /** Implements hook_entity_delete(). */ function foo_entity_delete() {}"
    (found,) = read_alone({"foo.module": code}).hooks
    assert (found.function, found.documented, found.certainty) == (
        "foo_entity_delete",
        "entity_delete",
        Certainty.LIKELY,
    )


def test_the_most_literal_pattern_wins() -> None:
    catalogue = make_catalogue(
        [b"<?php\nfunction hook_ENTITY_TYPE_view_alter() {}\nfunction hook_ENTITY_TYPE_alter() {}\n"]
    )
    found = catalogue.find("node_view_alter")
    assert found is not None
    assert found[0] == "ENTITY_TYPE_view_alter"
    assert catalogue.find("nodes") is None
    assert catalogue.find("update_8001") == ("update_N", Certainty.CERTAIN)
    assert catalogue.find("update_now") is None
