"""Small edits of YAML and JSON by byte span: what is not meant keeps every byte, and each edit is read again.

An edit that would not leave exactly the value meant (an anchor that others use, a merge key) is refused.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Entry, Kind, Malformed, Node, Path, Value
from uninstaller.yaml.parse import parse
from uninstaller.yaml.removal import Blank, Splice, remove_from_block, remove_from_flow

__all__ = ["Splice", "find_items", "insert", "remove", "replace", "splice", "widen"]

Edited = tuple[Splice, ...] | Malformed


def splice(source: bytes, splices: Iterable[Splice]) -> bytes:
    """The source with all splices made; raises ValueError where two overlap."""
    pieces: list[bytes] = []
    position = 0
    for one in sorted(splices):
        if one.start < position:
            raise ValueError(f"splice at {one.start} overlaps another one")
        pieces += [source[position : one.start], one.replacement]
        position = one.end
    return b"".join([*pieces, source[position:]])


def find_items(document: Document, path: Path, wanted: Callable[[Value], bool]) -> tuple[Path, ...]:
    """Paths of the items of a sequence (or of the entries of a mapping) whose value is wanted."""
    entry = document.find(path) if path else None
    node = entry.node if entry else document.root
    if path and not entry:
        return ()
    return tuple((*path, one.key) for one in node.entries if wanted(one.node.value))


def widen(document: Document, paths: Iterable[Path], may_go: Collection[Path]) -> frozenset[Path]:
    """The paths; but where all entries of a collection go, and it may go itself, the collection's path instead."""
    found = {path for path in paths if document.find(path)}
    for parent in sorted(may_go, key=len, reverse=True):
        entry = document.find(parent)
        if entry and entry.node.entries and all((*parent, one.key) in found for one in entry.node.entries):
            found = {path for path in found if path[: len(parent)] != parent} | {parent}
    return frozenset(found)


def remove(document: Document, paths: Iterable[Path]) -> Edited:
    """Takes entries out, with the comments directly above them; what is not there is passed over.

    A collection that loses its last entry is left as `{  }`, as Drupal's exporter would write it.
    """
    meant = frozenset(paths)
    gone = frozenset(path for path in meant if path and not any(path[:length] in meant for length in range(len(path))))
    wanted = _without(document.root.value, gone, ())
    for blank in Blank:
        splices = tuple(sorted(one for group in _group(document, gone) for one in _remove(document, *group, blank)))
        if _leaves(document, splices, wanted):
            return splices
    return Malformed(document.source, 0, "cannot be taken out without changing more: edit it by hand")


def _group(document: Document, paths: Iterable[Path]) -> list[tuple[Entry | None, frozenset[str | int]]]:
    """Keys that go, with the entry that holds them; None for the root."""
    groups: dict[Path, set[str | int]] = {}
    for path in paths:
        if document.find(path):
            groups.setdefault(path[:-1], set()).add(path[-1])
    return [(document.find(parent), frozenset(keys)) for parent, keys in sorted(groups.items(), key=_sort_key)]


def _sort_key(group: tuple[Path, object]) -> list[str]:
    return [str(key) for key in group[0]]


def _remove(document: Document, parent: Entry | None, keys: frozenset[str | int], blank: Blank) -> Sequence[Splice]:
    node = parent.node if parent else document.root
    if node.is_flow:
        return remove_from_flow(document.source, node, keys, is_json=document.is_json)
    return remove_from_block(document.source, parent, node, keys, blank)


def insert(document: Document, path: Path, index: int, key: str, value: str) -> Edited:
    """Puts an entry in front of the one at the index of a mapping, or at its end; key and value as they shall stand."""
    parent = document.find(path) if path else None
    node = parent.node if parent else document.root
    text = f"{key}: {value}".encode()
    if not node.entries or node.kind is not Kind.MAPPING:
        return Malformed(document.source, node.start, "an empty mapping, or none: insert by hand")
    if node.is_flow:
        last = node.entries[-1].end
        at = node.entries[index].start if index < len(node.entries) else last
        splices = (Splice(at, at, text + b", " if at < last else b", " + text),)
    else:
        splices = (_insert_line(document.source, node, index, text),)
    new = _read(b"{ " + text + b" }", document.is_json)
    wanted = _put(document.root.value, path, new.root.value) if isinstance(new, Document) else None
    return splices if _leaves(document, splices, wanted) else Malformed(document.source, node.start, "insert by hand")


def _insert_line(source: bytes, node: Node, index: int, text: bytes) -> Splice:
    first = node.entries[0]
    column = first.key_start - (source.rfind(b"\n", 0, first.key_start) + 1)
    newline = b"\r\n" if b"\r\n" in source else b"\n"
    line = b" " * column + text + newline
    if index < len(node.entries):
        at = node.entries[index].start
        return Splice(at, at, line if at == 0 or source[at - 1 : at] == b"\n" else line.lstrip() + b" " * column)
    at = node.entries[-1].end
    return Splice(at, at, line if source[at - 1 : at] == b"\n" else newline + line.rstrip(b"\r\n"))


def replace(document: Document, path: Path, text: str) -> Edited:
    """Puts another scalar in the place of one, as it shall stand there."""
    entry = document.find(path)
    if not entry or entry.node.kind is not Kind.SCALAR:
        return Malformed(document.source, entry.start if entry else 0, "no scalar that can be replaced")
    node, new = entry.node, text.encode()
    splices = (
        Splice(node.start, node.end, new) if node.end > node.start else Splice(entry.mark, entry.mark, b" " + new),
    )
    value = _read(new, document.is_json)
    wanted = _put(document.root.value, path, value.root.value) if isinstance(value, Document) else None
    if wanted is not None and _leaves(document, splices, wanted):
        return splices
    return Malformed(document.source, node.start, "cannot be replaced: edit it by hand")


def _read(source: bytes, is_json: bool) -> Document | Malformed:
    return parse_json(source) if is_json else parse(source)


def _leaves(document: Document, splices: Iterable[Splice], wanted: Value) -> bool:
    edited = _read(splice(document.source, splices), document.is_json)
    return isinstance(edited, Document) and _plain(edited.root.value) == _plain(wanted)


def _plain(value: Value) -> object:
    """Comparable: types told apart, an empty list the same as an empty mapping, as in PHP."""
    if isinstance(value, dict):
        return [(key, _plain(value[key])) for key in sorted(value)]
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return type(value), repr(value)


def _without(value: Value, paths: frozenset[Path], here: Path) -> Value:
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if (*here, key) not in paths}
        return {key: _without(inner, paths, (*here, key)) for key, inner in kept.items()}
    if isinstance(value, list):
        return [_without(inner, paths, (*here, at)) for at, inner in enumerate(value) if (*here, at) not in paths]
    return value


def _put(value: Value, path: Path, new: Value) -> Value:
    """The value with another one at the path; what is there as well as that is a mapping is joined."""
    if not path:
        return {**value, **new} if isinstance(value, dict) and isinstance(new, dict) else new
    if isinstance(value, dict):
        return {key: _put(inner, path[1:], new) if key == path[0] else inner for key, inner in value.items()}
    if isinstance(value, list):
        return [_put(inner, path[1:], new) if at == path[0] else inner for at, inner in enumerate(value)]
    return value
