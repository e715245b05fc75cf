"""The plan for Drupal 7: from the names of modules to all that removing them means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.neighbours import Gone, Neighbours, read_neighbours
from uninstaller.drupal.seven.code.own_code import OwnCode, read_own_code
from uninstaller.drupal.seven.lifting.lift import Lift, lift_modules
from uninstaller.drupal.seven.lifting.matter import EDIT, Surroundings
from uninstaller.drupal.seven.planning.copies import Outcome, compare_copies
from uninstaller.drupal.seven.planning.declarations import find_declared
from uninstaller.drupal.seven.planning.dependents import find_dependent_risks, plan_dependents, staying_modules
from uninstaller.drupal.seven.planning.fields import find_fields_in_code
from uninstaller.drupal.seven.planning.info_edits import plan_edits
from uninstaller.drupal.seven.planning.references import (
    find_fatal_uses,
    make_soft_edges,
    make_vocabularies,
    without_shared,
)
from uninstaller.drupal.seven.planning.resolution import Resolution, resolve_names
from uninstaller.drupal.seven.planning.risks import find_cycles, find_risks, find_update_dependencies
from uninstaller.drupal.seven.planning.selection import is_test, select_modules
from uninstaller.drupal.seven.planning.steps import plan_steps
from uninstaller.drupal.seven.storage.footprint import (
    read_entity_types,
    read_field_types,
    read_footprint,
    read_libraries,
    read_node_types,
    read_unread_footprint,
)
from uninstaller.drupal.seven.storage.hooks import implements
from uninstaller.drupal.seven.storage.residue import read_residue
from uninstaller.drupal.seven.storage.schema import Tables, read_tables
from uninstaller.drupal.shared.selection import Selection
from uninstaller.drupal.shared.settings_files import find_fatal_settings
from uninstaller.errors import UserError
from uninstaller.facts.collect import collect_uses
from uninstaller.facts.extension import Extension, Inventory
from uninstaller.facts.model import Stores, Uses
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.place import Unread
from uninstaller.plan.model import Decision, OnContent, Plan, Removal, Risk
from uninstaller.settings import STRATEGIES, Settings


@dataclass(frozen=True, slots=True)
class Study:
    """What runs and goes when modules are uninstalled; `tables` by module."""

    own: OwnCode
    tables: Mapping[str, Tables]
    lift: Lift


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What decisions and risks rest on."""

    tree: Tree
    inventory: Inventory
    selection: Selection
    study: Study
    resolution: Resolution
    removals: tuple[Removal, ...]
    footprint: tuple[Stores, ...]
    uses: tuple[Uses, ...]
    settings: Settings

    @property
    def on_content(self) -> OnContent:
        return OnContent(self.settings.on_content)


def plan_removal(
    tree: Tree, inventory: Inventory, graph: ExtensionGraph, names: Sequence[str], settings: Settings
) -> Plan:
    """Raises UserError where a name is no module of the tree, or an option is none for Drupal 7."""
    _check_strategy(settings)
    selection = select_modules(inventory, graph, names, tree.links, with_dependents=settings.with_dependents)
    study = study_modules(tree, selection.lifted, settings.module_name)
    collected = collect_uses(tree, make_vocabularies(study.own, selection.lifted), selection.folders, settings)
    uses = without_shared(tree, selection, collected)
    gone = Gone(selection.names, selection.is_removed, collected.silent)
    neighbours = read_neighbours(tree, inventory, gone, settings.use_cache)
    footprints = {one.name: _footprint(study, one, neighbours) for one in selection.lifted}
    graph = build_graph(inventory, make_soft_edges(inventory, uses))
    declared = find_declared(tree, study.lift.unresolved, selection)
    resolution = resolve_names(study.lift.unresolved, declared, inventory)
    removals = tuple(
        _removal(inventory, selection, study, resolution, one, footprint=footprints.get(one.name, ()))
        for one in selection.removed
    )
    footprint = tuple(sorted({row for rows in footprints.values() for row in rows}))
    edits = plan_edits(tree, inventory, selection)
    grounds = _Grounds(tree, inventory, selection, study, resolution, removals, footprint, uses, settings)
    return Plan(
        edition="7",
        targets=selection.targets,
        removals=removals,
        shadowed=selection.copies,
        dependents=plan_dependents(graph, selection),
        footprint=footprint,
        decisions=tuple(sorted(set(_decisions(grounds)))),
        risks=tuple(sorted(set(_risks(grounds)))),
        steps=plan_steps(selection.deleted, edits, removals),
        unknown=inventory.unknown,
        unread=tuple(sorted({*tree.unread, *inventory.unread, *collected.unread, *_unread(study, selection)})),
        on_content=OnContent(settings.on_content),
        deep_clean=settings.deep_clean,
    )


