"""A small Drupal 10 as a tree, for tests that add modules of their own to it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.facts.trees import make_tree
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.drupal.modern.planning.plan import plan_removal
from uninstaller.graph.build import build_graph
from uninstaller.plan.model import Plan, Removal
from uninstaller.settings import Settings

CORE = {
    "index.php": "<?php\n",
    "core/lib/Drupal.php": "<?php\nclass Drupal {\n  const VERSION = '10.6.15';\n}\n",
    "core/modules/node/node.info.yml": "name: Node\ntype: module\nversion: VERSION\n",
    "core/core.api.php": "<?php\n/**\n * Act on deletion.\n */\nfunction hook_entity_delete($entity) {\n}\n",
    "core/core.services.yml": "services:\n  state:\n    class: Drupal\\Core\\State\\State\n"
    "  hidden:\n    class: Drupal\\Core\\Hidden\n    public: false\n",
    "core/modules/system/system.info.yml": "name: System\ntype: module\nversion: VERSION\nrequired: true\n",
}
FOLDER = "modules/custom/shop"
INFO = "name: Shop\ntype: module\ncore_version_requirement: ^10\n"
SETTINGS = Settings(root=Path("/"), project=Path("/"), jobs=1, use_cache=False)


def make_site(files: Mapping[str, str]) -> Tree:
    """Core and the module shop, whose files are given by path within its folder; a path that begins with `/` is not."""
    own = {path[1:] if path.startswith("/") else f"{FOLDER}/{path}": text for path, text in files.items()}
    return make_tree({**CORE, f"{FOLDER}/shop.info.yml": INFO, **own})


def plan_shop(files: Mapping[str, str], *names: str, with_dependents: bool = False) -> Plan:
    tree = make_site(files)
    inventory = read_inventory(tree)
    settings = replace(SETTINGS, with_dependents=with_dependents)
    return plan_removal(tree, inventory, build_graph(inventory), names or ("shop",), settings)


def remove_shop(files: Mapping[str, str]) -> Removal:
    """The removal of shop alone."""
    (removal,) = plan_shop(files).removals
    return removal
