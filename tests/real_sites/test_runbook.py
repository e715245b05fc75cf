"""The scripts of the runbooks, run on real sites that are served and watched meanwhile."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.real_sites.conftest import Sites
from tests.real_sites.deployment import (
    DRUSH,
    Release,
    make_release,
    make_second_server,
    make_second_stack,
    prefix_of,
    sql_clients,
)
from tests.real_sites.site import Site, difference
from tests.real_sites.web import ask, serve, watch

Populate = Callable[..., Site]
FOLDER = "sites/all/modules/shelf"
OPEN, CLOSED = 200, 503


@pytest.fixture(name="release")
def _release(populate: Populate, tmp_path: Path) -> Release:
    """A release whose generated module was enabled a release ahead."""
    site = populate("shelf")
    site.prepare()
    return make_release(site, tmp_path / "release")


def assert_removed(sites: Sites, site: Site, root: Path | None = None, module: str = "shelf") -> None:
    """Code and data are gone, and nothing else: the site is as Drupal's own uninstall would have left it."""
    assert not list((root or site.root).glob(f"**/{module}.module"))
    assert difference(_lasting(sites.native(module)), _lasting(site.settle())) == []


def _lasting(state: Sequence[str]) -> Iterator[str]:
    """The state without the switch of maintenance mode, and without the times of files, which a clone does not keep."""
    return (re.sub(r'"mtime":"?\d+"?', "", line) for line in state if '"name":"maintenance_mode"' not in line)


@pytest.fixture(name="clients", params=["drush", "update.php"])
def _clients(request: pytest.FixtureRequest, sqlite3: str) -> str:
    return str(request.param)


def settings_for(release: Release, clients: str, url: str) -> dict[str, str | Sequence[str]]:
    site = release.site
    programs = {"DRUSH": DRUSH} if clients == "drush" else sql_clients(site, release.folder)
    return {"URL": url, "CODE": str(site.root), **programs}


def may_watch(release: Release, clients: str) -> bool:
    """On SQLite a request that reads stops one that writes, and update.php does not go on by itself."""
    return clients == "drush" or release.site.database.name == "mysql"


def options_for(clients: str) -> tuple[str, ...]:
    return () if clients == "drush" else ("--no-drush",)


def test_single_server(release: Release, clients: str, sites: Sites) -> None:
    script = release.script("--topology", "single-server", *options_for(clients))
    with serve(release.site.root) as url:
        assert ask(f"{url}/").status == OPEN
        with watch(f"{url}/", may_watch(release, clients)) as seen:
            done = release.run_through(script, settings_for(release, clients, url))
        assert done.status == 0, done.said
        assert ask(f"{url}/").status == OPEN
    seen.assert_saw({OPEN, CLOSED})
    assert_removed(sites, release.site)


def test_first_release_enables_the_module(populate: Populate, tmp_path: Path, sites: Sites) -> None:
    release = make_release(populate("shelf"), tmp_path / "release")
    script = release.script("--topology", "single-server")
    assert "pm-enable" in script.read_text()
    with serve(release.site.root) as url:
        done = release.run_through(script, settings_for(release, "drush", url))
        assert done.status == 0, done.said
        assert ask(f"{url}/").status == OPEN
    assert_removed(sites, release.site)


def test_symlink(release: Release, clients: str, sites: Sites) -> None:
    """The old release is the site's own folder; what releases share is in it."""
    site, live = release.site, release.folder / "live"
    live.symlink_to(site.root)
    new = release.folder / "new"
    script = release.script("--topology", "symlink", *options_for(clients))
    layout = {
        "REPOSITORY": str(release.origin),
        "SHARED": str(site.root / "sites/default"),
        "LIVE": str(live),
        "OLD": str(site.root),
        "NEW": str(new),
    }
    with serve(live) as url:
        with watch(f"{url}/", may_watch(release, clients)) as seen:
            done = release.run_through(script, settings_for(release, clients, url) | layout | {"CODE": str(live)})
        assert done.status == 0, done.said
        assert ask(f"{url}/").status == OPEN
    seen.assert_saw({OPEN, CLOSED})
    assert live.resolve() == new.resolve()
    assert (site.root / FOLDER).exists()
    site.delete_code("shelf")
    assert_removed(sites, site, new)


