"""A real Drupal 10, installed once and copied for each test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.real_sites.modern.site import Site, install_site


@dataclass
class ModernSites:
    """The installed site, and populated ones with what Drupal's own removal makes of them."""

    base: Site
    populated: dict[tuple[str, ...], Site] = field(default_factory=dict)
    removed: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def populate(self, *modules: str) -> Site:
        """A new copy of a site that has these modules and content of them."""
        if modules not in self.populated:
            site = self.base.copy()
            site.enable(*modules)
            site.run("content.php", *modules)
            site.settle()
            self.populated[modules] = site
        return self.populated[modules].copy()

    def native(self, removed: tuple[str, ...], staying: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The state of the site with all of these modules after the native removal of some of them."""
        key = (*removed, "", *staying)
        if key not in self.removed:
            site = self.populate(*staying, *removed)
            before = site.state()
            site.remove_natively(*removed)
            self.removed[key] = site.settle()
            assert len(set(before) - set(self.removed[key])) > 10, "nothing to see"
            site.discard()
        return self.removed[key]


@pytest.fixture(scope="session")
def modern_sites(php: str, drupal10: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModernSites]:
    made = ModernSites(install_site(tmp_path_factory.mktemp("modern"), drupal10))
    yield made
    for site in (made.base, *made.populated.values()):
        site.discard()


@pytest.fixture
def populate(modern_sites: ModernSites) -> Iterator[Callable[..., Site]]:
    """Makes a site with content of the named modules, which goes after the test."""
    made: list[Site] = []

    def make(*modules: str) -> Site:
        made.append(modern_sites.populate(*modules))
        return made[-1]

    yield make
    for site in made:
        site.discard()
