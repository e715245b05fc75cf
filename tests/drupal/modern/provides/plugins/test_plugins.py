"""The plugins of a module, and the managers that it has itself."""

import pytest

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.plugins.managers import MANAGERS
from uninstaller.drupal.modern.provides.plugins.model import PluginStyle
from uninstaller.php.values import Array, Unknown


def ids(provided: Provided) -> set[tuple[str, str]]:
    return {(one.manager, one.id) for one in provided.plugins}


ANNOTATED = php(
    "\\Plugin\\Field\\FieldFormatter",
    """
/**
 * @FieldFormatter(
 *   id = "foo_formatter",
 *   label = @Translation("Foo"),
 *   field_types = {"text", "string"},
 *   weight = \\Drupal\\gone\\X::WEIGHT,
 * )
 */
class Foo extends \\Drupal\\Core\\Field\\FormatterBase {}
""",
)


def test_an_annotated_plugin() -> None:
    (found,) = read({"src/Plugin/Field/FieldFormatter/Foo.php": ANNOTATED}).plugins
    assert (found.manager, found.id, found.label, found.style) == (
        "plugin.manager.field.formatter",
        "foo_formatter",
        "Foo",
        PluginStyle.ANNOTATION,
    )
    assert (found.class_name.rpartition("\\")[2], found.parent) == ("Foo", "Drupal\\Core\\Field\\FormatterBase")
    types = found.definition.items["field_types"]
    assert isinstance(types, Array)
    assert list(types.items.values()) == ["text", "string"]
    assert isinstance(found.definition.items["weight"], Unknown)


ATTRIBUTED = php(
    "\\Plugin\\Block",
    """
use Drupal\\Core\\Block\\Attribute\\Block;
#[Block(id: self::ID, admin_label: new TranslatableMarkup('Foo block'), deriver: Deriver::class)]
class FooBlock { const ID = 'foo_block'; }
""",
)


@pytest.mark.parametrize(("version", "count"), [("10.2.0", 1), ("10.1.8", 0)])
def test_attributes_are_read_from_10_2_on(version: str, count: int) -> None:
    found = read({"src/Plugin/Block/FooBlock.php": ATTRIBUTED}, version).plugins
    assert len(found) == count
    assert all((one.id, one.label) == ("foo_block", "Foo block") for one in found)
    assert all(one.deriver == "Drupal\\foo\\Plugin\\Block\\Deriver" for one in found)


def test_only_in_its_folder_and_under_the_name_of_its_file() -> None:
    assert ids(read({"src/FooBlock.php": ATTRIBUTED})) == set()
    assert ids(read({"src/Plugin/Block/Other.php": ATTRIBUTED})) == set()


def test_an_id_that_is_not_known_is_told() -> None:
    provided = read({"src/Plugin/Block/FooBlock.php": ATTRIBUTED.replace("self::ID", "id()")})
    assert provided.plugins == ()
    assert ["id of this plugin of plugin.manager.block" in one.reason for one in provided.unread] == [True]


def test_yaml_and_files() -> None:
    provided = read(
        {
            "foo.links.menu.yml": "foo.page:\n  title: Foo\n  class: \\Drupal\\foo\\Link\n",
            "foo.layouts.yml": "foo_two: { label: Two, class: Drupal\\foo\\Two }\n",
            "migrations/foo_nodes.yml": "id: foo_nodes\n",
            "migrations/state/foo.migrate_drupal.yml": "finished: {}\n",
            "components/card/card.component.yml": "name: Card\n",
            "help_topics/foo.about.html.twig": "",
            "bar.layouts.yml": "no: {}\n",
        }
    )
    assert ids(provided) == {
        ("plugin.manager.menu.link", "foo.page"),
        ("plugin.manager.core.layout", "foo_two"),
        ("plugin.manager.migration", "foo_nodes"),
        ("plugin.manager.sdc", "foo:card"),
        ("plugin.manager.help_topic", "foo.about"),
    }
    link = next(one for one in provided.plugins if one.id == "foo.page")
    assert (link.label, link.class_name, link.place.line) == ("Foo", "Drupal\\foo\\Link", 1)
    assert provided.unread == ()


MANAGER = """
class ThingManager extends \\Drupal\\Core\\Plugin\\DefaultPluginManager {
  public function __construct($type, \\Traversable $namespaces, $module_handler) {
    $names = ['tree' => 'Drupal\\bar\\Annotation\\Tree'];
    parent::__construct("Plugin/thing/$type", $namespaces, $module_handler, NULL, Attribute\\Thing::class,
      $names[$type]);
    $this->alterInfo('thing_' . $type);
  }
  protected function getDiscovery() { return new YamlDiscoveryDecorator($d, 'things', []); }
}
"""
SERVICES = (
    "services:\n  plugin.manager.thing.tree:\n    class: Drupal\\{0}\\ThingManager\n    arguments: [tree, '@a', '@b']\n"
)


def test_a_manager_of_its_own() -> None:
    (found,) = read({"src/ThingManager.php": php("", MANAGER), "foo.services.yml": SERVICES.format("foo")}).managers
    assert (found.service, found.folder, found.alter, found.yaml) == (
        "plugin.manager.thing.tree",
        "Plugin/thing/tree",
        "thing_tree",
        "things",
    )
    assert (found.annotations, found.attributes) == (("Tree",), ("Drupal\\foo\\Attribute\\Thing",))


def test_a_plugin_of_another_module_s_manager() -> None:
    texts = {
        "/modules/bar/bar.services.yml": SERVICES.format("bar"),
        "/modules/bar/src/ThingManager.php": "<?php namespace Drupal\\bar;" + MANAGER,
        "src/Plugin/thing/tree/Oak.php": php("\\Plugin\\thing\\tree", '/**\n * @Tree("oak")\n */\nclass Oak {}'),
        "foo.things.yml": "ash: {}\n",
    }
    assert ids(read(texts)) == {("plugin.manager.thing.tree", "oak"), ("plugin.manager.thing.tree", "ash")}


def test_a_manager_that_cannot_be_told_is_told() -> None:
    broken = MANAGER.replace('"Plugin/thing/$type"', "folder()").replace("'things'", "name()")
    provided = read({"src/ThingManager.php": php("", broken), "foo.services.yml": SERVICES.format("foo")})
    assert provided.managers == ()
    assert [one.reason for one in provided.unread] == ["which plugins plugin.manager.thing.tree finds is not known"]


def test_the_table_has_each_service_once_and_a_way_to_find_plugins() -> None:
    services = [manager.service for manager in MANAGERS]
    assert sorted(set(services)) == sorted(services)
    assert all(one.yaml or one.directory or (one.folder and one.annotations) for one in MANAGERS)