def test_several_servers(release: Release, clients: str, sites: Sites) -> None:
    site, second = release.site, make_second_server(release)
    script = release.script("--topology", "several-servers", *options_for(clients))
    with serve(site.root) as url, serve(second) as other:
        webs = [f"localhost|{site.root}|{url}", f"localhost|{second}|{other}"]
        is_open = may_watch(release, clients)
        with watch(f"{url}/", is_open) as seen, watch(f"{other}/", is_open) as seen_other:
            done = release.run_through(script, settings_for(release, clients, url) | {"WEBS": webs})
        assert done.status == 0, done.said
        assert [ask(f"{one}/").status for one in (url, other)] == [OPEN, OPEN]
    seen.assert_saw({OPEN, CLOSED})
    seen_other.assert_saw({OPEN, CLOSED})
    assert not (second / FOLDER).exists()
    assert_removed(sites, site)


@pytest.mark.parametrize(("module", "expected"), [("poll", {OPEN}), ("shelf", {OPEN, CLOSED})])
def test_rolling(module: str, expected: set[int], populate: Populate, sites: Sites, tmp_path: Path) -> None:
    """What stays in the load balancer answers all the time, with the old code until its turn.

    `shelf` controls access to nodes: a table that others read is rewritten, and the runbook closes the site for that.
    """
    site = populate(module)
    site.prepare()
    release = make_release(site, tmp_path / "release", module)
    second = make_second_server(release)
    for root in (site.root, second):
        (root / "health.txt").write_text("well\n", encoding="utf-8")
    script = release.script("--topology", "rolling")
    promise = "The site answers all the time, but for pages of the removed modules"
    assert (f"{promise}." in script.read_text()) is (expected == {OPEN})
    with serve(site.root) as url, serve(second) as other:
        webs = [f"localhost|{site.root}|{url}", f"localhost|{second}|{other}"]
        settings = settings_for(release, "drush", other) | {"WEBS": webs, "DRAIN": "1"}
        with watch(f"{other}/") as seen:
            done = release.run_through(script, settings)
        assert done.status == 0, done.said
        assert [ask(f"{one}/").status for one in (url, other)] == [OPEN, OPEN]
    seen.assert_saw(expected)
    assert not list(second.glob(f"**/{module}.module"))
    assert_removed(sites, site, module=module)


@pytest.mark.parametrize("topology", ["read-only-copy", "blue-green"])
def test_second_stack(topology: str, release: Release, sites: Sites) -> None:
    """Visitors get 200 from the first step to the last, and nobody's permissions are lost or come back."""
    site, other, live = release.site, make_second_stack(release), release.folder / "live"
    live.symlink_to(site.root)
    script = release.script("--topology", topology)
    updated = site if topology == "read-only-copy" else other
    with ExitStack() as servers:
        url, own, second = (servers.enter_context(serve(root)) for root in (live, site.root, other.root))
        stacks = {
            "LIVE": str(live),
            "CODE_URL": own,
            "OTHER": str(other.root),
            "OTHER_URL": second,
            "OTHER_PREFIX": prefix_of(other),
        }
        with watch(f"{url}/") as seen:
            done = release.run_through(script, settings_for(release, "drush", url) | stacks)
        assert done.status == 0, done.said
        assert ask(f"{url}/").status == OPEN
    seen.assert_saw({OPEN})
    assert live.resolve() == updated.root.resolve()
    assert_removed(sites, updated)
    other.discard()


def test_going_back(release: Release) -> None:
    """All steps undone, the last first: code, data and visitors are as before."""
    site = release.site
    before = site.settle()
    script = release.script("--topology", "single-server")
    with serve(site.root) as url:
        settings = settings_for(release, "drush", url)
        done = release.run_through(script, settings)
        assert done.status == 0, done.said
        back = release.run(script, settings, "back")
        assert back.status == 0, back.said
        assert ask(f"{url}/").status == OPEN
    assert (site.root / FOLDER).is_dir()
    assert difference(_lasting(before), _lasting(site.settle())) == []


def test_stops_at_the_first_failure(release: Release) -> None:
    """Before anything is destroyed, with the two ways on."""
    site = release.site
    before = site.settle()
    script = release.script("--topology", "single-server")
    (release.folder / "backup").mkdir()
    (release.folder / "backup" / "database.sql").write_text("of another day", encoding="utf-8")
    with serve(site.root) as url:
        settings = settings_for(release, "drush", url)
        done = release.run(script, settings)
        assert done.status == 1
        assert re.search(r"^stopped in step 3 with status 1$", done.said, re.M), done.said
        back = release.run(script, settings, "back", "3")
        assert back.status == 0, back.said
        assert ask(f"{url}/").status == OPEN
    assert (release.folder / "backup" / "database.sql").read_text(encoding="utf-8") == "of another day"
    assert difference(_lasting(before), _lasting(site.settle())) == []
