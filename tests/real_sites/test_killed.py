"""A removal that is killed or fails in the middle and then runs again ends as if nothing had happened."""

import re
from collections.abc import Callable

import pytest

from tests.real_sites.conftest import Sites
from tests.real_sites.site import KILLED, Site, difference

Populate = Callable[..., Site]


def _count(said: str) -> int:
    return int(re.findall(r"^statements (\d+)$", said, re.M)[-1])


@pytest.mark.parametrize("part", [0.02, 0.4, 0.9])
def test_enabling_that_is_killed_is_finished_by_the_updates(part: float, sites: Sites, populate: Populate) -> None:
    site = populate("shelf")
    site.generate("shelf")
    trial = site.copy()
    whole = trial.start_enabling("uninstall", REAL_SITES_KILL_WITHIN="uninstall_install")
    trial.discard()
    after = str(round(1 + part * _count(whole.text)))
    killed = site.start_enabling("uninstall", REAL_SITES_KILL_WITHIN="uninstall_install", REAL_SITES_KILL_AFTER=after)
    assert killed.status == KILLED, killed.text
    site.unlock()
    assert "ok uninstall_update_7001" in site.update()
    assert difference(sites.native("shelf"), site.settle()) == []


def test_a_step_that_fails_says_why_and_waits(sites: Sites, populate: Populate) -> None:
    site = populate("shelf")
    site.prepare()
    site.generate("shelf")
    site.sql("ALTER TABLE {shelf_book} RENAME TO {shelf_elsewhere}")
    outcome = site.start_updating()
    assert outcome.is_done
    assert "failed uninstall_update_7001" in outcome.text
    assert "shelf disable: PDOException" in outcome.text
    site.sql("ALTER TABLE {shelf_elsewhere} RENAME TO {shelf_book}")
    assert "ok uninstall_update_7001" in site.update()
    assert difference(sites.native("shelf"), site.settle()) == []
