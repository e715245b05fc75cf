"""The plan for Drupal 8 and later: from the names of modules to all that removing them means."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.discovery.services import list_service_files
from uninstaller.drupal.modern.discovery.site import Site, list_extra_edges, read_site
from uninstaller.drupal.modern.edits.files import edit_files
from uninstaller.drupal.modern.edits.model import Leaving
from uninstaller.drupal.modern.lifting.catalogue import Catalogue, read_services
from uninstaller.drupal.modern.planning.asked import choose_asked, find_asked_decisions
from uninstaller.drupal.modern.planning.broken import find_broken, find_exits
from uninstaller.drupal.modern.planning.carrying import list_carried
from uninstaller.drupal.modern.planning.dependents import (
    find_dependent_decisions,
    find_dependent_risks,
    find_package_risks,
    find_service_decisions,
    plan_dependents,
    staying_extensions,
)
from uninstaller.drupal.modern.planning.footprint import read_footprint
from uninstaller.drupal.modern.planning.outside import read_outside
from uninstaller.drupal.modern.planning.plugins import list_stand_ins
from uninstaller.drupal.modern.planning.residue import read_residue
from uninstaller.drupal.modern.planning.selection import select_modules
from uninstaller.drupal.modern.planning.steps import list_sync_folders, plan_steps
from uninstaller.drupal.modern.planning.strategy import Choice, Ground, choose_strategy, read_along
from uninstaller.drupal.modern.planning.together import find_carried_together
from uninstaller.drupal.modern.planning.uses import find_uses
from uninstaller.drupal.modern.provides.core_facts import CoreFacts, read_core_facts
from uninstaller.drupal.modern.provides.declared.model import NameKind
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.drupal.modern.provides.provided import read_provided
from uninstaller.drupal.shared.selection import Selection
from uninstaller.drupal.shared.settings_files import find_fatal_settings
from uninstaller.facts.extension import Inventory
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Lifted, OnContent, Plan, Removal, Risk, Strategy
from uninstaller.settings import Settings


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What each removal is planned on; `prefix` begins the names of what is lifted."""

    tree: Tree
    site: Site
    selection: Selection
    core: CoreFacts
    services: Callable[[Collection[str]], Catalogue]
    prefix: str
    settings: Settings

    @property
    def staying(self) -> frozenset[str]:
        return frozenset(one.name for one in self.site.inventory.extensions) - self.selection.names

    @property
    def folders(self) -> tuple[str, ...]:
        return tuple(one.folder for one in self.selection.removed)


def plan_removal(
    tree: Tree, inventory: Inventory, graph: ExtensionGraph, names: Sequence[str], settings: Settings
) -> Plan:
    """Raises UserError where a name is no module of the tree, or an option is none for this edition."""
    site = read_site(tree, inventory)
    selection = select_modules(site, graph, names, tree.links, with_dependents=settings.with_dependents)
    core = _read_core(tree, inventory)
    services = read_services(tree, list_service_files(tree, inventory))
    grounds = _Grounds(tree, site, selection, core, services, settings.module_name, settings)
    provided = {one.name: read_provided(tree, one, grounds.core) for one in selection.removed}
    choices = _choose(grounds, provided)
    removals = tuple(_removal(grounds, provided[one.name], choices[one.name]) for one in selection.removed)
    told = build_graph(inventory, list_extra_edges(site))
    leaving = Leaving(selection.names, inventory.extensions, selection.folders, settings.module_name)
    edits = edit_files(tree, leaving, list_sync_folders(site.stores))
    return Plan(
        edition=inventory.core_version.partition(".")[0] or "8+",
        targets=selection.targets,
        removals=removals,
        shadowed=selection.copies,
        dependents=plan_dependents(inventory, told, selection),
        footprint=tuple(sorted({row for one in provided.values() for row in read_footprint(one)})),
        decisions=tuple(sorted({*selection.decisions, *_decisions(grounds, removals, choices)})),
        risks=tuple(sorted({*_risks(site, selection), *edits.risks})),
        todos=edits.todos,
        steps=plan_steps(selection.deleted, edits, removals),
        unknown=(*inventory.unknown, *site.unknown),
        unread=tuple(sorted({*tree.unread, *inventory.unread, *site.unread, *edits.unread})),
        on_content=OnContent(settings.on_content),
        deep_clean=settings.deep_clean,
    )


def _decisions(grounds: _Grounds, removals: tuple[Removal, ...], choices: Mapping[str, Choice]) -> Iterable[Decision]:
    tree, site, selection = grounds.tree, grounds.site, grounds.selection
    yield from find_uses(tree, site.stores, removals, OnContent(grounds.settings.on_content))
    yield from find_broken(tree, removals)
    yield from find_asked_decisions(removals, grounds.settings)
    yield from find_dependent_decisions(site, selection)
    yield from find_service_decisions(site, selection)
    yield from find_exits(tree, {name: choice.lift.needs.exits for name, choice in choices.items()})
    above = f"{site.inventory.docroot or ''}/".lstrip("/")
    yield from find_fatal_settings(tree, [(one.name, one.folder.removeprefix(above)) for one in selection.removed])


def _risks(site: Site, selection: Selection) -> Iterable[Risk]:
    yield from find_dependent_risks(site, selection)
    yield from find_package_risks(site, selection)
    for names in selection.cycles:
        yield Risk("cycle", names[0], Place(""), f"they need each other: {', '.join(names)}; removed in this order")


def _read_core(tree: Tree, inventory: Inventory) -> CoreFacts:
    core = "/".join(filter(None, [inventory.docroot, "core"]))
    return read_core_facts(tree, inventory.extensions, core, inventory.core_version)


def _choose(grounds: _Grounds, provided: Mapping[str, Provided]) -> Mapping[str, Choice]:
    """For each module by itself, and then as all of them go together."""
    names = frozenset(provided)
    choices: dict[str, Choice] = {}
    for name, one in provided.items():
        services, outside = grounds.services(names - {name}), read_outside(grounds.tree, one)
        least = choose_strategy(Ground(grounds.tree, one, services, outside, grounds.prefix))
        choices[name] = choose_asked(one, least, grounds.settings)
    strategies = {name: choice.strategy for name, choice in choices.items()}
    needs = {
        name: frozenset(needed.name for needed in one.extension.dependencies) & names for name, one in provided.items()
    }
    texts = {name: read_along(grounds.tree, choice) for name, choice in choices.items()}
    forced = find_carried_together(strategies, needs, texts)
    return choices | {name: Choice(Strategy.CARRY, choices[name].lift, because) for name, because in forced.items()}


def _removal(grounds: _Grounds, provided: Provided, choice: Choice) -> Removal:
    extension = provided.extension
    carries = choice.strategy is Strategy.CARRY
    return Removal(
        extension=extension,
        tables=tuple(one.name for one in provided.named(NameKind.TABLE)),
        stays=staying_extensions(grounds.site, grounds.selection, extension.name),
        lifted=Lifted() if carries else choice.lift.lifted,
        strategy=choice.strategy,
        because=choice.because,
        carried=list_carried(grounds.tree, extension, grounds.folders) if carries else choice.classes,
        stand_ins=list_stand_ins(provided) if carries else choice.stand_ins,
        services=choice.services,
        residue=read_residue(read_footprint(provided), extension.name, grounds.staying),
        cache_bins=tuple(sorted({one.cache_bin for one in provided.services} - {""})),
    )
