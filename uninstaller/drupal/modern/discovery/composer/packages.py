"""Which composer package each extension comes with, and what packages require of each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.composer.locations import find_location
from uninstaller.drupal.modern.discovery.composer.project import CORE, Project, Requirement, read_requirements
from uninstaller.drupal.modern.discovery.info_yml import read_json_file
from uninstaller.facts.extension import Extension, Inventory
from uninstaller.place import Unread

SECTIONS = ("require", "suggest")
CORE_PROJECT = "drupal"


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """A folder that composer fills as a whole, or a custom one with a composer.json.

    `name` is '' where none is written. `extensions` are the names of all that is in it, sorted; `main` those that who
    requires the package wants: the one of the package's name, else those that lie on top. `is_installed`: composer, or
    an update of core, puts it where it is.
    """

    name: str
    folder: str
    extensions: tuple[str, ...]
    main: tuple[str, ...]
    requires: tuple[Requirement, ...] = ()
    is_installed: bool = False


@dataclass(frozen=True, slots=True)
class Packages:
    """`missing`: names of Drupal packages that composer.lock has and the tree does not. All sorted."""

    found: tuple[Package, ...]
    missing: tuple[str, ...]
    unread: tuple[Unread, ...]

    def find(self, folder: str) -> Package | None:
        """The package that a folder belongs to."""
        return next((one for one in self.found if is_in(folder, one.folder)), None)


def find_packages(tree: Tree, inventory: Inventory, project: Project | None) -> Packages:
    """Folders are known from composer.lock and the installer paths, else from a composer.json, else from `project`."""
    locked = dict(_locate(project)) if project is not None else {}
    names = {folder: name for folder, name in locked.items() if next(tree.below(folder), None) is not None}
    missing = sorted(name for folder, name in locked.items() if folder not in names)
    unread: list[Unread] = []
    for extension in sorted(inventory.extensions, key=lambda extension: extension.folder):
        if not any(is_in(extension.folder, folder) for folder in names):
            names |= _find_root(tree, extension, project, unread)
    packages = [
        _make_package(tree, inventory, folder, name, unread, is_installed=folder in locked or name == CORE)
        for folder, name in names.items()
    ]
    return Packages(tuple(sorted(packages)), tuple(missing), tuple(sorted(set(unread))))


def _locate(project: Project) -> Iterator[tuple[str, str]]:
    for package in project.locked:
        folder = find_location(project, package)
        if folder:
            yield folder, package.name


def _find_root(tree: Tree, extension: Extension, project: Project | None, unread: list[Unread]) -> dict[str, str]:
    """The outermost folder round an extension that is a package, with its name; nothing where none is."""
    site = project.folder if project is not None and project.docroot is not None else None
    for folder in _list_above(extension.folder):
        path = f"{folder}/composer.json" if folder else "composer.json"
        if folder == site or path not in tree.files:
            continue
        found = read_json_file(tree, path)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        if folder == extension.folder or found.text_of("type").startswith("drupal-"):
            return {folder: found.text_of("name")}
    if extension.project == CORE_PROJECT:
        head, found_core, _rest = f"/{extension.folder}/".partition("/core/")
        return {f"{head}/core".strip("/"): CORE} if found_core else {"": CORE}
    return {extension.folder: f"drupal/{extension.project}"} if extension.project else {}


def _list_above(folder: str) -> list[str]:
    """A folder and those above it, the outermost first."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:count]) for count in range(len(parts) + 1)]


def _make_package(
    tree: Tree, inventory: Inventory, folder: str, name: str, unread: list[Unread], *, is_installed: bool
) -> Package:
    inside = [one for one in inventory.extensions if is_in(one.folder, folder)]
    path = f"{folder}/composer.json" if folder else "composer.json"
    found = read_json_file(tree, path) if path in tree.files else None
    if isinstance(found, Unread):
        unread.append(found)
        found = None
    return Package(
        name=name,
        folder=folder,
        extensions=tuple(sorted({one.name for one in inside})),
        main=tuple(sorted(_find_main(inside, folder, name))),
        requires=tuple(sorted(read_requirements(path, found, SECTIONS))) if found is not None else (),
        is_installed=is_installed,
    )


def _find_main(inside: Iterable[Extension], folder: str, name: str) -> set[str]:
    names = {one.name: one.folder for one in inside if not one.for_tests}
    short = name.rpartition("/")[2].replace("-", "_")
    if short in names:
        return {short}
    return {
        one
        for one, own in names.items()
        if own == folder or not any(is_in(own, other) for other in names.values() if other != own)
    }


def is_in(folder: str, outer: str) -> bool:
    """Whether a folder is another one or lies in it."""
    return not outer or f"{folder}/".startswith(f"{outer}/")
