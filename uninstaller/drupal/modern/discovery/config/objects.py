"""Configuration objects in files, and what they depend on (ConfigEntityDependency)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.info_yml import Node, read_file_keys
from uninstaller.place import Place, Unread

ENDING = ".yml"
ENFORCED = "enforced"
PATCH = "config_split.patch."
"""Begins the names of files in which a split keeps only what it changes of an object."""
KINDS = ("config", "module", "theme")
"""Of dependencies; `content` names things in the database."""


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """A dependency that an object declares: on a module, a theme or another object."""

    kind: str
    name: str
    enforced: bool
    place: Place


@dataclass(frozen=True, slots=True)
class ConfigObject:
    """`copies` are files that say more of it in another language, or in a split."""

    name: str
    path: str
    needs: tuple[Need, ...]
    is_entity: bool
    """Has a `uuid`: exported configuration entities do, shipped ones need not."""
    copies: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """The extension, or `core`, that configuration of this name belongs to."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Objects:
    """Sorted by name."""

    found: tuple[ConfigObject, ...]
    unread: tuple[Unread, ...]


def read_objects(tree: Tree, folders: Mapping[str, Iterable[str]]) -> Objects:
    """The objects of one store: its folder, and those that add to it, of which an object's first file counts.

    `folders` are given with the paths of all that is in them. Subfolders are collections: `language/de` holds
    translations.
    """
    paths: dict[str, list[str]] = {}
    for folder, inside in folders.items():
        for path in sorted(inside, key=lambda path: (path.count("/"), path)):
            name = path.rpartition("/")[2].removesuffix(ENDING).removeprefix(PATCH)
            if path.endswith(ENDING) and "." in name and _is_of_store(path, folder):
                paths.setdefault(name, []).append(path)
    unread: list[Unread] = []
    found = [_read_object(tree, name, files, unread) for name, files in sorted(paths.items())]
    return Objects(tuple(one for one in found if one is not None), tuple(sorted(set(unread))))


def _is_of_store(path: str, folder: str) -> bool:
    """Whether a file lies in the folder itself, or in one of a collection."""
    inside = path[len(folder) + 1 :] if folder else path
    return inside.count("/") in (0, 2) and not inside.startswith(".")


def _read_object(tree: Tree, name: str, paths: list[str], unread: list[Unread]) -> ConfigObject | None:
    root = read_file_keys(tree, paths[0], ("uuid", "dependencies"))
    if isinstance(root, Unread):
        unread.append(root)
        return None
    return ConfigObject(
        name=name,
        path=paths[0],
        needs=tuple(sorted(set(_read_needs(paths[0], root)))),
        is_entity=root.get("uuid") is not None,
        copies=tuple(paths[1:]),
    )


def _read_needs(path: str, root: Node) -> Iterator[Need]:
    for above in (("dependencies",), ("dependencies", ENFORCED)):
        for kind in KINDS:
            for node in root.below(*above, kind):
                if node.text:
                    yield Need(kind, node.text, ENFORCED in above, Place(path, node.line))
