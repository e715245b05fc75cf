"""What happens, in order: files that go or move, lines that change, and each module's removal on the database."""

from collections.abc import Sequence

from uninstaller.drupal.modern.discovery.config.stores import StoreKind, Stores
from uninstaller.drupal.modern.edits.model import Edits
from uninstaller.plan.model import DeletePath, Removal, RunRemoval, Step, Strategy

_REASONS = {
    Strategy.SLICE: "code of a removed module",
    Strategy.CLASSES: "code of a removed module; some of its classes come along",
    Strategy.CARRY: "code of a removed module, which moves into the generated one until every site has let go of it",
}


def list_sync_folders(stores: Stores) -> dict[str, tuple[str, ...]]:
    """Each sync folder with the folders of its splits."""
    return {
        one.folder: tuple(sorted({split.folder for split in stores.found if split.parent == one.folder} - {""}))
        for one in stores.found
        if one.kind is StoreKind.SYNC
    }


def plan_steps(folders: Sequence[str], edits: Edits, removals: Sequence[Removal]) -> tuple[Step, ...]:
    strategies = {removal.extension.folder: removal.strategy for removal in removals}
    deletions = [DeletePath(folder, _REASONS[strategies.get(folder, Strategy.SLICE)]) for folder in folders]
    return (*deletions, *edits.deletes, *edits.edits, *map(_run, removals))


def _run(removal: Removal) -> RunRemoval:
    """The update's actions for one module, in the order of ModuleInstaller::uninstall()."""
    carried = removal.strategy is Strategy.CARRY
    actions = _native() if carried else _own(removal)
    return RunRemoval(removal.extension.name, tuple(filter(None, actions)), needs_maintenance=True, is_repeatable=True)


def _native() -> list[str]:
    return ["asks Drupal's uninstall validators", "lets Drupal uninstall the module from where it has moved to"]


def _own(removal: Removal) -> list[str]:
    tables = removal.tables
    return [
        "asks Drupal's uninstall validators",
        "runs the lifted hook_uninstall()" if removal.lifted.uninstall else "",
        "deletes its configuration and mends what depends on it",
        "uninstalls its entity types and fields",
        f"drops {len(tables)} table{'s' if len(tables) > 1 else ''}: {', '.join(tables)}" if tables else "",
        "takes it out of core.extension and tells other modules",
    ]
