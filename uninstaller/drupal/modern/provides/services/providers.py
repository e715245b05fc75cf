"""What the service provider and the compiler passes of a module do to the container, as far as it is literal."""

from collections.abc import Iterator
from dataclasses import replace

from uninstaller.drupal.modern.provides.code.arguments import first_text
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_expression
from uninstaller.drupal.modern.provides.code.members import place_of
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.nodes import last_part, walk_named
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.code.scopes import find_last_assigned, read_variables
from uninstaller.drupal.modern.provides.services.model import Service, ServiceChange, Tag
from uninstaller.drupal.modern.provides.services.subscribers import read_subscriptions
from uninstaller.drupal.modern.provides.services.yaml_services import automatic_tags
from uninstaller.php.literals import field, parts
from uninstaller.php.needs import argument_list
from uninstaller.php.parse import Node, Parsed
from uninstaller.php.values import Array, Value
from uninstaller.place import Unread

_CALLS = {
    "register", "setDefinition", "setAlias", "getDefinition", "findDefinition", "removeDefinition", "removeAlias",
    "setParameter", "addCompilerPass", "autowire", "set",
}  # fmt: skip
_MAKES = {"register", "setDefinition", "autowire"}
_RECEIVERS = {"$container", "$builder", "$this->container"}
_PASS = "Symfony\\Component\\DependencyInjection\\Compiler\\CompilerPassInterface"


def read_service_changes(code: OwnCode) -> Iterator[Service | ServiceChange | Unread]:
    """In the classes that Drupal asks when it builds the container, by name, and in compiler passes.

    A service that is made there has the tags that are added in one breath, and those that its interfaces ask for.
    """
    for facts in code.classes.values():
        if _is_provider(code, facts):
            yield from _changes(code, facts)


def _is_provider(code: OwnCode, facts: ClassFacts) -> bool:
    camel = "".join(word.capitalize() for word in code.module.split("_"))
    if facts.name.lower() == f"drupal\\{code.module}\\{camel}ServiceProvider".lower():
        return True
    return _PASS in facts.interfaces or facts.parent.endswith("Pass")


def _changes(code: OwnCode, facts: ClassFacts) -> Iterator[Service | ServiceChange | Unread]:
    parsed = code.parse(facts.path)
    variables = read_variables(parsed)
    for node in walk_named(parsed.root):
        if node.type != "member_call_expression" or parsed.text(field(node, "object")) not in _RECEIVERS:
            continue
        call = parsed.text(field(node, "name"))
        arguments = [last_part(argument) for argument in argument_list(node) if parts(argument)]
        if call not in _CALLS or not arguments:
            continue
        first = evaluate_expression(code, facts.path, arguments[0])
        given = arguments[-1]
        if given.type == "variable_name":
            given = find_last_assigned(parsed, variables, given) or given
        second = _class_in(evaluate_expression(code, facts.path, given, keeps_objects=True))
        place = place_of(facts.path, node)
        if isinstance(first, str) and call in _MAKES and len(arguments) > 1 and second:
            yield _registered(code, parsed, node, Service(first, second, place))
        elif isinstance(first, str):
            yield ServiceChange(first, call, second if len(arguments) > 1 else "", place)
        elif call != "addCompilerPass":
            yield Unread(place, f"which service {call}() is about is not known")


def _class_in(value: Value) -> str:
    """The class of a definition: named, or given to `new Definition(…)`."""
    first = value.items.get(0) if isinstance(value, Array) else value
    return first.lstrip("\\") if isinstance(first, str) else ""


def _registered(code: OwnCode, parsed: Parsed, call: Node, service: Service) -> Service:
    tags: list[Tag] = []
    here = call.parent
    while here is not None and here.type == "member_call_expression":
        name = first_text(parsed, here)
        if parsed.text(field(here, "name")) == "addTag" and name:
            tags.append(Tag(name))
        here = here.parent
    tags += automatic_tags(code, service.class_name, tags)
    is_subscriber = any(tag.name == "event_subscriber" for tag in tags)
    events = read_subscriptions(code, service.class_name) if is_subscriber else ()
    return replace(service, tags=tuple(tags), events=events)
