"""The plan for Drupal 7: from the names of modules to all that removing them means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.copies import Outcome, compare_copies, outcome_of
from uninstaller.drupal.seven.declarations import find_declared
from uninstaller.drupal.seven.dependents import find_dependent_risks, plan_dependents, staying_modules
from uninstaller.drupal.seven.fields import find_fields_in_code
from uninstaller.drupal.seven.info_edits import plan_edits
from uninstaller.drupal.seven.lift import Lift, OwnCode, lift_modules, read_own_code
from uninstaller.drupal.seven.matter import EDIT, Surroundings
from uninstaller.drupal.seven.neighbours import Neighbours, read_neighbours
from uninstaller.drupal.seven.references import (
    find_fatal_uses,
    list_todos,
    make_soft_edges,
    make_vocabularies,
    without_shared,
)
from uninstaller.drupal.seven.residue import read_residue
from uninstaller.drupal.seven.resolution import Resolution, resolve_names
from uninstaller.drupal.seven.risks import find_cycles, find_risks, find_update_dependencies
from uninstaller.drupal.seven.schema import Tables, read_tables
from uninstaller.drupal.seven.selection import Selection, is_test, select_modules
from uninstaller.drupal.seven.settings_files import find_fatal_settings
from uninstaller.drupal.seven.steps import plan_steps
from uninstaller.drupal.seven.storage import (
    read_entity_types,
    read_field_types,
    read_footprint,
    read_libraries,
    read_node_types,
    read_unread_footprint,
)
from uninstaller.drupal.seven.storage_hooks import implements
from uninstaller.facts.collect import collect_uses
from uninstaller.facts.extension import Extension, Inventory
from uninstaller.facts.model import Stores
from uninstaller.graph.build import build_graph
from uninstaller.graph.model import ExtensionGraph
from uninstaller.place import Unread
from uninstaller.plan.model import Decision, OnContent, Plan, Removal
from uninstaller.settings import Settings


@dataclass(frozen=True, slots=True)
class Study:
    """All that reading the code of removed modules told, by module where it is a mapping."""

    own: OwnCode
    tables: Mapping[str, Tables]
    footprints: Mapping[str, tuple[Stores, ...]]
    unread: tuple[Unread, ...]
    lift: Lift


def plan_removal(
    tree: Tree, inventory: Inventory, graph: ExtensionGraph, names: Sequence[str], settings: Settings
) -> Plan:
    """Raises UserError where a name is no module of the tree."""
    on_content = OnContent(settings.on_content)
    selection = select_modules(inventory, graph, names, tree.links, with_dependents=settings.with_dependents)
    neighbours = read_neighbours(tree, inventory, selection.is_removed)
    study = study_modules(tree, selection.lifted, settings.module_name, neighbours)
    collected = collect_uses(tree, make_vocabularies(study.own, selection.lifted), selection.folders, settings)
    uses = without_shared(tree, selection, collected.uses)
    graph = build_graph(inventory, make_soft_edges(inventory, uses))
    declared = find_declared(tree, study.lift.unresolved, selection)
    resolution = resolve_names(study.lift.unresolved, declared, inventory)
    removals = tuple(_removal(inventory, selection, study, resolution, one) for one in selection.removed)
    footprint = tuple(sorted({row for rows in study.footprints.values() for row in rows}))
    edits = plan_edits(tree, inventory, selection)
    risks = {
        *find_cycles(selection),
        *study.lift.risks,
        *resolution.risks,
        *find_dependent_risks(inventory, selection),
        *find_risks(removals, footprint, on_content),
        *find_update_dependencies(tree, selection),
    }
    return Plan(
        edition="7",
        targets=selection.targets,
        removals=removals,
        shadowed=selection.copies,
        dependents=plan_dependents(graph, selection),
        footprint=footprint,
        decisions=tuple(
            sorted(
                {
                    *resolution.decisions,
                    *_decisions(tree, selection, study, removals, settings),
                    *find_fatal_uses(inventory, selection, uses),
                    *find_fields_in_code(tree, _field_types(study, selection.lifted), _may_run(inventory), on_content),
                }
            )
        ),
        risks=tuple(sorted(risks)),
        todos=tuple(sorted(set(list_todos(uses)))),
        steps=plan_steps(selection.deleted, edits, removals),
        unknown=inventory.unknown,
        unread=tuple(sorted({*tree.unread, *inventory.unread, *collected.unread, *study.unread})),
        on_content=on_content,
        deep_clean=settings.deep_clean,
    )


def study_modules(tree: Tree, extensions: Sequence[Extension], prefix: str, neighbours: Neighbours) -> Study:
    """Reads the modules' code; `prefix` begins the names of what is lifted."""
    own = read_own_code(tree, extensions)
    tables = {one.name: _tables(own, one) for one in extensions}
    footprints = {one.name: read_footprint(own, one, tables[one.name].names, neighbours) for one in extensions}
    surroundings = Surroundings(
        folders=own.folders,
        entity_types=frozenset(found.name for one in extensions for found in read_entity_types(own, one)),
        libraries=frozenset(name for one in extensions for name in read_libraries(own, one)),
        tables=frozenset(name for found in tables.values() for name in found.names),
        globals=own.loading.globals,
        effects=own.loading.effects,
    )
    lift = lift_modules(own, [one.name for one in extensions], surroundings, prefix)
    unread = {found for one in extensions for found in read_unread_footprint(own, one)}
    return Study(own, tables, footprints, tuple(sorted(unread)), lift)


def _tables(own: OwnCode, extension: Extension) -> Tables:
    prefix = f"{extension.folder}/" if extension.folder else ""
    files = {path: source for path, source in own.code.sources.items() if own.owner(path) == extension.name}
    return read_tables(files, extension.name, f"{prefix}{extension.name}.install")


def _removal(
    inventory: Inventory, selection: Selection, study: Study, resolution: Resolution, extension: Extension
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
        residue=read_residue(study.footprints[name]),
        node_grants=implements(study.own, name, "node_grants") is not None,
        registry_files=extension.files,
        lifted=study.lift.lifted[name],
    )


def _decisions(
    tree: Tree, selection: Selection, study: Study, removals: Sequence[Removal], settings: Settings
) -> Iterable[Decision]:
    """What only a person can settle, but for names that nobody declares."""

    def read_outcome(copy: Extension) -> Outcome:
        others = [one for one in selection.lifted if one.name != copy.name]
        there = study_modules(tree, [copy, *others], settings.module_name, NOBODY)
        return outcome_of(there.lift.lifted[copy.name], there.tables[copy.name].names)

    folders = [(one.name, one.folder) for one in (*selection.removed, *selection.copies)]
    yield from selection.decisions
    yield from study.lift.decisions
    yield from (_not_evaluated(name, tables) for name, tables in study.tables.items() if tables.unknown)
    yield from compare_copies(removals, selection.copies, read_outcome)
    yield from find_fatal_settings(tree, folders)


NOBODY = Neighbours(frozenset(), frozenset(), frozenset(), frozenset())


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