def _check_strategy(settings: Settings) -> None:
    """Here there is but one way, which is the first."""
    if settings.strategy not in {"", STRATEGIES[0]}:
        problem = f"--strategy {settings.strategy} is for Drupal 8 and later: on Drupal 7 code is always lifted"
        raise UserError(problem, "leave it out; what cannot be lifted is a decision in the plan")


def study_modules(tree: Tree, extensions: Sequence[Extension], prefix: str) -> Study:
    """Reads the modules' code; `prefix` begins the names of what is lifted."""
    own = read_own_code(tree, extensions)
    tables = {one.name: _tables(own, one) for one in extensions}
    surroundings = Surroundings(
        folders=own.folders,
        entity_types=frozenset(found.name for one in extensions for found in read_entity_types(own, one)),
        libraries=frozenset(name for one in extensions for name in read_libraries(own, one)),
        tables=frozenset(name for found in tables.values() for name in found.names),
        globals=own.loading.globals,
        effects=own.loading.effects,
    )
    lift = lift_modules(own, [one.name for one in extensions], surroundings, prefix)
    return Study(own, tables, lift)


def _footprint(study: Study, extension: Extension, neighbours: Neighbours) -> tuple[Stores, ...]:
    return read_footprint(study.own, extension, study.tables[extension.name].names, neighbours)


def _unread(study: Study, selection: Selection) -> Iterable[Unread]:
    return (found for one in selection.lifted for found in read_unread_footprint(study.own, one))


def _tables(own: OwnCode, extension: Extension) -> Tables:
    prefix = f"{extension.folder}/" if extension.folder else ""
    files = {path: source for path, source in own.code.sources.items() if own.owner(path) == extension.name}
    return read_tables(files, extension.name, f"{prefix}{extension.name}.install")


def _removal(
    inventory: Inventory,
    selection: Selection,
    study: Study,
    resolution: Resolution,
    extension: Extension,
    *,
    footprint: Sequence[Stores],
) -> Removal:
    name = extension.name
    if extension not in selection.lifted:
        return Removal(extension, is_test=True)
    return Removal(
        extension=extension,
        tables=study.tables[name].names,
        stays=staying_modules(inventory, selection, name),
        requires=resolution.requires.get(name, ()),
        field_types=read_field_types(study.own, extension),
        node_types=read_node_types(study.own, extension),
        entity_tables=tuple(table for found in read_entity_types(study.own, extension) for table in found.tables),
        residue=read_residue(footprint),
        node_grants=implements(study.own, name, "node_grants") is not None,
        registry_files=extension.files,
        lifted=study.lift.lifted[name],
    )


def _decisions(grounds: _Grounds) -> Iterable[Decision]:
    """What only a person can settle."""
    tree, selection, study = grounds.tree, grounds.selection, grounds.study

    def read_outcome(copy: Extension) -> Outcome:
        others = [one for one in selection.lifted if one.name != copy.name]
        there = study_modules(tree, [copy, *others], grounds.settings.module_name)
        return there.lift.lifted[copy.name].source, there.tables[copy.name].names

    folders = [(one.name, one.folder) for one in (*selection.removed, *selection.copies)]
    types = _field_types(study, selection.lifted)
    yield from grounds.resolution.decisions
    yield from selection.decisions
    yield from study.lift.decisions
    yield from (_not_evaluated(name, tables) for name, tables in study.tables.items() if tables.unknown)
    yield from compare_copies(tree, grounds.removals, selection.copies, read_outcome)
    yield from find_fatal_settings(tree, folders)
    yield from find_fatal_uses(grounds.inventory, selection, grounds.uses)
    yield from find_fields_in_code(tree, types, _may_run(grounds.inventory), grounds.on_content)


def _risks(grounds: _Grounds) -> Iterable[Risk]:
    yield from find_cycles(grounds.selection)
    yield from grounds.study.lift.risks
    yield from grounds.resolution.risks
    yield from find_dependent_risks(grounds.inventory, grounds.selection)
    yield from find_risks(grounds.removals, grounds.footprint, grounds.on_content)
    yield from find_update_dependencies(grounds.tree, grounds.selection)


def _field_types(study: Study, extensions: Iterable[Extension]) -> dict[str, str]:
    return {name: one.name for one in extensions for name in read_field_types(study.own, one)}


def _may_run(inventory: Inventory) -> Callable[[str], bool]:
    """Whether a path is of an extension that a site may run; the removed module's own fields stand in its way, too."""
    tests = tuple(f"{one.folder}/" for one in inventory.extensions if one.folder and is_test(one))
    return lambda path: not path.startswith(tests)


def _not_evaluated(name: str, tables: Tables) -> Decision:
    first = tables.unknown[0]
    problem = f"{name}_schema() cannot be evaluated, so its tables are not known: {first.reason}"
    return Decision("schema-not-evaluated", name, first.place, problem, (EDIT,))
