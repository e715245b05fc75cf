"""What keeps lifted code of modern Drupal from standing alone, in words for the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.model import FunctionFacts, Reference, Use
from uninstaller.drupal.modern.provides.declared.model import NameKind
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.php.needs import Need, NeedKind
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.slice import Sliced

_NEEDS: Mapping[NeedKind, str] = {
    NeedKind.INCLUDE: "loads a file",
    NeedKind.DYNAMIC: "calls by a name that only runs of it know",
    NeedKind.GLOBAL: "uses a global variable",
    NeedKind.EXIT: "ends the process",
}
_PLACES = frozenset({"__file__", "__dir__"})
_ASKING_FOR_CODE = frozenset({
    "drupal_get_path", "drupal_get_filename", "module_load_include", "module_load_install", "drupal_get_module_schema",
    "drupal_uninstall_schema", "drupal_install_schema", "getpath", "getmodule", "loadinclude", "loadallincludes",
    "getpathname", "getmoduledirectories", "invoke", "invokeall", "getextensioninfo",
})  # fmt: skip
"""Functions and methods, in lower case, that find a module's code, or run it."""


@dataclass(frozen=True, slots=True)
class Needs:
    """`obstacles` say why the code cannot stand alone, `exits` where it ends the process.

    The rest is the module's own, and must be there; all sorted.
    """

    obstacles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    entity_types: tuple[str, ...] = ()
    exits: tuple[tuple[str, int], ...] = ()
    """Path and byte."""


def find_needs(provided: Provided, closure: Iterable[Sliced]) -> Needs:
    functions = {function.name.lower(): function for function in provided.functions}
    obstacles: set[str] = set()
    used: set[Reference] = set()
    texts: set[str] = set()
    exits: set[tuple[str, int]] = set()
    for sliced in closure:
        name = sliced.declaration.name
        exits |= {(sliced.declaration.path, need.span[0]) for need in sliced.foreign if _ends_process(need)}
        texts |= {need.name for need in sliced.foreign if need.kind is NeedKind.STRING}
        if sliced.declaration.is_broken or sliced.declaration.is_conditional:
            obstacles.add(f"{name} cannot be read with certainty")
        obstacles |= {f"{name}() {said}" for said in _told_by_needs(provided, sliced)}
        if sliced.declaration.kind is DeclarationKind.FUNCTION:
            facts = functions.get(name.lower())
            obstacles |= {f"{name}() {said}" for said in _told_by_references(provided, facts)}
            used |= set(facts.references) if facts else set()
    services = {service.id for service in provided.services} & {one.name for one in used if one.use is Use.SERVICE}
    return Needs(
        tuple(sorted(obstacles)),
        tuple(sorted({one.name for one in used if _is_own_class(provided, one)})),
        tuple(sorted(services)),
        tuple(sorted(texts & {one.id for one in provided.entity_types})),
        tuple(sorted(exits)),
    )


def _ends_process(need: Need) -> bool:
    return need.kind is NeedKind.EXIT or (need.kind is NeedKind.CALL and need.name.lower() in ("exit", "die"))


def _told_by_needs(provided: Provided, sliced: Sliced) -> Iterator[str]:
    module = provided.extension.name
    if sliced.unsure:
        yield f"spells {sliced.unsure[0].name}, an own function, in a text"
    for need in sliced.foreign:
        if need.kind in _NEEDS:
            yield _NEEDS[need.kind]
        elif need.kind is NeedKind.MAGIC and need.name.lower() in _PLACES:
            yield "asks where its file is"
        elif need.kind is NeedKind.STRING and need.name == module and _asks_for_code(need):
            yield f"asks for the module's code with {need.position.call}()"
        elif _calls_own(need, module):
            yield f"calls {need.name}(), which is in no file that Drupal loads then"


def _asks_for_code(need: Need) -> bool:
    return need.position.call.lower().lstrip("->") in _ASKING_FOR_CODE


def _calls_own(need: Need, module: str) -> bool:
    is_own = need.name.lstrip("_").startswith(f"{module}_")
    return need.kind is NeedKind.CALL and is_own and not need.guard


def _told_by_references(provided: Provided, facts: FunctionFacts | None) -> Iterator[str]:
    if facts is None:
        yield "was not found again"
        return
    routes = {one.name for one in provided.named(NameKind.ROUTE)}
    for one in facts.references:
        if one.use is Use.DYNAMIC:
            yield f"uses {one.name}, a name that only runs of it know"
        elif one.use is Use.STRING and one.name in routes:
            yield f"names its own route {one.name}"


def _is_own_class(provided: Provided, reference: Reference) -> bool:
    return reference.use not in (
        Use.CALL,
        Use.CONSTANT,
        Use.SERVICE,
        Use.DYNAMIC,
    ) and reference.name.lower().startswith(f"{provided.namespace}\\".lower())
