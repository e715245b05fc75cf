"""A plan for programs: JSON in the shape of `schema/plan-2.schema.json`, which a change of shape must version."""

from typing import assert_never

from uninstaller import __version__
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.codebase.change import Edit
from uninstaller.facts.extension import Dependency, Extension
from uninstaller.facts.model import Stores
from uninstaller.place import Place, Unread
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import (
    Decision,
    DeletePath,
    Dependent,
    EditFile,
    Lifted,
    Plan,
    Removal,
    Risk,
    RunRemoval,
    ServiceValue,
    Step,
    ToDo,
)
from uninstaller.plan.verdict import verdict

VERSION = 2


def report_json(plan: Plan) -> str:
    """All of the plan; paths are relative to the root, line and column 0 where there is none."""
    return format_json(
        {
            "version": VERSION,
            "tool": {"name": "uninstaller", "version": __version__},
            "edition": plan.edition,
            "verdict": verdict(plan).value,
            "targets": plan.targets,
            "on_content": plan.on_content.value,
            "deep_clean": plan.deep_clean,
            "decisions": [_decision(decision) for decision in plan.decisions],
            "risks": [_risk(risk) for risk in plan.risks],
            "todos": [_todo(todo) for todo in plan.todos],
            "references": [_reference(finding) for finding in plan.references],
            "dependents": [_dependent(dependent) for dependent in plan.dependents],
            "removals": [_removal(removal) for removal in plan.removals],
            "shadowed": [_extension(extension) for extension in plan.shadowed],
            "footprint": [_stores(row) for row in plan.footprint],
            "steps": [_step(step) for step in plan.steps],
            "unknown": plan.unknown,
            "unread": [_unread(unread) for unread in plan.unread],
        }
    )


def _place(place: Place) -> JsonObject:
    return {"path": place.path, "line": place.line, "column": place.column}


def _unread(unread: Unread) -> JsonObject:
    return {"place": _place(unread.place), "reason": unread.reason}


def _decision(decision: Decision) -> JsonObject:
    return {
        "rule": decision.rule,
        "module": decision.module,
        "place": _place(decision.place),
        "problem": decision.problem,
        "settle": decision.settle,
    }


def _risk(risk: Risk) -> JsonObject:
    return {"rule": risk.rule, "module": risk.module, "place": _place(risk.place), "problem": risk.problem}


def _todo(todo: ToDo) -> JsonObject:
    return {
        "place": _place(todo.place),
        "problem": todo.problem,
        "certainty": todo.certainty.value,
        "rule": todo.rule,
    }


def _reference(finding: Finding) -> JsonObject:
    return {
        "place": _place(finding.place),
        "rule": finding.rule,
        "kind": finding.kind.value,
        "certainty": finding.certainty.value,
        "module": finding.module,
        "chain": finding.chain,
        "message": finding.message,
        "guard": finding.guard,
        "outcome": "deleted" if finding.deletes else "edited" if finding.edits else "left",
        "edits": [_edit(edit) for edit in finding.edits],
    }


def _dependent(dependent: Dependent) -> JsonObject:
    return {
        "name": dependent.name,
        "needs": dependent.needs,
        "strength": dependent.strength.value,
        "chain": dependent.chain,
        "reason": dependent.reason,
        "place": _place(dependent.place),
        "is_removed": dependent.is_removed,
    }


def _stores(row: Stores) -> JsonObject:
    return {
        "kind": row.kind.value,
        "name": row.name,
        "module": row.module,
        "how": row.how.value,
        "fate": row.fate.value,
        "place": _place(row.place),
    }


def _extension(extension: Extension) -> JsonObject:
    return {
        "name": extension.name,
        "type": extension.type.value,
        "folder": extension.folder,
        "info_path": extension.info_path,
        "label": extension.label,
        "version": extension.version,
        "core": extension.core,
        "project": extension.project,
        "package": extension.package,
        "hidden": extension.hidden,
        "dependencies": [_dependency(each) for each in extension.dependencies],
        "base_theme": extension.base_theme,
        "files": extension.files,
        "site": extension.site,
        "profile": extension.profile,
        "active": extension.active,
        "shadowed_by": extension.shadowed_by,
        "installs": [_dependency(each) for each in extension.installs],
        "required": extension.required,
        "lifecycle": extension.lifecycle,
        "for_tests": extension.for_tests,
    }


def _dependency(dependency: Dependency) -> JsonObject:
    return {
        "name": dependency.name,
        "constraint": dependency.constraint,
        "place": _place(dependency.place),
        "project": dependency.project,
    }


def _mapping(entries: tuple[tuple[str, ServiceValue], ...]) -> JsonObject:
    return {key: _value(value) for key, value in entries}


def _value(value: ServiceValue) -> object:
    """A list where the keys are those of one."""
    if not isinstance(value, tuple):
        return value
    if [key for key, _ in value] == list(range(len(value))):
        return [_value(below) for _, below in value]
    return {str(key): _value(below) for key, below in value}


def _removal(removal: Removal) -> JsonObject:
    return {
        "extension": _extension(removal.extension),
        "tables": removal.tables,
        "stays": removal.stays,
        "requires": [{"name": name, "module": module} for name, module in removal.requires],
        "field_types": removal.field_types,
        "node_types": removal.node_types,
        "entity_tables": removal.entity_tables,
        "residue": [_stores(row) for row in removal.residue],
        "node_grants": removal.node_grants,
        "registry_files": removal.registry_files,
        "is_test": removal.is_test,
        "lifted": _lifted(removal.lifted),
        "strategy": removal.strategy.value,
        "because": removal.because,
        "carried": removal.carried,
        "stand_ins": [
            {"manager": each.manager, "name": each.name, "definition": _mapping(each.definition)}
            for each in removal.stand_ins
        ],
        "services": [
            {"id": each.id, "definition": _mapping(each.definition), "roles": each.roles} for each in removal.services
        ],
        "cache_bins": removal.cache_bins,
    }


def _lifted(lifted: Lifted) -> JsonObject:
    """The renames are objects, original name to new one."""
    return {
        "source": lifted.source,
        "disable": lifted.disable,
        "uninstall": lifted.uninstall,
        "hooks": list(lifted.hooks),
        "functions": dict(lifted.functions),
        "classes": dict(lifted.classes),
        "constants": dict(lifted.constants),
        "origins": [{"path": path, "lines": lines} for path, lines in lifted.origins],
    }


def _step(step: Step) -> JsonObject:
    match step:
        case DeletePath():
            return {"step": "delete_path", "path": step.path, "reason": step.reason}
        case EditFile():
            return {"step": "edit_file", "path": step.path, "edits": [_edit(edit) for edit in step.edits]}
        case RunRemoval():
            return {
                "step": "run_removal",
                "module": step.module,
                "actions": step.actions,
                "needs_maintenance": step.needs_maintenance,
                "is_repeatable": step.is_repeatable,
            }
        case other:
            assert_never(other)


def _edit(edit: Edit) -> JsonObject:
    r"""Offsets in bytes; bytes that are not UTF-8 as `\xff`."""
    replacement = edit.replacement.decode("utf-8", "backslashreplace")
    return {"start": edit.start, "end": edit.end, "replacement": replacement, "reason": edit.reason}
