"""Which composer package an extension comes with, and what packages require of each other."""

import json
from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import Files, core, module, plant, plant_site
from uninstaller.drupal.modern.discovery.composer.edges import list_package_edges
from uninstaller.drupal.modern.discovery.composer.locations import find_location
from uninstaller.drupal.modern.discovery.composer.lock import Locked, read_lock
from uninstaller.drupal.modern.discovery.composer.project import Project, Requirement, read_project
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place, Unread

PATHS = {
    "web/core": ["type:drupal-core"],
    "web/modules/own/{$name}": ["acme/shop"],
    "web/modules/contrib/{$name}": ["type:drupal-module"],
    "web/themes/{$vendor}/{$name}": ["vendor:acme"],
}


def _composer(*packages: dict[str, object], **root: object) -> Files:
    return {
        "composer.json": json.dumps({"extra": {"installer-paths": PATHS}, **root}, indent=2),
        "composer.lock": json.dumps({"packages": packages}, indent=2),
    }


def _package(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "version": "v1.0", "type": "drupal-module", **more}


def _project(root: Path, *packages: dict[str, object]) -> Project:
    project = read_project(plant(root, _composer(*packages))).project
    assert project is not None
    return project


@pytest.mark.parametrize(
    ("package", "folder"),
    [
        (_package("drupal/cart"), "web/modules/contrib/cart"),
        (_package("acme/shop"), "web/modules/own/shop"),
        (_package("acme/look", type="drupal-theme"), "web/themes/acme/look"),
        (_package("drupal/cart", extra={"installer-name": "basket"}), "web/modules/contrib/basket"),
        (_package("drupal/fine", type="drupal-theme"), "themes/fine"),
        (_package("drupal/start", type="drupal-recipe"), "recipes/start"),
        (_package("drush/drush", type="library"), ""),
    ],
)
def test_composer_puts_packages_where_the_first_path_says(
    tmp_path: Path, package: dict[str, object], folder: str
) -> None:
    project = _project(tmp_path, package)
    assert find_location(project, project.locked[0]) == folder


def test_the_lock_is_read_with_places(tmp_path: Path) -> None:
    project = _project(tmp_path, _package("drupal/cart", require={"drupal/token": "*", "drupal/core": "*"}))
    requires = ("drupal/core", "drupal/token")
    place = Place("composer.lock", 4, 7)
    assert project.locked == (Locked("drupal/cart", "1.0", "drupal-module", requires, "", False, place),)


@pytest.mark.parametrize("text", ["{", "[]", "[" * 100_000])
def test_a_broken_lock_is_told(tmp_path: Path, text: str) -> None:
    assert isinstance(read_lock(plant(tmp_path, {"composer.lock": text}), "composer.lock"), Unread)


def test_a_broken_composer_json_is_told(tmp_path: Path) -> None:
    reading = read_project(plant(tmp_path, {"composer.json": "{"}))
    assert reading.project is None
    assert [one.place.path for one in reading.unread] == ["composer.json"]


def test_requirements_have_their_lines(tmp_path: Path) -> None:
    text = '{\n  "require": {\n    "drupal/cart": "^1"\n  },\n  "require-dev": {\n    "drupal/devel": "*"\n  }\n}\n'
    project = read_project(plant(tmp_path, {"composer.json": text})).project
    assert project is not None
    assert project.requires == (
        Requirement("drupal/cart", "^1", "require", Place("composer.json", 3)),
        Requirement("drupal/devel", "*", "require-dev", Place("composer.json", 6)),
    )


def test_the_project_may_lie_below_the_root(tmp_path: Path) -> None:
    scaffold = '{"extra": {"drupal-scaffold": {"locations": {"web-root": "web"}}}}'
    project = read_project(plant(tmp_path, {"site/composer.json": scaffold, "tools/composer.json": "{}"})).project
    assert project is not None
    assert (project.folder, project.docroot) == ("site", "site/web")


