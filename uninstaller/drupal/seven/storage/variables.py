"""The variables of a module: those that it deletes itself, and those that are provably its own and stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uninstaller.drupal.seven.code.neighbours import Neighbours, Topic, overlaps
from uninstaller.drupal.seven.storage.calls import Activity, Call, Stretch
from uninstaller.drupal.seven.storage.names import ANY, read_elements, read_names
from uninstaller.drupal.seven.storage.scope import argument, callee
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.php.parse import Node, walk
from uninstaller.place import Place, Unread, place_at

READS = ("variable_get", "variable_set", "variable_del")
MAX_LENGTH = 128
"""Of {variable}.name (modules/system/system.install)."""

_LIKE = re.compile(r"\bLIKE\s+['\"]([^'\"]+)['\"]", re.I)
_EQUALS = re.compile(r"\bname\s*(?:=|IN\s*\()\s*((?:['\"][^'\"]+['\"][\s,]*)+)", re.I)
_PATTERN = re.compile(r"\w[\w.:\\-]*%[\w%.:\\-]*")


@dataclass(frozen=True, slots=True)
class Deletion:
    """A variable, or a pattern of them, that goes when the module is uninstalled.

    `is_whole`: every variable that fits the pattern goes, not only those whose names the code makes at run time.
    """

    name: str
    place: Place
    is_whole: bool

    def covers(self, mention: str) -> bool:
        if self.name == mention:
            return True
        if ANY not in self.name or not self.is_whole:
            return False
        letters = ("." if letter == "_" else ".*" if letter == ANY else re.escape(letter) for letter in self.name)
        return re.fullmatch("".join(letters), mention, re.DOTALL) is not None


def read_variables(activity: Activity, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    """Rows of the footprint; a variable that the module merely reads is not among them."""
    deletions = list(_deletions(activity))
    for deletion in deletions:
        if deletion.name.strip("%_"):
            yield Stores(Kind.VARIABLE, deletion.name, module, How.DELETED, Fate.REMOVED, deletion.place)
    for name, mentions in _mentions(activity).items():
        if not any(deletion.covers(name) for deletion in deletions):
            how = claim_variable(name, module, neighbours, is_written=any(is_written for _, is_written in mentions))
            if how is not None:
                yield Stores(Kind.VARIABLE, name, module, how, Fate.RESIDUE, min(place for place, _ in mentions))


def read_unread_deletions(activity: Activity) -> Iterator[Unread]:
    """Deletions on removal whose names only the site knows."""
    tables = {place.path for place in (deletion.place for deletion in _table_deletions(activity))}
    for call in activity.of("variable_del"):
        if call.on_removal and call.names(0) == {ANY} and call.place.path not in tables:
            yield Unread(call.place, "variable_del() is told at run time which variable to delete")


def _mentions(activity: Activity) -> dict[str, list[tuple[Place, bool]]]:
    """By name all places, each with whether the variable is written there; no call is kept, with its file's tree."""
    found: dict[str, list[tuple[Place, bool]]] = {}
    for call in activity.of(*READS):
        for name in sorted(call.names(0)):
            if name.strip("%_ ") and len(name) <= MAX_LENGTH:
                found.setdefault(name, []).append((call.place, _writes(call)))
    return found


def _writes(call: Call) -> bool:
    """A settings form saves what it reads as a default (system_settings_form(), modules/system/system.module)."""
    return call.name == "variable_set" or (call.name == "variable_get" and call.function_calls("system_settings_form"))


def owner_by_prefix(name: str, module: str, modules: frozenset[str]) -> str:
    """The module with the longest name that a stored name begins with, '' where there is none."""
    fitting = [each for each in modules | {module} if name == each or name.startswith(f"{each}_")]
    return max(fitting, key=len, default="")


def claim_variable(name: str, module: str, neighbours: Neighbours, *, is_written: bool) -> How | None:
    """How it is known that a variable is the module's; None where it is not, GUESSED where others may own it too."""
    in_core = any(overlaps(name, other) for other in neighbours.spelled(Topic.CORE_VARIABLE))
    if ANY in name:
        return _claim_pattern(name, module, neighbours, in_core=in_core)
    owner = owner_by_prefix(name, module, neighbours.modules)
    if owner == module:
        return (How.GUESSED if is_written else None) if in_core else How.WRITTEN
    if owner or not is_written or any(overlaps(name, other) for other in neighbours.spelled(Topic.VARIABLE)):
        return None
    return How.WRITTEN


