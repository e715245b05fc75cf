"""The whole reading: order, damage, and what cannot be read."""

import pytest

from tests.drupal.modern.provides.drawn import FOO, core_of, draw, php, read
from uninstaller.drupal.modern.features import Feature, has_feature, read_version
from uninstaller.drupal.modern.provides.provided import read_provided

TEXTS = {
    "foo.module": "<?php function foo_cron() { \\Drupal::state()->set('foo.a', 1); }",
    "foo.services.yml": "services: { foo.a: { class: Drupal\\foo\\A } }\n",
    "src/A.php": php(
        "", "/** Text. */\n#[X(1)]\nclass A extends B { const C = [1]; function f() { return self::C; } }"
    ),
    "src/Plugin/Block/B.php": php(
        "\\Plugin\\Block", '/** @Block(id = "b", admin_label = @Translation("B")) */ class B {}'
    ),
    "foo.permissions.yml": "use foo: { title: Foo }\n",
}


def test_the_same_module_gives_the_same_value() -> None:
    assert read(TEXTS) == read(dict(reversed(TEXTS.items())))


@pytest.mark.parametrize("path", sorted(TEXTS))
def test_damaged_files_are_read_as_far_as_they_go(path: str) -> None:
    """No cut through a file, and no byte that is none of its text, may raise."""
    for at in range(0, len(TEXTS[path]), 7):
        read({**TEXTS, path: TEXTS[path][:at]})
        read({**TEXTS, path: TEXTS[path][:at] + "\x00{[(\udcff" + TEXTS[path][at:]})


def test_broken_php_is_told() -> None:
    provided = read({**TEXTS, "src/A.php": php("", "class A { function f( { } }")})
    assert any(one.place.path == "modules/foo/src/A.php" for one in provided.unread)


def test_a_file_that_cannot_be_read_is_told() -> None:
    tree = draw(TEXTS)
    gone = "modules/foo/foo.module"

    def refuse(path: str) -> bytes:
        if path == gone:
            raise PermissionError(13, "Permission denied")
        return tree.read(path)

    broken = type(tree)(tree.root, tree.files, tree.links, tree.unread, refuse)
    provided = read_provided(broken, FOO, core_of(tree, "10.6.0"))
    assert [one.place.path for one in provided.unread] == [gone]
    assert provided.plugins


@pytest.mark.parametrize(
    ("text", "version"),
    [("11.2.0-dev", (11, 2, 0)), ("10.x", (10, 999, 0)), ("8.9.20", (8, 9, 20)), ("", None), ("VERSION", None)],
)
def test_versions(text: str, version: tuple[int, int, int] | None) -> None:
    assert read_version(text) == version


def test_an_unknown_core_is_the_newest() -> None:
    assert has_feature(None, Feature.HOOK_ATTRIBUTES)
    assert not has_feature((11, 0, 9), Feature.HOOK_ATTRIBUTES)
