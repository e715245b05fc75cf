"""The services of `MODULE.services.yml`."""

from collections.abc import Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.services.model import Service, Tag
from uninstaller.drupal.modern.provides.services.subscribers import read_subscriptions
from uninstaller.drupal.modern.provides.yaml_values import items_of, read_yaml, text_of
from uninstaller.php.values import EMPTY, Array, ArrayBuilder, Value
from uninstaller.place import Place, Unread

AUTOMATIC_TAGS = {
    "Symfony\\Component\\EventDispatcher\\EventSubscriberInterface": "event_subscriber",
    "Drupal\\Core\\Extension\\ModuleUninstallValidatorInterface": "module_install.uninstall_validator",
    "Psr\\Log\\LoggerAwareInterface": "logger_aware",
    "Drupal\\Core\\Queue\\QueueFactoryInterface": "queue_factory",
}
"""Tags that core gives where a service is autoconfigured (CoreServiceProvider::register())."""


def read_yaml_services(tree: Tree, code: OwnCode, path: str) -> Iterator[Service | Unread]:
    """The services of a file in the order in which they stand."""
    read = read_yaml(tree, path)
    if read.problem:
        yield read.problem
    services = items_of(read.items.get("services"))
    defaults = services.get("_defaults")
    for key, value in services.items():
        if key != "_defaults":
            yield _service(code, str(key), value, defaults, read.place("services", key))


def read_parameters(tree: Tree, path: str) -> Array:
    """The container parameters of a file."""
    value = read_yaml(tree, path).items.get("parameters")
    return value if isinstance(value, Array) else EMPTY


def _service(code: OwnCode, service_id: str, value: Value, defaults: Value, place: Place) -> Service:
    alias = value[1:] if isinstance(value, str) and value.startswith("@") else text_of(value, "alias")
    if alias:
        return Service(service_id, "", place, alias=alias, definition=_array(value))
    items = items_of(value)
    parent = text_of(value, "parent")
    class_name = text_of(value, "class").lstrip("\\") or (service_id if "\\" in service_id and not parent else "")
    tags = [*_tags(items.get("tags")), *_tags(items_of(defaults).get("tags"))]
    if items.get("autoconfigure", items_of(defaults).get("autoconfigure")) is True:
        tags += automatic_tags(code, class_name, tags)
    is_subscriber = any(tag.name == "event_subscriber" for tag in tags)
    return Service(
        service_id,
        class_name,
        place,
        tuple(tags),
        parent=parent,
        decorates=text_of(value, "decorates"),
        is_autowired=items.get("autowire", items_of(defaults).get("autowire")) is True,
        arguments=items.get("arguments", EMPTY),
        definition=_array(value),
        events=read_subscriptions(code, class_name) if is_subscriber else (),
    )


def _array(value: Value) -> Array:
    return value if isinstance(value, Array) else EMPTY


def _tags(value: Value) -> Iterator[Tag]:
    for tag in items_of(value).values():
        name = tag if isinstance(tag, str) else text_of(tag, "name")
        builder = ArrayBuilder()
        for key, attribute in items_of(tag).items():
            if key != "name":
                builder.add(key, attribute)
        yield Tag(name, builder.build())


def automatic_tags(code: OwnCode, class_name: str, written: list[Tag]) -> Iterator[Tag]:
    """The tags that interfaces of the class ask for, where they are not written already."""
    names = {tag.name for tag in written}
    facts = code.find_class(class_name)
    for ancestor in find_ancestors(code, facts) if facts is not None else ():
        for interface in ancestor.interfaces:
            tag = AUTOMATIC_TAGS.get(interface)
            if tag and tag not in names:
                names.add(tag)
                yield Tag(tag, is_automatic=True)
