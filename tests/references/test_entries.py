"""Keys and items that are taken out of YAML and JSON."""

import pytest

from tests.references.trees import patched

CASES = {
    "an enabled module": (
        "config/sync/core.extension.yml",
        "module:\n  node: 0\n  shop: 0\n  user: 0\n",
        "module:\n  node: 0\n  user: 0\n",
    ),
    "a dependency among others": (
        "a/a.info.yml",
        "name: A\ndependencies:\n  - drupal:node\n  - shop:shop\n",
        "name: A\ndependencies:\n  - drupal:node\n",
    ),
    "the only dependency": (
        "a/a.info.yml",
        "name: A\ndependencies:\n  - shop\ntype: module\n",
        "name: A\ntype: module\n",
    ),
    "a library with what replaces it": (
        "t/a.info.yml",
        "name: A\nlibraries-override:\n  shop/cart:\n    css:\n      theme:\n"
        "        css/shop.theme.css: css/a.css\n  core/a: false\n",
        "name: A\nlibraries-override:\n  core/a: false\n",
    ),
    "a permission with its dependency": (
        "config/sync/user.role.a.yml",
        "langcode: en\ndependencies:\n  module:\n    - node\n    - shop\n"
        "permissions:\n  - 'access content'\n  - 'administer shop'\n",
        "langcode: en\ndependencies:\n  module:\n    - node\npermissions:\n  - 'access content'\n",
    ),
    "third-party settings, the last of them": (
        "config/sync/a.b.yml",
        "langcode: en\ndependencies:\n  module:\n    - shop\nthird_party_settings:\n  shop:\n    a: 1\nid: b\n",
        "langcode: en\ndependencies: {  }\nid: b\n",
    ),
    "a requirement": (
        "composer.json",
        '{\n    "require": {\n        "drupal/core": "^10",\n        "drupal/shop": "^1"\n    }\n}\n',
        '{\n    "require": {\n        "drupal/core": "^10"\n    }\n}\n',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_takes_out(case: str) -> None:
    path, text, wanted = CASES[case]
    assert patched({path: text}, path) == wanted


def test_configuration_that_uses_the_module_elsewhere_is_left_whole() -> None:
    """Without its dependency Drupal would take it for one that can do without the module."""
    text = "langcode: en\ndependencies:\n  module:\n    - shop\nsettings:\n  handler: shop_default\n"
    assert patched({"config/sync/a.b.yml": text}, "config/sync/a.b.yml") == text


def test_what_cannot_be_read_is_left() -> None:
    text = "module:\n\tshop: 0\n"
    assert patched({"config/sync/core.extension.yml": text}, "config/sync/core.extension.yml") == text
