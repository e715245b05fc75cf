"""Plugins, and the managers that find them."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.php.values import EMPTY, Array
from uninstaller.place import Place


@dataclass(frozen=True, slots=True, order=True)
class PluginManager:
    """How a manager finds plugins.

    `service` is its id. Classes: below `src/{folder}`, with an annotation of one of the short names `annotations` or an
    attribute of one of the full names `attributes`. YAML: the entries of `MODULE.{yaml}.yml`; files: one plugin
    each in `directory`, and below it if `is_deep`, by file name without `ending`. `alter` is the name that it gives to
    alterInfo(). `module` owns it, 'core' for core itself.
    """

    service: str
    module: str
    folder: str = ""
    annotations: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    alter: str = ""
    yaml: str = ""
    directory: str = ""
    ending: str = ""
    is_deep: bool = False


class PluginStyle(StrEnum):
    ANNOTATION = "annotation"
    ATTRIBUTE = "attribute"
    YAML = "yaml"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Plugin:
    """`manager` is a service id. `parent` is the class that `class_name` extends.

    `definition` is what annotation, attribute or YAML say, as far as it is literal; what is not is an `Unknown`.
    `deriver` is a class that makes more plugins of this one, with ids `{id}:…`; `provider` the module whose absence
    switches the plugin off, mostly the own one.
    """

    manager: str
    id: str
    class_name: str
    parent: str
    provider: str
    style: PluginStyle
    place: Place
    label: str = ""
    deriver: str = ""
    definition: Array = EMPTY
