"""The first release, on a site whose code base has lost the module and that does not know the generated one yet."""

import re
from collections.abc import Callable

import pytest

from tests.real_sites.modern.conftest import ModernSites
from tests.real_sites.modern.site import Site
from tests.real_sites.site import KILLED, difference

Populate = Callable[..., Site]

WAYS = [("shelf", "slice"), ("lamp", "classes"), ("press", "carry"), ("shelf", "carry")]


def _count(said: str) -> int:
    return int(re.findall(r"^statements (\d+)$", said, re.M)[-1])


def _but_for_the_host(lines: list[str]) -> list[str]:
    """The host has one update more behind it."""
    return [line for line in lines if not re.match(r"[<>] ENTRY system\.schema:front = \d+$", line)]


@pytest.mark.parametrize(("module", "strategy"), WAYS)
def test_by_a_host(module: str, strategy: str, modern_sites: ModernSites, populate: Populate) -> None:
    site = populate("front", module)
    site.warm()
    site.generate(module, "--host", "front", "--strategy", strategy)
    said = site.update()
    assert re.search(r"^ok front_update_10004: .*installed", said, re.M), said
    assert "uninstall_update" not in said
    assert _but_for_the_host(difference(modern_sites.native((module,), ("front",)), site.settle())) == []
    assert "_update_" not in site.update()


@pytest.mark.parametrize(("module", "strategy"), WAYS[:3])
@pytest.mark.parametrize("part", [0.03, 0.5, 0.9])
def test_a_host_that_is_killed_goes_on(
    part: float, module: str, strategy: str, modern_sites: ModernSites, populate: Populate
) -> None:
    site = populate("front", module)
    site.generate(module, "--host", "front", "--strategy", strategy)
    trial = site.copy()
    whole = trial.start_updating()
    trial.discard()
    killed = site.start_updating(REAL_SITES_KILL_AFTER=str(round(1 + part * _count(whole.text))))
    assert killed.status == KILLED, killed.text
    site.unlock()
    site.update()
    assert _but_for_the_host(difference(modern_sites.native((module,), ("front",)), site.settle())) == []


@pytest.mark.parametrize(("module", "strategy"), WAYS)
def test_by_enabling(module: str, strategy: str, modern_sites: ModernSites, populate: Populate) -> None:
    """With caches as they are where code stays away; emptied before where Drupal must find that it has moved."""
    site = populate(module)
    site.warm()
    site.generate(module, "--strategy", strategy)
    if strategy == "carry":
        site.empty_caches()
    site.enable("uninstall")
    assert difference(modern_sites.native((module,)), site.settle()) == []
    assert "_update_" not in site.update()


@pytest.mark.parametrize(("module", "strategy"), WAYS[:3])
@pytest.mark.parametrize("part", [0.1, 0.3, 0.6, 0.95])
def test_enabling_that_is_killed_is_finished_by_the_updates(
    part: float, module: str, strategy: str, modern_sites: ModernSites, populate: Populate
) -> None:
    """Before hook_install() as well, when Drupal takes the updates for done already."""
    trial, site = populate(module), populate(module)
    for one in (trial, site):
        one.warm()
        one.generate(module, "--strategy", strategy)
        if strategy == "carry":
            one.empty_caches()
    whole = trial.start("enable.php", "uninstall")
    killed = site.start("enable.php", "uninstall", REAL_SITES_KILL_AFTER=str(round(1 + part * _count(whole.text))))
    assert killed.status == KILLED, killed.text
    site.unlock()
    if not site.is_registered("uninstall"):
        site.enable("uninstall")
    site.update()
    assert difference(modern_sites.native((module,)), site.settle()) == []
