import pytest

from uninstaller.drupal.seven.planning.resolution import Resolution, resolve_names
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.php.needs import Need, NeedKind
from uninstaller.php.outline import DeclarationKind
from uninstaller.place import Place

KEY = (DeclarationKind.FUNCTION, "bar_x")
USE = Place("sites/all/modules/foo/foo.install", 3, 5)
EXTENSIONS = (
    Extension("bar", ExtensionType.MODULE, "sites/all/modules/bar", "sites/all/modules/bar/bar.info"),
    Extension("bar_sub", ExtensionType.MODULE, "sites/all/modules/bar/sub", "sites/all/modules/bar/sub/bar_sub.info"),
    Extension("node", ExtensionType.MODULE, "modules/node", "modules/node/node.info"),
    Extension("bright", ExtensionType.THEME, "themes/bright", "themes/bright/bright.info"),
)


def resolve(*paths: str, guard: str = "", docroot: str | None = "") -> Resolution:
    inventory = Inventory(EXTENSIONS, docroot, "7.105", (), (), ())
    need = Need(NeedKind.CALL, "bar_x", (0, 5), (0, 7), guard=guard)
    declared = {KEY: tuple(Place(path, 1) for path in paths)} if paths else {}
    return resolve_names([(KEY, "foo", need, USE)], declared, inventory)


@pytest.mark.parametrize("path", ["includes/common.inc", "modules/node/node.module"])
def test_core_is_always_there(path: str) -> None:
    assert resolve(path) == Resolution({}, (), ())


@pytest.mark.parametrize(
    ("path", "module"),
    [("sites/all/modules/bar/bar.module", "bar"), ("sites/all/modules/bar/sub/x/y.inc", "bar_sub")],
)
def test_a_staying_module_is_required(path: str, module: str) -> None:
    assert resolve(path) == Resolution({"foo": (("bar_x", module),)}, (), ())


def test_what_core_declares_as_well_is_not_required_of_others() -> None:
    assert resolve("sites/all/modules/bar/bar.module", "includes/common.inc") == Resolution({}, (), ())


def test_a_guarded_use_asks_for_nothing() -> None:
    assert resolve(guard="function_exists('bar_x')") == Resolution({}, (), ())
    assert resolve("sites/all/modules/bar/bar.module", guard="module_exists('bar')") == Resolution({}, (), ())


@pytest.mark.parametrize("path", ["themes/bright/template.php", "sites/all/libraries/bar/bar.php"])
def test_code_that_no_module_loads_is_a_decision(path: str) -> None:
    (decision,) = resolve(path).decisions
    assert (decision.rule, decision.module, decision.place) == ("own-library", "foo", USE)
    assert path in decision.problem


def test_a_name_that_nobody_declares_is_a_decision_unless_core_is_not_here() -> None:
    assert [decision.rule for decision in resolve().decisions] == ["unknown-name"]
    without_core = resolve(docroot=None)
    assert not without_core.decisions
    assert [risk.rule for risk in without_core.risks] == ["unknown-name"]
