"""Several releases, sites that skip some, configuration that is imported after the update, and pruning."""

from collections.abc import Callable

import pytest

from tests.real_sites.modern.conftest import ModernSites
from tests.real_sites.modern.site import CUSTOM, SYNC, Site
from tests.real_sites.site import difference

Populate = Callable[..., Site]


def test_two_modules_in_two_releases(modern_sites: ModernSites, populate: Populate) -> None:
    site = populate("lamp", "shelf")
    site.prepare()
    site.generate("lamp")
    assert "ok uninstall_update_10001" in site.update()
    site.generate("shelf")
    said = site.update()
    assert "uninstall_update_10001" not in said
    assert "ok uninstall_update_10002" in said
    assert difference(modern_sites.native(("lamp", "shelf")), site.settle()) == []


def test_a_site_that_missed_a_release(modern_sites: ModernSites, populate: Populate) -> None:
    site = populate("lamp", "shelf")
    site.prepare()
    site.generate("lamp")
    site.generate("shelf", "--strategy", "carry")
    said = site.update()
    assert said.index("ok uninstall_update_10001") < said.index("ok uninstall_update_10002")
    assert difference(modern_sites.native(("lamp", "shelf")), site.settle()) == []


def test_a_site_that_never_had_the_module(populate: Populate) -> None:
    without, site = populate("front"), populate("front")
    without.delete_code("shelf", "press")
    site.prepare()
    site.generate("shelf", "press")
    assert "not installed here" in site.update()
    assert difference(without.settle(), site.settle()) == []


@pytest.mark.parametrize(("module", "strategy"), [("shelf", "slice"), ("lamp", "classes"), ("press", "carry")])
def test_configuration_that_is_imported_after_the_update(
    module: str, strategy: str, modern_sites: ModernSites, populate: Populate
) -> None:
    """The sync folder is edited by the tool, not exported again: Drupal must find nothing to do in it."""
    site = populate(module)
    site.prepare()
    site.run("export.php")
    site.generate(module, "--strategy", strategy)
    extensions = (site.root / SYNC / "core.extension.yml").read_text(encoding="utf-8")
    assert f"  {module}: 0\n" not in extensions
    assert "  uninstall: 0\n" in extensions
    assert "ok uninstall_update_10001" in site.update()
    said = site.run("import.php")
    assert said.startswith("\nstatements "), said
    lines = difference(modern_sites.native((module,)), site.settle())
    exchange = ("config_export", "config_import")  # tables in which Drupal keeps what it exports and imports
    assert [line for line in lines if not any(table in line for table in exchange)] == []


def test_prune_retires_the_update_and_what_was_carried(modern_sites: ModernSites, populate: Populate) -> None:
    site = populate("press", "shelf")
    site.prepare()
    site.generate("press", "--strategy", "carry")
    site.update()
    result = site.uninstaller("prune", "--before", "10002")
    assert result.exit_code == 0, result.output
    folder = site.root / CUSTOM / "uninstall"
    left = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert [path for path in left if "press" in path.lower()] == []
    assert "src/Remover.php" in left
    assert "_update_" not in site.update()
    site.generate("shelf")
    assert "ok uninstall_update_10002" in site.update()
    assert difference(modern_sites.native(("press", "shelf")), site.settle()) == []
