"""What one module's code is read against: core's version, hooks and plugin managers, and classes found by name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.features import Version, read_version
from uninstaller.drupal.modern.provides.code.files import OwnFile, Role
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import FindClass, read_own_code
from uninstaller.drupal.modern.provides.code.php_file import read_php_file
from uninstaller.drupal.modern.provides.hooks.catalogue import HookCatalogue, make_catalogue
from uninstaller.drupal.modern.provides.plugins.managers import MANAGERS
from uninstaller.drupal.modern.provides.plugins.model import PluginManager
from uninstaller.drupal.modern.provides.plugins.own_managers import read_own_managers
from uninstaller.drupal.modern.provides.services.model import Service
from uninstaller.drupal.modern.provides.services.yaml_services import read_yaml_services
from uninstaller.facts.extension import Extension, ExtensionType
from uninstaller.php.parse import parse

_ENTITY_TYPE = re.compile(rb"(?:@|#\[)(?:Content|Config)?EntityType\(\s*(?:\*\s*)*id\s*[=:]\s*[\"'](\w+)[\"']")
KEPT_CLASSES = 500


@dataclass(frozen=True, slots=True)
class CoreFacts:
    """`modules` are the names of all modules and profiles of the code base; `managers` core's and theirs."""

    version: Version | None
    modules: frozenset[str]
    hooks: HookCatalogue
    managers: tuple[PluginManager, ...]
    find_class: FindClass


def read_core_facts(tree: Tree, extensions: Iterable[Extension], core: str, version: str) -> CoreFacts:
    """`core` is the folder of core ('' where the tree is core itself), `version` what core says of itself."""
    modules = [one for one in extensions if one.type in (ExtensionType.MODULE, ExtensionType.PROFILE) and one.active]
    folders = {one.name: one.folder for one in modules}
    find_class = _make_finder(tree, folders, core)
    managers = (*MANAGERS, *_read_managers(tree, modules, core, find_class))
    apis = (source for _, source in tree.sources(lambda path: path.endswith(".api.php") and "/tests/" not in path))
    hooks = make_catalogue(apis, (manager.alter for manager in managers if manager.alter), _entity_types(tree))
    return CoreFacts(read_version(version), frozenset(folders), hooks, managers, find_class)


def assume_core() -> CoreFacts:
    """For a module that is read on its own: the newest core, of which nothing but its plugin managers is known."""
    hooks = make_catalogue((), (manager.alter for manager in MANAGERS if manager.alter))
    return CoreFacts(None, frozenset(), hooks, MANAGERS, lambda _: None)


def _make_finder(tree: Tree, folders: dict[str, str], core: str) -> FindClass:
    lib = f"{core}/lib" if core else "lib"

    @lru_cache(KEPT_CLASSES)
    def find(name: str) -> ClassFacts | None:
        path = _path_of(name, folders, lib)
        if path not in tree.files:
            return None
        try:
            read = read_php_file(path, parse(tree.read(path)), "")
        except OSError:
            return None
        return next((facts for facts in read.classes if facts.name.lower() == name.lower()), None)

    return find


def _path_of(name: str, folders: dict[str, str], lib: str) -> str:
    first, _, rest = name.partition("\\")
    owner, _, below = rest.partition("\\")
    if first != "Drupal" or not below:
        return f"{lib}/Drupal.php" if name == "Drupal" else ""
    if owner in ("Core", "Component"):
        return f"{lib}/{name}.php".replace("\\", "/")
    return f"{folders[owner]}/src/{below}.php".replace("\\", "/") if owner in folders else ""


def _entity_types(tree: Tree) -> Iterator[str]:
    """Ids of all entity types of the code base."""
    for _, source in tree.sources(lambda path: path.endswith(".php") and "/Entity/" in path):
        for name in _ENTITY_TYPE.findall(source):
            yield name.decode()


def _read_managers(
    tree: Tree, modules: Iterable[Extension], core: str, find_class: FindClass
) -> Iterator[PluginManager]:
    """Those of modules outside of core, which the table of core's does not know."""
    inside = f"{core}/" if core else ""
    candidates = _manager_files(tree)
    for module in modules:
        path = f"{module.folder}/{module.name}.services.yml"
        files = candidates.get(module.folder, [])
        if not files or module.folder.startswith(inside) or path not in tree.files:
            continue
        code = read_own_code(tree, module.name, files, find_class)
        services = [one for one in read_yaml_services(tree, code, path) if isinstance(one, Service)]
        yield from (one for one in read_own_managers(code, services) if isinstance(one, PluginManager))


def _manager_files(tree: Tree) -> dict[str, list[OwnFile]]:
    """Files that may declare a plugin manager, by the folder of their module."""
    found: dict[str, list[OwnFile]] = {}
    for path in tree.files:
        folder, _, below = path.partition("/src/")
        if path.endswith(".php") and "Manager" in below and "/tests/" not in path:
            found.setdefault(folder, []).append(OwnFile(path, Role.CLASS))
    return found
