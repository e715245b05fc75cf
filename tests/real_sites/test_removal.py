"""Drupal's own removal and ours leave the same tables, rows and files."""

from collections.abc import Callable

import pytest

from tests.real_sites.conftest import Sites
from tests.real_sites.site import Site, difference

Populate = Callable[..., Site]


@pytest.mark.parametrize("module", ["poll", "forum", "dashboard", "shelf"])
def test_update_equals_native(module: str, sites: Sites, populate: Populate) -> None:
    """`forum` purges its field, `dashboard` invokes a hook of its own when it is disabled; `shelf` is ours."""
    site = populate(module)
    site.prepare()
    site.generate(module)
    said = site.update()
    assert "ok uninstall_update_7001" in said
    assert difference(sites.native(module), site.settle()) == []


def test_two_modules_in_two_releases(sites: Sites, populate: Populate) -> None:
    site = populate("shelf", "shelf_log")
    site.prepare()
    site.generate("shelf_log")
    assert "ok uninstall_update_7001" in site.update()
    site.generate("shelf")
    said = site.update()
    assert "uninstall_update_7001" not in said
    assert "ok uninstall_update_7002" in said
    assert difference(sites.native("shelf", "shelf_log"), site.settle()) == []


def test_a_site_that_missed_a_release(sites: Sites, populate: Populate) -> None:
    site = populate("shelf", "shelf_log")
    site.prepare()
    site.generate("shelf_log")
    site.generate("shelf")
    said = site.update()
    assert said.index("ok uninstall_update_7001") < said.index("ok uninstall_update_7002")
    assert difference(sites.native("shelf", "shelf_log"), site.settle()) == []


def test_dependents_first_in_one_release(sites: Sites, populate: Populate) -> None:
    site = populate("shelf", "shelf_log")
    site.prepare()
    site.generate("shelf", "shelf_log")
    site.update()
    assert difference(sites.native("shelf", "shelf_log"), site.settle()) == []


def test_first_release_by_enabling(sites: Sites, populate: Populate) -> None:
    site = populate("shelf")
    site.generate("shelf")
    site.enable("uninstall")
    assert difference(sites.native("shelf"), site.settle()) == []
    assert "uninstall_update" not in site.update()


def test_first_release_by_a_host(sites: Sites, populate: Populate) -> None:
    site = populate("shelf", "front")
    site.generate("shelf", "--host", "front")
    said = site.update()
    assert "ok front_update_7001" in said
    other = populate("shelf", "front")
    other.remove_natively("shelf")
    lines = difference(other.settle(), site.settle())
    assert len(lines) == 2
    assert all(line[2:].startswith("ROW system ") and '"name":"front"' in line for line in lines), lines


def test_running_it_again_changes_nothing(sites: Sites, populate: Populate) -> None:
    site = populate("shelf")
    site.prepare()
    site.generate("shelf")
    site.update()
    before = site.settle()
    assert "uninstall_update" not in site.update()
    site.sql("UPDATE {system} SET schema_version = 7000 WHERE name = 'uninstall'")
    said = site.update()
    assert "Nothing to remove: this site does not have shelf." in said
    assert difference(before, site.settle()) == []


def test_a_site_that_never_had_the_module(sites: Sites, populate: Populate) -> None:
    without, site = populate(), populate()
    without.delete_code("shelf", "shelf_log")
    site.prepare()
    site.generate("shelf", "shelf_log")
    assert "Nothing to remove" in site.update()
    assert difference(without.settle(), site.settle()) == []
