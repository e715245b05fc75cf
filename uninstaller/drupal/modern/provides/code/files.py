"""The files of one extension by the part they play; folders of extensions below it are not its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.codebase.tree import Tree
from uninstaller.facts.extension import Extension


class Role(StrEnum):
    INFO = "info"
    MODULE = "module"
    INSTALL = "install"
    POST_UPDATE = "post update"
    API = "api"
    CLASS = "class"
    INCLUDE = "include"
    CODE = "code"
    YAML = "yaml"
    CONFIG_INSTALL = "config/install"
    CONFIG_OPTIONAL = "config/optional"
    CONFIG_SCHEMA = "config/schema"
    CONFIG_OTHER = "config"
    MIGRATION = "migration"
    COMPONENT = "component"
    TEMPLATE = "template"
    TRANSLATION = "translation"
    TEST = "test"
    ASSET = "asset"
    OTHER = "other"


PHP_ROLES = frozenset({Role.MODULE, Role.INSTALL, Role.POST_UPDATE, Role.CLASS, Role.INCLUDE, Role.CODE})
"""Code of the module itself: no tests, and no documentation of its hooks."""


@dataclass(frozen=True, slots=True, order=True)
class OwnFile:
    path: str
    role: Role


_ROLES: tuple[tuple[str, Role], ...] = (
    (r"(tests|Tests|src/Tests)/.*", Role.TEST),
    (r"NAME\.info\.yml", Role.INFO),
    (r"NAME\.(module|profile|theme|engine)", Role.MODULE),
    (r"NAME\.install", Role.INSTALL),
    (r"NAME\.post_update\.php", Role.POST_UPDATE),
    (r".*\.api\.php", Role.API),
    (r"src/.*\.php", Role.CLASS),
    (r"NAME\.\w+\.inc", Role.INCLUDE),
    (r".*\.(php|inc|module|install)", Role.CODE),
    (r"config/install/[^/]*\.yml", Role.CONFIG_INSTALL),
    (r"config/optional/[^/]*\.yml", Role.CONFIG_OPTIONAL),
    (r"config/schema/.*\.schema\.yml", Role.CONFIG_SCHEMA),
    (r"config/.*\.yml", Role.CONFIG_OTHER),
    (r"(migrations|migration_templates)/.*\.yml", Role.MIGRATION),
    (r"components/.*", Role.COMPONENT),
    (r".*\.twig", Role.TEMPLATE),
    (r"[^/]+\.yml", Role.YAML),
    (r".*\.(po|pot)", Role.TRANSLATION),
    (r".*\.(css|js|mjs|scss|sass|less|map|svg|png|gif|jpe?g|webp|ico|woff2?|ttf|eot)", Role.ASSET),
)
"""By path within the extension; the first that fits."""


def read_own_files(tree: Tree, extension: Extension) -> tuple[OwnFile, ...]:
    """Regular files and links in the extension's folder, without those of extensions below it."""
    roles = [(re.compile(pattern.replace("NAME", re.escape(extension.name))), role) for pattern, role in _ROLES]
    prefix = f"{extension.folder}/" if extension.folder else ""
    others = _folders_below(tree, extension)
    own = (entry.path for entry in tree.below(extension.folder) if not entry.path.startswith(others))
    return tuple(OwnFile(path, _role(path.removeprefix(prefix), roles)) for path in own)


def _role(path: str, roles: list[tuple[re.Pattern[str], Role]]) -> Role:
    return next((role for pattern, role in roles if pattern.fullmatch(path)), Role.OTHER)


def _folders_below(tree: Tree, extension: Extension) -> tuple[str, ...]:
    """Folders of other info files below the extension's own folder."""
    return tuple(_nested(tree, extension))


def _nested(tree: Tree, extension: Extension) -> Iterator[str]:
    for entry in tree.below(extension.folder):
        folder = entry.path.rpartition("/")[0]
        if entry.path.endswith(".info.yml") and folder != extension.folder and "/config/" not in entry.path:
            yield f"{folder}/"
