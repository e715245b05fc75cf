"""The services of a module, from YAML and from code."""

from tests.drupal.modern.provides.drawn import php, read
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.services.model import Service

YAML = """
services:
  _defaults:
    autoconfigure: true
    tags: [{ name: extra }]
  foo.plain:
    class: Drupal\\foo\\Plain
    arguments: ['@database', name]
    tags:
      - { name: paramconverter, priority: 5 }
      - short
  Drupal\\foo\\Validator:
    autowire: true
  Drupal\\foo\\PlainInterface: '@foo.plain'
  foo.other: { alias: foo.plain }
  cache.foo:
    class: Drupal\\Core\\Cache\\CacheBackendInterface
    tags: [{ name: cache.bin }]
    factory: ['@cache_factory', get]
    arguments: [foo_bin]
  foo.logger: { parent: logger.channel_base, arguments: [foo] }
  foo.decorator: { class: Drupal\\foo\\Plain, decorates: bar.thing, autoconfigure: false }
"""
VALIDATOR = php("", "class Validator implements \\Drupal\\Core\\Extension\\ModuleUninstallValidatorInterface {}")


def service(provided: Provided, service_id: str) -> Service:
    return next(one for one in provided.services if one.id == service_id)


def test_what_yaml_says() -> None:
    provided = read({"foo.services.yml": YAML, "src/Validator.php": VALIDATOR})
    plain = service(provided, "foo.plain")
    assert (plain.class_name, plain.place.line) == ("Drupal\\foo\\Plain", 6)
    assert [tag.name for tag in plain.tags] == ["paramconverter", "short", "extra"]
    assert service(provided, "Drupal\\foo\\PlainInterface").alias == "foo.plain"
    assert service(provided, "foo.other").alias == "foo.plain"
    assert service(provided, "foo.logger").parent == "logger.channel_base"
    assert service(provided, "foo.decorator").decorates == "bar.thing"
    assert [one.cache_bin for one in provided.services if one.cache_bin] == ["foo_bin"]
    assert len(provided.services) == 7


def test_autoconfiguration_gives_tags_for_interfaces() -> None:
    found = service(read({"foo.services.yml": YAML, "src/Validator.php": VALIDATOR}), "Drupal\\foo\\Validator")
    tag = found.tag("module_install.uninstall_validator")
    assert tag is not None
    assert tag.is_automatic
    assert (found.class_name, found.is_autowired) == ("Drupal\\foo\\Validator", True)


SUBSCRIBER = php(
    "",
    """
use Drupal\\Core\\Config\\ConfigEvents;
use Symfony\\Component\\HttpKernel\\KernelEvents;
class Sub implements \\Symfony\\Component\\EventDispatcher\\EventSubscriberInterface {
  const PRIORITY = 5;
  public static function getSubscribedEvents(): array {
    $events[ConfigEvents::DELETE][] = ['onDelete', self::PRIORITY];
    $events[ConfigEvents::DELETE][] = ['onDeleteToo'];
    $events[KernelEvents::REQUEST] = 'onRequest';
    if (class_exists('X')) { $events[Other::EVENT] = ['onOther', 1]; }
    return $events;
  }
}
""",
)
EVENTS = "<?php namespace Drupal\\Core\\Config; final class ConfigEvents { const DELETE = 'config.delete'; }"


def test_subscribed_events_are_evaluated() -> None:
    yaml = "services:\n  foo.sub: { class: Drupal\\foo\\Sub, tags: [{ name: event_subscriber }] }\n"
    texts = {
        "foo.services.yml": yaml,
        "src/Sub.php": SUBSCRIBER,
        "/core/lib/Drupal/Core/Config/ConfigEvents.php": EVENTS,
    }
    (found,) = read(texts).services
    assert [(one.event, one.method) for one in found.events if one.event in ("config.delete", "kernel.request")] == [
        ("config.delete", "onDelete"),
        ("config.delete", "onDeleteToo"),
        ("kernel.request", "onRequest"),
    ]
    assert {one.event for one in found.events} >= {"Drupal\\foo\\Other::EVENT", "?"}


def test_a_subscriber_whose_class_is_missing_may_hear_anything() -> None:
    yaml = "services:\n  foo.sub: { class: Drupal\\foo\\Gone, tags: [event_subscriber] }\n"
    (found,) = read({"foo.services.yml": yaml}).services
    assert [one.event for one in found.events] == ["?"]


PROVIDER = php(
    "",
    """
class FooServiceProvider {
  public function register($container) {
    $container->register('foo.made', Sub::class)->addTag('other')->addArgument('x');
    $definition = new Definition(Plain::class);
    $container->setDefinition('foo.defined', $definition);
    $container->setDefinition($this->name(), $definition);
  }
  public function alter($container) {
    $container->getDefinition('mailer')->setClass(Plain::class);
    $container->removeDefinition('gone');
  }
}
""",
)


def test_services_that_code_makes_and_changes() -> None:
    provided = read({"src/FooServiceProvider.php": PROVIDER, "src/Sub.php": SUBSCRIBER})
    assert [(one.id, one.class_name) for one in provided.services] == [
        ("foo.made", "Drupal\\foo\\Sub"),
        ("foo.defined", "Drupal\\foo\\Plain"),
    ]
    assert [tag.name for tag in provided.services[0].tags] == ["other", "event_subscriber"]
    assert [(one.id, one.call) for one in provided.service_changes] == [
        ("mailer", "getDefinition"),
        ("gone", "removeDefinition"),
    ]
    assert [one.reason for one in provided.unread] == ["which service setDefinition() is about is not known"]


def test_broken_yaml_is_told() -> None:
    provided = read({"foo.services.yml": "services:\n  a: [1\n b: 2\n"})
    assert provided.services == ()
    assert [one.place.path for one in provided.unread] == ["modules/foo/foo.services.yml"]
