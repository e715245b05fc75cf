"""All edits of YAML and JSON files that a removal of modules means, of exported configuration above all."""

from collections.abc import Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.composer.project import edit_composer_files
from uninstaller.drupal.modern.edits.core_extension import edit_core_extension
from uninstaller.drupal.modern.edits.info_files import edit_info_files, edit_recipes
from uninstaller.drupal.modern.edits.judges import make_bench
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits
from uninstaller.drupal.modern.edits.shipped import edit_shipped
from uninstaller.drupal.modern.edits.splits import edit_splits
from uninstaller.drupal.modern.edits.sync import edit_sync_folder


def edit_files(tree: Tree, leaving: Leaving, sync_folders: Mapping[str, Sequence[str]]) -> Edits:
    """`sync_folders` are those of exported configuration, each with the folders of its splits."""
    bench = make_bench(tree, leaving)
    parts = []
    for folder, splits in sorted(sync_folders.items()):
        parts.append(edit_core_extension(tree, folder, leaving))
        parts.append(edit_sync_folder(tree, leaving, bench, (folder, *sorted(splits))))
        parts.append(edit_splits(tree, folder, leaving))
    parts += [edit_info_files(tree, leaving), edit_recipes(tree, leaving), edit_shipped(tree, leaving, bench)]
    return join_edits([*parts, edit_composer_files(tree, leaving)])
