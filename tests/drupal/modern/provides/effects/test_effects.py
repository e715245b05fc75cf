"""Of which code nothing comes that stays: only where each call in it is known."""

import pytest

from tests.drupal.modern.provides.drawn import code_of, php
from uninstaller.drupal.modern.provides.effects.reading import Told, find_effect

SAVE = "event config.save"
BUNDLES = "hook_entity_bundle_info_alter"
FIELDS = "hook_entity_bundle_field_info_alter"
TYPES = "hook_entity_type_alter"
SCHEMA = "hook_config_schema_info_alter"
EXTRA = "hook_entity_extra_field_info"

NOTHING = {
    "nothing": (SAVE, "$event", ""),
    "cache tags": (SAVE, "ConfigCrudEvent $event", "Cache::invalidateTags([$event->getConfig()->getName()]);"),
    "new routes": (SAVE, "$event", "\\Drupal::service('router.builder')->setRebuildNeeded();"),
    "a question": (SAVE, "ConfigCrudEvent $event", "if (!$event->isChanged('a')) {\n    return;\n  }"),
    "definitions": (SAVE, "$event", "\\Drupal::entityTypeManager()->clearCachedDefinitions();"),
    "a view's cache": (SAVE, "$event", "\\Drupal::entityTypeManager()->getViewBuilder('foo')->resetCache();"),
    "a function of its own": (SAVE, "$event", "foo_count(['a']);"),
    "where a bundle's page is": (BUNDLES, "&$bundles", "$bundles['node']['page']['uri_callback'] = 'foo_uri';"),
    "validation": (FIELDS, "&$fields", "$fields['foo']->addConstraint('Foo', []);"),
    "links": (TYPES, "array &$types", "foreach ($types as $type) {\n    $type->setLinkTemplate('a', '/a');\n  }"),
    "its own schema": (SCHEMA, "&$d", "$d['foo.settings']['mapping']['a'] = $d['b']['mapping'];"),
    "extra fields of its own type": (EXTRA, "", "$a = [];\n  $a['foo_thing']['x']['y'] = ['b' => 1];\n  return $a;"),
}  # fmt: skip
SOMETHING = {
    "state": (SAVE, "$event", "\\Drupal::state()->delete('foo');", "state"),
    "configuration": (SAVE, "$event", "\\Drupal::configFactory()->getEditable('a.b')->save();", "getEditable"),
    "an object that nobody knows": (SAVE, "$event", "$event->finish();", "finish"),
    "a service that nobody knows": (SAVE, "$event", "\\Drupal::service('foo.bar')->get('a');", "foo.bar"),
    "a function of another module": (SAVE, "$event", "bar_forget();", "bar_forget"),
    "a function whose name looks like PHP's": (SAVE, "$event", "structure_forget('a');", "structure_forget"),
    "a name that only runs know": (SAVE, "$event", "$f = 'unlink';\n  $f('a');", "$f("),
    "a new object": (SAVE, "$event", "new Foo();", "new Foo"),
    "an end": (SAVE, "$event", "exit;", "exit"),
    "a property of what is saved": (SAVE, "$entity", "$entity->title = 'a';", "title"),
    "a list that it was given": (SAVE, "$list", "$list['a'] = 'b';", "$list"),
    "one of two objects": (
        SAVE, "$event", "$a = \\Drupal::cache();\n  if (1) {\n    $a = foo_any();\n  }\n  $a->delete('x');", "foo_any",
    ),
    "a function of its own that does it": (SAVE, "$event", "foo_clear();", "foo_clear"),
    "a bundle": (BUNDLES, "&$bundles", "$bundles['node']['page'] = [];", "$bundles"),
    "bundles by another name": (
        BUNDLES, "&$bundles", "foreach ($bundles as &$one) {\n    $one['translatable'] = TRUE;\n  }", "translatable",
    ),
    "a reference": (BUNDLES, "&$bundles", "$one =& $bundles['node'];\n  $one['a'] = 1;", "=&"),
    "a field's type": (FIELDS, "&$fields", "$fields['foo']->setSetting('a', 1);", "setSetting"),
    "a class": (TYPES, "array &$types", "$types['node']->setClass('Foo');", "setClass"),
    "the schema of others": (SCHEMA, "&$d", "$d['node.settings']['mapping']['a'] = [];", "node.settings"),
    "extra fields of others": (EXTRA, "", "$a['node']['page']['display'] = [];\n  return $a;", "node"),
    "extra fields at once": (EXTRA, "", "return ['node' => ['page' => []]];", "node"),
    "extra fields at once in a variable": (EXTRA, "", "$a = ['node' => []];\n  return $a;", "node"),
    "extra fields from elsewhere": (EXTRA, "", "return bar_fields();", "bar_fields"),
    "code that PHP cannot read": (SAVE, "$event", "if (", "foo_hook"),
}  # fmt: skip
FILE = """<?php

use Drupal\\Core\\Cache\\Cache;
use Drupal\\Core\\Config\\ConfigCrudEvent;

function foo_hook(%s) {
  %s
}

function foo_count(array $a) {
  return count($a);
}

function foo_clear() {
  \\Drupal::state()->delete('foo');
}
"""


def effect(trigger: str, parameters: str, body: str) -> str:
    code = code_of({"foo.module": FILE % (parameters, body)})
    return find_effect(Told(code, trigger, frozenset({"foo.settings"}), {"foo_thing": "Thing"}), "foo_hook")


@pytest.mark.parametrize(("trigger", "parameters", "body"), NOTHING.values(), ids=NOTHING)
def test_nothing_comes_of_it(trigger: str, parameters: str, body: str) -> None:
    assert effect(trigger, parameters, body) == ""


@pytest.mark.parametrize(("trigger", "parameters", "body", "said"), SOMETHING.values(), ids=SOMETHING)
def test_what_is_not_known_to_be_harmless_is_told(trigger: str, parameters: str, body: str, said: str) -> None:
    assert said in effect(trigger, parameters, body)


def test_properties_have_the_types_of_the_constructor() -> None:
    source = php("", """
class Till {
  public function __construct(protected \\Drupal\\Core\\Cache\\CacheTagsInvalidatorInterface $tags, protected $any) {}
  public function known() {
    $this->tags->invalidateTags(['foo']);
  }
  public function unknown() {
    $this->known();
    $this->any->invalidateTags(['foo']);
  }
}""")  # fmt: skip
    told = Told(code_of({"src/Till.php": source}), SAVE)
    assert find_effect(told, "Drupal\\foo\\Till::known") == ""
    assert "$this->any" in find_effect(told, "Drupal\\foo\\Till::unknown")
    assert find_effect(told, "Drupal\\foo\\Till::missing")
