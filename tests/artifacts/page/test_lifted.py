"""Lifted code beside its source."""

from tests.artifacts.plans import CONTRIB, make_extension
from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.page.lifted import Pair, pair_lifted
from uninstaller.plan.model import Lifted, Plan, Removal

PATH = f"{CONTRIB}/shop/shop.install"
SOURCE = """<?php

/**
 * Implements hook_uninstall().
 */
function shop_uninstall() {
  module_load_include('inc', 'shop');
  foreach (_shop_names() as $name) {
    variable_del("shop_$name");
  }
}

function _shop_names() {
  return array('_shop_names', SHOP_MODE);
}

define('SHOP_MODE', 1);
"""
LIFTED = """define('_UNINSTALL_SHOP_MODE', 1);

function _uninstall__shop_names() {
  return array('_shop_names', _UNINSTALL_SHOP_MODE);
}

/**
 * Implements hook_uninstall().
 */
function _uninstall_shop_uninstall() {
  foreach (_uninstall__shop_names() as $name) {
    variable_del("shop_$name");
  }
}
"""


def _pairs(source: str = SOURCE) -> tuple[Pair, ...]:
    functions = (("shop_uninstall", "_uninstall_shop_uninstall"), ("_shop_names", "_uninstall__shop_names"))
    constants = (("SHOP_MODE", "_UNINSTALL_SHOP_MODE"),)
    lifted = Lifted(LIFTED, "", functions[0][1], (), functions, (), constants, ((PATH, 12),))
    removal = Removal(make_extension("shop", f"{CONTRIB}/shop"), lifted=lifted)
    return pair_lifted(removal, Dossier(Plan("7"), {PATH: source.encode()} if source else {}))


def _right(pairs: tuple[Pair, ...]) -> list[str]:
    lines = ["".join(text for text, _ in row.right) for pair in pairs for row in pair.rows]
    return [line for line in lines if line]


def _marked(pair: Pair, side: str) -> list[str]:
    return [text for row in pair.rows for text, is_marked in getattr(row, side) if is_marked]


def test_each_declaration_stands_beside_its_own() -> None:
    assert [(pair.old, pair.new, pair.path) for pair in _pairs()] == [
        ("SHOP_MODE", "_UNINSTALL_SHOP_MODE", PATH),
        ("_shop_names", "_uninstall__shop_names", PATH),
        ("shop_uninstall", "_uninstall_shop_uninstall", PATH),
    ]


def test_what_was_renamed_or_dropped_is_marked_and_nothing_else() -> None:
    constant, names, hook = _pairs()
    assert _marked(constant, "left") == ["SHOP_MODE"]
    assert _marked(names, "left") == ["_shop_names", "SHOP_MODE"], "not the one in quotes"
    assert _marked(hook, "right") == ["_uninstall_shop_uninstall", "_uninstall__shop_names"]
    assert _marked(hook, "left") == ["shop_uninstall", "  module_load_include('inc', 'shop');", "_shop_names"]


def test_lines_have_the_numbers_of_the_source() -> None:
    rows = _pairs()[2].rows
    lines = SOURCE.split("\n")
    assert [lines[row.number - 1] for row in rows if row.number] == [
        "".join(text for text, _ in row.left) for row in rows if row.number
    ]


def test_no_line_is_lost() -> None:
    assert _right(_pairs()) == [line for line in LIFTED.split("\n") if line]
    without_source = _pairs("")
    assert _right(without_source) == [line for line in LIFTED.split("\n") if line]
    assert {pair.path for pair in without_source} == {""}
