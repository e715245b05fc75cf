"""Values as Drupal's parser sees them, with lines; and a shortcut that must say the same."""

from pathlib import Path

import pytest

from tests.drupal.modern.discovery.trees import plant
from uninstaller.drupal.modern.discovery.info_yml import LARGEST, Node, read_file, read_json_file, read_keys, read_yaml
from uninstaller.place import Unread

INFO = b"""# A shop
name: 'Shop'
type: module
version: 1.10
hidden: TRUE
dependencies:
  - drupal:node
  # Needed.
  - cart:cart (>=8.x-1.0)
empty:
"""


def _root(source: bytes) -> Node:
    root = read_yaml(source, "x.yml")
    assert isinstance(root, Node)
    return root


def test_lines_are_those_of_keys_and_items() -> None:
    root = _root(INFO)
    assert {key: node.line for key, node in root.items()} == {
        "name": 2, "type": 3, "version": 4, "hidden": 5, "dependencies": 6, "empty": 10,
    }  # fmt: skip
    assert [(node.text, node.line) for node in root.below("dependencies")] == [
        ("drupal:node", 7),
        ("cart:cart (>=8.x-1.0)", 9),
    ]


@pytest.mark.parametrize(
    ("written", "text", "is_true"),
    [
        ("1.10", "1.1", True),
        ("1.0", "1", True),
        ("'1.0'", "1.0", True),
        ("8.x-1.0", "8.x-1.0", True),
        ("true", "1", True),
        ("yes", "yes", True),
        ("false", "", False),
        ("'0'", "0", False),
        ("~", "", False),
        ("2020-01-01", "1577836800", True),
        ("[a]", "", True),
        ("{}", "", False),
        ("!tagged x", "x", True),
    ],
)
def test_scalars_become_text_and_truth_as_in_php(written: str, text: str, is_true: bool) -> None:
    node = _root(f"key: {written}\n".encode()).get("key")
    assert node is not None
    assert (node.text, node.is_true) == (text, is_true)


def test_what_an_alias_brings_has_the_line_of_the_alias() -> None:
    root = _root(b"a: &a\n  - x\nb: *a\n")
    assert [(node.text, node.line) for node in root.below("b")] == [("x", 3)]


def test_missing_and_wrong_ways_down_give_none() -> None:
    root = _root(b"a: text\nb: [x]\n")
    assert root.get("a", "below") is None
    assert root.get("c") is None
    assert root.below("a") == ()
    assert root.entries("b") == (("0", Node("x", 2)),)


@pytest.mark.parametrize("source", [b"a: [", b"a: 1\na: 2\n", b"\tb: 1\n", b"[" * 5000, b"a: \xff\n"])
def test_what_drupal_cannot_read_is_told(source: bytes) -> None:
    assert isinstance(read_yaml(source, "x.yml"), Unread)


KEYS = [
    b"uuid: 1\ndependencies:\n  module:\n    - a\n\n    # b\n    - b\nname: x\n",
    b"uuid: 1\r\ndependencies:\r\n  module:\r\n    - a\r\n\r\nname: x\r\n",
    b"dependencies:\n- a\n- b\nuuid: 1\n",
    b"{uuid: 1, dependencies: {module: [a]}}",
    b"'uuid': 1\n\"dependencies\" : {module: [a]}\n",
    b"text: |\n  dependencies:\n    module: [z]\nuuid: 2\n",
    b"# uuid: 1\n---\nname: x\n",
    b"\xef\xbb\xbfuuid: 1\n",
    b"",
]


@pytest.mark.parametrize("source", KEYS)
def test_some_keys_are_what_the_whole_says_of_them(source: bytes) -> None:
    some, whole = read_keys(source, "x.yml", ("uuid", "dependencies")), _root(source)
    assert isinstance(some, Node)
    assert [some.get(key) for key in ("uuid", "dependencies")] == [whole.get(key) for key in ("uuid", "dependencies")]


def test_a_key_that_comes_twice_is_refused_by_both() -> None:
    assert isinstance(read_keys(b"uuid: 1\nuuid: 2\n", "x.yml", ("uuid",)), Unread)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    tree = plant(
        tmp_path, {"large.yml": "a: 1\n" + "#" * LARGEST, "gone.yml": "a: 1", "list.json": "[1]", "x.json": "{"}
    )
    (tmp_path / "gone.yml").unlink()
    for path in ("large.yml", "gone.yml"):
        assert isinstance(read_file(tree, path), Unread)
    for path in ("list.json", "x.json"):
        assert isinstance(read_json_file(tree, path), Unread)


def test_json_has_lines(tmp_path: Path) -> None:
    tree = plant(tmp_path, {"composer.json": '{\n\t"require": {\n\t\t"drupal\\/shop": "^1.0"\n\t}\n}\n'})
    root = read_json_file(tree, "composer.json")
    assert isinstance(root, Node)
    assert [(key, node.text, node.line) for key, node in root.entries("require")] == [("drupal/shop", "^1.0", 3)]
