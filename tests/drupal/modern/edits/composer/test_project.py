"""composer.json and composer.lock without the packages of the modules, and in step with each other."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.drupal.modern.edits.site import apply, make_extension, make_leaving, make_tree
from uninstaller.drupal.modern.edits.composer.content_hash import make_content_hash
from uninstaller.drupal.modern.edits.composer.php_json import encode
from uninstaller.drupal.modern.edits.files import edit_files
from uninstaller.drupal.modern.edits.model import Edits, Leaving
from uninstaller.facts.extension import Extension
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Value

SHOP = make_extension("shop", "modules/contrib/shop", "shop")
JSON = """\
{
    "name": "acme/site",
    "require": {
        "drupal/core": "^10",
        "drupal/shop": "^1.0@beta"
    },
    "require-dev": {
        "acme/tools": "*"
    },
    "config": {"platform": {"php": "8.1"}},
    "extra": {
        "installer-paths": {
            "modules/contrib/{$name}": ["drupal/shop", "type:drupal-module"]
        },
        "patches": {
            "drupal/shop": {
                "Fix \\u00fcber/all": "https://example.org/1.patch"
            },
            "drupal/core": {}
        }
    }
}
"""


PATCH = """\
            "drupal/shop": {
                "Fix \\u00fcber/all": "https://example.org/1.patch"
            },
