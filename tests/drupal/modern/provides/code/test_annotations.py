"""Annotations in the dialect of Drupal's parser."""

import pytest

from uninstaller.drupal.modern.provides.code.annotations import Annotation, read_annotations
from uninstaller.php.values import Array, Unknown, Value
from uninstaller.place import Place


def read(doc: str) -> tuple[Annotation, ...]:
    return read_annotations(doc, Place("a.php", 10, 1), lambda name: f"<{name}>")


def plain(value: Value) -> object:
    return {key: plain(below) for key, below in value.items.items()} if isinstance(value, Array) else value  # type: ignore[arg-type]


def values(arguments: str) -> object:
    return plain(read(f"/**\n * @Foo({arguments})\n */")[0].values)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('"x"', {"value": "x"}),
        ('id = "x", n = -3, f = 1.5, t = TRUE, z = null,', {"id": "x", "n": -3, "f": 1.5, "t": True, "z": None}),
        ('a = "say ""hi"""', {"a": 'say "hi"'}),
        ('a = {"k" = "v", "l": {1, 2}, "m"}', {"a": {"k": "v", "l": {0: 1, 1: 2}, 0: "m"}}),
        ('l = @Translation("Label", context = "c")', {"l": "Label"}),
        ('l = @PluralTranslation(singular = "a", plural = "b")', {"l": {"singular": "a", "plural": "b"}}),
        ("c = \\A\\B::class, d = A\\B::C", {"c": "<A\\B::class>", "d": "<A\\B::C>"}),
        ('a = "x",\n *   b = {\n *     "y",\n *   }', {"a": "x", "b": {0: "y"}}),
        ('e = @Nested({"q"})', {"e": {"value": {0: "q"}}}),
    ],
)
def test_arguments(arguments: str, expected: object) -> None:
    assert values(arguments) == expected


def test_only_what_looks_like_a_class_and_nothing_inside_of_another() -> None:
    found = read(
        '/**\n * Text me@Example(x). @see foo(\n * @Foo("a")\n * @Bar(b = @Foo("c"))\n * @deprecated("d")\n */'
    )
    assert [(one.name, one.place.line) for one in found] == [("Foo", 12), ("Bar", 13)]


@pytest.mark.parametrize("arguments", ["id = ", "id = [1]", '{"a"', "id = foo", "..." + '{"x" = ' * 40])
def test_what_cannot_be_read_is_unknown_with_its_place(arguments: str) -> None:
    found = read(f"/**\n * @Foo({arguments})\n * @Bar(1)\n */")
    assert isinstance(found[0].values, Unknown)
    assert found[0].values.place.line >= 11
    assert found[-1].name == "Bar" or "{" in arguments or arguments.endswith("= ")
