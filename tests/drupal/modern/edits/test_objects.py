"""Dependencies are read from their own lines, in whatever shape these are."""

import pytest

from uninstaller.drupal.modern.edits.objects import ConfigObject, read_dependencies, sort_objects
from uninstaller.yaml.nodes import Malformed, Value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (
            "uuid: 1\ndependencies:\n  module:\n    - a\n\n  config:\n    - b\nid: c\n",
            {"module": ["a"], "config": ["b"]},
        ),
        ("dependencies:\n  # why\n  module:\n# how\n  - a\n", {"module": ["a"]}),
        ("dependencies: { module: [a] }\nid: c\n", {"module": ["a"]}),
        ("dependencies: { module: [\n a\n] }\nid: c\n", {"module": ["a"]}),
        ("dependencies:\r\n  module:\r\n    - a\r\nid: c\r\n", {"module": ["a"]}),
        ("text: |\n  dependencies:\n    module: [x]\nid: c\n", {}),
        ("dependencies: {  }\n", {}),
        ("dependencies:", {}),
        ("id: c\n", {}),
    ],
)
def test_value(source: str, value: Value) -> None:
    assert read_dependencies(source.encode()) == value


def test_what_cannot_be_read_is_malformed() -> None:
    assert isinstance(read_dependencies(b"dependencies:\n  module:\n    - a\n   x: 1\n"), Malformed)


def test_objects_come_after_what_they_depend_on_even_in_a_circle() -> None:
    needs = {"a": "b", "b": "c", "c": "a", "d": "a"}
    objects = {name: ConfigObject(name, (name,), config=frozenset(need)) for name, need in needs.items()}
    assert [one.name for one in sort_objects(objects)] == ["c", "b", "a", "d"]