def _claim_pattern(name: str, module: str, neighbours: Neighbours, *, in_core: bool) -> How | None:
    start = name.partition(ANY)[0]
    if not start.startswith(f"{module}_") or in_core:
        return None
    longer = (other for other in neighbours.modules if other.startswith(f"{module}_"))
    if any(overlaps(name, other) or overlaps(name, f"{other}_%") for other in longer):
        return How.GUESSED
    return How.GUESSED if any(overlaps(name, other) for other in neighbours.spelled(Topic.VARIABLE)) else How.WRITTEN


def _deletions(activity: Activity) -> Iterator[Deletion]:
    for call in activity.of("variable_del"):
        if call.on_removal:
            for name in sorted(call.names(0)):
                yield Deletion(name, call.place, is_whole=False)
    yield from _table_deletions(activity)


def _table_deletions(activity: Activity) -> Iterator[Deletion]:
    """By queries on {variable}: by name or with LIKE, deleted at once or found to be deleted one by one."""
    for stretch in activity.on_removal():
        for node in walk(stretch.node):
            if _is_query(stretch, node):
                place = place_at(stretch.scope.path, stretch.scope.parsed.source, node.start_byte)
                for name in sorted(_named_in_query(stretch, _statement(node))):
                    yield Deletion(name, place, is_whole=ANY in name)


def _is_query(stretch: Stretch, node: Node) -> bool:
    if node.type != "function_call_expression":
        return False
    name = callee(stretch.scope.parsed, node)
    first = argument(node, 0)
    if first is None or name not in ("db_delete", "db_select", "db_query", "db_query_range", "update_sql"):
        return False
    told = read_names(stretch.scope, first)
    return told == {"variable"} or any("{variable}" in text for text in told)


def _statement(node: Node) -> Node:
    """The whole chain of calls, and where it stands alone or in a condition all that follows in the line."""
    here = node
    while here.parent is not None and here.parent.type in ("member_call_expression", "member_access_expression"):
        here = here.parent
    return here


def _named_in_query(stretch: Stretch, chain: Node) -> Iterator[str]:
    text = stretch.scope.parsed.text(chain)
    yield from (found.replace("%%", ANY).replace("\\_", "_") for found in _LIKE.findall(text) if ":" not in found)
    for listed in _EQUALS.findall(text):
        yield from re.findall(r"['\"]([^'\"]+)['\"]", listed)
    for node in walk(chain):
        if node.type in ("array_element_initializer", "argument") and not _is_sql(stretch, node):
            yield from (name for name in _values(stretch, node) if _PATTERN.fullmatch(name))
        if node.type == "member_call_expression":
            yield from _condition(stretch, node)


def _is_sql(stretch: Stretch, node: Node) -> bool:
    return "{variable}" in stretch.scope.parsed.text(node)


def _values(stretch: Stretch, node: Node) -> Iterator[str]:
    inner = [child for child in node.named_children if child.type != "comment"]
    if inner and inner[-1].type != "array_creation_expression":
        yield from sorted(read_names(stretch.scope, inner[-1]))


def _condition(stretch: Stretch, node: Node) -> Iterator[str]:
    """`->condition('name', VALUE, OPERATOR)`."""
    field, value = argument(node, 0), argument(node, 1)
    method = node.child_by_field_name("name")
    if field is None or value is None or method is None or stretch.scope.parsed.text(method) != "condition":
        return
    if read_names(stretch.scope, field) & {"name", "v.name", "variable.name"}:
        is_list = value.type in ("array_creation_expression", "variable_name")
        found = read_elements(stretch.scope, value) if is_list else frozenset[str]()
        found |= read_names(stretch.scope, value) if value.type != "array_creation_expression" else frozenset()
        yield from sorted(name.replace("\\_", "_") for name in found if name != ANY)
