"""The plugins that YAML files and other files of a module declare."""

from collections.abc import Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.code.files import OwnFile, Role
from uninstaller.drupal.modern.provides.plugins.model import Plugin, PluginManager, PluginStyle
from uninstaller.drupal.modern.provides.yaml_values import read_yaml, text_of
from uninstaller.php.values import EMPTY, Array, Value
from uninstaller.place import Place, Unread

_LABELS = ("title", "label", "name")


def read_file_plugins(
    tree: Tree, module: str, folder: str, files: Iterable[OwnFile], managers: Iterable[PluginManager]
) -> Iterator[Plugin | Unread]:
    prefix = f"{folder}/" if folder else ""
    paths = [file.path for file in files if file.role is not Role.TEST]
    for manager in managers:
        yaml = f"{prefix}{module}.{manager.yaml}.yml"
        if manager.yaml and yaml in paths:
            yield from _read_entries(tree, module, yaml, manager)
        if manager.directory:
            start = f"{prefix}{manager.directory}/"
            for path in paths:
                is_deep = "/" in path.removeprefix(start) and not manager.is_deep
                if path.startswith(start) and path.endswith(manager.ending) and not is_deep:
                    yield from _read_one(tree, module, path, manager)


def _read_entries(tree: Tree, module: str, path: str, manager: PluginManager) -> Iterator[Plugin | Unread]:
    read = read_yaml(tree, path)
    if read.problem:
        yield read.problem
    for key, value in read.items.items():
        yield _plugin(manager, str(key), module, read.place(key), value)


def _read_one(tree: Tree, module: str, path: str, manager: PluginManager) -> Iterator[Plugin | Unread]:
    """One file, one plugin. A migration has its id inside, a component is named after module and folder."""
    name = path.rpartition("/")[2].removesuffix(manager.ending)
    if not manager.ending.endswith(".yml"):
        provider = name.partition(".")[0] if "." in name else module
        yield Plugin(manager.service, name, "", "", provider, PluginStyle.FILE, Place(path, 1))
        return
    read = read_yaml(tree, path)
    if read.problem:
        yield read.problem
        return
    plugin_id = f"{module}:{name}" if manager.directory == "components" else text_of(read.value, "id")
    if plugin_id:
        yield _plugin(manager, plugin_id, module, read.place("id"), read.value)
    else:
        yield Unread(Place(path), f"a plugin of {manager.service} without an id")


def _plugin(manager: PluginManager, plugin_id: str, module: str, place: Place, value: Value) -> Plugin:
    return Plugin(
        manager.service,
        plugin_id,
        text_of(value, "class").lstrip("\\"),
        "",
        text_of(value, "provider") or module,
        PluginStyle.YAML,
        place,
        next((label for key in _LABELS if (label := text_of(value, key))), ""),
        text_of(value, "deriver").lstrip("\\"),
        value if isinstance(value, Array) else EMPTY,
    )
