"""Own classes and services that run while Drupal uninstalls a module, and each one's reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from uninstaller.drupal.modern.lifting.classes import list_entity_classes
from uninstaller.drupal.modern.lifting.lift import Lift
from uninstaller.drupal.modern.planning.entity_types import find_entity_classes
from uninstaller.drupal.modern.planning.live_code import CLASS_CHANGES, ROLES
from uninstaller.drupal.modern.planning.outside import Outside
from uninstaller.drupal.modern.planning.plugins import find_plugin_classes, list_removal_methods
from uninstaller.drupal.modern.provides.model import Provided


@dataclass(frozen=True, slots=True)
class Needed:
    """`classes` and `services` by name, `because` the reason for the first, '' where there is none.

    `roles`: of services that Drupal finds by a tag. `methods`: those that run, of classes of which the others do not.
    `plugins` are classes of plugins.
    """

    classes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    because: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    methods: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plugins: frozenset[str] = frozenset()


def list_needed(provided: Provided, read: Callable[[str], bytes], lift: Lift, outside: Outside) -> Needed:
    """`read` gives the bytes of the module's files."""
    classes = dict(_by_lifted_code(provided, lift)) | find_entity_classes(provided)
    for entity_type, path in outside.hooked:
        for name in list_entity_classes(provided, entity_type):
            classes.setdefault(name, f"{path} has hooks for {entity_type} that ask for the module's own types")
    plugins = find_plugin_classes(provided)
    services = {name: f"the lifted code takes its service {name}" for name in lift.needs.services}
    roles = _find_roles(provided)
    tagged = {name: f"its service {name} acts while Drupal uninstalls the module" for name in roles}
    reasons = [*services.values(), *tagged.values(), *classes.values(), *plugins.values()]
    methods = {name.lower(): list_removal_methods(provided, read, name) for name in plugins if name not in classes}
    return Needed(
        (*classes, *plugins),
        (*services, *tagged),
        reasons[0] if reasons else "",
        roles,
        methods,
        frozenset(plugins),
    )


def _by_lifted_code(provided: Provided, lift: Lift) -> Iterator[tuple[str, str]]:
    for name in lift.needs.classes:
        yield name, f"the lifted code uses {name}"
    for entity_type in lift.needs.entity_types:
        for name in list_entity_classes(provided, entity_type):
            yield name, f"the lifted code works on its entity type {entity_type}"
    for change in provided.entity_type_changes:
        if change.hook in lift.lifted.hooks and change.method in CLASS_CHANGES:
            for name in change.arguments:
                if name.startswith(f"{provided.namespace}\\"):
                    yield name, f"{name} is the class of {change.entity_type}"


def _find_roles(provided: Provided) -> dict[str, tuple[str, ...]]:
    """Services that Drupal finds by a tag, with what they are to it, where they have something to do."""
    found: dict[str, set[str]] = {}
    for live in provided.live:
        role = ROLES.get(live.trigger.partition(" ")[0])
        if role is None or not live.effect:
            continue
        for service in provided.services:
            if (service.class_name or service.id) == live.function.partition("::")[0]:
                found.setdefault(service.id, set()).add(role)
    return {name: tuple(sorted(roles)) for name, roles in sorted(found.items())}
