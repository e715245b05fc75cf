"""Where a module's own code calls the functions that store, read and delete, and which of it runs on removal."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.lifting.callbacks import role_of
from uninstaller.drupal.seven.storage.hooks import implements, list_own_files, parse_once, parse_round
from uninstaller.drupal.seven.storage.names import UNKNOWN, Names, read_names
from uninstaller.drupal.seven.storage.properties import read_property
from uninstaller.drupal.seven.storage.scope import (
    Scope,
    argument,
    callee,
    enclosing_function,
)
from uninstaller.facts.mentions import is_comment
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Node, Span, walk
from uninstaller.php.slice import slice_closure
from uninstaller.place import Place, place_at


@dataclass(frozen=True, slots=True)
class Call:
    """A call in own code; `name` in lower case, with the class where it is static. `on_removal`: runs on removal."""

    name: str
    node: Node
    scope: Scope
    on_removal: bool

    @property
    def place(self) -> Place:
        return place_at(self.scope.path, self.scope.parsed.source, self.node.start_byte)

    def names(self, index: int) -> Names:
        """What an argument can be; `%` alone where it is missing."""
        given = argument(self.node, index)
        return read_names(self.scope, given) if given is not None else UNKNOWN

    def properties(self, index: int, key: str) -> Names:
        """What a key of the array or object can be that is given as an argument."""
        given = argument(self.node, index)
        return read_property(self.scope, given, key) if given is not None else UNKNOWN

    def function_calls(self, name: str) -> bool:
        """Whether the function that holds this call also calls another."""
        parsed, function = self.scope.parsed, enclosing_function(self.node)
        if name not in parsed.text(function).lower():
            return False
        return any(callee(parsed, node) == name for node in walk(function) if node.type == "function_call_expression")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of own code that runs on removal."""

    scope: Scope
    node: Node


@dataclass(frozen=True, slots=True)
class Activity:
    """What a module's own code does, as far as it matters to the database; syntax trees are made anew when asked.

    `files` are all of its own, `spans` what runs on removal, by path.
    """

    own: OwnCode
    files: tuple[str, ...]
    spans: Mapping[str, tuple[Span, ...]]

    def of(self, *names: str) -> Iterator[Call]:
        """Calls of functions by their lower-case names, with `CLASS::` before a static one."""
        return (call for path in self.files for call in _calls(self.own, path, names, self.spans.get(path, ())))

    def on_removal(self) -> Iterator[Stretch]:
        """The own code that runs on removal."""
        for path, spans in self.spans.items():
            scope = read_scope(self.own, path)
            found = (scope.parsed.root.descendant_for_byte_range(*span) for span in spans)
            yield from (Stretch(scope, node) for node in found if node is not None)

    def given_on_removal(self, name: str, index: int = 0) -> Names:
        """All that a function is given at an index by what runs on removal."""
        calls = (call for call in self.of(name) if call.on_removal)
        return frozenset().union(*(call.names(index) for call in calls))

    def scopes(self, is_wanted: Callable[[bytes], bool]) -> Iterator[Scope]:
        """The own files whose text is wanted, parsed."""
        return (read_scope(self.own, path) for path in self.files if is_wanted(self.own.code.sources[path]))


def read_scope(own: OwnCode, path: str) -> Scope:
    return Scope(own, path, parse_once(own.code.sources[path], ()))


def read_activity(own: OwnCode, module: str) -> Activity:
    return Activity(own, list_own_files(own, module), _spans_on_removal(own, module))


def _spans_on_removal(own: OwnCode, module: str) -> Mapping[str, tuple[Span, ...]]:
    """By path: hook_disable() and hook_uninstall() with all own code that they need (includes/install.inc)."""
    found = [implements(own, module, hook) for hook in ("disable", "uninstall")]
    # Only the install file is loaded when Drupal uninstalls; when it disables, the module's own file too.
    roots = [one for one in found if one and one.path.endswith((".install", ".module"))]
    roots = [one for one in roots if one.path.endswith(".install") or not one.name.lower().endswith("_uninstall")]
    spans: dict[str, tuple[Span, ...]] = {}
    for sliced in slice_closure(own.code, roots, role_of, lambda _need: ()):
        declaration = sliced.declaration
        if declaration.kind is not DeclarationKind.CONSTANT:
            spans[declaration.path] = (*spans.get(declaration.path, ()), declaration.span)
    return spans


def _calls(own: OwnCode, path: str, names: Iterable[str], spans: tuple[Span, ...]) -> Iterator[Call]:
    """In source order, an outer call before those in its arguments; only text that spells a name is parsed."""
    lowered = own.code.sources[path].lower()
    wanted = [name.encode() for name in names if _first_word(name.encode()) in lowered]
    if not wanted:
        return
    spots = [(name, start) for name in wanted for start in _find_words(lowered, _first_word(name))]
    if not spots:
        return
    scope = Scope(own, path, parse_round(own, path, [start for _, start in spots]))
    nodes = (node for name, start in spots for node in _calls_at(scope, name, start))
    for node in sorted(nodes, key=lambda node: (node.start_byte, -node.end_byte)):
        is_on_removal = any(start <= node.start_byte < end for start, end in spans)
        yield Call(_call_name(scope, node), node, scope, is_on_removal)


def _first_word(name: bytes) -> bytes:
    return name.partition(b"::")[0]


def _find_words(lowered: bytes, word: bytes) -> Iterator[int]:
    start = lowered.find(word)
    while start >= 0:
        if not is_comment(lowered, start):
            yield start
        start = lowered.find(word, start + len(word))


def _calls_at(scope: Scope, name: bytes, start: int) -> Iterator[Node]:
    """The call of a function or static method whose first word stands there, if there is one."""
    node = scope.parsed.root.descendant_for_byte_range(start, start + len(_first_word(name)))
    call = node.parent if node is not None else None
    if call is not None and _call_name(scope, call).encode("utf-8", "surrogateescape") == name:
        yield call


def _call_name(scope: Scope, node: Node) -> str:
    if node.type == "function_call_expression":
        return callee(scope.parsed, node)
    if node.type == "scoped_call_expression":
        parts_of_name = (node.child_by_field_name("scope"), node.child_by_field_name("name"))
        return "::".join(scope.parsed.text(part).lower() for part in parts_of_name if part is not None)
    return ""
