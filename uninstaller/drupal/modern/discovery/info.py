"""An info file as an extension: InfoParser, and what the lists of modules, themes and profiles make of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.modern.discovery.info_yml import Node
from uninstaller.facts.extension import Dependency, Extension, ExtensionType
from uninstaller.place import Place, Unread

MACHINE_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
PACKAGE_OF_TESTS = "Testing"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`core_version` is '' where it is not known; `in_core`: the info file is of Drupal core."""

    core_version: str
    in_core: bool

    @property
    def major(self) -> int:
        """Of Drupal core, 0 where it is not known."""
        number = self.core_version.partition(".")[0]
        return int(number) if number.isdecimal() else 0


def read_extension(path: str, info: Node, around: Surroundings) -> Iterator[Extension | Unread]:
    """The extension of an info file, and what of it cannot be read; no extension where Drupal passes the file over."""
    name = path.rpartition("/")[2].removesuffix(".info.yml")
    kind = info.get("type")
    if kind is None or not kind.text:
        if any(info.get(key) is not None for key in ("name", "core", "core_version_requirement")):
            yield Unread(Place(path), "it has no type: Drupal passes it over")
    elif kind.text not in list(ExtensionType):
        yield Unread(Place(path, kind.line), "its type is none that Drupal knows")
    elif not MACHINE_NAME.fullmatch(name):
        yield Unread(Place(path), "its name is no machine name: Drupal passes it over")
    else:
        if info.get("name") is None:
            yield Unread(Place(path), "it has no name: Drupal stops with an error")
        yield from _make_extension(path, name, ExtensionType(kind.text), info, around)


def _make_extension(
    path: str, name: str, kind: ExtensionType, info: Node, around: Surroundings
) -> Iterator[Extension | Unread]:
    requires, installs = _list_keys(kind, info, around)
    needed, brought = list(_read_dependencies(path, info, requires)), list(_read_dependencies(path, info, installs))
    base_theme = _read_base_theme(kind, info, around)
    if base_theme and not MACHINE_NAME.fullmatch(base_theme):
        yield Unread(Place(path), "its base theme is no machine name")
        base_theme = ""
    yield from (item for item in (*needed, *brought) if isinstance(item, Unread))
    version = info.text_of("version")
    package = info.text_of("package")
    yield Extension(
        name=name,
        type=kind,
        folder=path.rpartition("/")[0],
        info_path=path,
        label=info.text_of("name") or name,
        version=around.core_version if version == "VERSION" and around.core_version else version,
        core=info.text_of("core_version_requirement") or info.text_of("core"),
        project=info.text_of("project") or ("drupal" if around.in_core else ""),
        package=package,
        hidden=_is_true(info, "hidden"),
        dependencies=tuple(item for item in needed if isinstance(item, Dependency)),
        base_theme=base_theme,
        installs=tuple(item for item in brought if isinstance(item, Dependency)),
        required=_is_true(info, "required"),
        lifecycle=info.text_of("lifecycle") or "stable",
        for_tests=package == PACKAGE_OF_TESTS,
    )


def _list_keys(kind: ExtensionType, info: Node, around: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of what an extension needs, and of what it only brings along.

    Drupal 8 takes all dependencies of a profile without `install` for such (https://www.drupal.org/node/2952947).
    """
    if kind is not ExtensionType.PROFILE:
        return ("dependencies",), ()
    if around.major == 8 and info.get("install") is None:
        return (), ("dependencies", "themes")
    return ("dependencies",), ("install", "themes")


def _read_dependencies(path: str, info: Node, keys: tuple[str, ...]) -> Iterator[Dependency | Unread]:
    for node in (node for key in keys for node in info.below(key)):
        project, name, constraint = parse_dependency(node.text)
        if MACHINE_NAME.fullmatch(name):
            yield Dependency(name, constraint, Place(path, node.line), project)
        else:
            yield Unread(Place(path, node.line), "its dependency is no machine name")


def parse_dependency(written: str) -> tuple[str, str, str]:
    """Project, name and constraint, as Dependency::createFromString()."""
    project, colon, rest = written.partition(":")
    name, _bracket, constraint = (rest.partition(":")[0] if colon else written).partition("(")
    return project if colon else "", name.strip(), constraint.rstrip(") ")


def _read_base_theme(kind: ExtensionType, info: Node, around: Surroundings) -> str:
    """Drupal 8 bases a theme that names none on stable; later ones want `base theme: false` for none."""
    node = info.get("base theme")
    if kind is not ExtensionType.THEME:
        return ""
    if node is None:
        return "stable" if around.major == 8 else ""
    return node.text if node.is_true else ""


def _is_true(info: Node, key: str) -> bool:
    node = info.get(key)
    return node is not None and node.is_true
