"""Finds every Drupal 7 extension of a tree, and which copies Drupal loads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from uninstaller.codebase.aliases import Aliases, build_aliases
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.discovery.docroots import Docroots, find_docroots
from uninstaller.drupal.seven.discovery.info import Info, parse_dependency, read_info
from uninstaller.drupal.seven.discovery.search import Choice, Copy, Spot, View, choose_copies, find_spots, guess_spot
from uninstaller.facts.extension import Dependency, Extension, ExtensionType, Inventory
from uninstaller.place import Place, Unread

MACHINE_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
BESIDE = ((".profile", ExtensionType.PROFILE), (".module", ExtensionType.MODULE))
THEME_KEYS = frozenset({"regions", "stylesheets", "engine", "base theme"})
LARGEST_INFO = 1_000_000
MOST_NAMED = 10


def read_inventory(tree: Tree) -> Inventory:
    """All extensions of a Drupal 7 tree: a site, several sites behind links, or only modules or a profile.

    `active` follows drupal_system_listing() (includes/common.inc): of several copies the one in the later search folder
    wins, but for one made for another core. A copy that wins for one site, or under one install profile, is active
    although another one wins elsewhere. What Drupal does not search is active unless another copy is seen, since it may
    be put in place at build time; `unknown` names it. `unread` is what discovery could not read, without `tree.unread`.
    """
    aliases = build_aliases(tree)
    core = find_docroots(tree, aliases)
    found = [*_read_extensions(tree, core.version), *_find_engines(tree)]
    extensions = [item for item in found if isinstance(item, Extension)]
    spots = _find_all_spots(extensions, aliases, core.folders)
    choices = _choose_all(extensions, spots, _list_views(spots, core))
    placed = (_place(extension, spots[extension.info_path], choices) for extension in extensions)
    return Inventory(
        extensions=tuple(sorted(placed, key=lambda extension: (extension.type, extension.name, extension.folder))),
        docroot=core.folders[0] if len(core.folders) == 1 else None,
        core_version=core.version,
        sites=tuple(sorted({name for _docroot, name in core.sites})),
        unknown=(*_describe_core(core), *_describe_unsearched(extensions, spots), *_describe_ties(choices)),
        unread=tuple(sorted({item for item in found if isinstance(item, Unread)})),
    )


def _read_extensions(tree: Tree, core_version: str) -> Iterator[Extension | Unread]:
    for path, entry in tree.files.items():
        if not path.endswith(".info") or entry.is_link:
            continue
        if entry.size > LARGEST_INFO:
            yield Unread(Place(path), f"larger than {LARGEST_INFO} bytes: not read as an info file")
            continue
        try:
            info = read_info(tree.read(path), path)
        except OSError as error:
            yield Unread(Place(path), f"cannot be read: {error.strerror or error}")
            continue
        yield from _interpret_info(tree, path, info, core_version)


def _interpret_info(tree: Tree, path: str, info: Info, core_version: str) -> Iterator[Extension | Unread]:
    """The extension of an info file; nothing for a file that has nothing to do with Drupal."""
    name = path.rpartition("/")[2].removesuffix(".info")
    kind = _find_type(tree, path, info)
    if kind is None:
        if "core" in info.values or "name" in info.values:
            yield Unread(Place(path), f"no {name}.module beside it and no theme: Drupal does not load it")
    elif not MACHINE_NAME.fullmatch(name):
        yield Unread(Place(path), "its name is no machine name")
    elif not info.values:
        yield Unread(Place(path), "nothing in it can be read: Drupal passes it over")
    else:
        yield from info.unread
        yield from _make_extension(path, name, kind, info, core_version)


def _find_type(tree: Tree, path: str, info: Info) -> ExtensionType | None:
    stem = path.removesuffix(".info")
    for suffix, kind in BESIDE:
        if stem + suffix in tree.files:
            return kind
    is_theme = "themes" in path.split("/")[:-1] or not THEME_KEYS.isdisjoint(info.values)
    return ExtensionType.THEME if "core" in info.values and is_theme else None


def _make_extension(
    path: str, name: str, kind: ExtensionType, info: Info, core_version: str
) -> Iterator[Extension | Unread]:
    dependencies = list(_read_dependencies(path, info))
    base_theme = info.text("base theme")
    if base_theme and not MACHINE_NAME.fullmatch(base_theme):
        yield Unread(Place(path), "its base theme is no machine name")
        base_theme = ""
    yield from (item for item in dependencies if isinstance(item, Unread))
    version = info.text("version")
    yield Extension(
        name=name,
        type=kind,
        folder=path.rpartition("/")[0],
        info_path=path,
        label=info.text("name") or name,
        version=core_version if version == "VERSION" and core_version else version,
        core=info.text("core"),
        project=info.text("project"),
        package=info.text("package"),
        hidden=info.is_true("hidden"),
        dependencies=tuple(item for item in dependencies if isinstance(item, Dependency)),
        base_theme=base_theme,
        files=tuple(line.value for line in info.below("files")),
    )


def _read_dependencies(path: str, info: Info) -> Iterator[Dependency | Unread]:
    for line in info.below("dependencies"):
        name, constraint = parse_dependency(line.value)
        if MACHINE_NAME.fullmatch(name):
            yield Dependency(name, constraint, Place(path, line.line))
        else:
            yield Unread(Place(path, line.line), "its dependency is no machine name")


def _find_engines(tree: Tree) -> Iterator[Extension]:
    """Theme engines have no info file: the `.engine` file stands for it."""
    for path in tree.files:
        folder, _slash, file = path.rpartition("/")
        name = file.removesuffix(".engine")
        if name != file and MACHINE_NAME.fullmatch(name):
            yield Extension(name, ExtensionType.ENGINE, folder, path, label=name)


Spots = dict[str, tuple[Spot, ...]]
Choices = dict[tuple[ExtensionType, str], Choice]


def _find_all_spots(extensions: Iterable[Extension], aliases: Aliases, docroots: tuple[str, ...]) -> Spots:
    """By info file; without a docroot each gets one spot, guessed from its path."""
    extensions = tuple(extensions)
    if docroots:
        paths = {item.info_path: aliases.list_paths(item.info_path) for item in extensions}
        return {item.info_path: find_spots(paths[item.info_path], item.type, docroots) for item in extensions}
    profiles = [(item.folder, item.name) for item in extensions if item.type is ExtensionType.PROFILE]
    return {item.info_path: (guess_spot(item.info_path, profiles),) for item in extensions}


def _list_views(spots: Spots, core: Docroots) -> tuple[View, ...]:
    """Every docroot with every site and install profile of it; without core, those that the paths name."""
    all_spots = [spot for found in spots.values() for spot in found]
    profiles = {(spot.docroot, spot.profile) for spot in all_spots if spot.profile}
    names = {*core.sites, *((spot.docroot, spot.site) for spot in all_spots if spot.site not in ("", "all"))}
    views: list[View] = []
    for docroot in core.folders or ("",):
        own_sites = sorted(name for owner, name in names if owner == docroot) or ["default"]
        own_profiles = sorted(name for owner, name in profiles if owner == docroot) or [""]
        views += [View(docroot, name, profile) for name, profile in product(own_sites, own_profiles)]
    return tuple(views)


def _choose_all(extensions: Iterable[Extension], spots: Spots, views: tuple[View, ...]) -> Choices:
    groups: dict[tuple[ExtensionType, str], list[Copy]] = {}
    for item in extensions:
        copy = Copy(item.info_path, item.core, spots[item.info_path])
        groups.setdefault((item.type, item.name), []).append(copy)
    return {key: choose_copies(copies, views) for key, copies in groups.items() if len(copies) > 1}


def _place(extension: Extension, spots: tuple[Spot, ...], choices: Choices) -> Extension:
    sites = {spot.site for spot in spots}
    profiles = {spot.profile for spot in spots}
    choice = choices.get((extension.type, extension.name))
    return replace(
        extension,
        site=sites.pop() if len(sites) == 1 else "",
        profile=profiles.pop() if len(profiles) == 1 else "",
        active=choice is None or extension.info_path in choice.active,
        shadowed_by=dict(choice.shadowed_by).get(extension.info_path, "") if choice else "",
    )


def _describe_core(core: Docroots) -> Iterator[str]:
    if not core.folders:
        yield "The tree holds no Drupal core: which sites load its extensions, and what else they have, is not known."
    if len(core.folders) > 1:
        yield f"The tree holds several Drupal roots: {_name(core.folders)}. Name one with --root to look at it alone."
    if len(core.versions) > 1:
        yield f"The Drupal roots have different core versions: {_name(core.versions)}."


def _describe_unsearched(extensions: Iterable[Extension], spots: Spots) -> Iterator[str]:
    """Themes in a module's folder are left out: hook_system_theme_info() declares those."""
    lost = [item for item in extensions if not spots[item.info_path] and not _may_be_declared(item)]
    if lost:
        yield (
            f"Outside of the folders that Drupal searches, and taken for loadable: {_name(i.info_path for i in lost)}."
        )


def _may_be_declared(extension: Extension) -> bool:
    is_module = extension.type in (ExtensionType.MODULE, ExtensionType.PROFILE)
    return not is_module and "modules" in extension.folder.split("/")


def _describe_ties(choices: Choices) -> Iterator[str]:
    for (_type, name), choice in sorted(choices.items()):
        if choice.tied:
            yield f"Which copy of {name} Drupal loads depends on the order of files on disk: {_name(choice.tied)}."


def _name(names: Iterable[str]) -> str:
    names = list(names)
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + rest
