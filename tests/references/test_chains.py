"""What goes along with what goes, and the chain that leads to it."""

from tests.references.trees import SHOP, find

THEME = {
    "themes/mine/mine.info.yml": "name: Mine\ntype: theme\n",
    "themes/mine/templates/shop-item.html.twig": "{{ attach_library('mine/prices') }}\n<p class=\"price\"></p>\n",
    "themes/mine/mine.libraries.yml": (
        "prices:\n  css:\n    theme:\n      css/prices.css: {}\nbase:\n  css:\n    theme:\n      css/base.css: {}\n"
    ),
    "themes/mine/css/prices.css": ".price { background: url(../images/coin.png); }\n",
    "themes/mine/css/base.css": "p { background: url(../images/dot.png); }\n",
    "themes/mine/images/coin.png": "",
    "themes/mine/images/dot.png": "",
}


def _chains(files: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {one.place.path: one.chain for one in find(files) if len(one.chain) > 1}


def test_a_library_that_only_its_templates_attach_goes_with_its_files() -> None:
    chains = _chains(THEME)
    assert chains["themes/mine/mine.libraries.yml"] == ("shop", "shop-item.html.twig", "mine/prices")
    assert chains["themes/mine/css/prices.css"] == ("shop", "shop-item.html.twig", "mine/prices")
    assert chains["themes/mine/images/coin.png"] == ("shop", "shop-item.html.twig", "mine/prices", "prices.css")


def test_what_others_use_stays() -> None:
    chains = _chains({**THEME, "themes/mine/templates/page.html.twig": "{{ attach_library('mine/prices') }}\n"})
    assert chains == {}
    other = {"themes/mine/css/base.css": "p { background: url(../images/coin.png); }\n"}
    assert "themes/mine/images/coin.png" not in _chains({**THEME, **other})
    assert "themes/mine/css/base.css" not in _chains(THEME)


CONFIG = {
    "config/sync/core.extension.yml": "module:\n  node: 0\n",
    "config/sync/field.storage.node.field_price.yml": (
        "langcode: en\ndependencies:\n  module:\n    - shop\nid: node.field_price\ntype: shop_price\nmodule: shop\n"
    ),
    "config/sync/field.field.node.page.field_price.yml": (
        "langcode: en\ndependencies:\n  config:\n    - field.storage.node.field_price\nid: node.page.field_price\n"
    ),
    "config/sync/core.entity_view_display.node.page.default.yml": (
        "langcode: en\ndependencies:\n  config:\n    - field.field.node.page.field_price\nid: node.page.default\n"
    ),
    "config/sync/core.entity_view_display.node.page.teaser.yml": (
        "langcode: en\ndependencies: {  }\nid: node.page.teaser\n"
    ),
}


def test_configuration_is_followed_to_its_dependents() -> None:
    chains = _chains(CONFIG)
    storage, field = "field.storage.node.field_price", "field.field.node.page.field_price"
    assert chains["config/sync/field.field.node.page.field_price.yml"] == ("shop", storage)
    assert chains["config/sync/core.entity_view_display.node.page.default.yml"] == ("shop", storage, field)
    assert "config/sync/core.entity_view_display.node.page.teaser.yml" not in chains


def test_a_circle_of_dependencies_ends() -> None:
    circle = {
        "config/sync/block.block.a.yml": "dependencies:\n  module:\n    - shop\n  config:\n    - block.block.b\n",
        "config/sync/block.block.b.yml": "dependencies:\n  config:\n    - block.block.a\n",
    }
    assert _chains({**CONFIG, **circle})["config/sync/block.block.b.yml"] == ("shop", "block.block.a")


def test_submodules_go_along() -> None:
    files = {
        "modules/shop/modules/till/till.info.yml": "name: Till\n",
        "a.info.yml": "dependencies:\n  - shop:till\n",
    }
    found = [one for one in find(files) if one.place.path == "a.info.yml" and one.module == "till"]
    assert [(one.chain, one.certainty.value) for one in found] == [(("shop", "till"), "certain")]


def test_packages_that_only_its_package_required() -> None:
    lock = """{"packages": [
      {"name": "drupal/shop", "require": {"a/pay": "*", "a/http": "*"}},
      {"name": "a/pay", "require": {"a/coin": "*"}},
      {"name": "a/coin"},
      {"name": "a/http"}
    ]}"""
    manifest = '{"require": {"drupal/shop": "^1", "a/http": "*"}}'
    found = find({"composer.json": manifest, "composer.lock": lock})
    chains = {one.chain for one in found if one.rule == "composer-orphan"}
    assert chains == {("shop", "drupal/shop", "a/pay"), ("shop", "drupal/shop", "a/coin")}
    assert [one for one in find({"composer.json": "{", "composer.lock": lock}) if one.rule == "composer-orphan"] == []


def test_words_of_a_dictionary_that_only_it_says() -> None:
    own = {**SHOP, "modules/shop/shop.help.php": "<?php\n// Pays with doubloons and groats.\n"}
    files = {"misc/cspell/dictionary.txt": "doubloons\ngroats\nthaler\n", "a.md": "Some groats are left.\n"}
    found = [one for one in find(files, own=own) if one.rule == "dictionary"]
    assert [(one.chain, one.certainty.value) for one in found] == [(("shop", "doubloons"), "possible")]
