"""The plugins that classes of a module declare, by annotation or attribute."""

from collections.abc import Iterable, Iterator

from uninstaller.drupal.modern.features import Feature, Version, has_feature
from uninstaller.drupal.modern.provides.code.declarations import (
    Declared,
    find_value,
    read_annotated,
    read_attributed,
)
from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.model import Attribute, ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.plugins.model import Plugin, PluginManager, PluginStyle
from uninstaller.php.values import EMPTY, Array, Unknown
from uninstaller.place import Unread

_LABELS = ("label", "admin_label", "title")


def read_class_plugins(
    code: OwnCode, folder: str, managers: Iterable[PluginManager], version: Version | None
) -> Iterator[Plugin | Unread]:
    """`folder` is that of the module. A class is a plugin of each manager below whose folder it lies."""
    managers = [manager for manager in managers if manager.folder]
    for facts in code.classes.values():
        for manager in managers:
            prefix = f"{folder}/src/{manager.folder}/" if folder else f"src/{manager.folder}/"
            if facts.path.startswith(prefix) and facts.name.lower() == _expected(code.module, folder, facts.path):
                yield from _read_plugin(code, facts, manager, version)


def _expected(module: str, folder: str, path: str) -> str:
    """The name that the class of a file must have so that it can be loaded."""
    below = path.removeprefix(f"{folder}/" if folder else "").removeprefix("src/").removesuffix(".php")
    return f"drupal\\{module}\\{below}".replace("/", "\\").lower()


def _read_plugin(
    code: OwnCode, facts: ClassFacts, manager: PluginManager, version: Version | None
) -> Iterator[Plugin | Unread]:
    declared = find_declared(code, facts, manager, version)
    if declared is None:
        return
    plugin_id = find_value(declared, "id")
    if plugin_id is None:
        plugin_id = find_value(declared, "value")
    if not isinstance(plugin_id, str | int):
        reason = plugin_id.reason if isinstance(plugin_id, Unknown) else "no text"
        yield Unread(declared.place, f"the id of this plugin of {manager.service} is not known: {reason}")
        return
    yield make_plugin(code, facts, manager, declared, str(plugin_id))


def make_plugin(code: OwnCode, facts: ClassFacts, manager: PluginManager, declared: Declared, plugin_id: str) -> Plugin:
    return Plugin(
        manager.service,
        plugin_id,
        facts.name,
        facts.parent,
        _text(declared, "provider") or code.module,
        PluginStyle.ATTRIBUTE if declared.is_attribute else PluginStyle.ANNOTATION,
        declared.place,
        next((label for key in _LABELS if (label := _text(declared, key))), ""),
        _text(declared, "deriver").lstrip("\\"),
        declared.values if isinstance(declared.values, Array) else EMPTY,
    )


def _text(declared: Declared, key: str) -> str:
    value = find_value(declared, key)
    return value if isinstance(value, str) else ""


def find_declared(code: OwnCode, facts: ClassFacts, manager: PluginManager, version: Version | None) -> Declared | None:
    """The annotation or, from 10.2 on, the attribute that makes the class a plugin of the manager."""
    for annotation in read_annotated(code, facts):
        if annotation.name.rpartition("\\")[2] in manager.annotations:
            return annotation
    if has_feature(version, Feature.PLUGIN_ATTRIBUTES):
        for attribute in facts.attributes:
            if _is_accepted(code, attribute, manager):
                return read_attributed(code, attribute)
    return None


def _is_accepted(code: OwnCode, attribute: Attribute, manager: PluginManager) -> bool:
    """Whether it is the manager's attribute, or one derived from it."""
    if attribute.name in manager.attributes:
        return True
    facts = code.find_class(attribute.name)
    return facts is not None and any(one.parent in manager.attributes for one in find_ancestors(code, facts))
