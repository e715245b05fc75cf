"""Whether code of a module that Drupal may call while it uninstalls it has anything to do then."""

import re

from uninstaller.drupal.modern.provides.code.model import Use
from uninstaller.drupal.modern.provides.entities.model import EntityKind
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.model import Provided

_STAYING = frozenset({"node", "user", "media", "file"})
"""Content entity types of which no deleted configuration takes entities along; a removal deletes no content itself."""

_OF_ENTITIES = re.compile(
    r"hook_(\w+?)_(predelete|delete|presave|update|load|storage_load|revision_delete|translation_delete)$"
)
_SAVING = frozenset({"presave", "update"})
_AFTERWARDS = frozenset({"hook_uninstall", "hook_menu_links_discovered_alter", "backend_overridable"})
"""hook_uninstall() is lifted; links are discovered when the module has left; the tag lets services be replaced."""

_LIFTED = re.compile(r"hook_(entity_type_alter|entity_bundle_delete|\w+_(?:presave|update|predelete|delete))$")
"""Hooks that the runtime calls in the place of Drupal."""

_ENTITY_WORK = re.compile(r"->(?:save|delete)\(\s*(?:\)|\$)|entity_delete_multiple|_delete_multiple\(")
"""Saving or deleting of entities; configuration that is saved looks alike."""

_RUNNING = frozenset({Use.CALL, Use.NEW, Use.STATIC, Use.SERVICE, Use.DYNAMIC})

HARMLESS_CHANGES = frozenset({
    "setLinkTemplate", "setFormClass", "setListBuilderClass", "addConstraint", "setViewBuilderClass",
    "setAccessClass",
})  # fmt: skip
"""What an entity type has for pages and forms, which nobody asks for while configuration is deleted."""

CLASS_CHANGES = frozenset({"setClass", "setStorageClass"})
"""What decides which code runs when its entities are deleted."""

_CHANGING = frozenset({"hook_entity_type_build", "hook_entity_type_alter"})


def liftable_hook(provided: Provided, live: LiveCode) -> str:
    """The hook, without `hook_`, if the runtime can call a lifted function in its place; '' if not."""
    found = _LIFTED.match(live.trigger)
    is_function = live.function in {one.name for one in provided.functions}
    return found[1] if found and is_function else ""


def runs(provided: Provided, live: LiveCode, lifted: str) -> bool:
    """False only where it is certain that it is not called, or that nothing comes of it; `lifted` is lifted PHP."""
    if live.trigger in _AFTERWARDS:
        return False
    if live.trigger in _CHANGING:
        return not _changes_pages_only(provided, live)
    found = _OF_ENTITIES.match(live.trigger)
    if found is None:
        return True
    if found[2] in _SAVING and found[1] in _own_configuration(provided):
        return False
    return found[1] not in _STAYING or bool(_ENTITY_WORK.search(lifted))


def _own_configuration(provided: Provided) -> frozenset[str]:
    """Entity types whose entities all go, so that none is saved."""
    return frozenset(one.id for one in provided.entity_types if one.kind is EntityKind.CONFIG)


def _changes_pages_only(provided: Provided, live: LiveCode) -> bool:
    """Whether all that the hook does is to name classes and paths of pages."""
    function = next((one for one in provided.functions if one.name == live.function), None)
    if function is None or any(one.use in _RUNNING for one in function.references):
        return False
    changes = [one for one in provided.entity_type_changes if one.hook == live.trigger.removeprefix("hook_")]
    return bool(changes) and all(one.method in HARMLESS_CHANGES for one in changes)
