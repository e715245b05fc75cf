"""Real sites, installed once for each database and copied for each test."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.real_sites.database import Database, MySql, Sqlite
from tests.real_sites.site import Site, install_site

MYSQL = "UNINSTALLER_MYSQL"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "real: installs a real Drupal and removes modules from it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests on one database run in the same worker, which installs one site."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.real)
            parameters = getattr(item, "callspec", None)
            name = parameters.params.get("database", "") if parameters else ""
            item.add_marker(pytest.mark.xdist_group(f"real {name}"))


@dataclass
class Sites:
    """What several tests need: the installed site, and populated ones with what Drupal's own removal makes of them."""

    base: Site
    populated: dict[tuple[str, ...], Site] = field(default_factory=dict)
    removed: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def populate(self, *modules: str) -> Site:
        """A new copy of a site that has content of these modules; those they need come first."""
        if modules not in self.populated:
            site = self.base.copy()
            site.enable(*modules)
            site.run("content.php", *modules)
            site.settle()
            self.populated[modules] = site
        return self.populated[modules].copy()

    def native(self, *modules: str) -> tuple[str, ...]:
        """The state of that site after the native removal of all of these modules, the last first."""
        if modules not in self.removed:
            site = self.populate(*modules)
            before = site.state()
            site.remove_natively(*reversed(modules))
            self.removed[modules] = site.settle()
            assert len(set(before) - set(self.removed[modules])) > 10, "nothing to see"
            site.discard()
        return self.removed[modules]

    def discard(self) -> None:
        for site in (self.base, *self.populated.values()):
            site.discard()


@pytest.fixture(scope="session", params=["sqlite", "mysql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Where the tables lie."""
    if request.param == "sqlite":
        return Sqlite()
    if not os.environ.get(MYSQL):
        pytest.skip(f"left out: a real Drupal 7 on MySQL or MariaDB; set {MYSQL} to host:port:user:password:database")
    return MySql.read(os.environ[MYSQL])


@pytest.fixture(scope="session")
def sites(
    php: str, drupal7_root: Path, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sites]:
    """The sites on one database."""
    made = Sites(install_site(tmp_path_factory.mktemp(database.name), drupal7_root, database))
    yield made
    made.discard()


@pytest.fixture
def populate(sites: Sites) -> Iterator[Callable[..., Site]]:
    """Makes a site with content of the named modules, which goes after the test."""
    made: list[Site] = []

    def make(*modules: str) -> Site:
        made.append(sites.populate(*modules))
        return made[-1]

    yield make
    for site in made:
        site.discard()
