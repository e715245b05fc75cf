"""The generated module as Drupal 8 and later have it."""

from collections.abc import Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.features import Feature, has_feature, read_version
from uninstaller.drupal.modern.generated.index_file import make_index
from uninstaller.drupal.modern.generated.removal_file import (
    CARRIED,
    CLASSES,
    class_path,
    lifted_path,
    make_removal_files,
)
from uninstaller.drupal.modern.generated.templates import make_text
from uninstaller.drupal.shared.generated.layout import Layout
from uninstaller.drupal.shared.generated.php_literals import SHORT
from uninstaller.errors import UserError
from uninstaller.facts.extension import Inventory

RUNTIME = (
    "Blockers", "CarriedClasses", "CarriedServices", "Code", "Content", "FirstRelease", "Gate", "Installed",
    "NativeOrder", "Progress", "Removal/CarriedBase", "Removal/RemovalBase", "Removal/RemovalInterface", "Remover",
    "Residue", "StandIn/BundleEntity", "StandIn/ConfigEntity", "StandIn/ContentEntity", "StandIn/EntityTypes",
    "StandIn/FieldItem", "StandIn/Filter", "StandIn/Formatter", "StandIn/Plugins", "StandIn/RemovedExtension",
    "StandIn/StoredDependenciesTrait", "StandIn/Widget", "StandIn/WorkflowType", "StandInModuleList", "StandIns",
)  # fmt: skip
"""Classes of the runtime, below `src/`."""


def _check_names(new: Mapping[str, bytes], known: Mapping[str, bytes]) -> None:
    """Refuses what file systems or PHP take for one: two classes whose names differ by case at most."""
    taken = {path.lower() for path in known}
    for path in new:
        if path.lower() in taken:
            raise UserError(f"{path} would be written twice in the generated module", "Remove the modules one by one.")


def _home(_tree: Tree, inventory: Inventory) -> str:
    return "/".join(filter(None, [inventory.docroot, "modules/custom"]))


def _is_core(inventory: Inventory, folder: str) -> bool:
    core = "/".join(filter(None, [inventory.docroot, "core"]))
    return f"{folder}/".startswith(f"{core}/")


def _host_hooks(inventory: Inventory) -> Mapping[str, str]:
    """Up to 10.1 requirements can be withdrawn only from where they may be made."""
    is_old = not has_feature(read_version(inventory.core_version), Feature.REQUIREMENTS_ALTER)
    old = {"install": "host_requirements.php.j2"} if is_old else {}
    return {**old, "module": "host_gate.php.j2"}


LAYOUT = Layout(
    edition="8+",
    make_text=make_text,
    arrays=SHORT,
    first_update=10001,
    first={"{name}.info.yml": "module.info.yml.j2", "{name}.install": "module.install.j2"},
    runtime={
        "{name}.module": "module.module.j2",
        "{name}.permissions.yml": "module.permissions.yml.j2",
        "src/{camel}ServiceProvider.php": "src/ServiceProvider.php.j2",
        **{f"src/{name}.php": f"src/{name}.php.j2" for name in RUNTIME},
    },
    optional={},
    removal_files=make_removal_files,
    owned=lambda module: (class_path(module), lifted_path(module), f"{CARRIED}/{module}", f"{CLASSES}/{module}"),
    check_names=_check_names,
    index=make_index,
    home=_home,
    is_searched=lambda *_: True,
    is_core=_is_core,
    host_hooks=_host_hooks,
)
