"""Which extensions a tree of modern Drupal holds, and which copy of each Drupal loads."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import Files, core, module, plant, profile, theme
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.facts.extension import Dependency, Extension, ExtensionType, Inventory
from uninstaller.place import Place, Unread


def _read(root: Path, *files: Files) -> Inventory:
    return read_inventory(plant(root, *files))


def _one(inventory: Inventory, name: str) -> Extension:
    (extension,) = inventory.find(name)
    return extension


def _active(inventory: Inventory, name: str) -> list[str]:
    return [extension.folder for extension in inventory.find(name) if extension.active]


def test_info_becomes_an_extension(tmp_path: Path) -> None:
    info = (
        "version: '1.2'\npackage: Trade\nproject: shop\nhidden: true\nlifecycle: deprecated\n"
        "dependencies:\n  - drupal:node (>=8.5)\n  - cart:cart\n  - plain (2.x)\n"
    )
    inventory = _read(tmp_path, core(), module("modules/contrib/shop", info))
    path = "modules/contrib/shop/shop.info.yml"
    assert _one(inventory, "shop") == Extension(
        name="shop",
        type=ExtensionType.MODULE,
        folder="modules/contrib/shop",
        info_path=path,
        label="shop",
        version="1.2",
        core="^10",
        project="shop",
        package="Trade",
        hidden=True,
        dependencies=(
            Dependency("node", ">=8.5", Place(path, 10), "drupal"),
            Dependency("cart", "", Place(path, 11), "cart"),
            Dependency("plain", "2.x", Place(path, 12)),
        ),
        lifecycle="deprecated",
    )
    assert inventory.unread == ()


def test_core_s_own_have_its_version_and_project(tmp_path: Path) -> None:
    system = _one(_read(tmp_path, core("11.4.5")), "system")
    assert (system.version, system.project, system.required, system.lifecycle) == ("11.4.5", "drupal", True, "stable")


@pytest.mark.parametrize(
    ("version", "lines", "needs", "installs"),
    [
        ("10.6.15", "dependencies: [a]\ninstall: [b]\nthemes: [t]\n", ["a"], ["b", "t"]),
        ("10.6.15", "dependencies: [a]\n", ["a"], []),
        ("8.9.20", "dependencies: [a]\n", [], ["a"]),
        ("8.9.20", "dependencies: [a]\ninstall: []\n", ["a"], []),
    ],
)
def test_what_a_profile_needs_and_what_it_only_brings(
    tmp_path: Path, version: str, lines: str, needs: list[str], installs: list[str]
) -> None:
    """Drupal 8 lets a site do without the dependencies of a profile that has no `install`."""
    found = _one(_read(tmp_path, core(version), profile("profiles/shop", lines)), "shop")
    assert [one.name for one in found.dependencies] == needs
    assert [one.name for one in found.installs] == installs


@pytest.mark.parametrize(
    ("version", "lines", "base"),
    [
        ("10.6.15", "base theme: classic\n", "classic"),
        ("10.6.15", "base theme: false\n", ""),
        ("8.9.20", "", "stable"),
        ("9.5.11", "", ""),
    ],
)
def test_base_themes(tmp_path: Path, version: str, lines: str, base: str) -> None:
    assert _one(_read(tmp_path, core(version), theme("themes/fine", lines)), "fine").base_theme == base


def test_themes_may_need_modules(tmp_path: Path) -> None:
    found = _one(_read(tmp_path, core(), theme("themes/fine", "dependencies: ['drupal:node']\n")), "fine")
    assert [one.name for one in found.dependencies] == ["node"]


@pytest.mark.parametrize("folder", ["src", "vendor", "fixtures", "templates", "config", "tests/fixtures", ".hidden"])
def test_drupal_passes_over_folders(tmp_path: Path, folder: str) -> None:
    assert _read(tmp_path, core(), module(f"modules/shop/{folder}/inner")).find("inner") == ()


@pytest.mark.parametrize(
    "folder", ["modules/config", "modules/shop/deep/down", "themes/x/modules", "profiles/p/modules"]
)
def test_drupal_looks_into_folders(tmp_path: Path, folder: str) -> None:
    inner = _one(_read(tmp_path, core(), module(f"{folder}/inner")), "inner")
    assert (inner.active, inner.for_tests) == (True, False)


@pytest.mark.parametrize(
    ("files", "for_tests"),
    [
        (module("modules/shop/tests/modules/shop_test"), True),
        (module("modules/shop/shop_test", "package: Testing\n"), True),
        (module("modules/shop/shop_test", "hidden: true\n"), False),
        (module("modules/tests_of_shop/shop_test"), False),
    ],
)
def test_what_is_for_tests(tmp_path: Path, files: Files, for_tests: bool) -> None:
    assert _one(_read(tmp_path, core(), files), "shop_test").for_tests is for_tests


@pytest.mark.parametrize(
    ("loser", "winner"),
    [
        ("core/modules/shop", "profiles/p/modules/shop"),
        ("profiles/p/modules/shop", "sites/all/modules/shop"),
        ("sites/all/modules/shop", "modules/shop"),
        ("modules/shop", "sites/default/modules/shop"),
        ("modules/a/shop", "modules/b/shop"),
        ("sites/default/modules/x/tests/shop", "core/modules/shop"),
        ("sites/all/profiles/p/shop", "sites/all/modules/shop"),
    ],
)
def test_which_copy_wins(tmp_path: Path, loser: str, winner: str) -> None:
    """The origin counts, then the path; what only tests see never beats what sites see."""
    inventory = _read(tmp_path, core(), profile("profiles/p"), module(loser), module(winner))
    assert _active(inventory, "shop") == [winner]
    assert [one.shadowed_by for one in inventory.find("shop")[1:]] == [f"{winner}/shop.info.yml"]


def test_a_copy_that_wins_on_one_site_is_active(tmp_path: Path) -> None:
    files = {"sites/a.example/settings.php": "<?php\n"}
    inventory = _read(tmp_path, core(), files, module("modules/shop"), module("sites/a.example/modules/shop"))
    assert _active(inventory, "shop") == ["modules/shop", "sites/a.example/modules/shop"]
    assert [one.site for one in inventory.find("shop")] == ["", "a.example"]
    assert inventory.sites == ("a.example", "default")


def test_copies_of_two_profiles_are_both_active(tmp_path: Path) -> None:
    profiles = (profile("profiles/a"), profile("profiles/b"))
    inventory = _read(tmp_path, core(), *profiles, module("profiles/a/modules/shop"), module("profiles/b/shop"))
    assert _active(inventory, "shop") == ["profiles/a/modules/shop", "profiles/b/shop"]
    assert [one.profile for one in inventory.find("shop")] == ["a", "b"]


def test_a_profile_sees_another_one_whose_folder_begins_alike(tmp_path: Path) -> None:
    """filterByProfileDirectories() compares beginnings of paths."""
    profiles = (profile("profiles/a"), profile("profiles/a_more"))
    inventory = _read(tmp_path, core(), *profiles, module("core/modules/shop"), module("profiles/a_more/shop"))
    assert _active(inventory, "shop") == ["profiles/a_more/shop"]


def test_a_module_and_a_theme_of_one_name_are_no_copies(tmp_path: Path) -> None:
    inventory = _read(tmp_path, core(), module("modules/shop"), theme("themes/shop"))
    assert _active(inventory, "shop") == ["modules/shop", "themes/shop"]


def test_the_docroot_may_lie_below_the_project(tmp_path: Path) -> None:
    inventory = _read(tmp_path, core(docroot="web"), module("web/modules/shop"))
    assert (inventory.docroot, inventory.core_version, inventory.sites) == ("web", "10.6.15", ("default",))
    assert _one(inventory, "shop").active


@pytest.mark.parametrize(
    ("folders", "docroot"),
    [
        (["", "web"], ""),
        (["web", "old"], "web"),
        (["one", "two"], None),
        (["web", "vendor/drupal"], "web"),
    ],
)
def test_which_of_several_docroots_is_meant(tmp_path: Path, folders: list[str], docroot: str | None) -> None:
    inventory = _read(tmp_path, *(core(docroot=folder) for folder in folders))
    assert inventory.docroot == docroot
    assert any("several Drupal roots: one, two" in sentence for sentence in inventory.unknown) is (docroot is None)


def test_composer_tells_which_of_several_docroots_is_meant(tmp_path: Path) -> None:
    composer = {"composer.json": '{"extra": {"installer-paths": {"two/core": ["type:drupal-core"]}}}'}
    inventory = _read(tmp_path, composer, core("9.5.11", docroot="one"), core(docroot="two"))
    assert (inventory.docroot, inventory.core_version) == ("two", "10.6.15")


def test_composer_tells_the_docroot_that_it_will_fill(tmp_path: Path) -> None:
    composer = {
        "composer.json": '{"extra": {"drupal-scaffold": {"locations": {"web-root": "./public/"}}}}',
        "composer.lock": '{"packages": [{"name": "drupal/core", "version": "10.4.9", "type": "drupal-core"}]}',
    }
    inventory = _read(tmp_path, composer, module("public/modules/custom/shop"), module("public/modules/shop/src/inner"))
    assert (inventory.docroot, inventory.core_version) == ("public", "10.4.9")
    assert "composer installs it into public" in inventory.unknown[0]
    assert [one.name for one in inventory.extensions] == ["shop"]


def test_a_profile_s_composer_json_tells_no_docroot(tmp_path: Path) -> None:
    """It may say where a site to develop the profile is built."""
    scaffold = '{"type": "drupal-profile", "extra": {"drupal-scaffold": {"locations": {"web-root": "html/"}}}}'
    files = {"shop.info.yml": "name: Shop\ntype: profile\n", "shop.profile": "<?php\n", "composer.json": scaffold}
    inventory = _read(tmp_path, files, module("modules/cart"))
    assert inventory.docroot is None
    assert _one(inventory, "cart").profile == "shop"
    assert "holds no Drupal core" in inventory.unknown[0]


def test_core_itself_is_searched_as_core(tmp_path: Path) -> None:
    files = {path.removeprefix("core/"): text for path, text in core("11.4.5").items() if path.startswith("core/")}
    inventory = _read(tmp_path, files, module("modules/shop"), module("lib/modules/inner"))
    assert (inventory.docroot, inventory.core_version) == (None, "11.4.5")
    assert [one.name for one in inventory.extensions] == ["shop", "system"]
    assert _one(inventory, "shop").project == "drupal"


def test_a_tree_of_modules_only_is_read_and_says_what_is_unknown(tmp_path: Path) -> None:
    inventory = _read(tmp_path, module("shop"), module("shop/tests/modules/shop_test"), module("shop/vendor/x"))
    assert [(one.name, one.for_tests) for one in inventory.extensions] == [("shop", False), ("shop_test", True)]
    assert inventory.core_version == ""
    assert any("which sites load its extensions" in sentence for sentence in inventory.unknown)


def test_what_lies_outside_of_the_search_is_named(tmp_path: Path) -> None:
    inventory = _read(tmp_path, core(docroot="web"), module("packages/shop"))
    assert _one(inventory, "shop").active
    assert any("packages/shop/shop.info.yml" in sentence for sentence in inventory.unknown)


def test_a_link_from_the_docroot_is_a_way_to_it(tmp_path: Path) -> None:
    plant(tmp_path, core(docroot="web"), module("packages/shop"), module("web/modules/README"))
    (tmp_path / "web/modules/shop").symlink_to("../../packages/shop")
    inventory = _read(tmp_path)
    assert _one(inventory, "shop").active
    assert not any("packages/shop" in sentence for sentence in inventory.unknown)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name: [", ""),
        ("name: Shop\n", "no type"),
        ("name: Shop\ntype: gadget\n", "none that Drupal knows"),
        ("type: module\n", "has no name"),
        ("name: Shop\ntype: module\ndependencies: ['../x']\n", "no machine name"),
        ("name: Shop\ntype: theme\nbase theme: a b\n", "no machine name"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path, text: str, reason: str) -> None:
    inventory = _read(tmp_path, core(), {"modules/shop/shop.info.yml": text}, module("modules/cart"))
    assert [(one.place.path, reason in one.reason) for one in inventory.unread] == [
        ("modules/shop/shop.info.yml", True)
    ]
    assert _active(inventory, "cart") == ["modules/cart"]


def test_other_files_of_that_ending_are_left_alone(tmp_path: Path) -> None:
    inventory = _read(tmp_path, core(), {"modules/shop/x.libraries.info.yml": "title: x\n"})
    assert inventory.unread == ()


def test_names_that_are_no_machine_names_are_refused(tmp_path: Path) -> None:
    inventory = _read(tmp_path, core(), module("modules/shop-2"))
    assert inventory.find("shop-2") == ()
    assert inventory.unread == (
        Unread(Place("modules/shop-2/shop-2.info.yml"), "its name is no machine name: Drupal passes it over"),
    )
