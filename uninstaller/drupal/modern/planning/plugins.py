"""What a module's plugins ask for: stand-ins where Drupal looks them up, their own classes where these have a say."""

import re
from collections.abc import Callable, Iterator

from uninstaller.drupal.modern.lifting.frozen import freeze_known
from uninstaller.drupal.modern.lifting.lift import Lift
from uninstaller.drupal.modern.planning.outside import Outside
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.plugins.model import Plugin
from uninstaller.drupal.modern.provides.yaml_values import items_of
from uninstaller.plan.model import ServiceValue, StandIn

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
            "action", "archiver", "block", "ckeditor5.plugin", "condition", "config_action",
            "config_translation.mapper", "editor", "element_info", "entity_reference_selection", "help_section",
            "help_topic", "image.effect", "link_relation_type", "mail", "media.source", "menu.contextual_link",
            "menu.link", "menu.local_action", "menu.local_task", "migrate.destination", "migrate.field",
            "migrate.process", "migrate.source", "migration", "queue_worker", "rest", "sdc", "search",
        )
    ),
})  # fmt: skip
"""Managers whose plugins no configuration holds, or whose absence Drupal was measured to take as native does.

Views' own, `plugin.manager.views.*`, are among the latter.
"""

_DEFINING = frozenset({
    "field_info_alter", "field_formatter_info_alter", "field_widget_info_alter",
    "filter_info_alter", "workflow_type_info_alter", "layout_alter",
})  # fmt: skip
"""Hooks that say what configuration which is mended consists of."""


_FOR_PAGES = frozenset({
    "settingsForm", "settingsSummary", "viewElements", "view", "formElement", "massageFormValues", "process", "prepare",
    "tips", "buildConfigurationForm", "validateConfigurationForm", "submitConfigurationForm", "build", "access",
    "errorElement", "prepareView", "form", "extractFormValues", "flagErrors",
})  # fmt: skip
"""Methods of plugins that only pages call."""

_FOR_PEOPLE = frozenset({"class", "id", "provider", "deriver", "label", "title", "description", "category"})


def find_plugin_reasons(provided: Provided, lift: Lift, outside: Outside) -> Iterator[str]:
    """Why stand-ins and single classes would not do."""
    own = {one.service for one in provided.managers}
    for manager in sorted(own & outside.services):
        yield f"others name its own plugin manager {manager}: their configuration may hold its plugins"
    for plugin in provided.plugins:
        if plugin.manager in MANAGERS and plugin.deriver:
            yield f"{plugin.deriver} makes more of its plugin {plugin.id}"
        elif plugin.manager not in MANAGERS and plugin.manager not in own and not _lets_go(plugin.manager):
            yield f"configuration may hold its plugin {plugin.id} ({plugin.manager})"
    for hook in provided.hooks:
        if hook.documented in _DEFINING and not hook.problem and hook.function not in lift.additions:
            yield f"{hook.function} has a say in configuration that is mended"


def is_of_own_manager(provided: Provided, outside: Outside, trigger: str) -> bool:
    """Whether live code belongs to plugins that only configuration of the module's own can hold: all of that goes."""
    own = {f"plugin {one.service}" for one in provided.managers if one.service not in outside.services}
    return trigger in own


def has_say(live: LiveCode) -> bool:
    """Whether it is a method of a plugin that Drupal looks up, so that its class can come along."""
    return live.trigger.removeprefix("plugin ") in MANAGERS


def find_plugin_classes(provided: Provided) -> dict[str, str]:
    """Classes of plugins that have a say in configuration that is mended or deleted, with the reason."""
    found: dict[str, str] = {}
    for live in provided.live:
        owner, _, method = live.function.partition("::")
        for plugin in provided.plugins if has_say(live) and live.effect else ():
            if f"plugin {plugin.manager}" == live.trigger and owner in _line_of(provided, plugin.class_name):
                found[plugin.class_name] = f"{owner}::{method} has a say in what holds the plugin {plugin.id}"
    return found


def _line_of(provided: Provided, name: str) -> list[str]:
    """A class and its parents within the module."""
    by_name = {facts.name.lower(): facts for facts in provided.classes}
    line: list[str] = []
    while (facts := by_name.get(name.lower())) is not None and facts.name not in line:
        line.append(facts.name)
        name = facts.parent
    return line


def list_removal_methods(provided: Provided, read: Callable[[str], bytes], name: str) -> frozenset[str]:
    """Methods of a plugin's class that may run then: not those for pages, nor what only these name."""
    facts = next(one for one in provided.classes if one.name == name)
    source = read(facts.path)
    words = {one.name: set(re.findall(rb"\w+", source[slice(*one.span)])) for one in facts.methods}
    queue = [one.name for one in facts.methods if one.visibility == "public" and one.name not in _FOR_PAGES]
    for method in queue:
        queue += [one for one in words if one.encode() in words[method] and one not in {*queue, *_FOR_PAGES}]
    return frozenset(queue)


def list_stand_ins(provided: Provided, classes: frozenset[str] = frozenset()) -> tuple[StandIn, ...]:
    """What Drupal must find of the module while it lets go of it; `classes` of plugins that come along."""
    known = {(MANAGERS[one.manager], one.id): one for one in provided.plugins if one.manager in MANAGERS}
    return tuple(
        StandIn(manager, name, _define(plugin) if plugin.class_name in classes else ())
        for (manager, name), plugin in sorted(known.items(), key=lambda item: item[0])
    )


def _define(plugin: Plugin) -> tuple[tuple[str, ServiceValue], ...]:
    """The class with what the plugin says of itself, but for texts for people."""
    known = freeze_known(items_of(plugin.definition))
    return (("class", plugin.class_name), *((key, value) for key, value in known if key not in _FOR_PEOPLE))


def _lets_go(manager: str) -> bool:
    return manager in LET_GO or manager.startswith("plugin.manager.views.")
