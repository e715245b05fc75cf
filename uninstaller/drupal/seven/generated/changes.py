"""From a plan to files: what is deleted and edited, and the generated module."""

from collections.abc import Sequence

from uninstaller.artifacts.ledger import Digest, HostUpdate, Ledger, read_ledger
from uninstaller.codebase.change import Change, Delete, Write, apply_edits
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.edition import Written
from uninstaller.drupal.seven.generated.host import append_host_update, next_host_update
from uninstaller.drupal.seven.generated.module import LEDGER_FILE, ModuleRequest, digest_files, write_module
from uninstaller.drupal.seven.generated.prune import prune_module
from uninstaller.drupal.seven.planning.selection import is_searched
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.plan.model import DeletePath, EditFile, Plan, RunRemoval
from uninstaller.settings import Settings


def write_removal(tree: Tree, inventory: Inventory, plan: Plan, settings: Settings, revision: str) -> Written:
    """All changes of one `generate`; raises UserError where the generated module cannot be written."""
    folder, existing, ledger = read_module(tree, inventory, settings)
    hosts = _host_changes(tree, inventory, settings, ledger, [removal.extension.name for removal in plan.removals])
    request = ModuleRequest(
        name=settings.module_name,
        revision=revision,
        origins=_origins(tree, plan),
        hosts=tuple(update for update, _ in hosts),
    )
    module = write_module(existing, folder, plan, ledger, request)
    changes = [change for step in plan.steps for change in _step_changes(tree, step)]
    install = {write.path: write.content for write in module}.get(f"{folder}/{settings.module_name}.install", b"")
    number = max((entry.update for entry in _written_ledger(module, folder, ledger).entries), default=0)
    update = f"{settings.module_name}_update_{number}" if install and number else ""
    return Written(folder, update, (*changes, *(write for _, write in hosts), *module))


def write_empty(tree: Tree, inventory: Inventory, settings: Settings, revision: str) -> Written:
    """The generated module without a removal, unless it is there."""
    folder, existing, ledger = read_module(tree, inventory, settings)
    hosts = _host_changes(tree, inventory, settings, ledger)
    request = ModuleRequest(name=settings.module_name, revision=revision, hosts=tuple(update for update, _ in hosts))
    return Written(
        folder, "", (*(write for _, write in hosts), *write_module(existing, folder, Plan("7"), ledger, request))
    )


def prune_updates(tree: Tree, inventory: Inventory, settings: Settings, before: int) -> Written:
    """Retires the updates below `before`."""
    folder, existing, ledger = read_module(tree, inventory, settings)
    if LEDGER_FILE not in existing:
        raise UserError(f"there is no generated module {settings.module_name} here", "uninstaller init writes it")
    return Written(folder, "", prune_module(existing, folder, ledger, before, settings.module_name))


def read_removed(tree: Tree, inventory: Inventory, settings: Settings) -> frozenset[str]:
    """Modules in the ledger of which Drupal finds no code any more; none where there is no generated module."""
    if not inventory.find(settings.module_name):
        return frozenset()
    names = {entry.module for entry in read_module(tree, inventory, settings)[2].entries}
    return frozenset(
        name for name in names if not any(is_searched(inventory, found.folder) for found in inventory.find(name))
    )


def read_module(tree: Tree, inventory: Inventory, settings: Settings) -> tuple[str, dict[str, bytes], Ledger]:
    """The folder of the generated module, its files by path within it ({} where it is new), and its ledger."""
    folder = find_folder(tree, inventory, settings)
    existing = {entry.path.removeprefix(f"{folder}/"): tree.read(entry.path) for entry in tree.below(folder)}
    source = existing.get(LEDGER_FILE)
    return folder, existing, read_ledger(source, f"{folder}/{LEDGER_FILE}") if source is not None else Ledger()


def find_folder(tree: Tree, inventory: Inventory, settings: Settings) -> str:
    """Where the generated module is, or goes: product rule 'where it already is, else --module-dir, else …'."""
    name = settings.module_name
    found = [extension for extension in inventory.find(name) if extension.type is ExtensionType.MODULE]
    if found:
        return found[0].folder
    if settings.module_dir:
        return f"{settings.module_dir}/{name}"
    if inventory.docroot is None:
        raise UserError(
            "this tree holds no Drupal core: nobody can tell where the module goes", "say so with --module-dir DIR"
        )
    modules = "/".join(filter(None, [inventory.docroot, "sites/all/modules"]))
    custom = f"{modules}/custom"
    return f"{custom if any(tree.below(custom)) else modules}/{name}"


def _step_changes(tree: Tree, step: DeletePath | EditFile | RunRemoval) -> list[Change]:
    match step:
        case DeletePath(path, reason):
            return [Delete(path, reason)]
        case EditFile(path, edits):
            reason = "; ".join(dict.fromkeys(edit.reason for edit in edits))
            return [Write(path, apply_edits(tree.read(path), edits), reason)]
        case RunRemoval():
            return []


def _origins(tree: Tree, plan: Plan) -> tuple[Digest, ...]:
    paths = sorted({path for removal in plan.removals for path, _ in removal.lifted.origins})
    return digest_files({path: tree.read(path) for path in paths})


def _host_changes(
    tree: Tree, inventory: Inventory, settings: Settings, ledger: Ledger, removed: Sequence[str] = ()
) -> Sequence[tuple[HostUpdate, Write]]:
    """The host's update that enables the generated module, once."""
    if not settings.host or any(update.module == settings.host for update in ledger.hosts):
        return []
    host = _find_host(inventory, settings, removed)
    path = "/".join(filter(None, [host.folder, f"{host.name}.install"]))
    install = tree.read(path) if path in tree.files else None
    number = next_host_update(host.name, install or b"")
    content = append_host_update(install, host.name, settings.module_name)
    update = HostUpdate(host.name, f"{host.name}_update_{number}", path)
    return [(update, Write(path, content, f"enables {settings.module_name}"))]


def _find_host(inventory: Inventory, settings: Settings, removed: Sequence[str]) -> Extension:
    """The module named with --host; raises UserError for one whose next release would undo or contradict the edit."""
    name = settings.host
    found = [one for one in inventory.find(name) if one.type in (ExtensionType.MODULE, ExtensionType.PROFILE)]
    remedy = "name an installed module of this site's own with --host"
    if not found:
        raise UserError(f"there is no module {name} to host the first release", remedy)
    if name in removed or name == settings.module_name:
        raise UserError(f"{name} cannot host the first release: it is {_part(name, removed)}", remedy)
    if _is_core(inventory, found[0]):
        raise UserError(f"{name} is a part of Drupal core, whose updates are not this site's to number", remedy)
    return found[0]


def _part(name: str, removed: Sequence[str]) -> str:
    return "removed itself" if name in removed else "the generated module"


def _is_core(inventory: Inventory, extension: Extension) -> bool:
    folder = "/".join(filter(None, [inventory.docroot, "modules"]))
    return inventory.docroot is not None and f"{extension.folder}/".startswith(f"{folder}/")


def _written_ledger(module: Sequence[Write], folder: str, before: Ledger) -> Ledger:
    for write in module:
        if write.path == f"{folder}/{LEDGER_FILE}":
            return read_ledger(write.content, write.path)
    return before
