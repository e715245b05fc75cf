"""Finds the Drupal 7 docroots of a tree, those that are built of links too, with their sites and core versions."""

import re
from dataclasses import dataclass

from uninstaller.codebase.aliases import Aliases
from uninstaller.codebase.root import DOCROOT_FOLDERS
from uninstaller.codebase.tree import Tree

VERSION = re.compile(rb"^\s*define\(\s*'VERSION'\s*,\s*'([0-9A-Za-z.+-]+)'\s*\)", re.MULTILINE)
BOOTSTRAP = "includes/bootstrap.inc"
SYSTEM = "modules/system/system.info"


@dataclass(frozen=True, slots=True)
class Docroots:
    """Sorted: `folders` relative to the tree's root, `sites` as pairs of docroot and name, `versions` of core."""

    folders: tuple[str, ...]
    sites: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]

    @property
    def version(self) -> str:
        """Core's, '' where it is not known or not one."""
        return self.versions[0] if len(self.versions) == 1 else ""


def find_docroots(tree: Tree, aliases: Aliases) -> Docroots:
    """The docroot at the root or in a folder of a usual name right below it, else every one of the tree.

    A folder that links make into a docroot counts; a link to a docroot does not.
    """
    marks = {mark: _find_marked(tree, aliases, mark) for mark in (BOOTSTRAP, SYSTEM)}
    docroots = sorted(folder for folder in marks[BOOTSTRAP] if folder in marks[SYSTEM])
    main = [folder for folder in docroots if folder == ""] or [name for name in docroots if name in DOCROOT_FOLDERS]
    chosen = tuple(main if len(main) == 1 else docroots)
    sites = tuple(sorted((docroot, name) for docroot in chosen for name in _list_sites(tree, aliases, docroot)))
    bootstraps = {marks[BOOTSTRAP][folder] for folder in chosen}
    return Docroots(chosen, sites, tuple(sorted({_read_core_version(tree, path) for path in bootstraps} - {""})))


def _find_marked(tree: Tree, aliases: Aliases, mark: str) -> dict[str, str]:
    """Folders that hold the mark, maybe through links, and the tree's path of it; a link to such a folder is none."""
    found: dict[str, str] = {}
    for path, entry in tree.files.items():
        if (path == mark or path.endswith(f"/{mark}")) and not entry.is_link:
            names = (name for name in aliases.list_paths(path) if name == mark or name.endswith(f"/{mark}"))
            found |= {name[: -len(mark) - 1] if name != mark else "": path for name in names}
    return {folder: path for folder, path in found.items() if folder == "" or aliases.resolve(folder) == folder}


def _list_sites(tree: Tree, aliases: Aliases, docroot: str) -> set[str]:
    """Names of the folders in `sites`, links to folders among them, without `all`."""
    folder = aliases.resolve(f"{docroot}/sites".lstrip("/"))
    prefix = f"{folder}/"
    behind = [entry.path[len(prefix) :].split("/") for entry in tree.below(folder)]
    linked = {link[len(prefix) :]: target for link, target in tree.links.items() if link.startswith(prefix)}
    folders = {name for name, target in linked.items() if "/" not in name and next(tree.below(target), None)}
    return ({parts[0] for parts in behind if len(parts) > 1} | folders) - {"all"}


def _read_core_version(tree: Tree, path: str) -> str:
    try:
        found = VERSION.search(tree.read(path))
    except OSError:
        return ""
    return found[1].decode("ascii") if found else ""
