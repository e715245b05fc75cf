"""Folders of exported configuration, and what they say is enabled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from posixpath import normpath

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.config.settings import NamedFolder, read_named_folders
from uninstaller.drupal.modern.discovery.info_yml import Node, read_file
from uninstaller.place import Place, Unread

EXTENSIONS = "core.extension.yml"
SPLIT = "config_split.config_split."
NOT_EXPORTED = frozenset({"tests", "fixtures", "vendor", "node_modules"})


class StoreKind(StrEnum):
    SYNC = "sync"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, order=True)
class Enabled:
    """A module, install profile or theme that is enabled, and the line that says so."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class ConfigStore:
    """`folder` is relative to the tree's root; of a split it is '' where the split is kept in the database.

    `split` is the split's name and `parent` the sync folder that it adds to. `sites` are those whose settings name the
    sync folder.
    """

    kind: StoreKind
    folder: str
    modules: tuple[Enabled, ...]
    themes: tuple[Enabled, ...]
    profile: str = ""
    split: str = ""
    parent: str = ""
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stores:
    """`found` is sorted by folder, a sync folder before its splits; `unknown` says, a sentence each, what is open."""

    found: tuple[ConfigStore, ...]
    unknown: tuple[str, ...]
    unread: tuple[Unread, ...]

    def find_enabled(self, name: str) -> tuple[Enabled, ...]:
        """Where an extension is said to be enabled."""
        return tuple(
            enabled for store in self.found for enabled in (*store.modules, *store.themes) if enabled.name == name
        )


def read_stores(tree: Tree, docroot: str | None) -> Stores:
    """A folder counts where it holds `core.extension.yml`, whether settings name it or not, but for tests and defaults.

    `docroot` is the inventory's; where it is None, a split's folder and those of settings are not known.
    """
    named, unread = read_named_folders(tree, () if docroot is None else (docroot,))
    problems = list(unread)
    found: list[ConfigStore] = []
    for path, entry in tree.files.items():
        if path.rpartition("/")[2] == EXTENSIONS and not entry.is_link and _is_export(path, docroot):
            found += _read_sync(tree, path, docroot, named, problems)
    return Stores(tuple(found), tuple(_describe(found, named)), tuple(sorted(set(problems))))


def _is_export(path: str, docroot: str | None) -> bool:
    folders = path.split("/")[:-1]
    core = f"{docroot}/core/" if docroot else "core/"
    return NOT_EXPORTED.isdisjoint(folders) and folders[-2:] != ["config", "install"] and not path.startswith(core)


def _read_sync(
    tree: Tree, path: str, docroot: str | None, named: Iterable[NamedFolder], problems: list[Unread]
) -> Iterator[ConfigStore]:
    folder = path.rpartition("/")[0]
    root = read_file(tree, path)
    if isinstance(root, Unread):
        problems.append(root)
        return
    yield ConfigStore(
        kind=StoreKind.SYNC,
        folder=folder,
        modules=_read_enabled(path, root, "module"),
        themes=_read_enabled(path, root, "theme"),
        profile=root.text_of("profile"),
        sites=tuple(sorted({one.site for one in named if one.folder == folder})),
    )
    for entry in tree.below(folder):
        if entry.path.startswith(f"{folder}/{SPLIT}" if folder else SPLIT) and entry.path.endswith(".yml"):
            split = read_file(tree, entry.path)
            if isinstance(split, Unread):
                problems.append(split)
            else:
                yield _make_split(entry.path, folder, docroot, split)


def _make_split(path: str, parent: str, docroot: str | None, root: Node) -> ConfigStore:
    written = root.text_of("folder")
    folder = normpath(f"{docroot}/{written}".lstrip("/")) if written else ""
    return ConfigStore(
        kind=StoreKind.SPLIT,
        folder=folder if docroot is not None else "",
        modules=_read_enabled(path, root, "module"),
        themes=_read_enabled(path, root, "theme"),
        split=path.rpartition("/")[2].removeprefix(SPLIT).removesuffix(".yml"),
        parent=parent,
    )


def _read_enabled(path: str, root: Node, key: str) -> tuple[Enabled, ...]:
    return tuple(sorted(Enabled(name, Place(path, weight.line)) for name, weight in root.entries(key)))


def _describe(found: Iterable[ConfigStore], named: Iterable[NamedFolder]) -> Iterator[str]:
    folders = {store.folder for store in found if store.kind is StoreKind.SYNC}
    if not folders:
        yield f"No folder of the tree holds {EXTENSIONS}: which extensions are enabled is not known."
    for one in named:
        if one.folder not in folders:
            yield f"{one.place} names a config sync folder that is not in the tree, or not filled."
