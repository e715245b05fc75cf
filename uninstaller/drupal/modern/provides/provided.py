"""Reads everything that one module's own code says that it provides and does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.features import Feature, has_feature
from uninstaller.drupal.modern.provides.code.callbacks import Callback, find_callback
from uninstaller.drupal.modern.provides.code.files import OwnFile, read_own_files
from uninstaller.drupal.modern.provides.code.own_code import OwnCode, read_own_code
from uninstaller.drupal.modern.provides.core_facts import CoreFacts, assume_core
from uninstaller.drupal.modern.provides.declared.code_names import read_code_names
from uninstaller.drupal.modern.provides.declared.model import NameKind, ProvidedName
from uninstaller.drupal.modern.provides.declared.yaml_names import read_yaml_names
from uninstaller.drupal.modern.provides.entities.changes import read_changes
from uninstaller.drupal.modern.provides.entities.fields import read_added_fields
from uninstaller.drupal.modern.provides.entities.model import AddedField, BundleClass, EntityType, EntityTypeChange
from uninstaller.drupal.modern.provides.entities.types import ENTITY_TYPES, read_entity_types
from uninstaller.drupal.modern.provides.hooks.functions import read_function_hooks
from uninstaller.drupal.modern.provides.hooks.methods import read_method_hooks
from uninstaller.drupal.modern.provides.hooks.model import HookChange, HookImplementation
from uninstaller.drupal.modern.provides.live import find_live_code
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.plugins.classes import read_class_plugins
from uninstaller.drupal.modern.provides.plugins.files import read_file_plugins
from uninstaller.drupal.modern.provides.plugins.model import Plugin, PluginManager
from uninstaller.drupal.modern.provides.plugins.own_managers import read_own_managers
from uninstaller.drupal.modern.provides.services.model import Service, ServiceChange
from uninstaller.drupal.modern.provides.services.providers import read_service_changes
from uninstaller.drupal.modern.provides.services.yaml_services import read_parameters, read_yaml_services
from uninstaller.drupal.modern.provides.stored.calls import read_stored_names
from uninstaller.drupal.modern.provides.stored.model import StoredName
from uninstaller.drupal.modern.provides.stored.tables import read_tables
from uninstaller.facts.extension import Extension
from uninstaller.place import Place, Unread

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Module:
    """The module that is read, and what it is read against."""

    tree: Tree
    extension: Extension
    files: tuple[OwnFile, ...]
    code: OwnCode
    core: CoreFacts

    @property
    def services_path(self) -> str:
        return f"{self.extension.folder}/{self.extension.name}.services.yml".lstrip("/")


def read_provided(tree: Tree, extension: Extension, core: CoreFacts | None = None) -> Provided:
    """Never raises for what stands in the files: what cannot be read is in `Provided.unread`.

    Without `core` hooks are known by their comments only, and plugins by the managers of core.
    """
    core = core or assume_core()
    files = read_own_files(tree, extension)
    module = _Module(tree, extension, files, read_own_code(tree, extension.name, files, core.find_class), core)
    found: list[object] = [*_read_services(module), *read_service_changes(module.code)]
    found += _read_hooks(module)
    found += _read_plugins(module, _pick(found, Service))
    found += read_entity_types(module.code, extension.folder, core.version)
    found += _read_names(module, _pick(found, HookImplementation))
    found += read_stored_names(module.code)
    gathered = _gather(module, found)
    if module.services_path not in tree.files:
        return gathered
    path = module.services_path
    return replace(
        gathered, parameters=read_parameters(tree, path), has_yaml_tags=bool(_YAML_TAG.search(module.code.read(path)))
    )


_YAML_TAG = re.compile(rb"[:\-\[{,]\s*!\w")


def _gather(module: _Module, found: list[object]) -> Provided:
    code = module.code
    hooks, services, plugins = _pick(found, HookImplementation), _pick(found, Service), _pick(found, Plugin)
    names = _pick(found, ProvidedName)
    schemas = frozenset(one.name for one in names if one.kind is NameKind.CONFIG_SCHEMA)
    return Provided(
        extension=module.extension,
        namespace=f"Drupal\\{module.extension.name}",
        files=module.files,
        classes=tuple(facts for file in code.files.values() for facts in file.classes),
        functions=tuple(facts for file in code.files.values() for facts in file.functions),
        constants=tuple(facts for file in code.files.values() for facts in file.constants),
        hooks=hooks,
        hook_changes=_pick(found, HookChange),
        services=services,
        service_changes=_pick(found, ServiceChange),
        managers=_pick(found, PluginManager),
        plugins=plugins,
        entity_types=_pick(found, EntityType),
        bundle_classes=_pick(found, BundleClass),
        added_fields=_pick(found, AddedField),
        entity_type_changes=_pick(found, EntityTypeChange),
        names=names,
        stored=_pick(found, StoredName),
        live=find_live_code(code, hooks, services, plugins, _pick(found, EntityType), schemas),
        unread=tuple(sorted({*code.unread, *_pick(found, Unread)})),
    )


def _pick(found: Iterable[object], kind: type[T]) -> tuple[T, ...]:
    """The facts of one kind, in their order."""
    return tuple(one for one in found if isinstance(one, kind))


def _read_services(module: _Module) -> Iterator[object]:
    path = module.services_path
    if path in module.tree.files:
        yield from read_yaml_services(module.tree, module.code, path)
        for name in read_parameters(module.tree, path).items:
            yield ProvidedName(NameKind.PARAMETER, str(name), Place(path))


def _read_hooks(module: _Module) -> Iterator[object]:
    path, core = module.services_path, module.core
    parameters = read_parameters(module.tree, path).items if path in module.tree.files else {}
    switches = [parameters.get(f"{module.extension.name}.{name}") for name in _SWITCHES]
    is_scanned = not (has_feature(core.version, Feature.HOOK_ATTRIBUTES) and any(switch is True for switch in switches))
    yield from read_function_hooks(module.code, core.hooks, core.modules, core.version, is_scanned=is_scanned)
    yield from read_method_hooks(module.code, core.hooks, core.version)


_SWITCHES = ("skip_procedural_hook_scan", "hooks_converted")
"""Container parameters that end the search for hooks in functions; the second is the name that 11.1 had for it."""


def _read_plugins(module: _Module, services: Iterable[Service]) -> Iterator[object]:
    """Entity types are plugins too, but have a reader of their own."""
    core, name, folder = module.core, module.extension.name, module.extension.folder
    known = {manager.service for manager in core.managers}
    own = list(read_own_managers(module.code, (service for service in services if service.id not in known)))
    yield from (manager for manager in core.managers if manager.module == name)
    yield from own
    managers = [one for one in (*core.managers, *_pick(own, PluginManager)) if one.service != ENTITY_TYPES]
    yield from read_class_plugins(module.code, folder, managers, core.version)
    yield from read_file_plugins(module.tree, name, folder, module.files, managers)


def _read_names(module: _Module, hooks: Iterable[HookImplementation]) -> Iterator[object]:
    code = module.code
    called = [(hook.documented or hook.hook, callback) for hook, callback in _callbacks(code, hooks)]
    yield from read_yaml_names(module.tree, code, module.extension.folder, module.files)
    yield from read_code_names(code, called, module.files)
    for hook, callback in called:
        if hook == "schema":
            yield from read_tables(code, callback)
    yield from read_added_fields(code, called, module.core.hooks.entity_types)
    yield from read_changes(code, called)


def _callbacks(code: OwnCode, hooks: Iterable[HookImplementation]) -> Iterator[tuple[HookImplementation, Callback]]:
    """The hooks that Drupal calls for the module, with their code."""
    for hook in hooks:
        callback = find_callback(code, hook.function) if not hook.problem else None
        if callback is not None and hook.module == code.module:
            yield hook, callback
