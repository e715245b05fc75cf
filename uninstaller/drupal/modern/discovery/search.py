"""Where Drupal 8 and later look for extensions, and which of several copies they load (ExtensionDiscovery)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

KINDS = frozenset({"modules", "themes", "profiles"})
"""The folders in which a search begins; which one it is says nothing of the type of what is found there."""

PASSED_OVER = frozenset({
    "src", "lib", "vendor", "assets", "css", "files", "images", "js", "misc", "templates", "includes", "fixtures",
    "Drupal", "node_modules", "bower_components",
})  # fmt: skip
"""RecursiveExtensionFilterCallback, and what default.settings.php adds."""

TESTS = "tests"


class Origin(IntEnum):
    """Of several copies, that of the highest origin wins."""

    CORE = 0
    PROFILE = 1
    SITES_ALL = 2
    ROOT = 3
    SITE = 5


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One way in which a docroot sees an info file, whose `path` is relative to the docroot.

    `for_tests`: it sees it in tests only. `site` is the folder below `sites/`, 'all' or '' for everyone.
    """

    docroot: str
    origin: Origin
    path: str
    site: str = ""
    for_tests: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A site as Drupal runs it: its own folder, what all share, and the folder of its install profile.

    `profile` is the folder of the profile, relative to the docroot; None sees what all profiles have.
    """

    docroot: str
    site: str
    profile: str | None

    def sees(self, spot: Spot) -> bool:
        """As filterByProfileDirectories(), which asks for the beginning of the path only: `foo` sees `foo_bar` too."""
        return (
            spot.docroot == self.docroot
            and spot.site in ("", "all", self.site)
            and (spot.origin is not Origin.PROFILE or self.profile is None or spot.path.startswith(self.profile))
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of the copies of one name: info files that are loaded on some site, and who loses to whom."""

    active: frozenset[str]
    shadowed_by: tuple[tuple[str, str], ...]


def find_spots(paths: Iterable[str], docroots: Collection[str]) -> tuple[Spot, ...]:
    """How docroots see an info file that is to be reached by the paths, all relative to the tree's root."""
    around = (
        (path, docroot) for path in paths for docroot in docroots if not docroot or path.startswith(f"{docroot}/")
    )
    return tuple(sorted({spot for path, docroot in around for spot in _find_spot(path, docroot)}))


def _find_spot(path: str, docroot: str) -> Iterator[Spot]:
    inside = path[len(docroot) + 1 :] if docroot else path
    folders = inside.split("/")[:-1]
    origin, site = Origin.ROOT, ""
    if folders[:1] == ["core"]:
        origin, folders = Origin.CORE, folders[1:]
    elif folders[:1] == ["sites"] and len(folders) > 1:
        site, folders = folders[1], folders[2:]
        origin = Origin.SITES_ALL if site == "all" else Origin.SITE
    if not folders or (folders[0] in KINDS and not is_passed_over(folders[1:], folders[0])):
        origin = Origin.PROFILE if folders[:1] == ["profiles"] else origin
        yield Spot(docroot, origin, inside, site, TESTS in folders[1:])


def guess_spot(path: str, profiles: Iterable[str]) -> Spot | None:
    """The spot in a tree without docroot, by the folders' names; `profiles` are folders of install profiles."""
    folders = path.split("/")[:-1]
    if is_passed_over(folders):
        return None
    start = next((place for place, name in enumerate(folders) if name in KINDS), len(folders))
    before = folders[:start]
    in_profile = any(not folder or path.startswith(f"{folder}/") for folder in profiles)
    origin, site = Origin.ROOT, ""
    if before[-1:] == ["core"]:
        origin = Origin.CORE
    elif before[-2:-1] == ["sites"]:
        site = before[-1]
        origin = Origin.SITES_ALL if site == "all" else Origin.SITE
    elif in_profile or folders[start : start + 1] == ["profiles"]:
        origin = Origin.PROFILE
    return Spot("", origin, path, site, TESTS in folders)


def is_passed_over(folders: Iterable[str], above: str = "") -> bool:
    """Whether a search that begins in the folder `above` turns back at one of the folders below it.

    `config` is searched only where a folder is named so because the module of that name lies in it.
    """
    for name in folders:
        if name in PASSED_OVER or name.startswith(".") or (name == "config" and not above.endswith("modules")):
            return True
        above = name
    return False


def choose_copies(copies: Iterable[tuple[str, tuple[Spot, ...]]], views: Iterable[View], *, is_profile: bool) -> Choice:
    """Which copies, info files with their spots, are loaded on any site; what no site sees stays active if all do.

    Profiles are searched for in all profiles' folders.
    """
    copies = sorted(copies)
    winners: dict[View, str] = {}
    for view in views:
        sight = View(view.docroot, view.site, None) if is_profile else view
        seen = [(_rank(spot), path) for path, spots in copies for spot in spots if sight.sees(spot)]
        if seen:
            winners[view] = max(seen)[1]
    active = frozenset(winners.values()) or frozenset(path for path, _spots in copies)
    losers = [(path, spots) for path, spots in copies if path not in active]
    return Choice(active, tuple((path, _find_winner(spots, winners)) for path, spots in losers))


def _rank(spot: Spot) -> tuple[bool, Origin, str]:
    """sort() compares extensions of one origin by their paths; outside of tests, none in a tests folder takes part."""
    return not spot.for_tests, spot.origin, spot.path


def _find_winner(spots: tuple[Spot, ...], winners: dict[View, str]) -> str:
    rivals = [path for view, path in winners.items() if any(view.sees(spot) for spot in spots)]
    return min(rivals or winners.values())
