"""Laws of every edit: the value is what was meant, all other bytes stay, and a second time changes nothing."""

import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.yaml.texts import NOISE, TEXTS
from uninstaller.yaml.edits import insert, remove, replace, splice
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Malformed, Node, Path, Value
from uninstaller.yaml.parse import load, parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def _paths(node: Node, here: Path = ()) -> list[Path]:
    found = []
    for entry in node.entries:
        path = (*here, entry.key)
        found += [path, *_paths(entry.node, path)]
    return found


def _without(value: Value, paths: set[Path], here: Path = ()) -> Value:
    if isinstance(value, dict):
        items = {key: _without(inner, paths, (*here, key)) for key, inner in value.items() if (*here, key) not in paths}
        return items or []
    if isinstance(value, list):
        return [_without(inner, paths, (*here, at)) for at, inner in enumerate(value) if (*here, at) not in paths]
    return value


def _plain(value: Value) -> Value:
    return _without(value, set())


def _read(source: bytes) -> Document:
    document = parse(source)
    assert isinstance(document, Document), (source, document)
    return document


def _has_text_block(source: bytes) -> bool:
    """Symfony reads its last line otherwise where the file ends with it: an edit that changes that is refused.

    So it does with any that keeps a line break at its end, `|+` in an item of a list as well; `|-` and `>-` keep none.
    """
    return bool(re.search(rb"[:-] [|>]\+?\n", source))


def _holds(document: Document, data: st.DataObject) -> None:
    paths = _paths(document.root)
    chosen = set(data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4))) if paths else set()
    splices = remove(document, chosen)
    if isinstance(splices, Malformed):
        assert _has_text_block(document.source), (document.source, chosen)
        return
    edited = splice(document.source, splices)
    again = parse_json(edited) if document.is_json else parse(edited)
    assert isinstance(again, Document)
    assert _plain(again.root.value) == _without(document.root.value, chosen)
    assert all(one.replacement in (b"", b"  ", b" {  }", b"{  }", b"{  }\n") for one in splices)


@settings(max_examples=300)
@given(TEXTS, st.data())
def test_what_is_removed_is_gone_and_nothing_else(source: bytes, data: st.DataObject) -> None:
    _holds(_read(source), data)


@given(JSON, st.sampled_from([None, 2, 4, "\t"]), st.data())
def test_the_same_for_json(value: Value, indent: int | str | None, data: st.DataObject) -> None:
    document = parse_json(json.dumps(value, indent=indent).encode())
    assert isinstance(document, Document)
    _holds(document, data)


@given(TEXTS, st.data())
def test_a_second_time_changes_nothing(source: bytes, data: st.DataObject) -> None:
    document = _read(source)
    mappings = [path for path in _paths(document.root) if all(isinstance(key, str) for key in path)]
    chosen = data.draw(st.sampled_from(mappings))
    splices = remove(document, [chosen])
    if isinstance(splices, Malformed):
        assert _has_text_block(source)
        return
    assert remove(_read(splice(source, splices)), [chosen]) == ()


@example(b"a:\n  - a: foo\n    b: |+\n      kept\n", 1)
@given(TEXTS, st.integers(0, 4))
def test_what_is_inserted_is_there_and_all_else_stays(source: bytes, index: int) -> None:
    document = _read(source)
    splices = insert(document, (), index, "uninstall", "0")
    if isinstance(splices, Malformed):
        assert _has_text_block(source), source
        return
    (one,) = splices
    assert one.start == one.end
    value = document.root.value
    assert isinstance(value, dict)
    assert load(splice(source, splices)) == {**value, "uninstall": 0}


@given(NOISE)
def test_noise_is_read_or_refused_with_a_place(source: bytes) -> None:
    for document in (parse(source), parse_json(source)):
        if isinstance(document, Malformed):
            unread = document.unread("x.yml")
            assert unread.place.line >= 1
            assert document.reason
            assert 0 <= document.offset <= len(source)
        else:
            _in_bounds(document.root, 0, len(source))


@settings(max_examples=300)
@given(NOISE, st.data())
def test_an_edit_of_noise_is_right_or_refused(source: bytes, data: st.DataObject) -> None:
    document = parse(source)
    paths = _paths(document.root) if isinstance(document, Document) else []
    if paths and isinstance(document, Document):
        chosen = data.draw(st.sampled_from(paths))
        for splices in (remove(document, [chosen]), replace(document, chosen, "new")):
            if not isinstance(splices, Malformed):
                assert isinstance(parse(splice(source, splices)), Document)


def _in_bounds(node: Node, start: int, end: int) -> None:
    """A node lies within its entry, an entry within its collection's lines, and they do not overlap."""
    assert start <= node.start <= node.end <= end
    position = start
    for entry in node.entries:
        assert position <= entry.start <= entry.key_start <= entry.mark <= entry.end <= end + 2
        _in_bounds(entry.node, entry.start, entry.end)
        position = entry.end
