"""The gates must let every use through: they may only save work."""

import pytest

from uninstaller.facts.mentions import find_mentions, has_needle
from uninstaller.facts.vocabulary import Lexicon, Vocabulary, build_lexicon

FOO = Vocabulary(
    "foo",
    functions=frozenset({"foo_load", "my_function_a", "my_function_b", "foo"}),
    classes=frozenset({"EntityThingOne", "EntityThingTwo", "Xyz"}),
    constants=frozenset({"FOO_LIMIT"}),
    hooks=frozenset({"gadget_info"}),
    files=frozenset({"foo.inc"}),
    folder="modules/foo-7.x",
)
LEXICON = build_lexicon([FOO])


def spell(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    lowered = text.lower().encode()
    mentions = find_mentions(lowered, lexicon)
    assert has_needle(lowered, lexicon) or not mentions
    return [lowered[start:end].decode() for start, end in mentions]


def test_needles_are_few() -> None:
    assert LEXICON.needles == (b"entitything", b"foo", b"gadget_info", b"my_function_", b"xyz")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("foo_load()", ["foo_load"]),
        ("Foo_Load ()", ["foo_load"]),
        ("my_function_b; EntityThingTwo", ["my_function_b", "entitythingtwo"]),
        ("my_function_c; EntityThing; afoo_load; foo_loads", []),
        ("foo(); foo ;", ["foo"]),
        ("new Xyz; xyz; Xyz::a; function (Xyz $a)", ["xyz", "xyz", "xyz"]),
        ("function a_gadget_info()", ["a_gadget_info"]),
        ("a_gadget_info()", []),
        ("module_exists('foo')", ["foo"]),
        ("module_exists(\n  // a comment\n  'foo')", ["foo"]),
        ("module_enable(array('a', 'foo'))", ["foo"]),
        ("parent::setUp('a', 'foo')", ["foo"]),
        ("t('foo')", []),
        ("'modules/foo-7.x/foo.inc'", ["foo"]),
        ("'handler' => 'Xyz'", ["xyz"]),
        ("'title' => 'Xyz'", []),
        ("// foo_load()", []),
        ("/**\n * foo_load()\n */", []),
        ("/* */ 2\n * foo_load()", ["foo_load"]),
        ("// ?> <?php foo_load()", ["foo_load"]),
    ],
)
def test_gates(text: str, words: list[str]) -> None:
    assert spell(text) == words


def test_order_and_spelling_of_the_question_do_not_matter() -> None:
    bar = Vocabulary("bar", functions=frozenset({"foo_load"}))
    assert build_lexicon([FOO, bar]).digest() == build_lexicon([bar, FOO]).digest()
    assert build_lexicon([FOO]).digest() != build_lexicon([FOO, bar]).digest()
    assert build_lexicon([bar, FOO]).functions["foo_load"] == ("foo_load", "bar")


def test_an_empty_question_finds_nothing() -> None:
    assert spell("anything()", build_lexicon([])) == []
