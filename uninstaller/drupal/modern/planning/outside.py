"""What the code of other extensions says of a module that goes: services that it names, types that it asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.model import Provided

_CODE = (".php", ".module", ".inc", ".install", ".profile", ".theme", ".services.yml")
_HOOKS = (".module", ".inc", ".install", ".profile", ".theme")
_OPERATIONS = "presave|update|predelete|delete|load|storage_load|access"
_TESTS = re.compile(r"(^|/)(tests|Tests|node_modules|vendor)/")


@dataclass(frozen=True, slots=True)
class Outside:
    """`services`: own plugin managers that others name whose configuration may hold plugins.

    `hooked`: own entity types for which others have hooks that ask for the module's own classes, with the file.
    """

    services: frozenset[str] = frozenset()
    hooked: tuple[tuple[str, str], ...] = ()


def read_outside(tree: Tree, provided: Provided) -> Outside:
    """Looks only for what the module has; tests of others do not count."""
    managers = {one.service: one.service.encode() for one in provided.managers}
    types = [re.escape(one.id) for one in provided.entity_types]
    if not managers and not types:
        return Outside()
    namespace = f"{provided.namespace}\\".encode()
    hook = re.compile(rf"[_'\"]({'|'.join(types)})_(?:{_OPERATIONS})\b".encode()) if types else None
    services: set[str] = set()
    hooked: dict[str, str] = {}
    for path, source in _foreign(tree, provided):
        named = {service for service, text in managers.items() if text in source}
        services |= named if named and _may_hold_plugins(tree, path) else set()
        if hook is not None and namespace in source and (path.endswith(_HOOKS) or "/src/Hook/" in path):
            hooked |= dict.fromkeys((found[1].decode() for found in hook.finditer(source)), path)
    return Outside(frozenset(services), tuple(sorted(hooked.items())))


def _may_hold_plugins(tree: Tree, path: str) -> bool:
    """Whether the file is a plugin's or an entity's, or its extension has a configuration entity type, or is core."""
    folder, _, below = path.partition("/src/")
    if below.startswith(("Plugin/", "Entity/")) or (not below and not path.endswith((*_HOOKS, ".services.yml"))):
        return True
    folder = folder if below else path.rpartition("/")[0]
    entities = tree.sources(lambda path: path.endswith(".php"), f"{folder}/src/Entity")
    return path.endswith("core.services.yml") or any(b"ConfigEntityType" in source for _, source in entities)


def _foreign(tree: Tree, provided: Provided) -> Iterator[tuple[str, bytes]]:
    own = f"{provided.extension.folder}/"
    return tree.sources(lambda path: path.endswith(_CODE) and not path.startswith(own) and not _TESTS.search(path))
