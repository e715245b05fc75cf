"""The straight line: files, what they say, who needs whom, what to do, text to hand over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uninstaller.codebase.history import find_since, read_past
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.edition import Edition, Written
from uninstaller.drupal.editions import find_edition
from uninstaller.facts.answers import TELLING, Answers
from uninstaller.facts.extension import Inventory
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.plan.model import Plan
from uninstaller.plan.runbook import Asked, Runbook
from uninstaller.settings import Settings


@dataclass(frozen=True, slots=True)
class CodeBase:
    """All that is read before anyone names a module."""

    settings: Settings
    tree: Tree
    edition: Edition
    inventory: Inventory
    graph: ExtensionGraph
    answers: Answers


def read_code_base(settings: Settings, *, remembers: bool = False) -> CodeBase:
    """Raises UserError where the tree is no Drupal.

    `remembers`: whole answers of earlier runs may serve, as for a plan that is only looked at; what is written is
    always made from the files themselves.
    """
    walked = walk_tree(settings.root, settings.project, settings.exclude)
    answers = Answers(walked, repr(replace(settings, jobs=0)), settings.use_cache and remembers)
    tree = answers.tree
    edition = find_edition(tree)
    inventory = answers.recall("inventory", lambda: edition.read_inventory(tree))
    return CodeBase(settings, tree, edition, inventory, build_graph(inventory), answers)


def read_past_code_base(settings: Settings, revision: str) -> CodeBase:
    """The code base as it was at a git revision; raises UserError where there is no such revision any more."""
    top, commit = find_since(settings.root, revision)
    past = read_past(settings.root, top, commit, settings.exclude)
    past.load(path for path in past.tree.files if path.endswith(TELLING))
    settings = replace(settings, use_cache=False)
    edition = find_edition(past.tree)
    inventory = edition.read_inventory(past.tree)
    answers = Answers(past.tree, "", use_cache=False)
    return CodeBase(settings, past.tree, edition, inventory, build_graph(inventory), answers)


def make_plan(base: CodeBase, names: Sequence[str]) -> Plan:
    """Raises UserError where a name is no module of the code base."""
    return base.answers.recall(
        f"plan {' '.join(names)}",
        lambda: base.edition.plan_removal(base.tree, base.inventory, base.graph, names, base.settings),
    )


def make_changes(base: CodeBase, plan: Plan, revision: str) -> Written:
    """`revision` is the git revision of the code base, '' outside of git."""
    return base.answers.recall(
        f"changes {revision} {' '.join(plan.targets)}",
        lambda: base.edition.write_removal(base.tree, base.inventory, plan, base.settings, revision),
    )


def make_empty(base: CodeBase, revision: str) -> Written:
    return base.edition.write_empty(base.tree, base.inventory, base.settings, revision)


def make_pruned(base: CodeBase, before: int) -> Written:
    return base.edition.prune(base.tree, base.inventory, base.settings, before)


def read_removed(base: CodeBase) -> frozenset[str]:
    """Modules that the ledger says are removed."""
    return base.answers.recall("removed", lambda: base.edition.read_removed(base.tree, base.inventory, base.settings))


def make_runbook(base: CodeBase, plan: Plan, asked: Asked) -> Runbook:
    """Raises UserError where the topology is not for the edition, or a name is not fit for a script."""
    return base.edition.plan_runbook(plan, base.inventory, base.settings, asked)
