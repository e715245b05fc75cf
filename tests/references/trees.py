"""Small code bases drawn in a test, and what is found in them."""

from collections.abc import Mapping
from pathlib import Path

from tests.facts.trees import make_tree
from uninstaller.codebase.change import apply_edits
from uninstaller.plan.finding import Finding
from uninstaller.references.engine import find_references
from uninstaller.settings import Settings

ROOT = Path("/nowhere")

SHOP = {
    "modules/shop/shop.info.yml": "name: Shop\ntype: module\ncore_version_requirement: ^10\n",
    "modules/shop/shop.module": (
        "<?php\nfunction shop_theme() {\n  return ['shop_item' => ['variables' => ['price' => NULL]]];\n}\n"
        "function shop_total($cart) {\n  return 0;\n}\n"
    ),
    "modules/shop/shop.api.php": "<?php\nfunction hook_shop_price_alter(&$price) {\n}\n",
    "modules/shop/shop.libraries.yml": "cart:\n  css:\n    theme:\n      css/shop.theme.css: {}\n",
    "modules/shop/shop.services.yml": "services:\n  shop.cart:\n    class: Drupal\\shop\\Cart\n",
    "modules/shop/shop.permissions.yml": "administer shop:\n  title: Administer\n",
    "modules/shop/css/shop.theme.css": ".shop-item { color: red; }\n",
    "modules/shop/templates/shop-item.html.twig": '<div class="shop-item shop-item__price">{{ price }}</div>\n',
}
"""A module that declares one name of several kinds."""


def find(files: Mapping[str, str], *names: str, own: Mapping[str, str] = SHOP) -> tuple[Finding, ...]:
    """Findings in some files beside a module's own."""
    tree = make_tree({**own, **files})
    settings = Settings(ROOT, ROOT, jobs=1, use_cache=False)
    return find_references(tree, tree, names or ("shop",), settings).findings


def patched(files: Mapping[str, str], path: str, own: Mapping[str, str] = SHOP) -> str | None:
    """A file with all edits made; None where it is deleted."""
    findings = [one for one in find(files, own=own) if one.place.path == path]
    if any(one.deletes for one in findings):
        return None
    return apply_edits(files[path].encode(), [edit for one in findings for edit in one.edits]).decode()
