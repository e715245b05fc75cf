"""Finds the docroots of a tree, those that composer has yet to fill too, with their sites and core versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.codebase.aliases import Aliases
from uninstaller.codebase.root import DOCROOT_FOLDERS
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.composer.project import Project

VERSION = re.compile(rb"^\s*(?:final\s+)?(?:public\s+)?const\s+VERSION\s*=\s*'([0-9A-Za-z.+-]+)'", re.MULTILINE)
DRUPAL = "core/lib/Drupal.php"
SYSTEM = "core/modules/system/system.info.yml"
NO_SITES = frozenset({"all", "simpletest"})


@dataclass(frozen=True, slots=True)
class Docroots:
    """Sorted: `folders` relative to the tree's root, `sites` as pairs of docroot and name, `versions` of core.

    `core` are the folders of Drupal core: none where composer has yet to install it, the root ('') where the tree is
    core itself and has no docroot.
    """

    folders: tuple[str, ...]
    sites: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]
    core: tuple[str, ...]

    @property
    def version(self) -> str:
        """Core's, '' where it is not known or not one."""
        return self.versions[0] if len(self.versions) == 1 else ""

    @property
    def is_core_itself(self) -> bool:
        """Whether the tree is Drupal core without a docroot."""
        return not self.folders and self.core == ("",)


def find_docroots(tree: Tree, aliases: Aliases, project: Project | None) -> Docroots:
    """The docroot at the root, else where composer.json has it, else below a usual name, else every one of the tree.

    A docroot holds core; where none does, it is where composer.json says that core will be.
    """
    marks = {mark: _find_marked(tree, aliases, mark) for mark in (DRUPAL, SYSTEM)}
    filled = sorted(folder for folder in marks[DRUPAL] if folder in marks[SYSTEM])
    declared = project.docroot if project is not None else None
    chosen = _choose(filled, declared)
    drupals = {marks[DRUPAL][folder]: _join(folder, "core") for folder in filled if folder in chosen}
    if not filled and {DRUPAL.removeprefix("core/"), SYSTEM.removeprefix("core/")} <= tree.files.keys():
        drupals = {DRUPAL.removeprefix("core/"): ""}
    versions = {_read_core_version(tree, path) for path in drupals}
    if not drupals and project is not None:
        versions = {project.core_version}
    return Docroots(
        folders=chosen,
        sites=tuple(sorted((docroot, name) for docroot in chosen for name in _list_sites(tree, aliases, docroot))),
        versions=tuple(sorted(versions - {""})),
        core=tuple(sorted(drupals.values())),
    )


def _choose(filled: list[str], declared: str | None) -> tuple[str, ...]:
    if not filled:
        return (declared,) if declared is not None else ()
    for wanted in ([""], [declared], DOCROOT_FOLDERS):
        found = [folder for folder in filled if folder in wanted]
        if len(found) == 1:
            return (found[0],)
    return tuple(filled)


def _find_marked(tree: Tree, aliases: Aliases, mark: str) -> dict[str, str]:
    """Folders that hold the mark, maybe through links, and the tree's path of it; a link to such a folder is none."""
    found: dict[str, str] = {}
    for path, entry in tree.files.items():
        if (path == mark or path.endswith(f"/{mark}")) and not entry.is_link:
            names = (name for name in aliases.list_paths(path) if name == mark or name.endswith(f"/{mark}"))
            found |= {name[: -len(mark) - 1] if name != mark else "": path for name in names}
    return {
        folder: path
        for folder, path in found.items()
        if "vendor" not in folder.split("/") and (folder == "" or aliases.resolve(folder) == folder)
    }


def _list_sites(tree: Tree, aliases: Aliases, docroot: str) -> Iterator[str]:
    """Names of the folders in `sites`, links to folders among them."""
    folder = aliases.resolve(_join(docroot, "sites"))
    prefix = f"{folder}/"
    behind = {entry.path[len(prefix) :].partition("/") for entry in tree.below(folder)}
    linked = {link[len(prefix) :]: target for link, target in tree.links.items() if link.startswith(prefix)}
    folders = {name for name, target in linked.items() if "/" not in name and next(tree.below(target), None)}
    yield from sorted(({name for name, slash, _rest in behind if slash} | folders) - NO_SITES)


def _read_core_version(tree: Tree, path: str) -> str:
    try:
        found = VERSION.search(tree.read(path))
    except OSError:
        return ""
    return found[1].decode("ascii") if found else ""


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
