"""The generated module of modern Drupal: valid PHP, told by the ledger, appended to and pruned."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.drupal.modern.sites import SETTINGS, make_site
from tests.facts.trees import make_tree
from uninstaller.artifacts.ledger import read_ledger
from uninstaller.codebase.change import Delete, Write
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.drupal.modern.generated import templates
from uninstaller.drupal.modern.generated.changes import prune_updates, write_empty, write_removal
from uninstaller.drupal.modern.generated.layout import LAYOUT, RUNTIME
from uninstaller.drupal.modern.planning.plan import plan_removal
from uninstaller.graph.build import build_graph
from uninstaller.php.parse import parse

MODULE = "modules/custom/uninstall"
PLAIN = {"shop.install": "<?php\nfunction shop_uninstall() {\n  \\Drupal::state()->delete('shop');\n}\n"}
BUSY = {
    "shop.services.yml": "services:\n  shop.mail:\n    class: Drupal\\shop\\Mail\n    decorates: router\n",
    "tests/src/Unit/ShopTest.php": "<?php\n",
}


def generate(tree: Tree) -> Tree:
    """The tree after `generate shop`."""
    inventory = read_inventory(tree)
    plan = plan_removal(tree, inventory, build_graph(inventory), ["shop"], SETTINGS)
    return after(tree, write_removal(tree, inventory, plan, SETTINGS, "abc").changes)


def after(tree: Tree, changes: Iterable[Write | Delete]) -> Tree:
    files = {path: tree.read(path) for path in tree.files}
    for change in changes:
        match change:
            case Write():
                files[change.path] = change.content
            case Delete():
                files = {path: text for path, text in files.items() if not f"{path}/".startswith(f"{change.path}/")}
    return make_tree(files)


def text(tree: Tree, path: str) -> str:
    return tree.read(f"{MODULE}/{path}").decode()


def test_each_template_is_used() -> None:
    folder = Path(templates.__file__).parent / "templates"
    found = {str(path.relative_to(folder)) for path in folder.rglob("*.j2")}
    written = {*LAYOUT.first.values(), *LAYOUT.runtime.values()}
    parts = {"removal.php.j2", "lifted.inc.j2", "update.php.j2", "last_removed.php.j2", "src/Ledger.php.j2"}
    parts |= {"host_update.php.j2", "host_gate.php.j2", "host_requirements.php.j2"}
    assert found == written | parts
    assert {f"src/{name}.php.j2" for name in RUNTIME} <= found


def test_a_removal_is_a_class_an_update_and_a_line_in_both_ledgers() -> None:
    tree = generate(make_site(PLAIN))
    assert not list(tree.below("modules/custom/shop"))
    assert "final class Shop extends RemovalBase" in text(tree, "src/Removal/Shop.php")
    assert (
        "require_once dirname(__DIR__, 2) . '/lifted/shop.inc';\n    _uninstall_shop_uninstall($is_syncing);"
        in text(tree, "src/Removal/Shop.php")
    )
    assert "\\Drupal::state()->delete('shop');" in text(tree, "lifted/shop.inc")
    assert "function uninstall_update_10001(&$sandbox) {" in text(tree, "uninstall.install")
    assert "    10001 => [\n      Removal\\Shop::class,\n    ],\n" in text(tree, "src/Ledger.php")
    (entry,) = read_ledger(tree.read(f"{MODULE}/uninstall.ledger.yml"), "").entries
    assert (entry.module, entry.update, entry.revision) == ("shop", 10001, "abc")


def test_a_carried_module_moves_without_its_tests() -> None:
    tree = generate(make_site(BUSY))
    carried = {entry.path.removeprefix(f"{MODULE}/carried/") for entry in tree.below(f"{MODULE}/carried")}
    assert carried == {"shop/shop.info.yml", "shop/shop.services.yml"}
    assert text(tree, "carried/shop/shop.info.yml").endswith("core_version_requirement: '>=8'\n")
    assert "final class Shop extends CarriedBase" in text(tree, "src/Removal/Shop.php")


def test_what_is_carried_is_no_module_of_the_site_any_more() -> None:
    assert read_inventory(generate(make_site(BUSY))).find("shop") == ()


def test_all_that_is_written_parses() -> None:
    for files in (PLAIN, BUSY):
        tree = generate(make_site(files))
        for entry in tree.below(MODULE):
            if entry.path.endswith((".php", ".module", ".install", ".inc")):
                assert not parse(tree.read(entry.path)).errors, entry.path


def test_all_that_is_written_passes_lint(php: str, tmp_path: Path) -> None:
    tree = generate(make_site(PLAIN))
    paths = []
    for entry in tree.below(MODULE):
        if entry.path.endswith((".php", ".module", ".install", ".inc")):
            paths.append(tmp_path / entry.path.replace("/", "--"))
            paths[-1].write_bytes(tree.read(entry.path))
    for path in paths:
        ran = subprocess.run([php, "-l", str(path)], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_second_run_changes_nothing() -> None:
    tree = generate(make_site(PLAIN))
    inventory = read_inventory(tree)
    assert write_empty(tree, inventory, SETTINGS, "abc").changes == ()


def test_pruned_updates_take_their_code_along() -> None:
    tree = generate(make_site(BUSY))
    pruned = after(tree, prune_updates(tree, read_inventory(tree), SETTINGS, 10002).changes)
    assert not list(pruned.below(f"{MODULE}/carried"))
    assert f"{MODULE}/src/Removal/Shop.php" not in pruned.files
    assert "const UPDATES = [];" in text(pruned, "src/Ledger.php")
    assert "uninstall_update_10001" not in text(pruned, "uninstall.install")
    assert "return 10001;" in text(pruned, "uninstall.install")
    assert read_ledger(pruned.read(f"{MODULE}/uninstall.ledger.yml"), "").entries[0].pruned
