"""Each node and entry knows its bytes."""

from uninstaller.yaml.nodes import Document, Kind, Path
from uninstaller.yaml.parse import parse

SOURCE = b"""\
# Head.
name: 'Shop'   # why
list:
  # Above.
  - one
  - two: 2
    three: [a,  b]

text: |
  line

  line
last: *x
"""


def _document(source: bytes = SOURCE) -> Document:
    document = parse(source.replace(b"'Shop'", b"&x 'Shop'"))
    assert isinstance(document, Document)
    return document


def _texts(path: Path) -> tuple[bytes, bytes]:
    document = _document()
    entry = document.find(path)
    assert entry
    return document.source[entry.start : entry.end], document.source[entry.node.start : entry.node.end]


def test_entries_are_whole_lines_and_nodes_what_is_written() -> None:
    assert _texts(("name",)) == (b"name: &x 'Shop'   # why\n", b"'Shop'")
    assert _texts(("list", 0)) == (b"  - one\n", b"one")
    assert _texts(("list", 1)) == (b"  - two: 2\n    three: [a,  b]\n", b"two: 2\n    three: [a,  b]")
    assert _texts(("text",)) == (b"text: |\n  line\n\n  line\n", b"|\n  line\n\n  line")


def test_an_entry_behind_a_dash_begins_at_its_key() -> None:
    assert _texts(("list", 1, "two")) == (b"two: 2\n", b"2")
    assert _texts(("list", 1, "three")) == (b"    three: [a,  b]\n", b"[a,  b]")


def test_entries_of_a_flow_collection_are_what_stands_between_commas() -> None:
    assert _texts(("list", 1, "three", 1)) == (b"b", b"b")


def test_an_alias_is_opaque_and_has_its_value() -> None:
    entry = _document().find(("last",))
    assert entry
    assert (entry.node.kind, entry.node.value) == (Kind.OPAQUE, "Shop")


def test_places_count_from_one() -> None:
    document = _document()
    entry = document.find(("list", 1, "three"))
    assert entry
    assert str(document.place("a.yml", entry.key_start)) == "a.yml:7:5"
    assert document.find(("list", 9)) is None
