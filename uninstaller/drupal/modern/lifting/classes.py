"""Which files of own classes, and which own services, must come along so that some of them can be used as they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from uninstaller.drupal.modern.lifting.catalogue import Catalogue
from uninstaller.drupal.modern.lifting.services import make_service
from uninstaller.drupal.modern.provides.code.model import ClassFacts, Reference, Use
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.plan.model import CarriedService

_NEEDED = frozenset(set(Use) - {Use.TYPE, Use.CATCH, Use.INSTANCEOF, Use.ATTRIBUTE})
"""The other uses of a class load nothing. A name in a text or with `::class` may be that of a class to make."""


@dataclass(frozen=True, slots=True)
class Own:
    """The module, its files' bytes, and the services of the code base."""

    provided: Provided
    read: Callable[[str], bytes]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Closure:
    """`paths` of files and `services` by id, sorted; `obstacles` say, a phrase each, why these cannot stand alone."""

    paths: tuple[str, ...] = ()
    services: tuple[CarriedService, ...] = ()
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roots:
    """`classes` are names in full, `services` ids, `listening` those of them that Drupal calls itself.

    `methods` limits what counts of a class, by lower-case name.
    """

    classes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    methods: Mapping[str, frozenset[str]] = field(default_factory=dict)
    listening: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """`queue` holds classes by lower-case name, and services with `@` before the id; `called` names of methods."""

    called: frozenset[str]
    queue: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    services: dict[str, CarriedService] = field(default_factory=dict)
    obstacles: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)

    def add(self, names: Iterable[str]) -> None:
        self.queue += sorted(set(names) - set(self.queue))


_CALLED = re.compile(rb"(?:->|::)\s*(\w+)|['\"](\w+)['\"]")


def close_classes(own: Own, roots: Roots, text: str = "") -> Closure:
    """What is only named as a type need not be there.

    Of a service that only carried and lifted code calls, methods count that this code names; `text` is what is lifted.
    """
    called = _names_called(text.encode("utf-8", "surrogateescape"))
    while True:
        found = _close(own, roots, called)
        if found.calls <= called:
            break
        called |= found.calls
    made = tuple(found.services[service] for service in sorted(found.services))
    return Closure(tuple(sorted(found.paths)), made, tuple(sorted(found.obstacles)))


def _names_called(source: bytes) -> frozenset[str]:
    return frozenset((one or two).decode() for one, two in _CALLED.findall(source))


def _close(own: Own, roots: Roots, called: frozenset[str]) -> _Found:
    found = _Found(called)
    found.add({*(name.lower() for name in roots.classes), *(f"@{service}" for service in roots.services)})
    by_name = {facts.name.lower(): facts for facts in own.provided.classes}
    limits = dict(roots.methods)
    for name in found.queue:
        if name.startswith("@"):
            class_name = _follow_service(own, name[1:], found)
            if class_name in by_name and name[1:] not in roots.listening:
                limits.setdefault(class_name, _list_called(by_name[class_name], called))
        elif name in by_name:
            _follow_class(own, by_name[name], found, limits.get(name))
        else:
            found.obstacles.add(f"its class {name} was not found")
    return found


def _list_called(facts: ClassFacts, called: frozenset[str]) -> frozenset[str]:
    return frozenset(one.name for one in facts.methods if one.name in called or one.name.startswith("__"))


def _follow_service(own: Own, service_id: str, found: _Found) -> str:
    """Gives its class, in lower case, where it is the module's own."""
    service = next(one for one in own.provided.services if one.id == service_id)
    made = make_service(own.provided, own.catalogue, service)
    if isinstance(made, str):
        found.obstacles.add(made)
        return ""
    found.services[service_id] = made.service
    found.add(f"@{need}" for need in made.needs)
    class_name = str(dict(made.service.definition).get("class", ""))
    if not class_name.lower().startswith(f"{own.provided.namespace}\\".lower()):
        return ""
    found.add([class_name.lower()])
    return class_name.lower()


def _follow_class(own: Own, facts: ClassFacts, found: _Found, methods: frozenset[str] | None) -> None:
    provided = own.provided
    spans = [one.span for one in facts.methods if methods is None or one.name in methods]
    source = own.read(facts.path)
    bodies = b"".join(source[start:end] for start, end in spans)
    found.calls |= _names_called(bodies)
    references = [one for one in facts.references if methods is None or not one.within or one.within in methods]
    found.paths.add(facts.path)
    found.obstacles |= {f"{facts.name} {said}" for said in _list_obstacles(provided, facts, references)}
    classes = {one.name.lower() for one in provided.classes}
    services = {service.id for service in provided.services}
    found.add({one.name.lower() for one in references if one.use in _NEEDED} & classes)
    taken = {one.name for one in references if one.use is Use.SERVICE} | set(facts.services)
    found.add(f"@{service}" for service in taken & services)
    for entity_type in _named_types(own.provided, bodies):
        found.add(name.lower() for name in list_entity_classes(provided, entity_type))


def list_entity_classes(provided: Provided, entity_type: str, role: str = "entity") -> list[str]:
    """The own classes among that of an entity type and those of its storage; of a handler: this handler's alone."""
    own = f"{provided.namespace}\\".lower()
    for one in provided.entity_types:
        if one.id == entity_type:
            storage = [one.handler("storage"), one.handler("storage_schema")]
            names = [one.class_name, *storage] if role == "entity" else [one.handler(role)]
            return [name for name in names if name.lower().startswith(own)]
    return []


def _named_types(provided: Provided, bodies: bytes) -> Iterator[str]:
    """Own entity types that methods spell: they may work on their entities."""
    for one in provided.entity_types:
        if re.search(rb"['\"]" + re.escape(one.id.encode()) + rb"['\"]", bodies):
            yield one.id


def _list_obstacles(provided: Provided, facts: ClassFacts, references: Iterable[Reference]) -> Iterator[str]:
    functions = {one.name.lower() for one in provided.functions}
    constants = {one.name for one in provided.constants}
    if facts.is_broken:
        yield "cannot be read with certainty"
    if not facts.path.startswith(f"{provided.extension.folder}/src/".lstrip("/")):
        yield "does not lie where Drupal looks for classes"
    for one in references:
        if one.use is Use.DYNAMIC:
            yield f"uses {one.name}, a name that only runs of it know"
        elif one.use is Use.CALL and one.name.lower() in functions:
            yield f"calls {one.name}()"
        elif one.use is Use.CONSTANT and one.name in constants:
            yield f"uses the constant {one.name}"
