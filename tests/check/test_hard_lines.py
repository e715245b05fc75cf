"""Lines that need an extension, with their places, in the formats that they come in."""

import pytest

from uninstaller.check.hard_lines import read_hard_lines
from uninstaller.check.yaml_lines import Item, read_items

CASES = {
    "list": (
        b"dependencies:\n  - drupal:node\n  - 'shop:shop (>=1)' # why\n", "a.info.yml", ["node 2:5", "shop 3:6"],
    ),
    "list without indentation": (b"dependencies:\n- node\n-   shop\n", "a.info.yml", ["node 2:3", "shop 3:5"]),
    "flow": (b"install: [node, 'shop'] # why\n", "a.info.yml", ["node 1:11", "shop 1:18"]),
    "windows": (b"dependencies:\r\n  - shop\r\n", "a.info.yml", ["shop 2:5"]),
    "base theme": (b"base theme: 'garden'\n", "a.info.yml", ["garden 1:14"]),
    "no base theme": (b"base theme: false\n", "a.info.yml", []),
    "tests only": (b"test_dependencies:\n  - drupal:shop\n", "a.info.yml", []),
    "configuration": (
        "label: 'é: x'\ndependencies:\n  config:\n    - a.b\n  module:\n    - shop\n"
        "  enforced:\n    module:\n      - poll\n".encode(),
        "a.b.yml",
        ["shop 6:7", "poll 9:9"],
    ),
    "text that looks like it": (b"body: |\n  dependencies:\n    module:\n      - shop\nother: 1\n", "a.b.yml", []),
    "deeper": (b"a:\n  dependencies:\n    module:\n      - shop\n", "a.b.yml", []),
    "installed": (b"module:\n  node: 0\n  shop: 1000\ntheme: {  }\n", "core.extension.yml", ["node 2:3", "shop 3:3"]),
    "Drupal 7": (b"dependencies[] = node\ndependencies[] = \"shop (1.x)\"\n", "a.info", ["node 1:18", "shop 2:18"]),
    "makefile": (b"projects[] = shop\nprojects[poll][version] = 1\n", "a.make", ["shop 1:1", "poll 2:1"]),
    "composer": (
        b'{"suggest": {"drupal/x": "*"},\n "require": {"drupal/shop": "^1", "php": "8"},\n "extra": {"patches":\n'
        b'  {"drupal/poll": {}}}}\n',
        "composer.json",
        ["shop 2:15", "poll 4:5"],
    ),
    "composer that is no object": (b"[]", "composer.json", []),
    "composer that is broken": (b"{", "composer.json", []),
    "composer of odd shape": (b'{"require": [], "extra": "x"}', "composer.json", []),
    "lock": (b'{"packages": [\n{"name": "drupal/shop"}]}', "composer.lock", ["shop 2:18"]),
    "another file": (b"dependencies:\n  - shop\n", "a.txt", []),
}  # fmt: skip


@pytest.mark.parametrize(("source", "name", "expected"), CASES.values(), ids=CASES)
def test_lines(source: bytes, name: str, expected: list[str]) -> None:
    found = [f"{line.name} {line.line}:{line.column}" for line in read_hard_lines(f"x/{name}", source)]
    assert found == expected


@pytest.mark.parametrize("source", [b"\xff: \xfe\n", b"- - - a\n", b"a: [\n", b":\n", b"?\n- :", b"\t- a", b"a:\n" * 3])
def test_odd_yaml_is_read_somehow(source: bytes) -> None:
    assert all(item.line > 0 and item.column > 0 for item in read_items(source))


def test_columns_count_bytes() -> None:
    item = list(read_items("é: [ü, shop]\n".encode()))[1]
    assert item == Item(("é",), "shop", 1, 10)
