"""The straight line: files, what they say, who needs whom, what to do, text to hand over."""

from collections.abc import Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.edition import Edition, Written
from uninstaller.drupal.editions import find_edition
from uninstaller.facts.extension import Inventory
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.plan.model import Plan
from uninstaller.settings import Settings


@dataclass(frozen=True, slots=True)
class CodeBase:
    """All that is read before anyone names a module."""

    settings: Settings
    tree: Tree
    edition: Edition
    inventory: Inventory
    graph: ExtensionGraph


def read_code_base(settings: Settings) -> CodeBase:
    """Raises UserError where the tree is no Drupal."""
    tree = walk_tree(settings.root, settings.project, settings.exclude)
    edition = find_edition(tree)
    inventory = edition.read_inventory(tree)
    return CodeBase(settings, tree, edition, inventory, build_graph(inventory))


def make_plan(base: CodeBase, names: Sequence[str]) -> Plan:
    """Raises UserError where a name is no module of the code base."""
    return base.edition.plan_removal(base.tree, base.inventory, base.graph, names, base.settings)


def make_changes(base: CodeBase, plan: Plan, revision: str) -> Written:
    """`revision` is the git revision of the code base, '' outside of git."""
    return base.edition.write_removal(base.tree, base.inventory, plan, base.settings, revision)


def make_empty(base: CodeBase, revision: str) -> Written:
    return base.edition.write_empty(base.tree, base.inventory, base.settings, revision)


def make_pruned(base: CodeBase, before: int) -> Written:
    return base.edition.prune(base.tree, base.inventory, base.settings, before)


def read_removed(base: CodeBase) -> frozenset[str]:
    """Modules that the ledger says are removed."""
    return base.edition.read_removed(base.tree, base.inventory, base.settings)
