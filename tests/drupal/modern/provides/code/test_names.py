"""What a name means in a PHP file."""

import pytest

from uninstaller.drupal.modern.provides.code.names import read_names
from uninstaller.php.parse import parse

NAMES = read_names(
    parse(b"""<?php
namespace Drupal\\foo\\Plugin;
use Drupal\\Core\\Block\\Block as Base, X\\Y;
use Drupal\\Core\\{Url, Render\\Element as E};
use function A\\help;
use const A\\LIMIT;
""")
)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Base", "Drupal\\Core\\Block\\Block"),
        ("base", "Drupal\\Core\\Block\\Block"),
        ("Y\\Z", "X\\Y\\Z"),
        ("Url", "Drupal\\Core\\Url"),
        ("E", "Drupal\\Core\\Render\\Element"),
        ("Own", "Drupal\\foo\\Plugin\\Own"),
        ("\\Base", "Base"),
        ("namespace\\Own", "Drupal\\foo\\Plugin\\Own"),
    ],
)
def test_a_class_is_found_through_imports_or_the_namespace(written: str, full: str) -> None:
    assert NAMES.find_class(written) == full


def test_a_function_falls_back_to_the_global_one() -> None:
    assert NAMES.find_function("help") == ("A\\help",)
    assert NAMES.find_function("strlen") == ("Drupal\\foo\\Plugin\\strlen", "strlen")
    assert NAMES.find_constant("LIMIT") == ("A\\LIMIT",)
    assert NAMES.find_constant("limit") == ("Drupal\\foo\\Plugin\\limit", "limit")


def test_a_file_without_namespace() -> None:
    names = read_names(parse(b"<?php use A\\B;"))
    assert (names.find_class("B"), names.find_class("C")) == ("A\\B", "C")
