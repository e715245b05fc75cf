"""Config sync folders as settings files name them."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import plant
from uninstaller.drupal.modern.discovery.config.settings import NamedFolder, read_named_folders
from uninstaller.place import Place

NEW = "$settings['config_sync_directory']"


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        (f"{NEW} = '../config/sync';", "config/sync"),
        (f"{NEW} = 'sites/default/sync/';", "web/sites/default/sync"),
        ('$settings["config_sync_directory"] = "../config";', "config"),
        ("$settings[ 'config_sync_directory' ] = '../config';", "config"),
        (f"{NEW} = $app_root . '/../config/' . 'sync';", "config/sync"),
        (f"{NEW} = (DRUPAL_ROOT . '/../config');", "config"),
        (f"{NEW} = dirname(DRUPAL_ROOT) . '/config';", "config"),
        (f"{NEW} = dirname(__DIR__, 3) . '/config';", "config"),
        (f"{NEW} = __DIR__ . '/sync';", "web/sites/default/sync"),
        (f"{NEW} = $site_path . '/sync';", "web/sites/default/sync"),
        (f"{NEW} = '../../elsewhere';", "../elsewhere"),
        (f"{NEW} = '/srv/./config';", "/srv/config"),
        ("$config_directories['sync'] = '../config';", "config"),
        ("$config_directories[CONFIG_SYNC_DIRECTORY] = '../config';", "config"),
    ],
)
def test_literal_folders_are_known(tmp_path: Path, line: str, folder: str) -> None:
    path = "web/sites/default/settings.php"
    found, unread = read_named_folders(plant(tmp_path, {path: f"<?php\n{line}\n"}), ("web",))
    assert found == (NamedFolder(folder, "default", Place(path, 2, 1)),)
    assert unread == ()


@pytest.mark.parametrize("value", ["getenv('SYNC')", "$dir . '/sync'", '"../$name"', "dirname($x)", "dirname()", "f()"])
def test_a_computed_folder_is_told(tmp_path: Path, value: str) -> None:
    path = "sites/default/settings.php"
    found, unread = read_named_folders(plant(tmp_path, {path: f"<?php\n{NEW} = {value};\n"}), ("",))
    assert found == ()
    assert [one.place for one in unread] == [Place(path, 2, 1)]


@pytest.mark.parametrize(
    "line", [f"# {NEW} = '../a';", f"/* {NEW} = '../a'; */", f"{NEW} = '';", "$x['config_sync_directory'] = 'a';"]
)
def test_what_sets_no_folder(tmp_path: Path, line: str) -> None:
    assert read_named_folders(plant(tmp_path, {"sites/default/settings.php": f"<?php\n{line}\n"}), ("",)) == ((), ())


def test_all_settings_files_of_all_sites_are_read_but_examples(tmp_path: Path) -> None:
    names = ["a/settings.php", "a/settings.local.php", "b/settings.php", "b/default.settings.php", "b/services.php"]
    tree = plant(tmp_path, {f"sites/{name}": f"<?php {NEW} = '../{name[0]}';" for name in names})
    found, _unread = read_named_folders(tree, ("",))
    assert sorted(one.place.path for one in found) == [
        "sites/a/settings.local.php",
        "sites/a/settings.php",
        "sites/b/settings.php",
    ]
    assert {(one.site, one.folder) for one in found} == {("a", "../a"), ("b", "../b")}


def test_settings_that_cannot_be_parsed_are_told(tmp_path: Path) -> None:
    tree = plant(tmp_path, {"sites/default/settings.php": f"<?php\n{NEW} = dirname(}}) . '/x';\n"})
    found, unread = read_named_folders(tree, ("",))
    assert found == ()
    assert unread[0].place.line == 2