"""


def _leaving(*more: Extension) -> Leaving:
    return Leaving(frozenset({"shop"}), (SHOP, *more), (SHOP.folder,))


def _edit(root: Path, files: Mapping[str, str], *more: Extension) -> Edits:
    return edit_files(make_tree(root, files), _leaving(*more), {})


def _lock(hash_of: str, *packages: Mapping[str, object], dev: tuple[Mapping[str, object], ...] = ()) -> str:
    document = parse_json(hash_of.encode())
    assert isinstance(document, Document)
    content = {
        "content-hash": make_content_hash(document.root.value),
        "packages": packages,
        "packages-dev": dev,
        "stability-flags": {"drupal/shop": 10},
    }
    return json.dumps(content, indent=4) + "\n"


def test_all_lines_of_the_package_go_and_nothing_else(tmp_path: Path) -> None:
    after = apply(tmp_path, _edit(tmp_path, {"composer.json": JSON}))["composer.json"]
    assert after == (
        JSON.replace(',\n        "drupal/shop": "^1.0@beta"', "").replace('"drupal/shop", ', "").replace(PATCH, "")
    )


def test_a_project_of_which_a_module_stays_is_still_required(tmp_path: Path) -> None:
    extra = make_extension("shop_extra", "modules/contrib/shop_extra", "shop")
    assert _edit(tmp_path, {"composer.json": JSON}, extra) == Edits()


def test_a_submodule_that_goes_alone_leaves_its_project(tmp_path: Path) -> None:
    outer = make_extension("store", "modules/contrib/store")
    inner = make_extension("shop", "modules/contrib/store/modules/shop")
    leaving = Leaving(frozenset({"shop"}), (outer, inner), (inner.folder,))
    files = {"composer.json": JSON.replace("drupal/shop", "drupal/store")}
    assert edit_files(make_tree(tmp_path, files), leaving, {}) == Edits()


def test_the_lock_loses_what_nothing_needs_any_more(tmp_path: Path) -> None:
    core = {"name": "drupal/core", "require": {"acme/shared": "*", "php": ">=8"}}
    shop = {"name": "drupal/shop", "require": {"drupal/core": "*", "acme/pay": "*", "acme/shared": "*"}}
    rest = ({"name": "acme/shared"}, {"name": "acme/other", "provide": {"psr/x": "1"}})
    pay = {"name": "acme/pay", "require": {"acme/money": "*"}}
    money = {"name": "acme/money"}
    tools = {"name": "acme/tools", "require": {"psr/x": "*"}}
    files = {"composer.json": JSON, "composer.lock": _lock(JSON, money, pay, core, shop, *rest, dev=(tools,))}
    edits = _edit(tmp_path, files)
    # The provider is needed for development only: composer would move it.
    assert [todo.place.path for todo in edits.todos] == ["composer.lock"]
    files["composer.lock"] = _lock(JSON, money, pay, core, shop, rest[0], dev=(rest[1], tools))
    changed = apply(tmp_path, _edit(tmp_path, files))
    assert changed["composer.lock"] is not None
    lock = json.loads(changed["composer.lock"])
    assert [one["name"] for one in lock["packages"]] == ["drupal/core", "acme/shared"]
    assert lock["stability-flags"] == {}
    document = parse_json(str(changed["composer.json"]).encode())
    assert isinstance(document, Document)
    assert lock["content-hash"] == make_content_hash(document.root.value)


@pytest.mark.parametrize("case", ["out of step", "still required"])
def test_a_lock_that_composer_must_mend_is_left_to_a_person(tmp_path: Path, case: str) -> None:
    shop = {"name": "drupal/shop"}
    other = {"name": "drupal/core", "require": {"drupal/shop": "*"} if case == "still required" else {}}
    lock = _lock(JSON if case == "still required" else "{}", shop, other)
    edits = _edit(tmp_path, {"composer.json": JSON, "composer.lock": lock})
    assert [one.path for one in edits.edits] == ["composer.json"]
    assert [todo.place.path for todo in edits.todos] == ["composer.lock"]


def test_patches_in_a_file_of_their_own_go(tmp_path: Path) -> None:
    patches = '{\n  "patches": {\n    "drupal/shop": {"a": "b"}\n  }\n}\n'
    named = JSON.replace('"extra": {', '"extra": {\n        "patches-file": "patches/all.json",')
    changed = apply(tmp_path, _edit(tmp_path, {"composer.json": named, "patches/all.json": patches}))
    assert changed["patches/all.json"] == '{\n  "patches": {}\n}\n'


def test_a_repository_for_the_package_is_left_to_a_person(tmp_path: Path) -> None:
    repository = '"repositories": [{"type": "package", "package": {"name": "drupal/shop"}}],\n    "require": {'
    edits = _edit(tmp_path, {"composer.json": JSON.replace('"require": {', repository)})
    assert [todo.place.line for todo in edits.todos] == [3]


def test_custom_modules_that_require_it_are_edited_and_others_not(tmp_path: Path) -> None:
    small = '{"require": {"drupal/shop": "*"}}\n'
    files = {
        "modules/custom/tote/composer.json": small,
        "modules/contrib/bag/composer.json": small,
        "vendor/a/composer.json": small,
    }
    assert apply(tmp_path, _edit(tmp_path, files)) == {"modules/custom/tote/composer.json": '{"require": {}}\n'}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": {}, "b": {"x": '\u00e9/\u2028\x7f"'}}, '{"a":[],"b":{"x":"\\u00e9\\/\\u2028\x7f\\""}}'),
        ({"0": "a", "1": "b"}, '["a","b"]'),
        ({"1": "a"}, '{"1":"a"}'),
        ([1, 1.0, 0.1, 1e16, 1e25, 1.5e-7, True, None], "[1,1,0.1,10000000000000000,1.0e+25,1.5e-7,true,null]"),
        ({"\U0001f600": []}, '{"\\ud83d\\ude00":[]}'),
    ],
)
def test_json_is_written_as_php_does(value: Value, text: str) -> None:
    assert encode(value) == text


def test_content_hash_is_composers() -> None:
    """The value is that of Composer 2 for this text."""
    document = parse_json(JSON.encode())
    assert isinstance(document, Document)
    assert make_content_hash(document.root.value) == "4198cb915e0523a2679a80c6487b9946"


def test_names_of_modules_that_go_are_not_taken_for_packages_without_their_code(tmp_path: Path) -> None:
    leaving = make_leaving("cart")
    assert edit_files(make_tree(tmp_path, {"composer.json": JSON}), leaving, {}) == Edits()
