"""Drupal's own removal and ours leave the same tables, rows, configuration and files."""

from collections.abc import Callable

import pytest

from tests.real_sites.modern.conftest import ModernSites
from tests.real_sites.modern.site import Site
from tests.real_sites.site import difference

Populate = Callable[..., Site]


@pytest.mark.parametrize("module", ["shelf", "lamp", "press"])
def test_update_equals_native(module: str, modern_sites: ModernSites, populate: Populate) -> None:
    site = populate(module)
    site.prepare()
    site.generate(module)
    site.warm()
    assert "ok uninstall_update_10001" in site.update()
    assert difference(modern_sites.native((module,)), site.settle()) == []
