"""Exported configuration that depends on what goes, directly or not, as ConfigDependencyManager finds it."""

from collections.abc import Collection, Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.config.objects import ConfigObject, Objects, read_objects
from uninstaller.drupal.modern.discovery.config.stores import ConfigStore, StoreKind, Stores
from uninstaller.graph.model import Edge, Strength, make_graph
from uninstaller.graph.questions import dependents_of
from uninstaller.place import Place, Unread
from uninstaller.plan.model import Dependent

OWN = "configuration of its own"


def find_config_dependents(
    tree: Tree, stores: Stores, names: Collection[str]
) -> tuple[tuple[Dependent, ...], tuple[Unread, ...]]:
    """Configuration objects of all sync folders and their splits that need the modules or themes, sorted.

    Natively an object of a module's own is deleted with it; one that depends on it is changed, or deleted where its
    entity type does not know better. `is_removed` is true for the former only. Where configuration depends on itself in
    a circle, Drupal's graph misses some of it; this finds all.
    """
    rows: set[Dependent] = set()
    unread: set[Unread] = set()
    for store in stores.found:
        if store.kind is StoreKind.SYNC:
            objects = read_store(tree, stores, store)
            unread |= set(objects.unread)
            rows |= set(list_dependents(objects.found, names))
    return tuple(sorted(rows)), tuple(sorted(unread))


def read_store(tree: Tree, stores: Stores, store: ConfigStore) -> Objects:
    """The objects of a sync folder with those that its splits add."""
    splits = [one.folder for one in stores.found if one.parent == store.folder and one.kind is StoreKind.SPLIT]
    folders = [store.folder, *sorted({folder for folder in splits if folder})]
    inside = {folder: [entry.path for entry in tree.below(folder) if not entry.is_link] for folder in folders}
    return read_objects(tree, inside)


def list_dependents(objects: Iterable[ConfigObject], names: Collection[str]) -> Iterator[Dependent]:
    """The dependents among the objects of one store, one row for each of the names that an object needs."""
    objects = tuple(objects)
    graph = make_graph((one.name for one in objects), (edge for one in objects for edge in list_edges(one)))
    owners = {one.name: one.owner for one in objects}
    for chain in dependents_of(graph, names):
        yield Dependent(
            name=chain.name,
            needs=chain.needs,
            strength=Strength.HARD,
            chain=chain.chain,
            reason=chain.reason,
            place=chain.place,
            is_removed=owners.get(chain.name) in names,
        )
    for one in objects:
        if one.owner in names and not one.is_entity:
            place = Place(one.path)
            yield Dependent(one.name, one.owner, Strength.HARD, (one.name, one.owner), OWN, place, is_removed=True)


def list_edges(one: ConfigObject) -> Iterator[Edge]:
    """What a configuration entity needs; other objects have dependencies in no one's eyes."""
    if not one.is_entity:
        return
    yield Edge(one.name, one.owner, Strength.HARD, OWN, Place(one.path))
    for need in one.needs:
        what = need.name if need.kind == "config" else f"the {need.kind}"
        reason = f"configuration that depends on {what}{', enforced' if need.enforced else ''}"
        yield Edge(one.name, need.name, Strength.HARD, reason, need.place)
