"""The plugin managers that a module has itself, from the constructors of their classes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from uninstaller.drupal.modern.provides.code.evaluation import evaluate_method
from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.nodes import first_part
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.plugins.model import PluginManager
from uninstaller.drupal.modern.provides.services.model import Service
from uninstaller.drupal.modern.provides.yaml_values import items_of
from uninstaller.php.literals import parts
from uninstaller.php.needs import literal
from uninstaller.php.parse import walk
from uninstaller.php.values import Unknown, Value
from uninstaller.place import Place, Unread

_BASE = "Drupal\\Core\\Plugin\\DefaultPluginManager"
_YAML = {"YamlDiscovery": 0, "YamlDiscoveryDecorator": 1}
"""Classes that read YAML, and which argument names the file."""


@dataclass(slots=True)
class _Calls:
    """What a constructor was seen to call."""

    running: str = ""
    parent: tuple[str, list[Value]] = ("", [])
    alter: str = ""
    seen: set[str] = field(default_factory=set)

    def enter(self, class_name: str) -> None:
        self.seen.add(class_name)
        self.running, self.parent = class_name, ("", [])

    def note(self, call: str, arguments: list[Value]) -> None:
        owner, _, name = call.rpartition("::")
        if name == "__construct" and owner != self.running and not self.parent[0]:
            self.parent = owner, arguments
        elif name == "alterInfo" and arguments and isinstance(arguments[0], str):
            self.alter = arguments[0]


def read_own_managers(code: OwnCode, services: Iterable[Service]) -> Iterator[PluginManager | Unread]:
    """A row for each service whose class is a plugin manager; `Unread` where it cannot be told what it finds."""
    for service in services:
        facts = code.classes.get(service.class_name.lower())
        if facts is None or not any(one.parent == _BASE for one in find_ancestors(code, facts)):
            continue
        calls = _follow(code, facts, [_known(value) for value in items_of(service.arguments).values()])
        manager = _make(code, service.id, facts, calls)
        if manager.yaml or (manager.folder and (manager.annotations or manager.attributes)):
            yield manager
        else:
            yield Unread(facts.place, f"which plugins {service.id} finds is not known")


def _known(value: Value) -> Value:
    """Another service is an object that nobody can look into."""
    is_reference = isinstance(value, str) and value.startswith(("@", "%"))
    return value if not is_reference else Unknown(Place(""), "a service")


def _follow(code: OwnCode, facts: ClassFacts, arguments: list[Value]) -> _Calls:
    """Runs the constructor, and then those of its parents, up to that of core's default manager."""
    calls = _Calls()
    current: ClassFacts | None = facts
    while current is not None and current.name not in calls.seen:
        calls.enter(current.name)
        evaluate_method(code, current, "__construct", arguments, observe=calls.note)
        owner, arguments = calls.parent
        current = code.find_class(owner) if owner != _BASE else None
    return calls


def _make(code: OwnCode, service: str, facts: ClassFacts, calls: _Calls) -> PluginManager:
    yaml = _yaml_file(code, facts)
    arguments = calls.parent[1] if calls.parent[0] == _BASE else []
    folder = arguments[0] if arguments and isinstance(arguments[0], str) else ""
    names = [value.lstrip("\\") for value in arguments[4:6] if isinstance(value, str)]
    attributes = tuple(name for name in names if "\\Attribute\\" in name)
    annotations = tuple(name.rpartition("\\")[2] for name in names if "\\Attribute\\" not in name)
    if folder and len(arguments) <= 4:
        annotations = ("Plugin",)
    return PluginManager(service, code.module, folder.strip("/"), annotations, attributes, calls.alter, yaml)


def _yaml_file(code: OwnCode, facts: ClassFacts) -> str:
    """The literal name in `new YamlDiscovery('name', …)`."""
    parsed = code.parse(facts.path)
    for node in walk(parsed.root):
        if node.type == "object_creation_expression" and parts(node):
            index = _YAML.get(parsed.text(first_part(node)).rpartition("\\")[2])
            arguments = [child for child in parts(node) if child.type == "arguments"]
            if index is not None and arguments and len(parts(arguments[0])) > index:
                return literal(parsed, parts(arguments[0])[index]) or ""
    return ""
