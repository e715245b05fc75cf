"""An edition of Drupal: the functions that differ between versions, as the stages receive them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uninstaller.codebase.change import Change
from uninstaller.codebase.tree import Tree
from uninstaller.facts.extension import Inventory
from uninstaller.graph.model import ExtensionGraph
from uninstaller.plan.model import Plan
from uninstaller.settings import Settings

if TYPE_CHECKING:
    from uninstaller.artifacts.ledger import Ledger
    from uninstaller.plan.runbook import Asked, Runbook


@dataclass(frozen=True, slots=True)
class Written:
    """What `generate` wants done to files.

    `folder` is that of the generated module, `update` its new update function, '' where there is none.
    """

    folder: str
    update: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """`version` is what a plan says of itself: '7'."""

    version: str
    read_inventory: Callable[[Tree], Inventory]
    plan_removal: Callable[[Tree, Inventory, ExtensionGraph, Sequence[str], Settings], Plan]
    write_removal: Callable[[Tree, Inventory, Plan, Settings, str], Written]
    """The last argument is the git revision of the tree, '' outside of git."""
    write_empty: Callable[[Tree, Inventory, Settings, str], Written]
    prune: Callable[[Tree, Inventory, Settings, int], Written]
    read_removed: Callable[[Tree, Inventory, Settings], frozenset[str]]
    """Names of the modules in the ledger."""
    read_ledger: "Callable[[Tree, Inventory, Settings], Ledger]"
    plan_runbook: "Callable[[Plan, Inventory, Settings, Asked], Runbook]"
    find_required: Callable[[Inventory], Collection[str]]
    """Names of the modules that Drupal never uninstalls."""
