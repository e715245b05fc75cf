from collections.abc import Sequence

import pytest

from uninstaller.drupal.seven.planning.selection import select_modules
from uninstaller.drupal.shared.selection import Selection
from uninstaller.errors import UserError
from uninstaller.facts.extension import Dependency, Extension, ExtensionType, Inventory
from uninstaller.graph.build import build_graph
from uninstaller.place import Place

ALL = "sites/all/modules"


def module(name: str, folder: str, *needs: str, **more: object) -> Extension:
    info = f"{folder}/{name}.info"
    dependencies = tuple(Dependency(need, "", Place(info)) for need in needs)
    return Extension(name, ExtensionType.MODULE, folder, info, dependencies=dependencies, **more)  # type: ignore[arg-type]


def select(extensions: Sequence[Extension], *names: str, with_dependents: bool = False) -> Selection:
    ordered = tuple(sorted(extensions, key=lambda one: (one.type, one.name, one.folder)))
    inventory = Inventory(ordered, "", "7.105", (), (), ())
    return select_modules(inventory, build_graph(inventory), names, {}, with_dependents=with_dependents)


def rules(selection: Selection) -> list[str]:
    return [decision.rule for decision in selection.decisions]


FOO, BAR = module("foo", f"{ALL}/foo"), module("bar", f"{ALL}/bar", "foo")
SUB = module("foo_sub", f"{ALL}/foo/sub", "foo")


def test_modules_in_the_folder_go_along_dependents_first() -> None:
    selection = select([FOO, BAR, SUB], "foo")
    assert [one.name for one in selection.removed] == ["foo_sub", "foo"]
    assert selection.folders == (f"{ALL}/foo",)
    assert selection.targets == ("foo",)
    assert not selection.decisions


def test_dependents_go_along_on_request() -> None:
    selection = select([FOO, BAR, SUB], "foo", with_dependents=True)
    assert {one.name for one in selection.removed} == {"foo", "bar", "foo_sub"}
    assert selection.removed[-1].name == "foo"
    assert selection.folders == (f"{ALL}/bar", f"{ALL}/foo")


def test_a_module_named_twice_is_one() -> None:
    assert [one.name for one in select([FOO], "foo", "foo").removed] == ["foo"]


def test_copies_go_along() -> None:
    copy = module("foo", "profiles/p/modules/foo", active=False)
    selection = select([FOO, copy], "foo")
    assert (selection.removed, selection.copies) == ((FOO,), (copy,))
    assert selection.folders == ("profiles/p/modules/foo", f"{ALL}/foo")


def test_modules_that_need_each_other_are_a_cycle() -> None:
    one, other = module("one", f"{ALL}/one", "other"), module("other", f"{ALL}/other", "one")
    assert select([one, other], "one", "other").cycles == (("one", "other"),)


def test_what_lies_below_is_removed_and_nothing_beside() -> None:
    selection = select([FOO], "foo")
    assert selection.is_removed(f"{ALL}/foo")
    assert selection.is_removed(f"{ALL}/foo/a/b.inc")
    assert not selection.is_removed(f"{ALL}/foo2/a.inc")


@pytest.mark.parametrize(
    ("extensions", "rule"),
    [
        ([module("node", "modules/node")], "required"),
        ([module("foo", ALL)], "shared-folder"),
        ([module("foo", f"{ALL}/pack"), module("bar", f"{ALL}/pack")], "shared-folder"),
        ([FOO, Extension("t", ExtensionType.THEME, f"{ALL}/foo/t", f"{ALL}/foo/t/t.info")], "theme-inside"),
    ],
)
def test_what_cannot_simply_go_is_a_decision(extensions: list[Extension], rule: str) -> None:
    name = "node" if rule == "required" else "foo"
    assert rules(select(extensions, name)) == [rule]


def test_a_test_module_goes_but_is_lifted_only_if_named() -> None:
    test = module("foo_test", f"{ALL}/foo/tests/foo_test", hidden=True)
    selection = select([FOO, test], "foo")
    assert {one.name for one in selection.removed} == {"foo", "foo_test"}
    assert [one.name for one in selection.lifted] == ["foo"]
    assert [one.name for one in select([FOO, test], "foo_test").lifted] == ["foo_test"]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        select([FOO], "fooo")
    assert "fooo" in caught.value.problem
    assert "foo" in caught.value.hint


def test_a_theme_is_no_module() -> None:
    theme = Extension("bright", ExtensionType.THEME, "themes/bright", "themes/bright/bright.info")
    with pytest.raises(UserError, match="bright is a theme"):
        select([theme], "bright")
