"""Own code that runs while Drupal uninstalls a module natively."""

from tests.drupal.modern.provides.drawn import php, read

FORMATTER = php(
    "\\Plugin\\Field\\FieldFormatter",
    """
/** @FieldFormatter(id = "foo_f") */
class F extends Base { public function viewElements() {} }
""",
)
BASE = php("\\Plugin\\Field\\FieldFormatter", "class Base { public function onDependencyRemoval(array $d) {} }")
ENTITY = php(
    "\\Entity",
    '/** @ConfigEntityType(id = "foo_conf") */\nclass Conf { public static function postDelete($s, array $e) {} }',
)
SUBSCRIBER = php(
    "",
    "class Sub { public static function getSubscribedEvents() {"
    " return ['config.delete' => 'onDelete', 'kernel.request' => 'onRequest']; } }",
)
SERVICES = """services:
  foo.sub: { class: Drupal\\foo\\Sub, tags: [{ name: event_subscriber }] }
  foo.validator: { class: Drupal\\foo\\V, tags: [{ name: module_install.uninstall_validator }] }
"""
MODULE = """<?php
function foo_node_delete($n) {}
function foo_cron() {}
function foo_page_delete() {}
"""


def test_hooks_events_validators_plugins_and_entities() -> None:
    provided = read(
        {
            "foo.module": MODULE,
            "foo.install": "<?php function foo_uninstall() {}",
            "foo.services.yml": SERVICES,
            "src/Sub.php": SUBSCRIBER,
            "src/Entity/Conf.php": ENTITY,
            "src/Plugin/Field/FieldFormatter/F.php": FORMATTER,
            "src/Plugin/Field/FieldFormatter/Base.php": BASE,
        }
    )
    assert [(one.trigger, one.function.removeprefix("Drupal\\foo\\")) for one in provided.live] == [
        ("entity foo_conf", "Entity\\Conf::postDelete"),
        ("event config.delete", "Sub::onDelete"),
        ("hook_node_delete", "foo_node_delete"),
        ("hook_uninstall", "foo_uninstall"),
        ("module_install.uninstall_validator", "V"),
        ("plugin plugin.manager.field.formatter", "Plugin\\Field\\FieldFormatter\\Base::onDependencyRemoval"),
    ]
