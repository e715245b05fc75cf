"""Whether code of a module that Drupal may call while it uninstalls it has anything to do then."""

import re

from uninstaller.drupal.modern.provides.entities.model import EntityKind
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.model import Provided

_STAYING = frozenset({"node", "user", "media", "file"})
"""Content entity types of which no deleted configuration takes entities along; a removal deletes no content itself.

Of the module's own content entity types there are no entities then: Drupal refuses while there are.
"""

_OF_ENTITIES = re.compile(
    r"hook_(\w+?)_(predelete|delete|presave|update|load|storage_load|revision_delete|translation_delete)$"
)
_SAVING = frozenset({"presave", "update"})
_AFTERWARDS = frozenset({"hook_uninstall", "hook_menu_links_discovered_alter", "hook_user_cancel"})
"""hook_uninstall() is lifted; links are discovered when the module has left; no uninstall cancels an account."""

ROLES = {"event": "event_subscriber", "module_install.uninstall_validator": "uninstall_validator"}
"""What a service is to Drupal, by the first word of the trigger: such a service can be made without the module."""

_LIFTED = re.compile(r"hook_(entity_type_alter|entity_bundle_delete|\w+_(?:presave|update|predelete|delete|load))$")
"""Hooks that the runtime calls in the place of Drupal."""

_ENTITY_WORK = re.compile(r"->(?:save|delete)\(\s*(?:\)|\$)|entity_delete_multiple|_delete_multiple\(")
"""Saving or deleting of entities; configuration that is saved looks alike."""

HARMLESS_CHANGES = frozenset({
    "setLinkTemplate", "setFormClass", "setListBuilderClass", "addConstraint", "setViewBuilderClass",
    "setAccessClass",
})  # fmt: skip
"""What an entity type has for pages and forms, which nobody asks for while configuration is deleted."""

CLASS_CHANGES = frozenset({"setClass", "setStorageClass"})
"""What decides which code runs when its entities are deleted."""


def liftable_hook(provided: Provided, live: LiveCode) -> str:
    """The hook, without `hook_`, if the runtime can call a lifted function in its place; '' if not."""
    found = _LIFTED.match(live.trigger)
    is_function = live.function in {one.name for one in provided.functions}
    return found[1] if found and is_function else ""


def does_entity_work(text: str) -> bool:
    """Whether PHP may save or delete entities."""
    return bool(_ENTITY_WORK.search(text))


def runs(provided: Provided, live: LiveCode, *, works: bool) -> bool:
    """False only where it is certain that it is not called, or that nothing comes of it.

    `works`: whether code that comes along may save or delete entities.
    """
    if live.trigger in _AFTERWARDS or not live.effect:
        return False
    found = _OF_ENTITIES.match(live.trigger)
    if found is None:
        return True
    kinds = {one.id: one.kind for one in provided.entity_types}
    if kinds.get(found[1]) is EntityKind.CONTENT:
        return False
    if found[2] in _SAVING and kinds.get(found[1]) is EntityKind.CONFIG:
        return False
    return found[1] not in _STAYING or works
