"""Where Drupal 7 looks for extensions, and which of several copies it loads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uninstaller.facts.extension import ExtensionType

CORE = "7.x"
SEARCHED = re.compile(
    r"(?:profiles/(?P<profile>[^/]+)/|sites/(?P<site>[^/]+)/)?(?P<kind>modules|themes)/(?P<rest>.+)", re.DOTALL
)
PROFILE = re.compile(r"profiles/(?P<profile>[^/]+)/(?P=profile)\.info", re.DOTALL)
UNSEEN = re.compile(r"(?:^|/)\.|(?:\.|CVS)(?:/|$)")
FOLDERS = {ExtensionType.MODULE: "modules", ExtensionType.THEME: "themes", ExtensionType.ENGINE: "themes"}


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One way in which a docroot sees an info file; `rank` is the place of the search folder: a later one wins."""

    docroot: str
    rank: int
    folders: tuple[str, ...]
    """Of the info file, relative to the search folder."""
    site: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A site as Drupal runs it: it sees its own folder, sites/all and one install profile's."""

    docroot: str
    site: str
    profile: str

    def sees(self, spot: Spot) -> bool:
        return (
            spot.docroot == self.docroot
            and spot.site in ("", "all", self.site)
            and (spot.rank != 1 or spot.profile == self.profile)
        )


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several extensions of a name."""

    info_path: str
    core: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of the copies of one name: who is loaded on some site, who loses to whom, and which tie is open."""

    active: frozenset[str]
    shadowed_by: tuple[tuple[str, str], ...]
    tied: tuple[str, ...]


def find_spots(paths: Iterable[str], kind: ExtensionType, docroots: Iterable[str]) -> tuple[Spot, ...]:
    """As drupal_system_listing() and file_scan_directory(): search folders, depths and names that they pass over."""
    wanted = frozenset(docroots)
    around = ((path, docroot) for path in paths for docroot in wanted.intersection(_list_above(path)))
    return tuple(sorted({spot for path, docroot in around for spot in _find_spot(path, kind, docroot)}))


def _list_above(path: str) -> Iterator[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _find_spot(path: str, kind: ExtensionType, docroot: str) -> Iterator[Spot]:
    """The docroot must be a folder above the path."""
    prefix = f"{docroot}/" if docroot else ""
    if kind is ExtensionType.PROFILE:
        if found := PROFILE.fullmatch(path, len(prefix)):
            yield Spot(docroot, 0, (), profile=found["profile"])
        return
    found = SEARCHED.fullmatch(path, len(prefix))
    if found and found["kind"] == FOLDERS[kind] and not UNSEEN.search(found["rest"]):
        folders = tuple(found["rest"].split("/")[:-1])
        if folders or kind is ExtensionType.MODULE:
            yield Spot(docroot, _rank(found), folders, found["site"] or "", found["profile"] or "")


def guess_spot(path: str, profiles: Iterable[tuple[str, str]]) -> Spot:
    """The spot in a tree without core, by the folders' names; `profiles` are folders and names of install profiles."""
    folders = tuple(path.split("/")[:-1])
    holding = [(folder, name) for folder, name in profiles if not folder or path.startswith(f"{folder}/")]
    if holding:
        return Spot("", 1, folders, profile=max(holding, key=lambda pair: len(pair[0]))[1])
    found = re.search(r"(?:^|/)" + SEARCHED.pattern, path, re.DOTALL)
    if found is None:
        return Spot("", 0, folders)
    return Spot("", _rank(found), tuple(found["rest"].split("/")[:-1]), found["site"] or "", found["profile"] or "")


def _rank(found: re.Match[str]) -> int:
    if found["profile"]:
        return 1
    return {None: 0, "all": 2}.get(found["site"], 3)


def choose_copies(copies: Iterable[Copy], views: Iterable[View]) -> Choice:
    """Which copies Drupal loads, on any site; what no site sees stays active unless another copy is seen."""
    copies = sorted(copies, key=lambda copy: copy.info_path)
    views = tuple(views)
    winners: dict[View, Copy] = {}
    tied: set[str] = set()
    for view in views:
        seen = sorted((spot, copy.info_path, copy) for copy in copies for spot in copy.spots if view.sees(spot))
        if seen:
            winners[view] = _choose_winner([(spot, copy) for spot, _path, copy in seen], tied)
    active = frozenset(copy.info_path for copy in winners.values()) or frozenset(copy.info_path for copy in copies)
    losers = [copy for copy in copies if copy.info_path not in active]
    return Choice(active, tuple((copy.info_path, _find_winner(copy, winners)) for copy in losers), tuple(sorted(tied)))


def _choose_winner(seen: list[tuple[Spot, Copy]], tied: set[str]) -> Copy:
    """A later search folder wins unless its copy is for another core; within one, the file in the outermost folder."""
    firsts: dict[int, tuple[Spot, Copy]] = {}
    for spot, copy in seen:
        outer, first = firsts.setdefault(spot.rank, (spot, copy))
        if copy is not first and spot.folders[: len(outer.folders)] != outer.folders:
            tied |= {copy.info_path, first.info_path}
    winner, *later = [copy for _rank, (_spot, copy) in sorted(firsts.items(), key=lambda item: item[0])]
    for copy in later:
        winner = copy if copy.core in ("", CORE) else winner
    return winner


def _find_winner(loser: Copy, winners: dict[View, Copy]) -> str:
    rivals = [copy.info_path for view, copy in winners.items() if any(view.sees(spot) for spot in loser.spots)]
    return min(rivals or [copy.info_path for copy in winners.values()])
