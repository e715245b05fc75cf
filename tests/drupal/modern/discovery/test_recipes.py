"""Recipes: what they install, apply and touch."""

from pathlib import Path

from tests.drupal.modern.discovery.trees import core, plant
from uninstaller.drupal.modern.discovery.recipes import list_recipe_edges, read_recipes
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place

RECIPE = """name: 'Shop'
recipes:
  - base
  - core/recipes/tags
install:
  - cart
  - drupal:views
config:
  import:
    till: '*'
  actions:
    wares.settings:
      simpleConfigUpdate: {a: b}
    core.menu.x:
      setLabel: y
"""


def test_a_recipe_needs_what_it_names(tmp_path: Path) -> None:
    path = "recipes/shop/recipe.yml"
    tree = plant(tmp_path, core(docroot="web"), {path: RECIPE})
    recipes, unread = read_recipes(tree, "web")
    assert unread == ()

    def edge(target: str, reason: str, line: int) -> Edge:
        return Edge("recipes/shop", target, Strength.HARD, reason, Place(path, line))

    assert list_recipe_edges(recipes) == (
        edge("cart", "recipe that installs it", 6),
        edge("recipes/base", "recipe that applies it", 3),
        edge("till", "recipe that imports its configuration", 10),
        edge("views", "recipe that installs it", 7),
        edge("wares", "recipe that changes wares.settings", 12),
        edge("web/core/recipes/tags", "recipe that applies it", 4),
    )


def test_a_broken_recipe_is_told_and_a_bad_name_too(tmp_path: Path) -> None:
    tree = plant(tmp_path, {"recipes/a/recipe.yml": "install: [", "recipes/b/recipe.yml": "install:\n  - '*/x'\n"})
    recipes, unread = read_recipes(tree, None)
    assert [recipe.folder for recipe in recipes] == ["recipes/b"]
    assert [str(one.place) for one in unread] == ["recipes/a/recipe.yml:1:10", "recipes/b/recipe.yml:2"]


def test_fixtures_and_vendor_hold_no_recipes_and_tests_are_marked(tmp_path: Path) -> None:
    folders = ["vendor/x", "modules/shop/tests/fixtures/x", ".git-x/y", "modules/shop/tests/recipes/x"]
    tree = plant(tmp_path, {f"{folder}/recipe.yml": "name: x\n" for folder in folders})
    recipes, _unread = read_recipes(tree, "")
    assert [(recipe.folder, recipe.for_tests) for recipe in recipes] == [("modules/shop/tests/recipes/x", True)]
