"""A service of a module as it can be made without the module: class, factory, arguments and calls, all known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.modern.lifting.catalogue import Catalogue
from uninstaller.drupal.modern.lifting.frozen import NotKnownError, freeze_items
from uninstaller.drupal.modern.provides.code.model import ClassFacts, Parameter, Use
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.services.model import Service
from uninstaller.drupal.modern.provides.yaml_values import items_of, text_of
from uninstaller.php.values import Array, Key, Value
from uninstaller.plan.model import CarriedService, ServiceValue

_KNOWN = frozenset({
    "class", "arguments", "calls", "factory", "tags", "parent", "public", "lazy", "autowire", "autoconfigure",
    "abstract", "deprecated",
})  # fmt: skip
_FILLED = frozenset({"service_collector", "service_id_collector", "logger_aware"})
"""Tags of services to which Drupal adds others when it builds the container."""
_REFERENCE = re.compile(r"@\??([^@=\s]+)")
_PARAMETER = re.compile(r"%([^%\s]+)%")


class _ImpossibleError(Exception):
    """Says why, as the rest of a sentence that begins with the service's id."""


@dataclass(frozen=True, slots=True)
class Made:
    """`needs` are the module's own services that its arguments name."""

    service: CarriedService
    needs: tuple[str, ...]


def make_service(provided: Provided, catalogue: Catalogue, service: Service) -> Made | str:
    """A text says why not, as a phrase."""
    try:
        return _make(provided, catalogue, service)
    except _ImpossibleError as problem:
        return f"its service {service.id} {problem}"
    except NotKnownError:
        return f"its service {service.id} has arguments that are not known"


def _make(provided: Provided, catalogue: Catalogue, service: Service) -> Made:
    if service.alias:
        return Made(CarriedService(service.id, (("alias", service.alias),)), (service.alias,))
    _check(provided, catalogue, service)
    merged = _merge(catalogue, service.definition)
    class_name = service.class_name or text_of(merged.get("class")).lstrip("\\")
    arguments = dict(items_of(merged.get("arguments")))
    if service.is_autowired:
        arguments |= _autowired(provided, catalogue, class_name, arguments)
    if sorted(map(str, arguments)) != sorted(map(str, range(len(arguments)))):
        raise _ImpossibleError("names its arguments")
    ordered: dict[Key, Value] = {index: arguments[index] for index in range(len(arguments))}
    parts: dict[str, ServiceValue] = {
        "class": class_name,
        "arguments": freeze_items(ordered),
        "factory": _factory(merged.get("factory")),
        "calls": freeze_items(items_of(merged.get("calls"))),
    }
    texts = tuple(_texts(tuple(parts.items())))
    parts["parameters"] = _parameters(provided, texts)
    definition = tuple((key, value) for key, value in parts.items() if value not in ("", ()))
    return Made(CarriedService(service.id, definition), _own_needs(provided, catalogue, texts))


def _check(provided: Provided, catalogue: Catalogue, service: Service) -> None:
    strange = sorted(str(key) for key in service.definition.items if key not in _KNOWN)
    if strange:
        raise _ImpossibleError(f"is defined with {strange[0]}")
    for tag in service.tags:
        if tag.name in _FILLED:
            raise _ImpossibleError(f"is filled by what bears a tag ({tag.name})")
    if any(catalogue.read(f"{driver}.{service.id}") is not None for driver in ("mysql", "pgsql", "sqlite")):
        raise _ImpossibleError("is another one for some databases")
    if any(plugin.manager == service.id for plugin in provided.plugins):
        raise _ImpossibleError("finds plugins of the module")
    if provided.has_yaml_tags:
        raise _ImpossibleError("stands in a file with tags of YAML")


def _merge(catalogue: Catalogue, definition: Array) -> Mapping[Key, Value]:
    """The definition with what it has from its parents: their arguments come first."""
    items = dict(items_of(definition))
    parent = text_of(definition, "parent")
    if not parent:
        return items
    above = catalogue.read(parent)
    if not isinstance(above, Array):
        raise _ImpossibleError(f"has a parent that is not found, {parent}")
    inherited = _merge(catalogue, above)
    own, first = items_of(items.get("arguments")), items_of(inherited.get("arguments"))
    if any(isinstance(key, str) for key in (*own, *first)):
        raise _ImpossibleError("names its arguments")
    arguments: dict[Key, Value] = dict(enumerate([*first.values(), *own.values()]))
    return {**inherited, **items, "arguments": Array(arguments)}


def _autowired(
    provided: Provided, catalogue: Catalogue, class_name: str, given: Mapping[Key, Value]
) -> dict[Key, Value]:
    facts = next((one for one in provided.classes if one.name.lower() == class_name.lower()), None)
    constructor = facts.method("__construct") if facts is not None else None
    if facts is None or (constructor is None and facts.parent) or _has_autowire_attribute(facts):
        raise _ImpossibleError("is autowired in a way that is not known")
    found: dict[Key, Value] = {}
    for index, parameter in enumerate(constructor.parameters if constructor is not None else ()):
        if index in given:
            continue
        wired = _wired(catalogue, parameter)
        if not wired and parameter.is_optional:
            break
        if not wired:
            raise _ImpossibleError(f"is autowired, and what ${parameter.name} is to be is not known")
        found[index] = wired
    return found


def _has_autowire_attribute(facts: ClassFacts) -> bool:
    return any(one.use is Use.ATTRIBUTE and "Autowire" in one.name for one in facts.references)


def _wired(catalogue: Catalogue, parameter: Parameter) -> str:
    classes = [name for name in parameter.types if "\\" in name]
    return f"@{classes[0]}" if len(classes) == 1 and catalogue.read(classes[0]) is not None else ""


def _factory(value: Value) -> ServiceValue:
    if value is None:
        return ""
    parts = list(items_of(value).values())
    if len(parts) != 2 or not all(isinstance(part, str) for part in parts) or not str(parts[0]).startswith("@"):
        raise _ImpossibleError("has a factory of a kind that is not known")
    return ((0, str(parts[0])), (1, str(parts[1])))


def _texts(value: ServiceValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for _, below in value:
            yield from _texts(below)


def _parameters(provided: Provided, texts: tuple[str, ...]) -> tuple[tuple[str | int, ServiceValue], ...]:
    """The module's own container parameters among the texts, with their values."""
    found: dict[Key, Value] = {}
    for text in texts:
        match = _PARAMETER.fullmatch(text)
        if match is None and (_PARAMETER.search(text) or text.startswith("@=")):
            raise _ImpossibleError(f"has an argument that is computed, {text}")
        if match is not None and match[1] in provided.parameters.items:
            found[match[1]] = items_of(provided.parameters)[match[1]]
    return freeze_items(found)


def _own_needs(provided: Provided, catalogue: Catalogue, texts: tuple[str, ...]) -> tuple[str, ...]:
    own = {service.id for service in provided.services}
    needs: set[str] = set()
    for text in texts:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            continue
        if match[1] in own:
            needs.add(match[1])
        elif not text.startswith("@?") and not catalogue.is_available(match[1]):
            raise _ImpossibleError(f"takes {match[1]}, which cannot be had")
    return tuple(sorted(needs))
