"""Extensions as their info files declare them: the same values on every Drupal."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place, Unread


class ExtensionType(StrEnum):
    MODULE = "module"
    THEME = "theme"
    PROFILE = "profile"
    ENGINE = "theme_engine"


@dataclass(frozen=True, slots=True)
class Dependency:
    """A requirement of an info file: `name` is a machine name, `constraint` what follows it, as written.

    `project` is where to get it, '' where that is not written.
    """

    name: str
    constraint: str
    place: Place
    project: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """One info file found in the tree.

    `folder` holds the info file ('' is the root). `site` is the folder below `sites/` whose site alone sees it, 'all'
    or '' for everyone. `profile` is the install profile in whose folder it lies. `active` is False where another
    extension of the same name wins: `shadowed_by` is then the winner's info file. `installs` are what an install
    profile brings along without needing it. `required`: Drupal never uninstalls it. `for_tests`: Drupal finds it in
    tests only.
    """

    name: str
    type: ExtensionType
    folder: str
    info_path: str
    label: str = ""
    version: str = ""
    core: str = ""
    project: str = ""
    package: str = ""
    hidden: bool = False
    dependencies: tuple[Dependency, ...] = ()
    base_theme: str = ""
    files: tuple[str, ...] = ()
    site: str = ""
    profile: str = ""
    active: bool = True
    shadowed_by: str = ""
    installs: tuple[Dependency, ...] = ()
    required: bool = False
    lifecycle: str = ""
    for_tests: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """Every extension of a tree, sorted by type, name and folder.

    `docroot` is the folder of `index.php` relative to the root ('' at the root), None where the tree does not tell it;
    `sites` are the site folders below `sites/`; `unknown` says, a sentence each, what the tree leaves open.
    """

    extensions: tuple[Extension, ...]
    docroot: str | None
    core_version: str
    sites: tuple[str, ...]
    unknown: tuple[str, ...]
    unread: tuple[Unread, ...]

    def find(self, name: str) -> tuple[Extension, ...]:
        """All that bear the name, the one that Drupal loads first."""
        found = [extension for extension in self.extensions if extension.name == name]
        return tuple(sorted(found, key=lambda extension: (not extension.active, extension.folder)))
