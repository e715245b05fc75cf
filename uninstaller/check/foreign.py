"""Which files belong to projects that the removed modules are no part of."""

from collections.abc import Callable

from uninstaller.check.folders import find_folders
from uninstaller.check.scope import Scope
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.editions import find_edition
from uninstaller.drupal.shared.ownership import make_is_foreign
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType


def find_foreign(tree: Tree, scope: Scope) -> Callable[[str], bool] | None:
    """None where the tree is no Drupal, so that nobody can tell."""
    try:
        inventory = find_edition(tree).read_inventory(tree)
    except UserError:
        return None
    folders = find_folders(scope.before if scope.before is not None else tree, scope.names)
    removed = (
        Extension(name, ExtensionType.MODULE, folder, f"{folder}/{name}.info")
        for name in folders
        for folder in folders[name]
    )
    return make_is_foreign(inventory, removed)
