"""Rows in shared tables that bear the module's name or a name of its own: file usage, authmap, queues, users' data."""

from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.seven.code.neighbours import Neighbours, Topic
from uninstaller.drupal.seven.storage.calls import Activity, Call
from uninstaller.drupal.seven.storage.names import ANY, Names, read_elements, read_names
from uninstaller.drupal.seven.storage.scope import Scope, argument
from uninstaller.drupal.seven.storage.variables import owner_by_prefix
from uninstaller.facts.extension import Extension
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.php.literals import parts
from uninstaller.php.parse import Node, walk
from uninstaller.place import Place, place_at


def read_rows(activity: Activity, extension: Extension, neighbours: Neighbours) -> Iterator[Stores]:
    module = extension.name
    cleared = frozenset().union(*(call.names(0) for call in activity.of("db_delete") if call.on_removal))
    for row in _by_module_column(activity, module):
        is_gone = _TABLES[row.kind] in cleared
        is_shared = row.kind is Kind.FILE_USAGE and module in neighbours.spelled(Topic.FILE_USAGE)
        fate, how = Fate.RESIDUE, How.GUESSED if is_shared else How.WRITTEN
        if is_gone:
            fate, how = Fate.REMOVED, How.DELETED
        yield Stores(row.kind, row.name, module, how, fate, row.place)
    yield from _queues(activity, module, neighbours)
    yield from _user_data(activity, module, neighbours)
    yield from _locale_sources(activity, extension)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: Kind
    name: str
    place: Place


_TABLES = {Kind.FILE_USAGE: "file_usage", Kind.AUTHMAP: "authmap", Kind.MENU_LINK: "menu_links"}


def _by_module_column(activity: Activity, module: str) -> Iterator[_Row]:
    """Rows whose column `module` has the module's own name; what it writes in another's name is not its own."""
    for call in activity.of("file_usage_add"):
        if call.names(1) == {module}:
            yield _Row(Kind.FILE_USAGE, module, call.place)
    for call in activity.of("user_external_login_register"):
        if call.names(1) == {module}:
            yield _Row(Kind.AUTHMAP, module, call.place)
    for call in activity.of("user_set_authmaps"):
        if f"authname_{module}" in _keys(call, 1):
            yield _Row(Kind.AUTHMAP, module, call.place)
    for call in activity.of("menu_link_save"):
        if module in call.properties(0, "module"):
            yield _Row(Kind.MENU_LINK, module, call.place)


def _keys(call: Call, index: int) -> Names:
    given = argument(call.node, index)
    return read_elements(call.scope, given, keys=True) if given is not None else frozenset()


def _queues(activity: Activity, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    for call in activity.of("drupalqueue::get"):
        for name in sorted(call.names(0)):
            if ANY not in name and owner_by_prefix(name, module, neighbours.modules) == module:
                yield Stores(Kind.QUEUE, name, module, How.WRITTEN, Fate.RESIDUE, call.place)


_ACCOUNTS = ("$account", "$user", "$edit", "$GLOBALS['user']", "$form['#user']")
_DATA = frozenset(f"{account}{data}".encode() for account in _ACCOUNTS for data in ("->data", "['data']"))


def _user_data(activity: Activity, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    """Keys of {users}.data: `$account->data['key']`, `$edit['data']['key']`, user_save(…, array('data' => …))."""
    for scope in activity.scopes(_may_keep_user_data):
        for node in walk(scope.parsed.root):
            for name in sorted(_data_keys(scope, node)):
                if ANY not in name and owner_by_prefix(name, module, neighbours.modules) == module:
                    place = place_at(scope.path, scope.parsed.source, node.start_byte)
                    yield Stores(Kind.USER_DATA, name, module, How.WRITTEN, Fate.RESIDUE, place)


def _may_keep_user_data(source: bytes) -> bool:
    plain = source.replace(b'"', b"'")
    return b"user_save" in plain.lower() or any(text in plain for text in _DATA)


def _data_keys(scope: Scope, node: Node) -> Names:
    if node.type == "subscript_expression" and len(parts(node)) == 2:
        data, key = parts(node)
        return read_names(scope, key) if _is_user_data(scope, data) else frozenset()
    if node.type == "array_element_initializer" and len(parts(node)) == 2 and _is_given_to_user_save(scope, node):
        key, value = parts(node)
        is_data = scope.parsed.text(key).strip("'\"") == "data"
        return read_elements(scope, value, keys=True) if is_data else frozenset()
    return frozenset()


def _is_user_data(scope: Scope, node: Node) -> bool:
    text = scope.parsed.text(node).replace('"', "'")
    return text.encode("utf-8", "surrogateescape") in _DATA


def _is_given_to_user_save(scope: Scope, element: Node) -> bool:
    array = element.parent
    call = array.parent.parent.parent if array and array.parent and array.parent.parent else None
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and scope.parsed.text(function).lower() == "user_save"


def _locale_sources(activity: Activity, extension: Extension) -> Iterator[Stores]:
    """Source strings are kept by the files that they were met in; one that others use too is in the same row."""
    if any(b"t(" in activity.own.code.sources[path] for path in activity.files) and extension.folder:
        name = f"{extension.folder}/%"
        place = Place(extension.info_path)
        yield Stores(Kind.LOCALE_SOURCE, name, extension.name, How.GUESSED, Fate.RESIDUE, place)
