"""Which modules a removal comprises, and why some cannot go."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import Files, core, module, plant_site, profile, sync, theme
from uninstaller.drupal.modern.planning.selection import select_modules
from uninstaller.drupal.shared.selection import Selection
from uninstaller.errors import UserError
from uninstaller.graph.build import build_graph


def _select(root: Path, names: list[str], *files: Files, with_dependents: bool = False) -> Selection:
    tree, site = plant_site(root, core(), *files)
    return select_modules(site, build_graph(site.inventory), names, tree.links, with_dependents=with_dependents)


def _needs(*names: str) -> str:
    return f"dependencies: [{', '.join(names)}]\n"


def test_modules_in_the_folder_go_along(tmp_path: Path) -> None:
    selection = _select(
        tmp_path,
        ["shop"],
        module("modules/shop"),
        module("modules/shop/modules/shop_ui", _needs("shop:shop")),
        module("modules/shop/tests/shop_test"),
        module("modules/shop_more"),
    )
    assert [one.name for one in selection.removed] == ["shop_ui", "shop"]  # tests are no site's modules
    assert (selection.targets, selection.deleted, selection.decisions) == (("shop",), ("modules/shop",), ())
    assert selection.is_removed("modules/shop/src/X.php")
    assert not selection.is_removed("modules/shop_more/x")


def test_copies_go_too(tmp_path: Path) -> None:
    selection = _select(tmp_path, ["shop"], module("modules/shop"), module("sites/all/modules/shop"))
    assert selection.removed[0].folder == "modules/shop"
    assert [one.folder for one in selection.copies] == ["sites/all/modules/shop"]
    assert selection.folders == ("modules/shop", "sites/all/modules/shop")


def test_dependents_go_on_request_only(tmp_path: Path) -> None:
    files = (
        module("modules/shop"),
        module("modules/cart", _needs("shop")),
        module("modules/till", _needs("cart")),
        theme("themes/fine", _needs("shop")),
    )
    assert [one.name for one in _select(tmp_path, ["shop"], *files).removed] == ["shop"]
    both = _select(tmp_path, ["shop"], *files, with_dependents=True)
    assert [one.name for one in both.removed] == ["till", "cart", "shop"]


def test_modules_that_need_each_other_are_a_cycle(tmp_path: Path) -> None:
    files = (module("modules/shop", _needs("cart")), module("modules/cart", _needs("shop")))
    assert _select(tmp_path, ["shop", "cart"], *files).cycles == (("cart", "shop"),)


@pytest.mark.parametrize(
    ("name", "files", "rules"),
    [
        ("system", {}, ["required"]),
        ("shop", module("modules/shop", "required: true\n"), ["required"]),
        (
            "shop",
            {**module("modules/shop"), **module("modules/cart", f"required: true\n{_needs('shop')}")},
            ["required"],
        ),
        ("shop", profile("profiles/shop"), ["profile"]),
        ("shop", {**module("modules/shop"), **theme("modules/shop/themes/fine")}, ["theme-inside"]),
        ("shop", {**module("modules/shop"), **theme("modules/shop/tests/fine")}, []),
        ("shop", {"modules/shop.info.yml": "type: module\nname: x\n"}, ["shared-folder"]),
        (
            "shop",
            {"modules/x/shop.info.yml": "type: module\nname: x\n", "modules/x/y.info.yml": "type: module\nname: y\n"},
            ["shared-folder"],
        ),
    ],
)
def test_what_stands_in_the_way(tmp_path: Path, name: str, files: Files, rules: list[str]) -> None:
    assert [one.rule for one in _select(tmp_path, [name], files).decisions] == rules


def test_a_link_is_unlinked_where_drupal_reaches_the_folder_by_it_alone(tmp_path: Path) -> None:
    plant_site(tmp_path, core(docroot="web"), module("packages/shop"), {"web/modules/README.txt": ""})
    (tmp_path / "web/modules/shop").symlink_to("../../packages/shop")
    tree, site = plant_site(tmp_path)
    selection = select_modules(site, build_graph(site.inventory), ["shop"], tree.links, with_dependents=False)
    assert selection.deleted == ("web/modules/shop",)


@pytest.mark.parametrize(
    ("name", "files", "problem"),
    [
        ("shopp", module("modules/shop"), "no module shopp"),
        ("fine", theme("themes/fine"), "is a theme"),
        ("broken", {"modules/broken/broken.info.yml": "name: ["}, "broken.info.yml:1"),
        ("gone", sync("gone"), "config/sync/core.extension.yml:2 says that gone is enabled"),
    ],
)
def test_a_wrong_name_is_explained(tmp_path: Path, name: str, files: Files, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        _select(tmp_path, [name], files)
    assert problem in caught.value.problem
    assert caught.value.hint
