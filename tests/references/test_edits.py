"""What is taken out of files, byte for byte, and what is left to a person."""

import pytest

from tests.references.trees import SHOP, patched

CASES = {
    "a rule with its comment": (
        "t/a.css",
        "/** File. */\n\n.a {\n}\n\n/* Prices. */\n.shop-item {\n  color: red;\n}\n\n.b {\n}\n",
        "/** File. */\n\n.a {\n}\n\n.b {\n}\n",
    ),
    "rules in a row": ("t/a.css", ".a {\n}\n\n.shop-item {\n}\n.shop-item__price {\n}\n", ".a {\n}\n"),
    "a selector in front": ("t/a.css", ".shop-item,\n.a {\n}\n", ".a {\n}\n"),
    "a selector in the middle": ("t/a.css", ".a,\n.shop-item p,\n.b {\n}\n", ".a,\n.b {\n}\n"),
    "the last selector": ("t/a.css", ".a, .shop-item {\n}\n", ".a {\n}\n"),
    "a rule within a condition": (
        "t/a.css",
        "@media print {\n  .a {\n  }\n\n  .shop-item {\n  }\n}\n",
        "@media print {\n  .a {\n  }\n}\n",
    ),
    "a condition with nothing else in it": ("t/a.css", ".a {}\n@media print {\n  .shop-item { }\n}\n", ".a {}\n"),
    "a question with one branch": (
        "a.module",
        "<?php\nfunction a() {\n  $a = 1;\n  if (module_exists('shop')) {\n    $a = 2;\n  }\n  return $a;\n}\n",
        "<?php\nfunction a() {\n  $a = 1;\n  return $a;\n}\n",
    ),
    "a question with two branches": (
        "a.module",
        "<?php\nfunction a() {\n  if (module_exists('shop')) {\n    $a = 2;\n  }\n  else {\n"
        "    $a = 3;\n\n    b();\n  }\n}\n",
        "<?php\nfunction a() {\n  $a = 3;\n\n  b();\n}\n",
    ),
    "a question turned round": (
        "a.module",
        "<?php\nfunction a() {\n  if (!\\Drupal::moduleHandler()->moduleExists('shop')) {\n    b();\n  }\n}\n",
        "<?php\nfunction a() {\n  b();\n}\n",
    ),
    "a hook with its comment": (
        "a.module",
        "<?php\n\n/**\n * Implements hook_shop_price_alter().\n */\n"
        "function a_shop_price_alter(&$p) {\n}\n\nfunction b() {\n}\n",
        "<?php\n\nfunction b() {\n}\n",
    ),
    "an import that nothing uses": (
        "A.php",
        "<?php\nuse Drupal\\shop\\Cart;\nuse Drupal\\node\\Node;\n\nnew Node();\n",
        "<?php\nuse Drupal\\node\\Node;\n\nnew Node();\n",
    ),
    "an item of a list": (
        "ATest.php",
        "<?php\nclass A {\n  protected static $modules = ['node', 'shop', 'user'];\n}\n",
        "<?php\nclass A {\n  protected static $modules = ['node', 'user'];\n}\n",
    ),
    "an item on a line of its own": (
        "ATest.php",
        "<?php\nclass A {\n  protected static $modules = [\n    'node',\n    'shop',\n  ];\n}\n",
        "<?php\nclass A {\n  protected static $modules = [\n    'node',\n  ];\n}\n",
    ),
    "a line of an info file": ("a.info", "name = A\ndependencies[] = shop\ncore = 7.x\n", "name = A\ncore = 7.x\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_takes_out(case: str) -> None:
    path, text, wanted = CASES[case]
    assert patched({path: text}, path) == wanted


LEFT = {
    "a question that asks for more": ("a.module", "<?php\nif (module_exists('shop') && $a) {\n  b();\n}\n"),
    "a question with elseif": ("a.module", "<?php\nif (module_exists('shop')) {\n}\nelseif ($a) {\n}\n"),
    "an import that is used": ("A.php", "<?php\nuse Drupal\\shop\\Cart;\n\nnew Cart();\n"),
    "a call": ("a.module", "<?php\n$a = shop_total($b);\n"),
    "a class that is only excluded": ("t/a.css", ".a:not(.shop-item) {\n}\n"),
    "a comment": ("a.module", "<?php\n// Goes well with the shop module.\n"),
}


@pytest.mark.parametrize("case", LEFT)
def test_leaves_to_a_person(case: str) -> None:
    path, text = LEFT[case]
    assert patched({path: text}, path) == text


def test_a_style_sheet_of_which_nothing_is_left_goes() -> None:
    assert patched({"t/a.css": "/* Shop. */\n.shop-item { }\n"}, "t/a.css") is None


@pytest.mark.parametrize(
    "other",
    [
        {"t/b.html.twig": '<p class="shop-item"></p>'},
        {"m/b.js": "el.className = 'shop-item';"},
        {"m/b.module": "<?php\n$class = 'shop-' . $type;\n"},
        {"t/b.html.twig": '<p class="shop-{{ type }}"></p>'},
    ],
)
def test_a_class_that_others_make_stays(other: dict[str, str]) -> None:
    """The proof is that nobody else writes the class, whole or in parts."""
    style = ".a {\n}\n\n.shop-item {\n}\n"
    assert patched({"t/a.css": style}, "t/a.css") != style
    assert patched({"t/a.css": style, **other}, "t/a.css") == style


def test_without_the_code_no_class_is_proven() -> None:
    own = {path: text for path, text in SHOP.items() if False}
    style = ".a {\n}\n\n.shop-item {\n}\n"
    assert patched({"t/a.css": style}, "t/a.css", own=own) == style
