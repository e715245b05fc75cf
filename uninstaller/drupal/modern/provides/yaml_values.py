"""YAML files of a module as the values that PHP code would have of them, each entry with its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.php.values import Array, ArrayBuilder, ExhaustedError, Key, Unknown, Value, to_key
from uninstaller.place import Place, Unread
from uninstaller.yaml import nodes
from uninstaller.yaml.parse import parse


@dataclass(frozen=True, slots=True)
class YamlFile:
    """`problem` is why the value is empty where it could not be read."""

    path: str
    value: Value = None
    document: nodes.Document | None = None
    problem: Unread | None = None

    @property
    def items(self) -> Mapping[Key, Value]:
        """The entries at the top; none where the file holds no mapping."""
        return items_of(self.value)

    def place(self, *keys: Key) -> Place:
        """Where the entry below the keys is written; the file alone where it comes of an alias."""
        entry = self.document.find(keys) if self.document is not None else None
        if entry is None or self.document is None:
            return Place(self.path)
        return self.document.place(self.path, entry.key_start)


def items_of(value: Value) -> Mapping[Key, Value]:
    """The entries of an array; none of anything else."""
    return value.items if isinstance(value, Array) else {}  # type: ignore[return-value]  # no Ref outside of a run


def text_of(value: Value, *keys: Key) -> str:
    """The text below the keys, '' where there is none."""
    for key in keys:
        value = items_of(value).get(key)
    return value if isinstance(value, str) else str(value) if type(value) in (int, float) else ""


def read_yaml(tree: Tree, path: str) -> YamlFile:
    """Reads a file; never raises."""
    try:
        found = parse(tree.read(path))
        if isinstance(found, nodes.Malformed):
            return YamlFile(path, problem=found.unread(path))
        return YamlFile(path, _as_php(found.root.value), found)
    except OSError as error:
        return YamlFile(path, problem=Unread(Place(path), f"cannot be read: {error.strerror or error}"))
    except ExhaustedError:
        return YamlFile(path, problem=Unread(Place(path), "too large to be read as YAML"))


def _as_php(value: nodes.Value) -> Value:
    """A value with a tag of its own is what the tag marks."""
    match value:
        case dict():
            builder = ArrayBuilder()
            for key, below in value.items():
                name = to_key(key)
                builder.add(key if name is None or isinstance(name, Unknown) else name, _as_php(below))
            return builder.build()
        case list():
            builder = ArrayBuilder()
            for below in value:
                builder.add(None, _as_php(below))
            return builder.build()
        case nodes.Tagged():
            return _as_php(value.value)
        case bytes():
            return value.decode("utf-8", "surrogateescape")
        case _:
            return value
