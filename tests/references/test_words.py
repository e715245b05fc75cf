"""A module whose name people use as a word does not drown its user."""

from tests.references.trees import find

OWN = {
    "modules/book/book.info.yml": "name: Book\ntype: module\n",
    "modules/book/book.module": "<?php\nfunction book_all() {}\n",
}
PROSE = {
    f"lib/{number}.php": f"<?php\n// Reads the book of page {number}, as every book.\n$book = 'book';\n"
    for number in range(9)
}
TELLING = {
    "a.info.yml": "dependencies:\n  - book\n",
    "a.php": "<?php\nuse Drupal\\book\\BookManager;\nbook_all();\n",
    "README.txt": "Turn the book module on.\n",
}


def test_a_bare_word_is_no_more_than_possible() -> None:
    found = [one for one in find({**PROSE, **TELLING}, "book", own=OWN) if one.certainty != "possible"]
    assert {one.place.path for one in found} == set(TELLING)


def test_a_word_that_nobody_uses_otherwise_is_likely() -> None:
    found = find({"a.php": "<?php\n$a = 'book';\n"}, "book", own=OWN)
    assert [(one.rule, one.certainty.value) for one in found] == [("php-string", "likely")]


def test_a_name_that_the_core_bears_itself_is_a_word() -> None:
    """`entity_reference` was a module, and is a type of field of the core."""
    own = {"modules/entity_reference/entity_reference.info.yml": "name: Entity Reference\n"}
    uses = {f"lib/{number}.php": "<?php\n$type = 'entity_reference';\n" for number in range(9)}
    telling = {"a.info.yml": "dependencies:\n  - entity_reference\n"}
    found = [one for one in find({**uses, **telling}, "entity_reference", own=own) if one.certainty != "possible"]
    assert {one.place.path for one in found} == set(telling)


def test_the_tag_that_opens_php_names_no_module() -> None:
    own = {
        "modules/php/php.info.yml": "name: PHP filter\n",
        "modules/php/php.module": "<?php\nfunction php_eval() {}\n",
    }
    found = find({"a.php": "<?php\n$a = 1;\n", "b.php": "<?php\nphp_eval();\n"}, "php", own=own)
    assert {one.place.path for one in found} == {"b.php"}


def test_a_label_that_is_another_word_is_not_looked_for() -> None:
    own = {"modules/simpletest/simpletest.info.yml": "name: Testing\n"}
    assert find({"a.php": "<?php\n// The testing module of another name.\n"}, "simpletest", own=own) == ()
