"""How much of a module's code must come along so that Drupal lets go of the module as if all of it were there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.lifting.catalogue import Catalogue
from uninstaller.drupal.modern.lifting.classes import Closure, Own, Roots, close_classes
from uninstaller.drupal.modern.lifting.lift import Lift, find_additions, lift_hooks
from uninstaller.drupal.modern.planning.entity_types import find_entity_reasons
from uninstaller.drupal.modern.planning.live_code import (
    CLASS_CHANGES,
    HARMLESS_CHANGES,
    ROLES,
    does_entity_work,
    liftable_hook,
    runs,
)
from uninstaller.drupal.modern.planning.needed import Needed, list_needed
from uninstaller.drupal.modern.planning.outside import Outside
from uninstaller.drupal.modern.planning.plugins import find_plugin_reasons, has_say, is_of_own_manager, list_stand_ins
from uninstaller.drupal.modern.provides.declared.model import FOR_PAGES
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.plan.model import CarriedService, StandIn, Strategy

_CODE = (".php", ".module", ".install", ".inc", ".services.yml")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the choice for a module rests on; `prefix` begins the names of what is lifted."""

    tree: Tree
    provided: Provided
    catalogue: Catalogue
    outside: Outside
    prefix: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`because` says why it is not less, in a phrase; `classes` are paths of the classes that come along."""

    strategy: Strategy
    lift: Lift
    because: str = ""
    classes: tuple[str, ...] = ()
    services: tuple[CarriedService, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()


def choose_strategy(ground: Ground) -> Choice:
    """The least that is certain to do.

    What comes along may delete or save entities: then hooks on that run that would not, and more may come along.
    """
    choice = _choose(ground, works=False)
    if choice.strategy is not Strategy.CARRY and _works(ground.tree, choice):
        return _choose(ground, works=True)
    return choice


def _works(tree: Tree, choice: Choice) -> bool:
    return does_entity_work(read_along(tree, choice).decode("utf-8", "replace"))


def read_along(tree: Tree, choice: Choice) -> bytes:
    """All code that comes along but what is carried as a whole."""
    lifted = choice.lift.lifted.source.encode("utf-8", "surrogateescape")
    definitions = repr(choice.services).encode()
    return b"\n".join([lifted, definitions, *map(tree.read, choice.classes)])


def _choose(ground: Ground, *, works: bool) -> Choice:
    provided = ground.provided
    lift = _lift(ground, works=works)
    for find_reasons in _CARRYING:
        for because in find_reasons(ground, lift, works):
            return Choice(Strategy.CARRY, lift, because)
    needed = list_needed(provided, ground.tree.read, lift, ground.outside)
    closure = _close(ground, needed, lift.lifted.source)
    if closure.obstacles:
        return Choice(Strategy.CARRY, lift, closure.obstacles[0])
    stand_ins = list_stand_ins(provided, needed.plugins)
    if not needed.because:
        return Choice(Strategy.SLICE, lift, stand_ins=stand_ins)
    services = tuple(replace(one, roles=needed.roles.get(one.id, ())) for one in closure.services)
    return Choice(Strategy.CLASSES, lift, needed.because, closure.paths, services, stand_ins)


def _close(ground: Ground, needed: Needed, text: str) -> Closure:
    own = Own(ground.provided, ground.tree.read, ground.catalogue)
    return close_classes(own, Roots(needed.classes, needed.services, needed.methods, tuple(needed.roles)), text)


def _lift(ground: Ground, *, works: bool) -> Lift:
    """hook_uninstall(), and the hooks that have something to do on what a removal deletes and mends."""
    tree, provided = ground.tree, ground.provided
    running = [live for live in provided.live if runs(provided, live, works=works)]
    hooks = {liftable_hook(provided, live) for live in running} - {""}
    lift = lift_hooks(tree, provided, ground.prefix, hooks)
    return replace(lift, additions=find_additions(tree, provided))


def _from_lift(_ground: Ground, lift: Lift, _works: bool) -> Iterator[str]:
    yield from lift.obstacles


def _from_live_code(ground: Ground, lift: Lift, works: bool) -> Iterator[str]:
    provided = ground.provided
    for live in provided.live:
        is_lifted = live.trigger.removeprefix("hook_") in lift.lifted.hooks
        if not is_lifted and not _comes_along(ground, live) and runs(provided, live, works=works):
            yield f"{live.function} runs while Drupal uninstalls the module ({live.trigger})"


def _comes_along(ground: Ground, live: LiveCode) -> bool:
    """Whether its class can come along, or its plugins are in nothing that stays."""
    provided = ground.provided
    overrides = (one for entity_type in provided.entity_types for one in entity_type.overrides)
    return (
        live.function in {f"{one.class_name}::{one.method}" for one in overrides}
        or live.trigger.partition(" ")[0] in ROLES
        or has_say(live)
        or is_of_own_manager(provided, ground.outside, live.trigger)
    )


def _from_services(ground: Ground, _lift: Lift, _works: bool) -> Iterator[str]:
    for change in ground.provided.service_changes:
        yield f"it changes the container ({change.id})"
    for service in ground.provided.services:
        if service.decorates:
            yield f"its service {service.id} replaces {service.decorates}"


def _from_entities(ground: Ground, lift: Lift, _works: bool) -> Iterator[str]:
    provided = ground.provided
    yield from find_entity_reasons(provided)
    for change in provided.entity_type_changes:
        if change.hook in lift.lifted.hooks and change.method not in HARMLESS_CHANGES | CLASS_CHANGES:
            yield f"it changes the entity type {change.entity_type} ({change.method})"
    for bundle in provided.bundle_classes:
        yield f"{bundle.class_name} is the class of entities of another module"
    for added in provided.added_fields:
        yield f"it adds the field {added.name} to entities of other modules"


def _from_plugins(ground: Ground, lift: Lift, _works: bool) -> Iterator[str]:
    yield from find_plugin_reasons(ground.provided, lift, ground.outside)


def _from_unread(ground: Ground, _lift: Lift, _works: bool) -> Iterator[str]:
    for unread in ground.provided.unread:
        if unread.place.path.endswith(_CODE) and not unread.reason.startswith(FOR_PAGES):
            yield f"not all of its code can be read ({unread.place}: {unread.reason})"


_CARRYING: tuple[Callable[[Ground, Lift, bool], Iterator[str]], ...] = (
    _from_lift, _from_live_code, _from_services, _from_entities, _from_plugins, _from_unread,
)  # fmt: skip
"""What of the module must run, or be there as it is, and cannot without the rest."""
