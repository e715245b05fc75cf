"""The straight line: files, what they say, who needs whom, what to do, text to hand over."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.edition import Edition, Written
from uninstaller.drupal.editions import find_edition
from uninstaller.facts.answers import TELLING, Answers
from uninstaller.facts.extension import ExtensionType, Inventory
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.plan.model import Plan
from uninstaller.settings import Settings

if TYPE_CHECKING:
    from uninstaller.artifacts.dossier import Dossier
    from uninstaller.artifacts.drawing.picture import Picture
    from uninstaller.graph.surroundings import Direction
    from uninstaller.plan.runbook import Asked, Runbook


@dataclass(frozen=True, slots=True)
class CodeBase:
    """All that is read before anyone names a module."""

    settings: Settings
    tree: Tree
    edition: Edition
    inventory: Inventory
    graph: ExtensionGraph
    answers: Answers


def read_code_base(
    settings: Settings, *, remembers: bool = False, on_read: Callable[[], None] | None = None
) -> CodeBase:
    """Raises UserError where the tree is no Drupal; `on_read` is called for each file that is read.

    `remembers`: whole answers of earlier runs may serve, as for a plan that is only looked at; what is written is
    always made from the files themselves.
    """
    walked = walk_tree(settings.root, settings.project, settings.exclude)
    if on_read is not None:
        walked = replace(walked, read=_telling(walked.read, on_read))
    answers = Answers(walked, repr(replace(settings, jobs=0)), settings.use_cache and remembers)
    tree = answers.tree
    edition = find_edition(tree)
    inventory = answers.recall("inventory", lambda: edition.read_inventory(tree))
    return CodeBase(settings, tree, edition, inventory, build_graph(inventory), answers)


def read_past_code_base(settings: Settings, revision: str) -> CodeBase:
    """The code base as it was at a git revision; raises UserError where there is no such revision any more."""
    from uninstaller.codebase.history import find_since, read_past

    top, commit = find_since(settings.root, revision)
    past = read_past(settings.root, top, commit, settings.exclude)
    past.load(path for path in past.tree.files if path.endswith(TELLING))
    settings = replace(settings, use_cache=False)
    edition = find_edition(past.tree)
    inventory = edition.read_inventory(past.tree)
    answers = Answers(past.tree, "", use_cache=False)
    return CodeBase(settings, past.tree, edition, inventory, build_graph(inventory), answers)


def _telling(read: Callable[[str], bytes], on_read: Callable[[], None]) -> Callable[[str], bytes]:
    def tell(path: str) -> bytes:
        on_read()
        return read(path)

    return tell


def make_plan(base: CodeBase, names: Sequence[str]) -> Plan:
    """Raises UserError where a name is no module of the code base."""
    return base.answers.recall(f"plan {' '.join(names)}", lambda: _plan(base, names))


def _plan(base: CodeBase, names: Sequence[str]) -> Plan:
    """The edition's plan, with the references to all that goes."""
    from uninstaller.drupal.shared.ownership import make_is_foreign
    from uninstaller.references.engine import find_references
    from uninstaller.references.planned import add_references

    tree, settings = base.tree, base.settings
    plan = base.edition.plan_removal(tree, base.inventory, base.graph, names, settings)
    removed = [removal.extension for removal in plan.removals]
    is_foreign = make_is_foreign(base.inventory, removed)
    found = find_references(tree, tree, sorted(one.name for one in removed), settings, is_foreign)
    return add_references(tree, plan, found, is_foreign)


def make_dossier(base: CodeBase, plan: Plan) -> "Dossier":
    """The plan with the files that a report may quote; one that cannot be read is left out."""
    from uninstaller.artifacts.dossier import Dossier, list_quoted

    sources: dict[str, bytes] = {}
    for path in list_quoted(plan):
        if path in base.tree.files:
            with suppress(OSError):
                sources[path] = base.tree.read(path)
    return Dossier(plan, sources)


def draw_graph(base: CodeBase, name: str, direction: "Direction", depth: int | None) -> "Picture":
    """The graph round one extension: what info files say and, of modules, what a plan finds besides.

    Raises UserError where nobody bears or names it.
    """
    from uninstaller.artifacts.drawing.picture import list_plan_edges, make_picture
    from uninstaller.graph.surroundings import find_surroundings

    there = {extension.name: extension for extension in base.inventory.extensions if extension.active}
    edges = list(base.graph.edges)
    removed = [name]
    is_module = name in there and there[name].type is ExtensionType.MODULE
    if is_module or name not in base.graph.names:
        plan = make_plan(base, [name])
        edges += list_plan_edges(plan)
        removed = [removal.extension.name for removal in plan.removals]
    return make_picture(find_surroundings(edges, [name], direction, depth), there, removed)


def make_changes(base: CodeBase, plan: Plan, revision: str) -> Written:
    """`revision` is the git revision of the code base, '' outside of git."""
    return base.answers.recall(
        f"changes {revision} {' '.join(plan.targets)}",
        lambda: base.edition.write_removal(base.tree, base.inventory, plan, base.settings, revision),
    )


def make_first_changes(base: CodeBase, plan: Plan) -> Written:
    """The first of two releases: nothing that refers to the modules, and nothing generated."""
    from uninstaller.drupal.shared.generated.changes import write_steps
    from uninstaller.plan.releases import make_first_release

    return write_steps(base.tree, make_first_release(plan))


def make_empty(base: CodeBase, revision: str) -> Written:
    return base.edition.write_empty(base.tree, base.inventory, base.settings, revision)


def make_pruned(base: CodeBase, before: int) -> Written:
    return base.edition.prune(base.tree, base.inventory, base.settings, before)


def read_removed(base: CodeBase) -> frozenset[str]:
    """Modules that the ledger says are removed."""
    return base.answers.recall("removed", lambda: base.edition.read_removed(base.tree, base.inventory, base.settings))


def make_runbook(base: CodeBase, plan: Plan, asked: "Asked") -> "Runbook":
    """Raises UserError where the topology is not for the edition, or a name is not fit for a script."""
    return base.edition.plan_runbook(plan, base.inventory, base.settings, asked)
