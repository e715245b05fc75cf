"""What happens, in order: files that go, lines that change, and each module's removal on the database."""

from collections.abc import Sequence

from uninstaller.plan.model import DeletePath, EditFile, Removal, RunRemoval, Step


def plan_steps(folders: Sequence[str], edits: Sequence[EditFile], removals: Sequence[Removal]) -> tuple[Step, ...]:
    deletions = [DeletePath(folder, "code of a removed module") for folder in folders]
    return (*deletions, *edits, *(_run(removal) for removal in removals if not removal.is_test))


def _run(removal: Removal) -> RunRemoval:
    """The update's actions for one module, in the order of module_disable() and drupal_uninstall_modules()."""
    name, lifted = removal.extension.name, removal.lifted
    actions = [
        f"runs the lifted {name}_disable()" if lifted.disable else "",
        "tells other modules that it is disabled",
        f"runs the lifted {name}_uninstall()" if lifted.uninstall else "",
        f"drops {_count(len(removal.tables), 'table')}: {', '.join(removal.tables)}" if removal.tables else "",
        "tells other modules that it is uninstalled: blocks, permissions and the like go",
        "rebuilds node access" if removal.node_grants else "",
    ]
    return RunRemoval(
        module=name,
        actions=tuple(action for action in actions if action),
        needs_maintenance=bool(lifted.disable or lifted.uninstall or removal.node_grants or removal.tables),
        is_repeatable=True,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
