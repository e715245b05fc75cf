"""Configuration that staying extensions ship for what goes: it could not be installed any more, or not as it is."""

from dataclasses import replace

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.fates import Fate, find_fates
from uninstaller.drupal.modern.edits.info_files import is_own
from uninstaller.drupal.modern.edits.judges import Bench
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits
from uninstaller.drupal.modern.edits.objects import read_objects
from uninstaller.drupal.modern.edits.sync import change_file

_GONE = "it can be installed no more: delete or change it"
_FOLDERS = ("config/install", "config/optional")


def edit_shipped(tree: Tree, leaving: Leaving, bench: Bench) -> Edits:
    """What only has settings of a module loses these; of all else a person must say what becomes of it."""
    parts = []
    for extension in leaving.staying:
        if not is_own(extension.info_path):
            continue
        folders = [f"{extension.folder}/{folder}" for folder in _FOLDERS]
        objects, unread = read_objects(tree, folders, shipped=True)
        parts.append(Edits(unread=tuple(unread)))
        for name, verdict in find_fates(objects, leaving.names, bench.judge).items():
            asked = replace(verdict, left=_GONE, paths=frozenset()) if verdict.fate is Fate.DELETED else verdict
            reason = f"{name}, which {extension.name} brings, {verdict.because}"
            parts += [change_file(tree, path, asked, reason) for path in objects[name].paths]
    return join_edits(parts)
