"""From a plan to files: what is deleted and edited, and the generated module."""

from collections.abc import Sequence
from dataclasses import dataclass

from uninstaller.artifacts.ledger import LEDGER_FILE, Digest, HostUpdate, Ledger, read_ledger
from uninstaller.codebase.change import Change, Delete, Write, apply_edits
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.edition import Written
from uninstaller.drupal.shared.generated.host import append_host_hooks, append_host_update, next_host_update
from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.module import Module, ModuleRequest, digest_files, write_module
from uninstaller.drupal.shared.generated.prune import prune_module
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.plan.model import DeletePath, EditFile, Plan, RunRemoval, Step
from uninstaller.settings import Settings

LINE_END = b"\n"


def write_removal(  # noqa: PLR0917 - what every edition is asked with, after its layout
    layout: Layout, tree: Tree, inventory: Inventory, plan: Plan, settings: Settings, revision: str
) -> Written:
    """All changes of one `generate`; raises UserError where the generated module cannot be written."""
    module = read_module(layout, tree, inventory, settings)
    hosts = _host_change(module, inventory, settings, [removal.extension.name for removal in plan.removals])
    request = ModuleRequest(
        name=settings.module_name,
        revision=revision,
        origins=_origins(tree, plan),
        hosts=hosts.updates,
    )
    writes = write_module(module, plan, request)
    changes = [change for step in plan.steps for change in _step_changes(tree, step)]
    install = f"{module.folder}/{settings.module_name}.install"
    number = max((entry.update for entry in _written_ledger(module, writes).entries), default=0)
    is_updated = number and any(write.path == install for write in writes)
    update = f"{settings.module_name}_update_{number}" if is_updated else ""
    return Written(module.folder, update, (*changes, *hosts.writes, *writes))


def write_steps(tree: Tree, plan: Plan) -> Written:
    """What the steps do to files that are there, and no generated module."""
    return Written("", "", tuple(change for step in plan.steps for change in _step_changes(tree, step)))


def write_empty(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings, revision: str) -> Written:
    """The generated module without a removal, unless it is there."""
    module = read_module(layout, tree, inventory, settings)
    hosts = _host_change(module, inventory, settings)
    request = ModuleRequest(name=settings.module_name, revision=revision, hosts=hosts.updates)
    writes = write_module(module, Plan(layout.edition), request)
    return Written(module.folder, "", (*hosts.writes, *writes))


def prune_updates(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings, before: int) -> Written:
    """Retires the updates below `before`."""
    module = read_module(layout, tree, inventory, settings)
    if LEDGER_FILE not in module.existing:
        raise UserError(f"there is no generated module {settings.module_name} here", "uninstaller init writes it")
    return Written(module.folder, "", prune_module(module, before, settings.module_name))


def read_removed(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings) -> frozenset[str]:
    """Modules in the ledger of which Drupal finds no code any more; none where there is no generated module."""
    if not inventory.find(settings.module_name):
        return frozenset()
    names = {entry.module for entry in read_module(layout, tree, inventory, settings).ledger.entries}
    return frozenset(
        name for name in names if not any(layout.is_searched(inventory, one.folder) for one in inventory.find(name))
    )


def read_own_ledger(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings) -> Ledger:
    """The ledger of the generated module; empty where there is none."""
    if not inventory.find(settings.module_name):
        return Ledger()
    return read_module(layout, tree, inventory, settings).ledger


def read_module(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings) -> Module:
    folder = find_folder(layout, tree, inventory, settings)
    existing = {entry.path.removeprefix(f"{folder}/"): tree.read(entry.path) for entry in tree.below(folder)}
    source = existing.get(LEDGER_FILE)
    ledger = read_ledger(source, f"{folder}/{LEDGER_FILE}") if source is not None else Ledger()
    return Module(layout, tree, folder, existing, ledger)


def find_folder(layout: Layout, tree: Tree, inventory: Inventory, settings: Settings) -> str:
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
    return f"{layout.home(tree, inventory)}/{name}"


def _step_changes(tree: Tree, step: Step) -> list[Change]:
    match step:
        case DeletePath(path, reason):
            return [Delete(path, reason)]
        case EditFile(path, edits):
            source = tree.read(path)
            reasons = [f"line {source.count(LINE_END, 0, edit.start) + 1}: {edit.reason}" for edit in edits]
            return [Write(path, apply_edits(source, edits), "\n".join(dict.fromkeys(reasons)))]
        case RunRemoval():
            return []


def _origins(tree: Tree, plan: Plan) -> tuple[Digest, ...]:
    paths = sorted({path for removal in plan.removals for path, _ in removal.lifted.origins})
    return digest_files({path: tree.read(path) for path in paths})


@dataclass(frozen=True, slots=True)
class _HostChange:
    updates: tuple[HostUpdate, ...] = ()
    writes: tuple[Write, ...] = ()


def _host_change(module: Module, inventory: Inventory, settings: Settings, removed: Sequence[str] = ()) -> _HostChange:
    """The host's update that enables the generated module, once, and what lets that update run."""
    if not settings.host or any(update.module == settings.host for update in module.ledger.hosts):
        return _HostChange()
    layout, tree, name = module.layout, module.tree, settings.module_name
    host = _find_host(layout, inventory, settings, removed)
    paths = {ending: "/".join(filter(None, [host.folder, f"{host.name}.{ending}"])) for ending in ("install", "module")}
    files = {ending: tree.read(path) if path in tree.files else None for ending, path in paths.items()}
    number = next_host_update(layout, host.name, files["install"] or b"")
    for ending, template in layout.host_hooks(inventory).items():
        files[ending] = append_host_hooks(layout, files[ending], host.name, name, ending, template)
    files["install"] = append_host_update(layout, files["install"], host.name, name)
    writes = [Write(paths[ending], text, f"enables {name}") for ending, text in files.items() if text is not None]
    changed = tuple(write for write in writes if write.path not in tree.files or write.content != tree.read(write.path))
    return _HostChange((HostUpdate(host.name, f"{host.name}_update_{number}", paths["install"]),), changed)


def _find_host(layout: Layout, inventory: Inventory, settings: Settings, removed: Sequence[str]) -> Extension:
    """The module named with --host; raises UserError for one whose next release would undo or contradict the edit."""
    name = settings.host
    found = [one for one in inventory.find(name) if one.type in (ExtensionType.MODULE, ExtensionType.PROFILE)]
    remedy = "name an installed module of this site's own with --host"
    if not found:
        raise UserError(f"there is no module {name} to host the first release", remedy)
    if name in removed or name == settings.module_name:
        raise UserError(f"{name} cannot host the first release: it is {_part(name, removed)}", remedy)
    if layout.is_core(inventory, found[0].folder):
        raise UserError(f"{name} is a part of Drupal core, whose updates are not this site's to number", remedy)
    return found[0]


def _part(name: str, removed: Sequence[str]) -> str:
    return "removed itself" if name in removed else "the generated module"


def _written_ledger(module: Module, writes: Sequence[Write]) -> Ledger:
    for write in writes:
        if write.path == f"{module.folder}/{LEDGER_FILE}":
            return read_ledger(write.content, write.path)
    return module.ledger
