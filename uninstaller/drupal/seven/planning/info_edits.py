"""Lines of info files and makefiles that name what is removed, and the edits that take them out."""

from collections.abc import Sequence

from uninstaller.codebase.change import Edit
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.discovery.info import edit_dependencies, edit_projects
from uninstaller.drupal.shared.selection import Selection
from uninstaller.facts.extension import Inventory
from uninstaller.plan.model import EditFile


def plan_edits(tree: Tree, inventory: Inventory, selection: Selection) -> tuple[EditFile, ...]:
    """One EditFile for each file that stays and names a removed module in its info format."""
    edits = [*_info_edits(tree, inventory, selection), *_makefile_edits(tree, inventory, selection)]
    return tuple(sorted(edits, key=lambda edit: edit.path))


def _info_edits(tree: Tree, inventory: Inventory, selection: Selection) -> list[EditFile]:
    found = []
    for extension in inventory.extensions:
        names = {dependency.name for dependency in extension.dependencies} & selection.names
        if names and not selection.is_removed(extension.info_path):
            found.append(_file(extension.info_path, edit_dependencies(tree.read(extension.info_path), names)))
    return [one for one in found if one.edits]


def _makefile_edits(tree: Tree, inventory: Inventory, selection: Selection) -> list[EditFile]:
    projects = removed_projects(inventory, selection)
    found = []
    for path, source in tree.sources(lambda path: path.endswith(".make") and not selection.is_removed(path)):
        found.append(_file(path, tuple(edit for name in projects for edit in edit_projects(source, name))))
    return [one for one in found if one.edits]


def removed_projects(inventory: Inventory, selection: Selection) -> list[str]:
    """Projects that go as a whole: none of their modules stays."""
    staying = {e.project or e.name for e in inventory.extensions if not selection.is_removed(e.info_path)}
    leaving = {e.project or e.name for e in (*selection.removed, *selection.copies)}
    return sorted(leaving - staying)


def _file(path: str, edits: Sequence[Edit]) -> EditFile:
    return EditFile(path, tuple(sorted(edits)))
