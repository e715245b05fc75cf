"""Edits of one YAML or JSON file: paths that go, as an EditFile with its reason, or a to-do where it cannot be done."""

from collections.abc import Iterable

from uninstaller.codebase.change import Edit
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.model import Edits
from uninstaller.place import Place, Unread
from uninstaller.plan.model import EditFile, ToDo
from uninstaller.yaml.edits import Edited, Splice, remove
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Malformed, Path, Value
from uninstaller.yaml.parse import parse


def read_document(tree: Tree, path: str) -> Document | Unread:
    """The tree of a YAML or JSON file, by the end of its name."""
    try:
        source = tree.read(path)
    except OSError as error:
        return Unread(Place(path), f"cannot be read: {error.strerror or error}")
    is_json = path.endswith((".json", ".lock"))
    document = parse_json(source) if is_json else parse(source)
    return document.unread(path) if isinstance(document, Malformed) else document


def edit_file(path: str, splices: Iterable[Splice], reason: str) -> Edits:
    edits = tuple(Edit(one.start, one.end, one.replacement, reason) for one in splices)
    return Edits(edits=(EditFile(path, edits),)) if edits else Edits()


def remove_paths(document: Document, path: str, paths: Iterable[Path], reason: str) -> Edits:
    """The edit that takes entries out of a file."""
    wanted = tuple(paths)
    splices = remove_splices(document, wanted)
    if isinstance(splices, Malformed):
        where = min(wanted, key=lambda one: place_of(document, path, one))
        return Edits(todos=(ToDo(place_of(document, path, where), f"{reason}: edit it by hand"),))
    return edit_file(path, splices, reason)


def remove_splices(document: Document, paths: Iterable[Path]) -> Edited:
    """What takes those entries out that are there."""
    return remove(document, [one for one in paths if document.find(one)])


def place_of(document: Document, path: str, where: Path) -> Place:
    """The place of the entry at the path, else of the nearest one above it."""
    while where:
        entry = document.find(where)
        if entry:
            return document.place(path, entry.key_start)
        where = where[:-1]
    return Place(path, 1, 1)


def value_at(document: Document, path: Path) -> Value:
    entry = document.find(path)
    return entry.node.value if entry else None


def mapping_at(document: Document, path: Path) -> dict[str, Value]:
    """The mapping at a path; an empty one where there is none."""
    value = value_at(document, path) if path else document.root.value
    return value if isinstance(value, dict) else {}


def texts_at(document: Document, path: Path) -> tuple[str, ...]:
    """The texts of a list, or the values of a mapping, at a path."""
    value = value_at(document, path)
    items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return tuple(item for item in items if isinstance(item, str))
