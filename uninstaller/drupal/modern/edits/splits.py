"""What config_split and config_ignore keep by name: modules and configuration of a site that only some copies have."""

from collections.abc import Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.documents import mapping_at, place_of, read_document, remove_paths, value_at
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits, list_names
from uninstaller.place import Unread
from uninstaller.plan.model import ToDo
from uninstaller.yaml.edits import find_items
from uninstaller.yaml.nodes import Document, Path, Value

_SPLIT = "config_split.config_split."
_IGNORE = "config_ignore.settings.yml"
_LISTS = ("complete_list", "partial_list", "blacklist", "graylist", "graylist_dependents", "graylist_skip_equal")


def edit_splits(tree: Tree, folder: str, leaving: Leaving) -> Edits:
    """Splits lose the modules and their configuration; what to ignore of an import is a person's to say."""
    parts = []
    for entry in tree.below(folder):
        name = entry.path.rpartition("/")[2]
        if not (name.startswith(_SPLIT) or name == _IGNORE) or not name.endswith(".yml"):
            continue
        document = read_document(tree, entry.path)
        if isinstance(document, Unread):
            parts.append(Edits(unread=(document,)))
        elif name == _IGNORE:
            parts.append(Edits(todos=tuple(_ask(document, entry.path, leaving))))
        else:
            reason = f"{list_names(leaving.names)}: uninstalled"
            parts.append(remove_paths(document, entry.path, _list_split(document, leaving), reason))
    return join_edits(parts)


def _list_split(document: Document, leaving: Leaving) -> Iterator[Path]:
    for name in mapping_at(document, ("module",)).keys() & leaving.names:
        yield ("module", name)
    for kind in _LISTS:
        yield from find_items(document, (kind,), lambda value: _is_owned(value, leaving))


def _is_owned(value: Value, leaving: Leaving) -> bool:
    """Whether an entry names configuration of the modules alone: `shop.settings`, `shop.*`."""
    return isinstance(value, str) and "." in value and leaving.owns(value)


def _ask(document: Document, path: str, leaving: Leaving) -> Iterator[ToDo]:
    for where in _walk((), document.root.value):
        value = value_at(document, where)
        if isinstance(value, str) and leaving.owns(value.lstrip("~")):
            yield ToDo(place_of(document, path, where), f"{value} is ignored at import, and is uninstalled")


def _walk(here: Path, value: Value) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk((*here, key), inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _walk((*here, at), inner)
    else:
        yield here
