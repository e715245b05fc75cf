"""Own code that runs while Drupal uninstalls the module natively, and would not run once the code is gone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.effects.reading import Told, find_effect
from uninstaller.drupal.modern.provides.entities.model import EntityType
from uninstaller.drupal.modern.provides.hooks.model import HookImplementation
from uninstaller.drupal.modern.provides.plugins.model import Plugin
from uninstaller.drupal.modern.provides.services.model import Service
from uninstaller.facts.model import Certainty
from uninstaller.place import Place


@dataclass(frozen=True, slots=True, order=True)
class LiveCode:
    """`trigger` is what makes it run: a hook, an event, a tag, or the method of a plugin or entity class.

    `effect` is what it does, the first thing of which it is not known that nothing that stays changes by it; '' where
    there is no such thing.
    """

    trigger: str
    function: str
    place: Place
    effect: str = "?"


LIVE_HOOKS = frozenset({
    "uninstall", "module_preuninstall", "entity_predelete", "entity_delete", "entity_revision_delete",
    "entity_translation_delete", "ENTITY_TYPE_predelete", "ENTITY_TYPE_delete", "ENTITY_TYPE_revision_delete",
    "ENTITY_TYPE_translation_delete", "entity_bundle_delete", "field_purge_field", "field_purge_field_storage",
    "entity_presave", "entity_update", "ENTITY_TYPE_presave", "ENTITY_TYPE_update", "entity_load",
    "ENTITY_TYPE_load", "entity_storage_load", "ENTITY_TYPE_storage_load", "entity_preload", "entity_type_build",
    "entity_type_alter", "entity_base_field_info", "entity_base_field_info_alter", "entity_bundle_info",
    "entity_bundle_info_alter", "entity_bundle_field_info", "entity_bundle_field_info_alter",
    "entity_field_storage_info", "entity_field_storage_info_alter", "config_schema_info_alter",
    "entity_extra_field_info", "menu_links_discovered_alter", "file_predelete", "user_cancel", "query_TAG_alter",
    "entity_query_alter",
})  # fmt: skip
"""Documented hooks that deleting, saving and loading of configuration and entities calls before the module has left.

Its own hook_modules_uninstalled() is not among them: the module has left when that one is called.
"""
_ANSWERING = frozenset({
    "hook_entity_base_field_info", "hook_entity_bundle_info", "hook_entity_bundle_field_info",
    "hook_entity_field_storage_info", "hook_uninstall",
})  # fmt: skip
_EVENTS = ("config.", "entity_type.definition.", "field_storage.definition.", "config.importer.")
LIVE_TAGS = frozenset({"module_install.uninstall_validator", "config.factory.override"})
_PLUGIN_METHODS = frozenset({"onDependencyRemoval", "calculateDependencies", "preDelete", "postDelete"})
_FIELD_METHODS = frozenset({"delete", "deleteRevision", "onFieldStorageDefinitionDelete"})


def find_live_code(  # noqa: PLR0917 - one for each kind of what a module provides
    code: OwnCode,
    hooks: Iterable[HookImplementation],
    services: Iterable[Service],
    plugins: Iterable[Plugin],
    entity_types: Sequence[EntityType],
    schemas: frozenset[str] = frozenset(),
) -> tuple[LiveCode, ...]:
    """Sorted; each once. `schemas` are names of the module's own schema of configuration."""
    found = {
        *_hooks(hooks),
        *_services(services),
        *_plugins(code, plugins),
        *(
            LiveCode(f"{one.role} {entity_type.id}", f"{one.class_name}::{one.method}", one.place)
            for entity_type in entity_types
            for one in entity_type.overrides
        ),
    }
    classes = {one.id: one.class_name for one in entity_types}
    return tuple(sorted(_with_effect(live, Told(code, live.trigger, schemas, classes)) for live in found))


def _with_effect(live: LiveCode, told: Told) -> LiveCode:
    """Only what gives nothing back that anybody would use is looked into."""
    is_read = live.trigger.startswith(("event ", "hook_")) and live.trigger not in _ANSWERING
    return replace(live, effect=find_effect(told, live.function)) if is_read else live


def _hooks(hooks: Iterable[HookImplementation]) -> Iterator[LiveCode]:
    for hook in hooks:
        is_called = not hook.problem and hook.certainty is not Certainty.POSSIBLE
        if hook.documented in LIVE_HOOKS and is_called:
            yield LiveCode(f"hook_{hook.hook}", hook.function, hook.place)


def _services(services: Iterable[Service]) -> Iterator[LiveCode]:
    for service in services:
        for tag in service.tags:
            if tag.name in LIVE_TAGS:
                yield LiveCode(tag.name, service.class_name or service.id, service.place)
        for subscription in service.events:
            if subscription.event.startswith(_EVENTS) or subscription.event == "?":
                yield LiveCode(
                    f"event {subscription.event}", f"{service.class_name}::{subscription.method}", service.place
                )


def _plugins(code: OwnCode, plugins: Iterable[Plugin]) -> Iterator[LiveCode]:
    """Methods that the plugin's class declares itself, or inherits from another class of the module."""
    for plugin in plugins:
        methods = _PLUGIN_METHODS | (_FIELD_METHODS if plugin.manager == "plugin.manager.field.field_type" else set())
        facts = code.classes.get(plugin.class_name.lower())
        while facts is not None:
            for method in facts.methods:
                if method.name in methods:
                    yield LiveCode(f"plugin {plugin.manager}", f"{facts.name}::{method.name}", method.place)
            facts = code.classes.get(facts.parent.lower()) if facts.parent else None
