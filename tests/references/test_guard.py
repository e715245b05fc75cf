"""`--guard`: what must stay is wrapped, and stays as it is at a second look."""

import pytest

from tests.facts.trees import make_tree
from tests.references.trees import ROOT, SHOP
from uninstaller.codebase.change import apply_edits
from uninstaller.php.parse import parse
from uninstaller.references.engine import find_references
from uninstaller.settings import Settings

MODERN = {"core/lib/Drupal.php": "<?php\n"}
SEVEN = {"includes/bootstrap.inc": "<?php\n"}


def guarded(text: str, core: dict[str, str] = MODERN) -> str:
    settings = Settings(ROOT, ROOT, jobs=1, use_cache=False, guard=True)
    tree = make_tree({**SHOP, **core, "a.module": text})
    findings = [
        one for one in find_references(tree, tree, ("shop",), settings).findings if one.place.path == "a.module"
    ]
    return apply_edits(text.encode(), {edit for one in findings for edit in one.edits}).decode()


def wrap(line: str) -> str:
    return f"<?php\nfunction a($b) {{\n{line}}}\n"


@pytest.mark.parametrize(
    ("core", "before", "after"),
    [
        (SEVEN, "  shop_total($b);\n", "  if (module_exists('shop')) {\n    shop_total($b);\n  }\n"),
        (
            MODERN,
            "  shop_total(\n    $b\n  );\n",
            "  if (\\Drupal::moduleHandler()->moduleExists('shop')) {\n    shop_total(\n      $b\n    );\n  }\n",
        ),
        (
            MODERN,
            "  \\Drupal::service('shop.cart')->add($b)->save();\n",
            "  if (\\Drupal::hasService('shop.cart')) {\n    \\Drupal::service('shop.cart')->add($b)->save();\n  }\n",
        ),
    ],
)
def test_wraps(core: dict[str, str], before: str, after: str) -> None:
    made = guarded(wrap(before), core)
    assert made == wrap(after)
    assert not parse(made.encode()).errors
    assert guarded(made, core) == made


@pytest.mark.parametrize(
    "line",
    [
        "  $c = shop_total($b);\n",
        "  return shop_total($b);\n",
        "  save(shop_total($b));\n",
        "  if ($b) shop_total($b);\n",
        "  array_map(function ($c) { return shop_total($c); }, $b);\n",
        "  shop_total($b); save();\n",
        "  if (module_exists('shop')) {\n    shop_total($b);\n  }\n",
        "  shop_total('one\n  two') || $b;\n",
    ],
)
def test_leaves_to_a_person(line: str) -> None:
    assert guarded(wrap(line)) == wrap(line)


def test_text_of_several_lines_keeps_its_bytes() -> None:
    made = guarded(wrap("  shop_total('one\n  two');\n"), SEVEN)
    assert made == wrap("  if (module_exists('shop')) {\n    shop_total('one\n  two');\n  }\n")
