"""Which files of own classes must come along so that some of them can be used under their own names."""

from collections.abc import Iterable
from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.model import NAMES, ClassFacts, Reference, Use
from uninstaller.drupal.modern.provides.model import Provided

_NOT_CLASSES = frozenset({Use.CALL, Use.CONSTANT, Use.SERVICE, Use.DYNAMIC, Use.STRING})


@dataclass(frozen=True, slots=True)
class Closure:
    """`paths` of files, sorted; `obstacles` say, a phrase each, why the classes cannot stand alone."""

    paths: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


def close_classes(provided: Provided, roots: Iterable[str]) -> Closure:
    """`roots` are names in full; what is only named, in a type or with `::class`, need not be there."""
    own = {facts.name.lower(): facts for facts in provided.classes}
    paths: set[str] = set()
    obstacles: set[str] = set()
    queue = [name.lower() for name in roots]
    seen = set(queue)
    for name in queue:
        facts = own.get(name)
        if facts is None:
            obstacles.add(f"its class {name} was not found")
            continue
        paths.add(facts.path)
        obstacles |= {f"{facts.name} {said}" for said in _list_obstacles(provided, facts)}
        more = {one.name.lower() for one in facts.references if _is_needed(one)} & set(own) - seen
        seen |= more
        queue += sorted(more)
    return Closure(tuple(sorted(paths)), tuple(sorted(obstacles)))


def _is_needed(reference: Reference) -> bool:
    return reference.use not in NAMES | _NOT_CLASSES


def _list_obstacles(provided: Provided, facts: ClassFacts) -> Iterable[str]:
    functions = {one.name.lower() for one in provided.functions}
    constants = {one.name for one in provided.constants}
    services = {service.id for service in provided.services}
    if facts.is_broken:
        yield "cannot be read with certainty"
    for one in facts.references:
        if one.use is Use.DYNAMIC:
            yield f"uses {one.name}, a name that only runs of it know"
        elif one.use is Use.CALL and one.name.lower() in functions:
            yield f"calls {one.name}()"
        elif one.use is Use.CONSTANT and one.name in constants:
            yield f"uses the constant {one.name}"
        elif one.use is Use.SERVICE and one.name in services:
            yield f"takes the module's service {one.name}"
