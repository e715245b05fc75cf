"""How much of a module's code must come along so that Drupal lets go of the module as if all of it were there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.lifting.classes import close_classes
from uninstaller.drupal.modern.lifting.lift import Lift, find_additions, lift_hooks
from uninstaller.drupal.modern.planning.live_code import CLASS_CHANGES, HARMLESS_CHANGES, liftable_hook, runs
from uninstaller.drupal.modern.provides.entities.model import EntityKind
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.plan.model import StandIn, Strategy

MANAGERS = {
    "plugin.manager.field.field_type": "field_type",
    "plugin.manager.field.formatter": "field_formatter",
    "plugin.manager.field.widget": "field_widget",
    "plugin.manager.filter": "filter",
    "plugin.manager.workflows.type": "workflow_type",
    "plugin.manager.core.layout": "layout",
}
"""Plugin managers whose plugins Drupal looks up while it deletes or mends configuration: the runtime stands in."""

LET_GO = frozenset({
    "breakpoint.manager", "image.toolkit.manager", "image.toolkit.operation.manager", "typed_data_manager",
    "validation.constraint",
    *(
        f"plugin.manager.{name}"
        for name in (
            "action", "archiver", "block", "ckeditor5.plugin", "condition", "config_translation.mapper", "element_info",
            "help_section", "help_topic", "image.effect", "link_relation_type", "mail", "media.source",
            "menu.contextual_link", "menu.link", "menu.local_action", "menu.local_task", "migrate.destination",
            "migrate.field", "migrate.process", "migrate.source", "migration", "queue_worker", "rest", "sdc", "search",
        )
    ),
})  # fmt: skip
"""Managers whose plugins no configuration holds, or whose absence Drupal was measured to take as native does.

Views' own, `plugin.manager.views.*`, are among the latter.
"""

_DEFINING = frozenset({
    "entity_extra_field_info", "field_info_alter", "field_formatter_info_alter", "field_widget_info_alter",
    "filter_info_alter", "workflow_type_info_alter", "layout_alter",
})  # fmt: skip
"""Hooks that say what configuration which is mended consists of."""

_CODE = (".php", ".module", ".install", ".inc", ".services.yml")


@dataclass(frozen=True, slots=True)
class Choice:
    """`because` says why it is not less, in a phrase; `classes` are paths of the classes that come along."""

    strategy: Strategy
    because: str = ""
    classes: tuple[str, ...] = ()


def lift_code(tree: Tree, provided: Provided, prefix: str) -> Lift:
    """hook_uninstall(), and the hooks that have something to do on what a removal deletes and mends."""
    first = lift_hooks(tree, provided, prefix)
    running = [live for live in provided.live if runs(provided, live, first.lifted.source)]
    hooks = {liftable_hook(provided, live) for live in running} - {""}
    lift = lift_hooks(tree, provided, prefix, hooks) if hooks and not first.obstacles else first
    return replace(lift, additions=find_additions(tree, provided))


def choose_strategy(provided: Provided, lift: Lift) -> Choice:
    """The least that is certain to do."""
    for find_reasons in _CARRYING:
        for because in find_reasons(provided, lift):
            return Choice(Strategy.CARRY, because)
    needed = _needed_classes(provided, lift)
    if not needed:
        return Choice(Strategy.SLICE)
    closure = close_classes(provided, needed)
    if closure.obstacles:
        return Choice(Strategy.CARRY, closure.obstacles[0])
    return Choice(Strategy.CLASSES, next(iter(needed.values())), closure.paths)


def _needed_classes(provided: Provided, lift: Lift) -> dict[str, str]:
    """Own classes that native removal runs, with the reason."""
    found = {name: f"the lifted hook_uninstall() uses {name}" for name in lift.classes}
    for entity_type in provided.entity_types:
        for override in entity_type.overrides:
            said = f"{override.class_name}::{override.method} has a say in deleting {entity_type.id}"
            found[entity_type.class_name if override.role == "entity" else override.class_name] = said
    for change in provided.entity_type_changes:
        if change.hook in lift.lifted.hooks and change.method in CLASS_CHANGES:
            own = [name for name in change.arguments if name.startswith(f"{provided.namespace}\\")]
            found |= {name: f"{name} is the class of {change.entity_type}" for name in own}
    return found


def list_stand_ins(provided: Provided) -> tuple[StandIn, ...]:
    """What Drupal must find of the module while it lets go of it."""
    known = (one for one in provided.plugins if one.manager in MANAGERS)
    return tuple(sorted({StandIn(MANAGERS[one.manager], one.id) for one in known}))


def _from_lift(_provided: Provided, lift: Lift) -> Iterator[str]:
    yield from lift.obstacles


def _from_live_code(provided: Provided, lift: Lift) -> Iterator[str]:
    for live in provided.live:
        is_lifted = live.trigger.removeprefix("hook_") in lift.lifted.hooks
        if not is_lifted and not _is_of_own_entity(provided, live) and runs(provided, live, lift.lifted.source):
            yield f"{live.function} runs while Drupal uninstalls the module ({live.trigger})"


def _is_of_own_entity(provided: Provided, live: LiveCode) -> bool:
    """Whether it is a method of the class of an own entity type, which can come along."""
    overrides = (one for entity_type in provided.entity_types for one in entity_type.overrides)
    return live.function in {f"{one.class_name}::{one.method}" for one in overrides}


def _from_services(provided: Provided, _lift: Lift) -> Iterator[str]:
    for change in provided.service_changes:
        yield f"it changes the container ({change.id})"
    for service in provided.services:
        if service.decorates:
            yield f"its service {service.id} replaces {service.decorates}"


def _from_entities(provided: Provided, lift: Lift) -> Iterator[str]:
    for entity_type in provided.entity_types:
        if entity_type.kind is not EntityKind.CONFIG:
            yield f"it has an entity type of its own, {entity_type.id}"
    for change in provided.entity_type_changes:
        if change.hook in lift.lifted.hooks and change.method not in HARMLESS_CHANGES | CLASS_CHANGES:
            yield f"it changes the entity type {change.entity_type} ({change.method})"
    for bundle in provided.bundle_classes:
        yield f"{bundle.class_name} is the class of entities of another module"
    for added in provided.added_fields:
        yield f"it adds the field {added.name} to entities of other modules"


def _from_plugins(provided: Provided, lift: Lift) -> Iterator[str]:
    for manager in provided.managers:
        yield f"its own plugin manager {manager.service} has plugins that configuration may use"
    for plugin in provided.plugins:
        if plugin.manager in MANAGERS and plugin.deriver:
            yield f"{plugin.deriver} makes more of its plugin {plugin.id}"
        elif plugin.manager not in MANAGERS and not _lets_go(plugin.manager):
            yield f"configuration may hold its plugin {plugin.id} ({plugin.manager})"
    for hook in provided.hooks:
        if hook.documented in _DEFINING and not hook.problem and hook.function not in lift.additions:
            yield f"{hook.function} has a say in configuration that is mended"


def _lets_go(manager: str) -> bool:
    return manager in LET_GO or manager.startswith("plugin.manager.views.")


def _from_unread(provided: Provided, _lift: Lift) -> Iterator[str]:
    for unread in provided.unread:
        if unread.place.path.endswith(_CODE):
            yield f"not all of its code can be read ({unread.place}: {unread.reason})"


_CARRYING: tuple[Callable[[Provided, Lift], Iterator[str]], ...] = (
    _from_lift, _from_live_code, _from_services, _from_entities, _from_plugins, _from_unread,
)  # fmt: skip
"""What of the module must run, or be there as it is, and cannot without the rest."""
