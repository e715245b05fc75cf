"""Uses in exported configuration that Drupal's uninstall validators object to, known before the code is gone."""

from collections.abc import Iterable, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.config.stores import StoreKind, Stores
from uninstaller.place import Place
from uninstaller.plan.model import Decision, OnContent, Removal
from uninstaller.yaml.nodes import Value
from uninstaller.yaml.parse import load


def find_uses(
    tree: Tree, stores: Stores, removals: Iterable[Removal], on_content: OnContent = OnContent.NATIVE
) -> Iterator[Decision]:
    """Fields of a removed field type, unless they are to be deleted; text formats with a removed filter switched on."""
    removals = tuple(removals)
    types, filters = _plugins(removals, "field_type"), _plugins(removals, "filter")
    for store in stores.found:
        if store.kind is StoreKind.SYNC:
            for entry in tree.below(store.folder):
                name = entry.path.rpartition("/")[2]
                if name.startswith("field.storage.") and on_content is not OnContent.DELETE:
                    yield from _field(tree, entry.path, types)
                elif name.startswith("filter.format."):
                    yield from _filters(tree, entry.path, filters)


def _plugins(removals: Iterable[Removal], manager: str) -> dict[str, str]:
    """Ids of the plugins that go, with their modules."""
    return {
        one.name: removal.extension.name for removal in removals for one in removal.stand_ins if one.manager == manager
    }


def _field(tree: Tree, path: str, types: Mapping[str, str]) -> Iterator[Decision]:
    value = _read(tree, path)
    kind = value.get("type")
    if isinstance(kind, str) and kind in types:
        problem = f"a field of the type {kind} exists: Drupal would refuse to uninstall {types[kind]}"
        settle = (
            "delete the field a release earlier, let cron purge it, and export the configuration",
            "let the update delete it with its data: --on-content delete",
        )
        yield Decision("field-in-config", types[kind], Place(path), problem, settle)


def _filters(tree: Tree, path: str, filters: Mapping[str, str]) -> Iterator[Decision]:
    """As FilterUninstallValidator: a text format that is disabled as a whole counts for nothing."""
    value = _read(tree, path)
    used = value.get("filters") if value.get("status") is not False else None
    for name, settings in used.items() if isinstance(used, dict) else ():
        if name in filters and isinstance(settings, dict) and settings.get("status") is True:
            problem = f"the text format uses the filter {name}: Drupal would refuse to uninstall {filters[name]}"
            settle = ("switch the filter off a release earlier, and export the configuration",)
            yield Decision("filter-in-config", filters[name], Place(path), problem, settle)


def _read(tree: Tree, path: str) -> dict[str, Value]:
    value = load(tree.read(path))
    return value if isinstance(value, dict) else {}
