"""A code base with `shop`, on Drupal 7 and on Drupal 10 at once, from which it is then removed."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.cli.site import Outcome, run
from tests.scenarios.git import commit_all, start_repository

OLD = "sites/all/modules/contrib/shop"
NEW = "web/modules/contrib/shop"
FRONT = "sites/all/modules/custom/front/front.module"
SHOP: Mapping[str, str] = {
    f"{OLD}/shop.info": "name = Shop\ncore = 7.x\n",
    f"{OLD}/shop.module": (
        "<?php\n\ndefine('SHOP_LIMIT', 50);\n\nfunction shop_total() {\n  return 1;\n}\n\n"
        "function shop_theme() {\n  return array(\n    'shop_item' => array('variables' => array()),\n  );\n}\n"
    ),
    f"{OLD}/shop.api.php": "<?php\n\nfunction hook_shop_total_alter(&$total) {\n}\n",
    f"{NEW}/shop.info.yml": "name: Shop\ntype: module\ncore_version_requirement: ^10\n",
    f"{NEW}/shop.services.yml": "services:\n  shop.cart:\n    class: Drupal\\shop\\Cart\n",
    f"{NEW}/shop.routing.yml": "shop.page:\n  path: /shop\n",
    f"{NEW}/shop.permissions.yml": "administer shop:\n  title: Administer\n",
    f"{NEW}/shop.install": "<?php\n\nfunction shop_schema() {\n  $schema['shop_line'] = [];\n  return $schema;\n}\n",
    f"{NEW}/js/shop.js": "Drupal.behaviors.shopCart = {};\n",
    f"{NEW}/config/install/shop.settings.yml": "limit: 3\n",
    f"{NEW}/config/install/block.block.shop_cart.yml": "plugin: shop_cart\ndependencies:\n  module:\n    - shop\n",
    f"{NEW}/templates/shop-item.html.twig": '<div class="shop-item">{{ price }}</div>\n',
    f"{NEW}/src/Plugin/Block/CartBlock.php": (
        "<?php\n\nnamespace Drupal\\shop\\Plugin\\Block;\n\n"
        '/**\n * @Block(\n *   id = "shop_cart",\n * )\n */\nclass CartBlock {\n}\n'
    ),
    f"{NEW}/src/Cart.php": "<?php\n\nnamespace Drupal\\shop;\n\nclass Cart {\n}\n",
    "sites/all/modules/custom/front/front.info": "name = Front\ncore = 7.x\n",
}
CALL = "<?php\n\nfunction front_total() {\n  return shop_total();\n}\n"


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8", errors="surrogateescape")


def make_site(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The site with `shop`, committed."""
    write(root, {**SHOP, **(files or {})})
    start_repository(root)
    return root


def remove_shop(root: Path, files: Mapping[str, str] | None = None) -> None:
    """Takes the module away and writes other files; nothing is committed."""
    for folder in (OLD, NEW):
        shutil.rmtree(root / folder, ignore_errors=True)
    write(root, files or {})


def make_removed(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The site whose last commit has `shop`, and whose working tree has it not."""
    make_site(root)
    remove_shop(root, files)
    return root


def make_removed_and_committed(root: Path, files: Mapping[str, str] | None = None) -> Path:
    make_removed(root, files)
    commit_all(root, "Remove shop")
    return root


def check(root: Path, *arguments: str) -> Outcome:
    return run(root, "check", *arguments)


def check_json(root: Path, *arguments: str) -> dict[str, Any]:
    """With all findings, the uncertain too."""
    outcome = check(root, *arguments, "--format", "json", "--verbose")
    assert outcome.status in (0, 1), outcome.err
    loaded: dict[str, Any] = json.loads(outcome.out)
    return loaded


def rules_of(report: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in report["findings"]]
