"""Configuration that extensions ship, and which other extensions it needs to be installed (ConfigInstaller)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.config.objects import ConfigObject, read_objects
from uninstaller.facts.extension import Inventory
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place, Unread

CORE = "core"
FOLDERS = {"config/install": Strength.HARD, "config/optional": Strength.SOFT}
"""What an extension cannot be installed without, and what it leaves out where something is missing."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """An object that comes with an extension; `strength` is soft where it is optional."""

    extension: str
    strength: Strength
    object: ConfigObject


def read_shipped(tree: Tree, inventory: Inventory) -> tuple[tuple[Shipped, ...], tuple[Unread, ...]]:
    """All configuration in `config/install` and `config/optional` of active extensions, sorted by extension."""
    found: list[Shipped] = []
    unread: set[Unread] = set()
    inside = _list_inside(tree)
    for extension in inventory.extensions:
        for name, strength in FOLDERS.items() if extension.active else ():
            folder = f"{extension.folder}/{name}".lstrip("/")
            objects = read_objects(tree, {folder: inside.get(folder, ())})
            found += [Shipped(extension.name, strength, one) for one in objects.found]
            unread |= set(objects.unread)
    return tuple(found), tuple(sorted(unread))


def _list_inside(tree: Tree) -> dict[str, list[str]]:
    """Files in folders of these names, by folder."""
    inside: dict[str, list[str]] = {}
    for path, entry in tree.files.items():
        for name in FOLDERS if "config/" in path and not entry.is_link else ():
            before, found, _after = f"/{path}".partition(f"/{name}/")
            if found:
                inside.setdefault(f"{before}/{name}"[1:], []).append(path)
    return inside


def list_shipped_edges(shipped: Iterable[Shipped]) -> tuple[Edge, ...]:
    """One edge from an extension to each other one that its configuration needs, sorted; hard where one object is.

    Configuration needs who owns its name, and who ships configuration that it depends on, if that is one alone.
    """
    shipped = tuple(shipped)
    providers: dict[str, set[str]] = {}
    for one in shipped:
        providers.setdefault(one.object.name, set()).add(one.extension)
    edges: dict[tuple[str, str, Strength], Edge] = {}
    for one in shipped:
        for target, place in _list_needed(one, providers):
            verb = "ships" if one.strength is Strength.HARD else "ships, where it can,"
            reason = f"{verb} {one.object.name}, which depends on it"
            edge = Edge(one.extension, target, one.strength, reason, place)
            edges.setdefault((edge.source, target, edge.strength), edge)
    return tuple(sorted(edges.values()))


def _list_needed(one: Shipped, providers: Mapping[str, set[str]]) -> Iterator[tuple[str, Place]]:
    if one.object.owner not in (one.extension, CORE):
        yield one.object.owner, Place(one.object.path)
    for need in one.object.needs:
        names = providers.get(need.name, set()) if need.kind == "config" else {need.name}
        for name in names if len(names) == 1 else ():
            if name not in (one.extension, CORE):
                yield name, need.place
