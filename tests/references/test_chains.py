"""What goes along with what goes, and the chain that leads to it."""

import gzip

from tests.facts.trees import make_tree
from tests.references.trees import ROOT, SHOP, find
from uninstaller.references.engine import find_references
from uninstaller.settings import Settings

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


TRANSLATED = {
    "config/sync/core.extension.yml": "module:\n  node: 0\n",
    "config/sync/block.block.orders.yml": "langcode: en\ndependencies:\n  module:\n    - shop\n",
    "config/sync/block.block.news.yml": "langcode: en\ndependencies:\n  module:\n    - node\n",
    "config/sync/user.role.editor.yml": "langcode: en\ndependencies:\n  module:\n    - shop\n",
    "config/sync/language/de/block.block.orders.yml": "label: Bestellungen\n",
    "config/sync/language/de/block.block.news.yml": "label: Neues\n",
    "config/sync/language/de/user.role.editor.yml": "label: Redakteur\n",
}


def test_translations_of_configuration_go_with_it() -> None:
    chains = _chains(TRANSLATED)
    assert chains == {"config/sync/language/de/block.block.orders.yml": ("shop", "block.block.orders")}


def test_what_hides_a_field_or_lists_it() -> None:
    hidden = "langcode: en\ndependencies: {  }\nhidden:\n  field_price: true\n"
    files = {
        "config/sync/core.entity_form_display.node.page.default.yml": hidden,
        "config/sync/core.entity_form_display.node.news.default.yml": hidden.replace("price", "prices"),
        "config/sync/core.entity_form_display.user.user.default.yml": hidden,
        "config/sync/views.view.a.yml": "langcode: en\ntable: node__field_price\n",
        "config/sync/views.view.b.yml": "langcode: en\ntable: node__field_prices\n",
    }
    found = {one.place.path for one in find({**CONFIG, **files}) if one.rule == "config-field"}
    assert found == {
        "config/sync/core.entity_form_display.node.page.default.yml",
        "config/sync/views.view.a.yml",
    }


def test_a_format_loses_its_editor() -> None:
    editor = "dependencies:\n  config:\n    - filter.format.html\n  module:\n    - shop\neditor: shop\n"
    files = {
        "config/sync/core.extension.yml": "module:\n  node: 0\n",
        "config/sync/editor.editor.html.yml": editor,
        "config/sync/filter.format.html.yml": "langcode: en\n",
        "config/sync/filter.format.plain.yml": "langcode: en\n",
    }
    found = [one for one in find(files) if one.rule == "config-owner"]
    assert [(one.place.path, one.chain[-1]) for one in found] == [
        ("config/sync/filter.format.html.yml", "editor.editor.html")
    ]


def test_a_library_that_only_its_configuration_asks_for() -> None:
    files = {
        "config/sync/core.extension.yml": "module:\n  node: 0\n",
        "config/sync/shop.settings.yml": "path: /libraries/scales\nother: /libraries/chart\n",
        "web/libraries/scales/scales.js": "a();\n",
        "web/libraries/chart/chart.js": "b();\n",
        "web/themes/mine/mine.libraries.yml": "chart:\n  js:\n    /libraries/chart/chart.js: {}\n",
    }
    chains = {one.place.path: one.chain for one in find(files) if one.rule == "library-folder"}
    assert chains == {"web/libraries/scales/scales.js": ("shop", "shop.settings.yml", "libraries/scales")}


def test_packages_that_only_its_code_uses() -> None:
    own = {**SHOP, "modules/shop/src/Cart.php": "<?php\nuse Laminas\\Money\\Coin;\nuse Psr\\Log\\Logger;\n"}
    files = {
        "composer.json": '{"require": {"laminas/laminas-money": "^1", "psr/log": "^1"}}\n',
        "lib/Other.php": "<?php\nuse Psr\\Log\\Logger;\nuse Laminas\\Mail\\Letter;\n",
        "warnings.txt": "Return type of Laminas\\Money\\Coin::a\nReturn type of Laminas\\Mail\\Letter::a\n",
        "mail.txt": "Return type of Laminas\\Mail\\Letter::a\n",
    }
    found = {(one.place.path, one.chain[-1]) for one in find(files, own=own) if one.rule == "vendor-package"}
    assert found == {("composer.json", "laminas/laminas-money"), ("warnings.txt", "laminas/laminas-money")}


def test_a_patch_of_its_package() -> None:
    listed = '{"drupal/shop": {"Pay": "patches/pay.patch"}, "drupal/a": {"B": "patches/b.patch"}}'
    files = {
        "composer.json": f'{{"extra": {{"patches": {listed}}}}}',
        "patches/pay.patch": "--- a\n",
        "patches/b.patch": "--- b\n",
    }
    found = [(one.place.path, one.chain) for one in find(files) if one.rule == "composer-patch"]
    assert found == [("patches/pay.patch", ("shop", "drupal/shop", "patches/pay.patch"))]


def test_a_text_in_a_folder_that_else_holds_nothing() -> None:
    files = {
        "themes/mine/templates/items/README.txt": "What is here?\n",
        "themes/mine/templates/items/shop-item.html.twig": "<p></p>\n",
        "themes/mine/templates/README.txt": "What is here?\n",
        "themes/mine/templates/page.html.twig": "<p></p>\n",
    }
    found = [one.place.path for one in find(files) if one.rule == "empty-folder"]
    assert found == ["themes/mine/templates/items/README.txt"]


def test_a_checksum_of_a_file_that_changes() -> None:
    files = {
        "themes/mine/mine.theme": "<?php\nfunction mine_preprocess_shop_item(&$v) {}\n",
        "tests/src/ATest.php": "<?php\n$a = md5(file_get_contents($root . '/themes/mine/mine.theme'));\n",
        "tests/src/BTest.php": "<?php\n$this->assertFileExists('/themes/mine/mine.theme');\n",
    }
    found = [(one.place.path, one.chain) for one in find(files) if one.rule == "checksum"]
    assert found == [("tests/src/ATest.php", ("shop", "mine.theme"))]


def test_a_packed_database_and_the_test_that_loads_it() -> None:
    enabled = gzip.compress(b'\'a:1:{s:6:"module";a:1:{s:4:"shop";i:0;}}\'')
    files = {
        "tests/fixtures/site-1.full.php.gz": enabled,
        "tests/fixtures/site-1.bare.php.gz": gzip.compress(b"'a:1:{s:9:\"shop_cart\";i:0;}'"),
        "tests/fixtures/broken.php.gz": b"no gzip",
        "tests/src/UpdateTest.php": b"<?php\n$a = __DIR__ . '/../fixtures/site-1.full.php.gz';\n",
        "tests/src/BareTest.php": b"<?php\n$a = __DIR__ . '/../fixtures/site-1.bare.php.gz';\n",
    }
    tree = make_tree({**{path: text.encode() for path, text in SHOP.items()}, **files})
    found = find_references(tree, tree, ("shop",), Settings(ROOT, ROOT, jobs=1, use_cache=False))
    chains = {one.place.path: one.chain for one in found.findings}
    assert chains == {
        "tests/fixtures/site-1.full.php.gz": ("shop",),
        "tests/src/UpdateTest.php": ("shop", "site-1.full.php.gz"),
    }
    assert [one.place.path for one in found.unread] == ["tests/fixtures/broken.php.gz"]
