"""Info files and recipes of what stays: lines that require what goes."""

import re
from collections.abc import Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.documents import mapping_at, read_document, remove_paths
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits, list_names
from uninstaller.place import Unread
from uninstaller.yaml.edits import find_items, widen
from uninstaller.yaml.nodes import Document, Path, Value

_NAME = re.compile(r"\s*(?:[\w-]+:)?(\w+)\s*(?:\(.*)?", re.DOTALL)
_LISTS: tuple[Path, ...] = (("dependencies",), ("install",))
_LIBRARIES: tuple[Path, ...] = (("libraries",), ("libraries-extend",), ("libraries-override",))


def edit_info_files(tree: Tree, leaving: Leaving) -> Edits:
    """`dependencies`, `install` of profiles, and libraries that themes load, extend or override."""
    paths = (one.info_path for one in leaving.staying)
    return join_edits(_edit(tree, path, leaving) for path in paths if is_own(path))


def edit_recipes(tree: Tree, leaving: Leaving) -> Edits:
    """`install`, and the configuration that a recipe imports or changes."""
    paths = [path for path in tree.files if path.endswith("/recipe.yml") or path == "recipe.yml"]
    return join_edits(_edit(tree, path, leaving) for path in paths if is_own(path) and not leaving.covers(path))


def is_own(path: str) -> bool:
    """Whether a file is the site's own: others are brought back as they were by the next `composer install`."""
    parts = path.split("/")
    return not {"contrib", "core", "vendor", "node_modules"} & set(parts[:-1])


def _edit(tree: Tree, path: str, leaving: Leaving) -> Edits:
    document = read_document(tree, path)
    if isinstance(document, Unread):
        return Edits(unread=(document,))
    wanted = [*_list_names(document, leaving), *_list_libraries(document, leaving), *_list_recipe(document, leaving)]
    paths = widen(document, wanted, [*_LISTS, *_LIBRARIES, ("config", "import"), ("config", "actions"), ("config",)])
    return remove_paths(document, path, paths, f"{list_names(leaving.names)}: removed") if paths else Edits()


def _list_names(document: Document, leaving: Leaving) -> Iterator[Path]:
    for where in _LISTS:
        yield from find_items(document, where, lambda value: _names(value) in leaving.names)


def _names(value: Value) -> str:
    """The machine name in `drupal:shop (>= 1.0)`."""
    match = _NAME.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else ""


def _list_libraries(document: Document, leaving: Leaving) -> Iterator[Path]:
    """Libraries are named `shop/cart`: as items of a list, or as keys."""
    yield from find_items(
        document, ("libraries",), lambda value: isinstance(value, str) and _is_library(value, leaving)
    )
    for where in _LIBRARIES[1:]:
        for key in mapping_at(document, where):
            if _is_library(key, leaving):
                yield (*where, key)


def _is_library(name: str, leaving: Leaving) -> bool:
    return "/" in name and name.partition("/")[0] in leaving.names


def _list_recipe(document: Document, leaving: Leaving) -> Iterator[Path]:
    for name in mapping_at(document, ("config", "import")):
        if name in leaving.names:
            yield ("config", "import", name)
    for name in mapping_at(document, ("config", "actions")):
        if leaving.owns(name):
            yield ("config", "actions", name)
