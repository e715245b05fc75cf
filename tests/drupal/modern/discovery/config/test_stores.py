"""Exported configuration: where it lies, and what it says is enabled."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import core, plant, plant_site, sync
from uninstaller.drupal.modern.discovery.config.stores import ConfigStore, Enabled, StoreKind, read_stores
from uninstaller.place import Place

SETTINGS = {"web/sites/default/settings.php": "<?php\n$settings['config_sync_directory'] = '../config/sync';\n"}
SPLIT = "config/sync/config_split.config_split.dev.yml"


def test_a_sync_folder_says_what_is_enabled(tmp_path: Path) -> None:
    text = "module:\n  node: 0\n  minimal: 1000\ntheme:\n  claro: 0\nprofile: minimal\n"
    path = "config/sync/core.extension.yml"
    stores = read_stores(plant(tmp_path, core(docroot="web"), SETTINGS, {path: text}), "web")
    assert stores.found == (
        ConfigStore(
            kind=StoreKind.SYNC,
            folder="config/sync",
            modules=(Enabled("minimal", Place(path, 3)), Enabled("node", Place(path, 2))),
            themes=(Enabled("claro", Place(path, 5)),),
            profile="minimal",
            sites=("default",),
        ),
    )
    assert stores.find_enabled("claro") == (Enabled("claro", Place(path, 5)),)
    assert (stores.unknown, stores.unread) == ((), ())


def test_splits_enable_more(tmp_path: Path) -> None:
    split = {SPLIT: "folder: ../config/dev\nmodule:\n  devel: 0\ntheme: {  }\n"}
    stores = read_stores(plant(tmp_path, core(docroot="web"), SETTINGS, sync("node"), split), "web")
    found = stores.found[1]
    assert (found.kind, found.folder, found.split, found.parent) == (
        StoreKind.SPLIT,
        "config/dev",
        "dev",
        "config/sync",
    )
    assert stores.find_enabled("devel") == (Enabled("devel", Place(SPLIT, 3)),)


def test_a_split_may_be_kept_in_the_database(tmp_path: Path) -> None:
    stores = read_stores(plant(tmp_path, sync("node"), {SPLIT: "folder: ''\nmodule: {a: 0}\n"}), "web")
    assert stores.found[1].folder == ""


@pytest.mark.parametrize(
    "folder",
    ["web/core/config/install", "web/modules/x/config/install", "web/modules/x/tests/sync", "web/core/x", "vendor/x"],
)
def test_defaults_and_fixtures_are_no_exports(tmp_path: Path, folder: str) -> None:
    stores = read_stores(plant(tmp_path, core(docroot="web"), sync("node", folder=folder)), "web")
    assert stores.found == ()
    assert "is not known" in stores.unknown[0]


def test_a_named_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    stores = read_stores(plant(tmp_path, core(docroot="web"), SETTINGS, sync("node", folder="config/other")), "web")
    assert stores.unknown == (
        "web/sites/default/settings.php:2:1 names a config sync folder that is not in the tree, or not filled.",
    )


def test_several_sites_have_several_exports(tmp_path: Path) -> None:
    _tree, site = plant_site(tmp_path, core(), sync("a", folder="config/one"), sync("b", folder="config/two"))
    assert [store.folder for store in site.stores.found] == ["config/one", "config/two"]
    assert [one.place.path for one in site.stores.find_enabled("b")] == ["config/two/core.extension.yml"]


def test_broken_exports_are_told(tmp_path: Path) -> None:
    broken = {"config/sync/core.extension.yml": "module: [", "config/b/core.extension.yml": "module: {}\n"}
    split = {"config/b/config_split.config_split.x.yml": "a: ["}
    stores = read_stores(plant(tmp_path, broken, split), "")
    assert [one.place.path for one in stores.unread] == [
        "config/b/config_split.config_split.x.yml",
        "config/sync/core.extension.yml",
    ]
