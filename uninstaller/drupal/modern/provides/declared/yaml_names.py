"""What the YAML files of a module declare: permissions, routes, libraries, configuration."""

from collections.abc import Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.provides.code.callbacks import Callback, evaluate_callback, find_callback
from uninstaller.drupal.modern.provides.code.files import OwnFile, Role
from uninstaller.drupal.modern.provides.code.members import place_of
from uninstaller.drupal.modern.provides.code.nodes import first_part, walk_named
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.declared.model import NameKind, ProvidedName
from uninstaller.drupal.modern.provides.stored.patterns import open_file, read_pattern
from uninstaller.drupal.modern.provides.yaml_values import YamlFile, items_of, read_yaml, text_of
from uninstaller.php.literals import parts
from uninstaller.php.values import first_unknown
from uninstaller.place import Place, Unread

Found = Iterator[ProvidedName | Unread]


def read_yaml_names(tree: Tree, code: OwnCode, folder: str, files: Iterable[OwnFile]) -> Found:
    stem = f"{folder}/{code.module}" if folder else code.module
    for file in files:
        if file.path == f"{stem}.permissions.yml":
            yield from _permissions(code, read_yaml(tree, file.path))
        elif file.path == f"{stem}.routing.yml":
            yield from _routes(read_yaml(tree, file.path))
        elif file.path == f"{stem}.libraries.yml":
            yield from _entries(read_yaml(tree, file.path), NameKind.LIBRARY)
        elif file.role is Role.CONFIG_SCHEMA:
            yield from _entries(read_yaml(tree, file.path), NameKind.CONFIG_SCHEMA)
        elif file.role in _CONFIG:
            name = file.path.rpartition("/")[2].removesuffix(".yml")
            yield ProvidedName(_CONFIG[file.role], name, Place(file.path))


_CONFIG = {Role.CONFIG_INSTALL: NameKind.CONFIG, Role.CONFIG_OPTIONAL: NameKind.OPTIONAL_CONFIG}


def _entries(read: YamlFile, kind: NameKind) -> Found:
    if read.problem:
        yield read.problem
    for key in read.items:
        yield ProvidedName(kind, str(key), read.place(key))


def _routes(read: YamlFile) -> Found:
    """Routes of `route_callbacks` have names that only their code knows."""
    if read.problem:
        yield read.problem
    for key, value in read.items.items():
        if key == "route_callbacks":
            for callback in items_of(value).values():
                place = read.place("route_callbacks")
                yield Unread(place, f"which routes {text_of(callback)} makes is not known")
        else:
            yield ProvidedName(NameKind.ROUTE, str(key), read.place(key), text_of(value, "path"))


def _permissions(code: OwnCode, read: YamlFile) -> Found:
    if read.problem:
        yield read.problem
    for key, value in read.items.items():
        if key == "permission_callbacks":
            for index, callback in items_of(value).items():
                yield from _from_callback(code, text_of(callback), read.place(key, index))
        else:
            yield ProvidedName(NameKind.PERMISSION, str(key), read.place(key))


def _from_callback(code: OwnCode, name: str, place: Place) -> Found:
    """Permissions that code makes: those whose names are literal, and whether there are more."""
    callback = find_callback(code, name)
    if callback is None:
        yield Unread(place, f"which permissions {name} makes is not known: it is not found")
        return
    value = evaluate_callback(code, callback)
    for key in items_of(value):
        yield ProvidedName(NameKind.PERMISSION, str(key), callback.place, callback.name)
    why = first_unknown(value)
    if why is not None:
        yield Unread(callback.place, f"which permissions {callback.name}() makes is not known: {why.reason}")
        yield from _patterns(code, callback)


def _patterns(code: OwnCode, callback: Callback) -> Found:
    """What the code makes keys of, with `%` for what depends on the site."""
    file = open_file(code, callback.place.path)
    for element in walk_named(file.parsed.root):
        key = first_part(element) if element.type == "array_element_initializer" and len(parts(element)) > 1 else None
        if key is not None and key.type in ("encapsed_string", "binary_expression"):
            pattern = read_pattern(file, key)
            if "%" in pattern and pattern != "%":
                yield ProvidedName(NameKind.PERMISSION, pattern, place_of(callback.place.path, key), callback.name)
