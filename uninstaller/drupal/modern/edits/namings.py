"""What else of exported configuration bears a module's name or came with it: nothing tells Drupal to let go of it."""

from collections.abc import Collection, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.documents import place_of, read_document
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits
from uninstaller.drupal.modern.edits.objects import ConfigObject
from uninstaller.place import Place, Unread
from uninstaller.plan.model import ToDo
from uninstaller.yaml.nodes import Document, Path, Value

_SHIPPED = ("config/install", "config/optional")
_OTHERS = ("core.extension", "config_split.config_split.", "config_ignore.settings")
"""Looked through by others."""
_SITE = "system.site"
"""The one simple object that has a uuid."""


def find_namings(tree: Tree, leaving: Leaving, objects: Mapping[str, ConfigObject], settled: Collection[str]) -> Edits:
    """To-dos for objects that the uninstall does not touch (the modules' own hooks may): not in `settled`."""
    parts = []
    for name, one in objects.items():
        is_simple = not one.is_entity or name == _SITE
        simple = one.paths if name not in settled and is_simple and not name.startswith(_OTHERS) else ()
        patches = one.patches if name not in settled else ()
        parts += [_look(tree, leaving, path) for path in (*simple, *patches)]
    return join_edits([*parts, Edits(todos=tuple(_find_shipped(tree, leaving, objects, settled)))])


def _look(tree: Tree, leaving: Leaving, path: str) -> Edits:
    try:
        source = tree.read(path)
    except OSError:
        return Edits()  # Told by who reads all objects.
    if not any(name.encode() in source for name in leaving.names):
        return Edits()
    document = read_document(tree, path)
    if isinstance(document, Unread):
        return Edits(unread=(document,))
    return Edits(todos=tuple(_list_todos(document, leaving, path)))


def _list_todos(document: Document, leaving: Leaving, path: str) -> Iterator[ToDo]:
    for where, text in _walk((), document.root.value):
        for name in sorted(leaving.names):
            if text == name or text.startswith((f"{name}.", f"{name}:", f"{name}/")):
                problem = f"{text} bears the name of {name}, which is uninstalled: does it go with it?"
                yield ToDo(place_of(document, path, where), problem)
                break


def _walk(here: Path, value: Value) -> Iterator[tuple[Path, str]]:
    """Keys and texts."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*here, key), key
            yield from _walk((*here, key), inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _walk((*here, at), inner)
    elif isinstance(value, str):
        yield here, value


def _find_shipped(
    tree: Tree, leaving: Leaving, objects: Mapping[str, ConfigObject], settled: Collection[str]
) -> Iterator[ToDo]:
    """Objects that a module has brought under another's name, without a dependency on itself."""
    for name in sorted(leaving.names):
        extension = leaving.find(name)
        for folder in _SHIPPED if extension else ():
            for entry in tree.below(f"{extension.folder}/{folder}" if extension else folder):
                own = entry.path.rpartition("/")[2].removesuffix(".yml")
                if own in objects and own not in settled and objects[own].paths:
                    problem = f"{own} came with {name}, and does not depend on it: does its hook_uninstall() delete it?"
                    yield ToDo(Place(objects[own].paths[0], 1, 1), problem)
