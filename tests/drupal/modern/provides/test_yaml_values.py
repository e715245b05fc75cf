"""YAML files of a module as the values that PHP code would have of them."""

from tests.facts.trees import make_tree
from uninstaller.drupal.modern.provides.yaml_values import items_of, read_yaml, text_of
from uninstaller.place import Place

SOURCE = """\
a: &x
  1: one
  list: [yes, 2.5, ~]
b: *x
c: !tagged_iterator cache.bin
"""


def test_values_and_places() -> None:
    read = read_yaml(make_tree({"foo.yml": SOURCE}), "foo.yml")
    assert list(items_of(read.items["a"])) == [1, "list"]
    assert list(items_of(items_of(read.items["b"])["list"]).values()) == ["yes", 2.5, None]
    assert (text_of(read.value, "c"), text_of(read.value, "a", 1), text_of(read.value, "a", "none")) == (
        "cache.bin",
        "one",
        "",
    )
    assert read.place("a", "list", 1) == Place("foo.yml", 3, 15)
    assert read.place("nowhere") == Place("foo.yml")


def test_what_cannot_be_read_is_told() -> None:
    read = read_yaml(make_tree({"foo.yml": "a: [1\nb: 2"}), "foo.yml")
    assert read.value is None
    assert read.problem is not None
    assert read.problem.place.path == "foo.yml"
