"""The one door through which discovery reads YAML and JSON: values as Drupal's parser sees them, each with its line."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from uninstaller.codebase.tree import Tree
from uninstaller.place import Place, Unread
from uninstaller.yaml import nodes
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.parse import parse

LARGEST = 5_000_000
_FLOW_OR_INDENTED = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#.*)?\r?\n)*(?:[ \t]+[^ \t#\r\n]|[{\[])")

Scalar = None | bool | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its line. A mapping's entries bear the lines of their keys; what an own tag marks is its value."""

    value: Scalar | Mapping[str, "Node"] | tuple["Node", ...]
    line: int

    @property
    def text(self) -> str:
        """As PHP turns it into text: 1.0 is '1', true is '1'; '' for false, null, a mapping or a sequence."""
        if isinstance(self.value, bool) or self.value is None:
            return "1" if self.value else ""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return str(self.value) if isinstance(self.value, str | int | float) else ""

    @property
    def is_true(self) -> bool:
        """As PHP sees it: '0' is false, and so is what is empty."""
        return bool(self.value) and self.value != "0"

    def get(self, *keys: str) -> "Node | None":
        """What lies below the keys, None where something on the way is no mapping or lacks the key."""
        here: Node | None = self
        for key in keys:
            here = here.value.get(key) if here is not None and isinstance(here.value, Mapping) else None
        return here

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Entries of a mapping, or of a sequence with its indices, which PHP does not tell apart."""
        if isinstance(self.value, Mapping):
            yield from self.value.items()
        elif isinstance(self.value, tuple):
            yield from ((str(index), node) for index, node in enumerate(self.value))

    def entries(self, *keys: str) -> tuple[tuple[str, "Node"], ...]:
        """The entries of the mapping or sequence below the keys; none where there is no such thing."""
        here = self.get(*keys)
        return tuple(here.items()) if here is not None else ()

    def below(self, *keys: str) -> tuple["Node", ...]:
        """The values among `entries`."""
        return tuple(node for _key, node in self.entries(*keys))

    def text_of(self, *keys: str) -> str:
        """The text below the keys, '' where there is none."""
        here = self.get(*keys)
        return here.text if here is not None else ""


def read_file(tree: Tree, path: str) -> Node | Unread:
    """A YAML file of the tree; `Unread` for what Drupal could not read either."""
    return _read_with(tree, path, read_yaml)


def read_json_file(tree: Tree, path: str) -> Node | Unread:
    """A JSON file of the tree, which must hold an object."""
    return _read_with(tree, path, _read_json)


def read_file_keys(tree: Tree, path: str, keys: tuple[str, ...]) -> Node | Unread:
    """Some keys of a YAML file of the tree, as `read_keys`."""
    return _read_with(tree, path, lambda source, path: read_keys(source, path, keys))


def _read_with(tree: Tree, path: str, read: Callable[[bytes, str], Node | Unread]) -> Node | Unread:
    entry = tree.files[path]
    if entry.size > LARGEST:
        return Unread(Place(path), f"larger than {LARGEST} bytes: not read")
    try:
        return read(tree.read(path), path)
    except OSError as error:
        return Unread(Place(path), f"cannot be read: {error.strerror or error}")


def read_yaml(source: bytes, path: str) -> Node | Unread:
    """A YAML document."""
    return _make_root(parse(source), path)


def _read_json(source: bytes, path: str) -> Node | Unread:
    root = _make_root(parse_json(source), path)
    return root if isinstance(root, Unread) or isinstance(root.value, Mapping) else Unread(Place(path), "no object")


def read_keys(source: bytes, path: str, keys: tuple[str, ...]) -> Node | Unread:
    """Some keys of a document that is a mapping: a tenth of the work where the rest of it is long.

    What is broken elsewhere in the document is not told.
    """
    if _FLOW_OR_INDENTED.match(source):
        return read_yaml(source, path)
    entries: dict[str, Node] = {}
    for key in keys:
        blocks = list(_find_key(key).finditer(source))
        if len(blocks) > 1:
            return read_yaml(source, path)
        for block in blocks:
            found = read_yaml(b"\n" * source.count(b"\n", 0, block.start()) + block[0], path)
            if isinstance(found, Unread):
                return found
            entries.update(found.items())
    return Node(entries, 1)


@cache
def _find_key(key: str) -> re.Pattern[bytes]:
    """A key of the outermost mapping with all that is below it: lines that are indented, items or comments."""
    name = re.escape(key.encode())
    return re.compile(rb"^(?:%s|'%s'|\"%s\")[ \t]*:.*(?:\n(?:[ \t\r#-].*)?)*" % (name, name, name), re.MULTILINE)


def _make_root(document: nodes.Document | nodes.Malformed, path: str) -> Node | Unread:
    if isinstance(document, nodes.Malformed):
        return document.unread(path)
    ends = [found.start() for found in re.finditer(rb"\n", document.source)]
    return _make(document.root.value, document.root, bisect_right(ends, document.root.start) + 1, ends)


def _make(value: nodes.Value, written: nodes.Node | None, line: int, ends: list[int]) -> Node:
    """`written` is where the value stands, None for what an alias or a merge key brings: it has their line."""
    if isinstance(value, nodes.Tagged):
        return _make(value.value, written, line, ends)
    entries = {entry.key: entry for entry in written.entries} if written is not None else {}
    made: dict[str, Node] = {}
    if isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            entry = entries.get(key)
            own_line = bisect_right(ends, entry.key_start) + 1 if entry is not None else line
            made[str(key)] = _make(below, entry.node if entry is not None else None, own_line, ends)
        return Node(made if isinstance(value, dict) else tuple(made.values()), line)
    return Node(value, line)
