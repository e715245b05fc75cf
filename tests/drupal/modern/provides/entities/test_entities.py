"""Entity types of a module, and what it does to those of others."""

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.entities.model import EntityKind, FieldLevel

CONTENT = php(
    "\\Entity",
    """
/**
 * @ContentEntityType(
 *   id = "foo_thing",
 *   label = @Translation("Thing"),
 *   handlers = {
 *     "storage" = "Drupal\\foo\\ThingStorage",
 *     "form" = { "default" = "Drupal\\foo\\Form\\ThingForm" },
 *   },
 *   base_table = "foo_things",
 *   translatable = TRUE,
 *   revision_table = "foo_thing_rev",
 *   entity_keys = { "id" = "id", "revision" = "vid", "bundle" = "type" },
 *   bundle_entity_type = "foo_thing_type",
 *   field_ui_base_route = "foo.route",
 * )
 */
class Thing extends ThingBase { public function postDelete() {} }
""",
)
BASE = php(
    "\\Entity", "abstract class ThingBase { public function onDependencyRemoval() {} abstract function delete(); }"
)
STORAGE = php("", "class ThingStorage { protected function doDeleteFieldItems($e) {} public function other() {} }")


def test_a_content_entity_type_by_annotation() -> None:
    texts = {"src/Entity/Thing.php": CONTENT, "src/Entity/ThingBase.php": BASE, "src/ThingStorage.php": STORAGE}
    (found,) = read(texts).entity_types
    assert (found.id, found.kind, found.label, found.provider) == ("foo_thing", EntityKind.CONTENT, "Thing", "foo")
    assert found.tables == ("foo_things", "foo_thing_field_data", "foo_thing_rev", "foo_thing_field_revision")
    assert found.handler("form.default") == "Drupal\\foo\\Form\\ThingForm"
    assert found.handler("access") == "Drupal\\Core\\Entity\\EntityAccessControlHandler"
    assert dict(found.keys)["revision"] == "vid"
    assert (found.bundle_entity_type, found.bundle_of, found.config_prefix) == ("foo_thing_type", "", "")
    assert [(one.role, one.method, one.class_name.rpartition("\\")[2]) for one in found.overrides] == [
        ("entity", "onDependencyRemoval", "ThingBase"),
        ("entity", "postDelete", "Thing"),
        ("storage", "doDeleteFieldItems", "ThingStorage"),
    ]


def test_a_config_entity_type_by_attribute() -> None:
    code = php(
        "\\Entity",
        """
use Drupal\\Core\\Entity\\Attribute\\ConfigEntityType;
#[ConfigEntityType(id: 'foo_type', label: new TranslatableMarkup('Type'), config_prefix: 'type', bundle_of: 'foo_thing',
  handlers: ['list_builder' => ListBuilder::class])]
class FooType {}
""",
    )
    (found,) = read({"src/Entity/FooType.php": code}).entity_types
    assert (found.id, found.kind, found.config_prefix, found.bundle_of) == (
        "foo_type",
        EntityKind.CONFIG,
        "foo.type",
        "foo_thing",
    )
    assert found.tables == ()
    assert found.handler("storage") == "Drupal\\Core\\Config\\Entity\\ConfigEntityStorage"
    assert found.handler("list_builder") == "Drupal\\foo\\Entity\\ListBuilder"


def test_a_bundle_class_is_no_entity_type() -> None:
    code = php("\\Entity", "use Drupal\\Core\\Entity\\Attribute\\Bundle;\n#[Bundle('node', 'page')]\nclass Page {}")
    attribute = (
        "<?php namespace Drupal\\Core\\Entity\\Attribute;"
        " class Bundle { function __construct($entityType, $bundle) {} }"
    )
    provided = read({"src/Entity/Page.php": code, "/core/lib/Drupal/Core/Entity/Attribute/Bundle.php": attribute})
    assert provided.entity_types == ()
    assert [(one.entity_type, one.bundle) for one in provided.bundle_classes] == [("node", "page")]


def test_an_unreadable_annotation_is_told() -> None:
    provided = read({"src/Entity/Thing.php": CONTENT.replace('"foo_thing",', "[],", 1)})
    assert provided.entity_types == ()
    assert ["entity type is not known" in one.reason for one in provided.unread] == [True]


def fields(body: str, **more: str) -> set[tuple[str, str, bool, str, bool]]:
    use = "use Drupal\\Core\\Field\\BaseFieldDefinition;"
    code = f"<?php {use}\nfunction foo_entity_base_field_info($entity_type) {{ {body} }}"
    provided = read({"foo.module": code, **more})
    assert all(one.level is FieldLevel.BASE for one in provided.added_fields)
    return {(one.entity_type, one.name, one.is_certain, one.type, one.is_computed) for one in provided.added_fields}


def test_fields_for_the_types_that_the_hook_names() -> None:
    body = (
        "if (in_array($entity_type->id(), ['node', 'other'], TRUE)) {"
        " $fields['foo_path'] = BaseFieldDefinition::create('path')->setLabel(t('P'))->setComputed(TRUE); }"
        " $fields['foo_all'] = BaseFieldDefinition::create('string'); return $fields;"
    )
    assert fields(body) == {("*", "foo_all", True, "string", False), ("node", "foo_path", True, "path", True)}


def test_fields_behind_a_condition_that_is_not_known() -> None:
    found = fields(
        "if ($entity_type->isRevisionable()) { return ['foo_rev' => BaseFieldDefinition::create('integer')]; }"
    )
    assert {(name, is_certain) for _, name, is_certain, _, _ in found} == {("foo_rev", False)}


def test_fields_whose_names_are_not_known_are_told() -> None:
    code = "<?php function foo_entity_base_field_info($entity_type) { return [$entity_type->getKey('x') => 1]; }"
    provided = read({"foo.module": code})
    assert provided.added_fields == ()
    assert [one.place.line for one in provided.unread] == [1]


def test_a_hook_that_asks_a_class_of_the_module() -> None:
    info = php(
        "",
        "class Info { function fields($type) { return $type->id() == 'node' ?"
        " ['foo_n' => \\Drupal\\Core\\Field\\BaseFieldDefinition::create('string')] : []; } }",
    )
    resolver = "\\Drupal::service('class_resolver')->getInstanceFromDefinition(\\Drupal\\foo\\Info::class)"
    body = f"return {resolver}->fields($entity_type);"
    found = fields(body, **{"src/Info.php": info})
    assert found == {("node", "foo_n", True, "string", False)}


def test_changes_to_the_entity_types_of_others() -> None:
    code = """<?php
use Drupal\\foo\\Display;
function foo_entity_type_alter(array &$entity_types) {
  $entity_types['entity_view_display']->setClass(Display::class)->setFormClass('edit', 'Drupal\\foo\\Form');
  $node = &$entity_types['node'];
  $node->addConstraint('Foo', $x);
  foreach ($entity_types as $id => $type) { if ($type->id()) { $type->setHandlerClass('foo', name()); } }
}
"""
    found = [(one.entity_type, one.method, one.arguments) for one in read({"foo.module": code}).entity_type_changes]
    assert sorted(found) == [
        ("*", "setHandlerClass", ("foo", "?")),
        ("entity_view_display", "setClass", ("Drupal\\foo\\Display",)),
        ("entity_view_display", "setFormClass", ("edit", "Drupal\\foo\\Form")),
        ("node", "addConstraint", ("Foo", "?")),
    ]
