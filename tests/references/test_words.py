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
