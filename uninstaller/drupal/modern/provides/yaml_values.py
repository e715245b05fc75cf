"""The one door to YAML here, until the project has a reader of its own: values as PHP has them, with lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from uninstaller.codebase.tree import Tree
from uninstaller.php.values import Array, ArrayBuilder, ExhaustedError, Key, Value, to_key
from uninstaller.place import Place, Unread

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 5_000_000
DEEPEST = 60
_NESTED = re.compile(rb"(?:[\[{]\s*){200}|(?:-[ \t]+){200}|(?:\?[ \t]+){200}")
_WORDS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """`lines` is where the entry below the keys begins; `problem` why the value is empty where it could not be read."""

    path: str
    value: Value = None
    lines: Mapping[tuple[Key, ...], int] = field(default_factory=dict)
    problem: Unread | None = None

    @property
    def items(self) -> Mapping[Key, Value]:
        """The entries at the top; none where the file holds no mapping."""
        return items_of(self.value)

    def place(self, *keys: Key) -> Place:
        return Place(self.path, self.lines.get(keys, 0))


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
        source = tree.read(path)
    except OSError as error:
        return _failed(path, 0, f"cannot be read: {error.strerror or error}")
    if len(source) > LARGEST or _NESTED.search(source):
        return _failed(path, 0, "too large or nested too deep to be read as YAML")
    lines: dict[tuple[Key, ...], int] = {}
    try:
        root = yaml.compose(source, Loader=_LOADER)
        return YamlFile(path, None if root is None else _value(root, (), lines), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _failed(path, mark.line + 1 if mark else 0, f"broken YAML: {error.problem or error.context}")
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ExhaustedError) as error:
        return _failed(path, 0, f"broken YAML: {str(error).partition(chr(10))[0] or type(error).__name__}")


def _failed(path: str, line: int, reason: str) -> YamlFile:
    return YamlFile(path, problem=Unread(Place(path, line), reason))


def _value(node: yaml.Node, keys: tuple[Key, ...], lines: dict[tuple[Key, ...], int]) -> Value:
    if len(keys) > DEEPEST:
        raise ExhaustedError
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, keys, lines)
    if isinstance(node, yaml.SequenceNode):
        builder = ArrayBuilder()
        for index, item in enumerate(node.value):
            builder.add(None, _value(item, (*keys, index), lines))
            lines.setdefault((*keys, index), item.start_mark.line + 1)
        return builder.build()
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style and not node.tag.startswith("!")
    return _scalar(node.value) if is_plain else str(node.value)


def _mapping(node: yaml.MappingNode, keys: tuple[Key, ...], lines: dict[tuple[Key, ...], int]) -> Value:
    builder = ArrayBuilder()
    merged: list[Value] = []
    for key, value in node.value:
        written = to_key(str(key.value)) if isinstance(key, yaml.ScalarNode) else ""
        name = written if isinstance(written, int | str) else ""
        if name == "<<" and not key.style:
            found = _value(value, keys, {})
            merged += list(items_of(found).values()) if isinstance(value, yaml.SequenceNode) else [found]
            continue
        lines.setdefault((*keys, name), key.start_mark.line + 1)
        builder.add(name, _value(value, (*keys, name), lines))
    for source in merged:
        for name, below in items_of(source).items():
            if name not in builder.items:
                builder.add(name, below)
    return builder.build()


def _scalar(text: str) -> Value:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
