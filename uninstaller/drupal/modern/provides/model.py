"""Everything that one module's own code says that it provides and does."""

from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.files import OwnFile
from uninstaller.drupal.modern.provides.code.model import ClassFacts, ConstantFacts, FunctionFacts
from uninstaller.drupal.modern.provides.declared.model import NameKind, ProvidedName
from uninstaller.drupal.modern.provides.entities.model import AddedField, BundleClass, EntityType, EntityTypeChange
from uninstaller.drupal.modern.provides.hooks.model import HookChange, HookImplementation
from uninstaller.drupal.modern.provides.live import LiveCode
from uninstaller.drupal.modern.provides.plugins.model import Plugin, PluginManager
from uninstaller.drupal.modern.provides.services.model import Service, ServiceChange
from uninstaller.drupal.modern.provides.stored.model import StoredName
from uninstaller.facts.extension import Extension
from uninstaller.php.values import EMPTY, Array
from uninstaller.place import Unread


@dataclass(frozen=True, slots=True)
class Provided:
    """Each tuple in the order of files and places. What could not be told of any of it is in `unread`, with the reason.

    `namespace` is that of its classes, without a final backslash. `parameters` are those of the container;
    `has_yaml_tags`: the file of its services has values that mean more than they hold, `!tagged_iterator` for one.
    """

    extension: Extension
    namespace: str
    files: tuple[OwnFile, ...] = ()
    classes: tuple[ClassFacts, ...] = ()
    functions: tuple[FunctionFacts, ...] = ()
    constants: tuple[ConstantFacts, ...] = ()
    hooks: tuple[HookImplementation, ...] = ()
    hook_changes: tuple[HookChange, ...] = ()
    services: tuple[Service, ...] = ()
    parameters: Array = EMPTY
    has_yaml_tags: bool = False
    service_changes: tuple[ServiceChange, ...] = ()
    managers: tuple[PluginManager, ...] = ()
    plugins: tuple[Plugin, ...] = ()
    entity_types: tuple[EntityType, ...] = ()
    bundle_classes: tuple[BundleClass, ...] = ()
    added_fields: tuple[AddedField, ...] = ()
    entity_type_changes: tuple[EntityTypeChange, ...] = ()
    names: tuple[ProvidedName, ...] = ()
    stored: tuple[StoredName, ...] = ()
    live: tuple[LiveCode, ...] = ()
    unread: tuple[Unread, ...] = ()

    def named(self, kind: NameKind) -> tuple[ProvidedName, ...]:
        return tuple(name for name in self.names if name.kind is kind)

    def implementations(self, hook: str) -> tuple[HookImplementation, ...]:
        """Of a hook by its own or its documented name, those that Drupal calls."""
        return tuple(one for one in self.hooks if hook in (one.hook, one.documented) and not one.problem)
