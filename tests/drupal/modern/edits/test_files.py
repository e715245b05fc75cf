"""Info files, recipes, splits, shipped configuration, and what only bears a module's name."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.drupal.modern.edits.site import SYNC, apply, entity, make_extension, make_leaving, make_tree
from uninstaller.drupal.modern.edits.files import edit_files
from uninstaller.drupal.modern.edits.model import Edits
from uninstaller.facts.extension import Extension


def _edit(root: Path, files: Mapping[str, str], *more: Extension, splits: tuple[str, ...] = ()) -> Edits:
    return edit_files(make_tree(root, files), make_leaving("shop", more=more), {SYNC: splits})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dependencies:\n  - drupal:node\n  - shop:shop (>= 1.0)\n", "dependencies:\n  - drupal:node\n"),
        ("name: Tote\ndependencies:\n  # Why.\n  - shop\n", "name: Tote\n"),
        ("dependencies: [drupal:node, shop:shop]\n", "dependencies: [drupal:node]\n"),
        ("install:\n  - shop\n  - node\n", "install:\n  - node\n"),
        ("libraries:\n  - shop/cart\n  - tote/bag\n", "libraries:\n  - tote/bag\n"),
        ("name: T\nlibraries-extend:\n  shop/cart:\n    - tote/cart\n", "name: T\n"),
        ("libraries-override:\n  shop/cart: false\n  core/x: false\n", "libraries-override:\n  core/x: false\n"),
    ],
)
def test_info_files_of_what_stays_lose_their_lines(tmp_path: Path, before: str, after: str) -> None:
    tote = make_extension("tote")
    assert apply(tmp_path, _edit(tmp_path, {tote.info_path: before}, tote)) == {tote.info_path: after}


def test_info_files_that_name_something_else_or_come_from_elsewhere_stay(tmp_path: Path) -> None:
    own, foreign = make_extension("tote"), make_extension("bag", "modules/contrib/bag")
    files = {
        own.info_path: "dependencies:\n  - shop:shop_extra\n  - shopping\n",
        foreign.info_path: "dependencies: [shop]\n",
    }
    assert _edit(tmp_path, files, own, foreign) == Edits()


def test_recipes_lose_the_module_and_its_configuration(tmp_path: Path) -> None:
    before = (
        "name: R\ninstall:\n  - node\n  - shop\nconfig:\n  import:\n    node: '*'\n    shop: '*'\n"
        "  actions:\n    shop.settings:\n      simpleConfigUpdate:\n        a: 1\n"
    )
    after = "name: R\ninstall:\n  - node\nconfig:\n  import:\n    node: '*'\n"
    path = "recipes/tote/recipe.yml"
    assert apply(tmp_path, _edit(tmp_path, {path: before})) == {path: after}


def test_splits_lose_the_module_and_its_configuration(tmp_path: Path) -> None:
    split = "id: dev\nmodule:\n  {}devel: 0\ncomplete_list:\n  {}- devel.settings\npartial_list:\n  - 'shop_extra.*'\n"
    name = "config_split.config_split.dev"
    files = {
        f"{SYNC}/{name}.yml": split.format("shop: 0\n  ", "- 'shop.*'\n  "),
        f"{SYNC}/config_ignore.settings.yml": "ignored_config_entities:\n  - '~shop.settings'\n  - system.site\n",
        f"{SYNC}/shop.settings.yml": "a: 1\n",
        "config/dev/shop.settings.yml": "a: 2\n",
        "config/dev/block.block.cart.yml": entity("shop"),
        "config/dev/config_split.patch.user.role.x.yml": "adding:\n  dependencies:\n    module:\n      - shop\n",
    }
    edits = _edit(tmp_path, files, splits=("config/dev",))
    assert apply(tmp_path, edits) == {
        name: split.format("", ""),
        "shop.settings": None,
        "config/dev/shop.settings.yml": None,
        "config/dev/block.block.cart.yml": None,
    }
    assert [str(todo.place) for todo in edits.todos] == [
        "config/dev/config_split.patch.user.role.x.yml:4:7",
        f"{SYNC}/config_ignore.settings.yml:2:3",
    ]


def test_a_patch_of_what_is_deleted_goes_and_of_what_changes_is_looked_at(tmp_path: Path) -> None:
    settings = "third_party_settings:\n  shop:\n    a: 1\n"
    files = {
        f"{SYNC}/block.block.cart.yml": entity("shop"),
        f"{SYNC}/node.type.page.yml": entity("shop", rest=settings),
        "config/dev/config_split.patch.block.block.cart.yml": "adding: {  }\n",
        "config/dev/config_split.patch.node.type.page.yml": "adding: {  }\n",
    }
    edits = _edit(tmp_path, files, splits=("config/dev",))
    assert [one.path for one in edits.deletes] == [
        "config/dev/config_split.patch.block.block.cart.yml",
        f"{SYNC}/block.block.cart.yml",
    ]
    assert [todo.place.path for todo in edits.todos] == ["config/dev/config_split.patch.node.type.page.yml"]


def test_shipped_configuration_of_what_stays_loses_settings_or_is_asked_about(tmp_path: Path) -> None:
    tote = make_extension("tote")
    folder = f"{tote.folder}/config"
    page = "langcode: en\ndependencies:\n  module:\n    - shop\nthird_party_settings:\n  shop:\n    a: 1\nname: Page\n"
    files = {
        tote.info_path: "name: Tote\n",
        f"{folder}/install/node.type.page.yml": page,
        f"{folder}/optional/block.block.cart.yml": "dependencies:\n  module:\n    - shop\n",
    }
    edits = _edit(tmp_path, files, tote)
    assert apply(tmp_path, edits) == {
        f"{folder}/install/node.type.page.yml": "langcode: en\ndependencies: {  }\nname: Page\n"
    }
    assert [str(todo.place) for todo in edits.todos] == [f"{folder}/optional/block.block.cart.yml:1:1"]


def test_what_bears_the_name_or_came_with_the_module_is_asked_about(tmp_path: Path) -> None:
    files = {
        f"{SYNC}/olivero.settings.yml": "third_party_settings:\n  shop:\n    a: 1\n  shop_extra: 1\n",
        f"{SYNC}/crop.type.shop.yml": entity(),
        "modules/custom/shop/config/install/crop.type.shop.yml": "langcode: en\n",
    }
    edits = _edit(tmp_path, files)
    assert apply(tmp_path, edits) == {}
    assert [str(todo.place) for todo in edits.todos] == [
        f"{SYNC}/crop.type.shop.yml:1:1",
        f"{SYNC}/olivero.settings.yml:2:3",
    ]


def test_without_sync_folder_and_mentions_there_is_nothing_to_do(tmp_path: Path) -> None:
    tree = make_tree(tmp_path, {"modules/custom/shop/shop.info.yml": "name: Shop\n", "index.php": "<?php\n"})
    assert edit_files(tree, make_leaving("shop"), {}) == Edits()
