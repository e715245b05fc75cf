"""core.extension.yml: what is uninstalled goes, the generated module comes, where Drupal would sort it in."""

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.documents import edit_file, mapping_at, read_document, remove_paths, value_at
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits, list_names
from uninstaller.place import Unread
from uninstaller.plan.model import ToDo
from uninstaller.yaml.edits import insert
from uninstaller.yaml.nodes import Document, Malformed, Path

NAME = "core.extension.yml"


def edit_core_extension(tree: Tree, folder: str, leaving: Leaving) -> Edits:
    """The edits of one sync folder; none where no module that goes is enabled there."""
    path = f"{folder}/{NAME}" if folder else NAME
    if path not in tree.files:
        return Edits()
    document = read_document(tree, path)
    if isinstance(document, Unread):
        return Edits(unread=(document,))
    gone = sorted(leaving.names & mapping_at(document, ("module",)).keys())
    paths: list[Path] = [("module", name) for name in gone]
    if value_at(document, ("profile",)) in gone:
        paths.append(("profile",))
    reason = f"{list_names(gone)}: uninstalled"
    removed = remove_paths(document, path, paths, reason)
    return join_edits([removed, _add(document, path, leaving.module_name)]) if gone else Edits()


def _add(document: Document, path: str, name: str) -> Edits:
    """The generated module's line."""
    enabled = mapping_at(document, ("module",))
    if name in enabled:
        return Edits()
    index = sum(sort_key(other, weight) < sort_key(name, 0) for other, weight in enabled.items())
    added = insert(document, ("module",), index, name, "0")
    reason = f"{name}: removes the data of what is uninstalled"
    if isinstance(added, Malformed):
        return Edits(todos=(ToDo(document.place(path, 0), reason),))
    return edit_file(path, added, reason)


def sort_key(name: str, weight: object) -> str:
    """As module_config_sort() makes it: negative weights first, each padded to 19 digits, then the name."""
    number = weight if isinstance(weight, int) else 0
    return f"{int(number >= 0)}{abs(number):019d}{name}"