def test_a_package_holds_all_extensions_of_its_folder(tmp_path: Path) -> None:
    folder = "web/modules/contrib/cart"
    files = (module(folder), module(f"{folder}/modules/cart_ui"), module(f"{folder}/tests/cart_test"))
    _tree, site = plant_site(tmp_path, _composer(_package("drupal/cart")), *files)
    (package,) = site.packages.found
    assert (package.name, package.folder, package.is_installed) == ("drupal/cart", folder, True)
    assert (package.extensions, package.main) == (("cart", "cart_test", "cart_ui"), ("cart",))
    assert site.packages.find(f"{folder}/modules/cart_ui") == package
    assert site.packages.find(f"{folder}_more") is None


def test_without_a_module_of_its_name_a_package_is_for_those_on_top(tmp_path: Path) -> None:
    folder = "web/modules/contrib/suite"
    files = (module(f"{folder}/cart"), module(f"{folder}/cart/cart_ui"), module(f"{folder}/till"))
    _tree, site = plant_site(tmp_path, _composer(_package("drupal/suite")), *files)
    assert site.packages.found[0].main == ("cart", "till")


@pytest.mark.parametrize(
    ("files", "name", "folder", "is_installed"),
    [
        (
            {"web/modules/custom/shop/composer.json": '{"name": "acme/shop"}'},
            "acme/shop",
            "web/modules/custom/shop",
            False,
        ),
        ({"web/modules/custom/shop/composer.json": "{}"}, "", "web/modules/custom/shop", False),
        (module("web/modules/custom/shop", "project: shop\n"), "drupal/shop", "web/modules/custom/shop", False),
    ],
)
def test_a_folder_tells_its_package_itself(
    tmp_path: Path, files: Files, name: str, folder: str, is_installed: bool
) -> None:
    _tree, site = plant_site(tmp_path, _composer(), module("web/modules/custom/shop"), files)
    (package,) = site.packages.found
    assert (package.name, package.folder, package.is_installed) == (name, folder, is_installed)


def test_core_s_extensions_come_with_core(tmp_path: Path) -> None:
    _tree, site = plant_site(tmp_path, core(docroot="web"))
    assert [(one.name, one.folder, one.is_installed) for one in site.packages.found] == [
        ("drupal/core", "web/core", True)
    ]


def test_what_composer_has_yet_to_install_is_named(tmp_path: Path) -> None:
    _tree, site = plant_site(tmp_path, _composer(_package("drupal/cart")), core(docroot="web"))
    assert site.packages.missing == ("drupal/cart",)
    assert any("such as drupal/cart" in sentence for sentence in site.unknown)


def test_edges_lead_from_what_a_package_is_for(tmp_path: Path) -> None:
    own = "web/modules/own/shop"
    needs = (
        '{\n"require": {\n"drupal/cart": "*",\n"drupal/cart_ui": "*",\n"drupal/core": "*",\n"drupal/gone": "*"\n},\n'
    )
    files = {f"{own}/composer.json": needs + '"suggest": {\n"drupal/till": "pays"\n}}'}
    contrib = "web/modules/contrib"
    modules = (module(f"{contrib}/cart"), module(f"{contrib}/cart/cart_ui"), module(f"{contrib}/till"), module(own))
    packages = [_package("drupal/cart"), _package("drupal/till"), _package("acme/shop")]
    _tree, site = plant_site(tmp_path, _composer(*packages), core(docroot="web"), *modules, files)

    def edge(target: str, strength: Strength, verb: str, line: int) -> Edge:
        reason = f"says in composer.json that it {verb} drupal/{target}"
        return Edge("shop", target, strength, reason, Place(f"{own}/composer.json", line))

    assert list_package_edges(site.packages, site.inventory) == (
        edge("cart", Strength.HARD, "needs", 3),
        edge("cart_ui", Strength.HARD, "needs", 4),
        edge("till", Strength.SOFT, "may use", 9),
    )
