"""Reads block style YAML line by line: enough to say which name stands where, and nothing of YAML's finer points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"""^(?P<indent> *)(?P<dashes>(?:- +)*)(?P<text>[^\s#].*)?$""")
_KEY = re.compile(r"""(?P<quote>['"]?)(?P<key>[^'":\[\]{}]+)(?P=quote):(?: +|$)""")
_ITEM = re.compile(r"""['"]?([^'",\[\]\s][^'",\[\]]*)""")


@dataclass(frozen=True, slots=True)
class Item:
    """A scalar: `keys` lead to it, `value` is without quotes; line and column (in bytes) count from 1."""

    keys: tuple[str, ...]
    value: str
    line: int
    column: int


def read_items(source: bytes) -> Iterator[Item]:
    """Every key with its value, and every item of a list, in the order of the file; an empty value is ''."""
    stack: list[tuple[int, str]] = []
    literal = -1
    for number, line in enumerate(source.decode("utf-8", "replace").split("\n"), 1):
        found = _LINE.match(line.rstrip())
        if found is None or not (found["text"] or found["dashes"].strip()):
            continue
        indent = len(found["indent"])
        if literal >= 0 and indent > literal:
            continue
        literal = -1
        depth = indent + len(found["dashes"])
        is_item = bool(found["dashes"])
        stack = [pair for pair in stack if pair[0] < indent or (is_item and pair[0] == indent)]
        text = found["text"] or ""
        key = _KEY.match(text)
        if key:
            stack = [*[pair for pair in stack if pair[0] < depth], (depth, key["key"].strip())]
            text, depth = text[key.end() :], depth + key.end()
        keys = tuple(name for _, name in stack)
        if re.match(r"[|>][-+0-9]*$", text):
            literal = indent
            continue
        place = len(line[:depth].encode())
        yield from _read_value(keys, text, number, place, is_key=bool(key), start=stack[-1][0] if key else 0)


def _read_value(
    keys: tuple[str, ...], text: str, number: int, place: int, *, is_key: bool, start: int
) -> Iterator[Item]:
    if text.startswith("["):
        for found in _ITEM.finditer(text.split("#", maxsplit=1)[0]):
            yield Item(keys, found[1].strip(), number, place + len(text[: found.start(1)].encode()) + 1)
        return
    value = text if text[:1] in "'\"" else re.sub(r"\s+#.*$", "", text)
    stripped = value.strip().strip("'\"")
    quote = 1 if text[:1] in ("'", '"') and text else 0
    yield Item(keys, stripped, number, place + quote + 1 if stripped or not is_key else start + 1)
