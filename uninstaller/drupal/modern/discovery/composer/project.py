"""The composer.json that builds a site: where it puts Drupal and its extensions, and what it requires."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.composer.lock import Locked, read_lock
from uninstaller.drupal.modern.discovery.info_yml import Node, read_json_file
from uninstaller.place import Place, Unread

REQUIRES = ("require", "require-dev")
CORE = "drupal/core"
FILE = "composer.json"


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """A line of `require`, `require-dev` or `suggest`."""

    package: str
    constraint: str
    section: str
    place: Place


@dataclass(frozen=True, slots=True)
class Project:
    """`folder` holds composer.json, '' is the tree's root; `docroot` is None where composer.json does not tell it.

    `installer_paths`: templates relative to the tree's root, with what each is for, in the order in which composer
    tries them. `locked`: what composer.lock installs, none where there is no such file.
    """

    path: str
    folder: str
    name: str
    docroot: str | None
    installer_paths: tuple[tuple[str, tuple[str, ...]], ...]
    requires: tuple[Requirement, ...]
    locked: tuple[Locked, ...]

    @property
    def core_version(self) -> str:
        """As locked, '' where it is not known."""
        return next((package.version for package in self.locked if package.name == CORE), "")


@dataclass(frozen=True, slots=True)
class ProjectReading:
    project: Project | None
    unread: tuple[Unread, ...]


def read_project(tree: Tree) -> ProjectReading:
    """The composer.json at the tree's root, be it a package's own; where there is none, one below it with a docroot."""
    unread: list[Unread] = []
    for path in _list_candidates(tree):
        found = read_json_file(tree, path)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        project = _make_project(tree, path, found, unread)
        if not project.folder or project.docroot is not None:
            return ProjectReading(project, tuple(unread))
    return ProjectReading(None, tuple(unread))


def _list_candidates(tree: Tree) -> Iterator[str]:
    if FILE in tree.files:
        yield FILE
        return
    yield from (path for path in tree.files if path.endswith(f"/{FILE}") and path.count("/") == 1)


def _make_project(tree: Tree, path: str, root: Node, unread: list[Unread]) -> Project:
    folder = path.rpartition("/")[0]
    lock = read_lock(tree, f"{path.removesuffix('json')}lock")
    if isinstance(lock, Unread):
        unread.append(lock)
    templates = tuple(_read_installer_paths(folder, root))
    return Project(
        path=path,
        folder=folder,
        name=root.text_of("name"),
        docroot=_find_docroot(folder, root, templates),
        installer_paths=templates,
        requires=tuple(sorted(read_requirements(path, root))),
        locked=() if isinstance(lock, Unread) else lock,
    )


def read_requirements(path: str, root: Node, sections: tuple[str, ...] = REQUIRES) -> Iterator[Requirement]:
    """What a composer.json asks for, in the sections named."""
    for section in sections:
        for package, constraint in root.entries(section):
            yield Requirement(package, constraint.text, section, Place(path, constraint.line))


def _read_installer_paths(folder: str, root: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    for template, rules in root.entries("extra", "installer-paths"):
        names = [rule.text for _key, rule in rules.items()] or [rules.text]
        yield _below(folder, template), tuple(names)


def _find_docroot(folder: str, root: Node, templates: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    """`web-root` of drupal-scaffold, else the folder above the one for core.

    A module, theme or profile may tell where a site to develop it is built; it is no site itself.
    """
    if root.text_of("type").startswith("drupal-"):
        return None
    scaffold = root.text_of("extra", "drupal-scaffold", "locations", "web-root")
    if scaffold:
        return _below(folder, scaffold)
    for template, rules in templates:
        if "type:drupal-core" in rules or CORE in rules:
            return template.rpartition("/")[0]
    return None


def _below(folder: str, written: str) -> str:
    """A path of composer.json relative to the tree's root; `.` is ''."""
    path = normpath(f"{folder}/{written}" if folder else written)
    return "" if path == "." else path
