"""Finds every extension of a modern Drupal's tree, and which copies Drupal loads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from uninstaller.artifacts.ledger import LEDGER_FILE
from uninstaller.codebase.aliases import Aliases, build_aliases
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.composer.project import read_project
from uninstaller.drupal.modern.discovery.docroots import Docroots, find_docroots
from uninstaller.drupal.modern.discovery.info import Surroundings, read_extension
from uninstaller.drupal.modern.discovery.info_yml import read_file
from uninstaller.drupal.modern.discovery.search import (
    Choice,
    Spot,
    View,
    choose_copies,
    find_spots,
    guess_spot,
    is_passed_over,
)
from uninstaller.drupal.modern.discovery.unknown import describe_core, describe_unsearched
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.place import Unread

ENDING = ".info.yml"

Spots = dict[str, tuple[Spot, ...]]
"""By info file; none where Drupal passes it over."""
Choices = dict[tuple[ExtensionType, str], Choice]


def read_inventory(tree: Tree) -> Inventory:
    """All extensions of a tree: a site, several sites behind links, core itself, or only modules or a profile.

    `active` follows ExtensionDiscovery: of several copies the one of the higher origin wins (core, install profile,
    sites/all, the docroot's own folders, the site's). A copy that wins for one site, or under one install profile, is
    active although another one wins elsewhere. What lies where no search comes, such as in `src` or `fixtures`, is no
    extension. What lies outside of all search folders is active unless another copy is seen, since it may be put in
    place at build time; `unknown` names it. `unread` is what discovery could not read, without `tree.unread`.
    """
    aliases = build_aliases(tree)
    project = read_project(tree)
    core = find_docroots(tree, aliases, project.project)
    spots = _find_all_spots(tree, aliases, core)
    found = [*project.unread, *_read_extensions(tree, spots, core)]
    extensions = [item for item in found if isinstance(item, Extension)]
    choices = _choose_all(extensions, spots, _list_views(extensions, spots, core))
    profiles = {item.folder: item.name for item in extensions if item.type is ExtensionType.PROFILE}
    placed = (_place(extension, spots[extension.info_path], choices, profiles) for extension in extensions)
    return Inventory(
        extensions=tuple(sorted(placed, key=lambda extension: (extension.type, extension.name, extension.folder))),
        docroot=core.folders[0] if len(core.folders) == 1 else None,
        core_version=core.version,
        sites=tuple(sorted({name for _docroot, name in core.sites})),
        unknown=(*describe_core(core, project.project), *describe_unsearched(extensions, spots)),
        unread=tuple(sorted({item for item in found if isinstance(item, Unread)})),
    )


def _find_all_spots(tree: Tree, aliases: Aliases, core: Docroots) -> Spots:
    paths = [
        path
        for path, entry in tree.files.items()
        if path.endswith(ENDING) and not entry.is_link and not _is_carried(tree, path)
    ]
    if core.is_core_itself:
        return {path: spots for path in paths if (spots := find_spots([f"core/{path}"], [""]))}
    if core.folders:
        found = {path: find_spots(aliases.list_paths(path), core.folders) for path in paths}
        return {path: spots for path, spots in found.items() if spots or not _is_hopeless(path, core.folders)}
    profiles = [path.rpartition("/")[0] for path in paths if path.removesuffix(ENDING) + ".profile" in tree.files]
    guessed = {path: guess_spot(path, profiles) for path in paths}
    return {path: (spot,) for path, spot in guessed.items() if spot is not None}


def _is_carried(tree: Tree, path: str) -> bool:
    """Whether a generated module holds the file: what that carries along has been removed from the code base."""
    folder, carried, _ = path.partition("/carried/")
    return bool(carried) and f"{folder}/{LEDGER_FILE}" in tree.files


def _is_hopeless(path: str, docroots: Iterable[str]) -> bool:
    """Whether a file would be passed over as well if what holds it were moved to where Drupal looks."""
    inside = next((path[len(folder) + 1 :] for folder in docroots if folder and path.startswith(f"{folder}/")), path)
    return is_passed_over(inside.split("/")[:-1])


def _read_extensions(tree: Tree, spots: Spots, core: Docroots) -> Iterator[Extension | Unread]:
    for path in spots:
        info = read_file(tree, path)
        if isinstance(info, Unread):
            yield info
            continue
        in_core = any(path.startswith(f"{folder}/" if folder else "") for folder in core.core)
        yield from read_extension(path, info, Surroundings(core.version, in_core))


def _list_views(extensions: Iterable[Extension], spots: Spots, core: Docroots) -> tuple[View, ...]:
    """Every docroot with every site and install profile of it; without core, those that the paths name."""
    extensions = tuple(extensions)
    all_spots = [spot for extension in extensions for spot in spots[extension.info_path]]
    profiles = {
        (spot.docroot, spot.path.rpartition("/")[0])
        for extension in extensions
        if extension.type is ExtensionType.PROFILE
        for spot in spots[extension.info_path]
    }
    names = {*core.sites, *((spot.docroot, spot.site) for spot in all_spots if spot.site not in ("", "all"))}
    views: list[View] = []
    for docroot in core.folders or ("",):
        own_sites = sorted(name for owner, name in names if owner == docroot) or ["default"]
        own_profiles: list[str | None] = [*sorted(folder for owner, folder in profiles if owner == docroot)]
        views += [View(docroot, name, folder) for name, folder in product(own_sites, own_profiles or [None])]
    return tuple(views)


def _choose_all(extensions: Iterable[Extension], spots: Spots, views: tuple[View, ...]) -> Choices:
    groups: dict[tuple[ExtensionType, str], list[str]] = {}
    for item in extensions:
        groups.setdefault((item.type, item.name), []).append(item.info_path)
    return {
        (kind, name): choose_copies(
            ((path, spots[path]) for path in paths), views, is_profile=kind is ExtensionType.PROFILE
        )
        for (kind, name), paths in groups.items()
        if len(paths) > 1
    }


def _place(extension: Extension, spots: tuple[Spot, ...], choices: Choices, profiles: Mapping[str, str]) -> Extension:
    """`profiles` are names by folder."""
    sites = {spot.site for spot in spots}
    choice = choices.get((extension.type, extension.name))
    holding = [folder for folder in profiles if not folder or f"{extension.folder}/".startswith(f"{folder}/")]
    return replace(
        extension,
        site=sites.pop() if len(sites) == 1 else "",
        profile=profiles[max(holding, key=len)] if holding else "",
        active=choice is None or extension.info_path in choice.active,
        shadowed_by=dict(choice.shadowed_by).get(extension.info_path, "") if choice else "",
        for_tests=extension.for_tests or (bool(spots) and all(spot.for_tests for spot in spots)),
    )
