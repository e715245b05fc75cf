"""The generated module as Drupal 7 has it."""

import re
from collections.abc import Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.generated.removal_file import make_removal_file
from uninstaller.drupal.seven.generated.templates import make_text
from uninstaller.drupal.seven.planning.selection import is_searched
from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.php_literals import LONG
from uninstaller.errors import UserError
from uninstaller.facts.extension import Inventory
from uninstaller.plan.model import Plan, Removal


def _removal_files(_tree: Tree, name: str, removal: Removal, plan: Plan) -> Mapping[str, bytes]:
    return {_removal_path(removal.extension.name): make_removal_file(name, removal, plan)}


def _removal_path(module: str) -> str:
    return f"removals/{module}.inc"


def _check_names(new: Mapping[str, bytes], known: Mapping[str, bytes]) -> None:
    """Refuses what PHP would: a function or class declared twice, as all files may be loaded in one process."""
    taken = {declared for php in known.values() for declared in _declared(php)}
    for php in new.values():
        for declared in _declared(php):
            if declared in taken:
                raise UserError(f"The name {declared.decode()} would be declared twice in the generated module")
            taken.add(declared)


def _declared(php: bytes) -> list[bytes]:
    return re.findall(rb"^(?:(?:abstract |final )?class|interface|trait|function) +&?(\w+)", php.lower(), re.M)


def _needs_residue(plan: Plan) -> bool:
    return plan.deep_clean and any(removal.residue for removal in plan.removals)


def _home(tree: Tree, inventory: Inventory) -> str:
    modules = "/".join(filter(None, [inventory.docroot, "sites/all/modules"]))
    custom = f"{modules}/custom"
    return custom if any(tree.below(custom)) else modules


def _is_core(inventory: Inventory, folder: str) -> bool:
    modules = "/".join(filter(None, [inventory.docroot, "modules"]))
    return inventory.docroot is not None and f"{folder}/".startswith(f"{modules}/")


LAYOUT = Layout(
    edition="7",
    make_text=make_text,
    arrays=LONG,
    first_update=7001,
    first={
        "{name}.info": "module.info.j2",
        "{name}.module": "module.module.j2",
        "{name}.install": "module.install.j2",
    },
    runtime={"{name}.inc": "runtime.inc.j2", "{name}.check.inc": "check.inc.j2"},
    optional={"{name}.residue.inc": ("residue.inc.j2", _needs_residue)},
    removal_files=_removal_files,
    owned=lambda module: (_removal_path(module),),
    check_names=_check_names,
    index=lambda *_: {},
    home=_home,
    is_searched=is_searched,
    is_core=_is_core,
    host_hooks=lambda _: {},
)
