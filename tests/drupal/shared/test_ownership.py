"""Whose code a path is: edits are for the site's own, and for the project that goes."""

import pytest

from uninstaller.drupal.shared.ownership import make_is_foreign
from uninstaller.facts.extension import Extension, ExtensionType, Inventory


def make(name: str, folder: str, project: str = "") -> Extension:
    return Extension(name, ExtensionType.MODULE, folder, f"{folder}/{name}.info", project=project)


POLL, CORE_FORUM = make("poll", "sites/all/modules/poll", "poll"), make("forum", "modules/forum")
KIT, OWN = make("kit", "sites/all/modules/kit", "kit"), make("own", "sites/all/modules/own")
MODERN = make("shop", "modules/contrib/shop")


def inventory(*extensions: Extension, version: str = "7.105") -> Inventory:
    return Inventory(extensions, "", version, (), (), ())


@pytest.mark.parametrize(
    ("path", "is_foreign"),
    [
        ("sites/all/modules/own/own.module", False),
        ("sites/all/themes/garden/template.php", False),
        ("sites/all/modules/kit/kit.module", True),
        ("sites/all/modules/poll/more/a.inc", False),
        ("includes/common.inc", True),
        ("modules/block/block.install", True),
        ("profiles/standard/standard.install", True),
        ("profiles/garden/garden.install", False),
    ],
)
def test_of_a_site(path: str, is_foreign: bool) -> None:
    assert make_is_foreign(inventory(POLL, KIT, OWN, CORE_FORUM), [POLL])(path) is is_foreign


def test_core_of_a_site_is_not_its_own_though_a_module_of_it_goes() -> None:
    assert make_is_foreign(inventory(OWN, CORE_FORUM), [CORE_FORUM])("modules/block/block.install")


def test_core_by_itself_is_worked_on() -> None:
    assert not make_is_foreign(inventory(CORE_FORUM), [CORE_FORUM])("modules/block/block.install")


def test_contributed_code_of_modern_drupal_is_known_by_its_folder() -> None:
    is_foreign = make_is_foreign(inventory(MODERN, OWN, version="10.6.1"), [OWN])
    assert [is_foreign(path) for path in ("modules/contrib/shop/a.php", "core/lib/a.php", "modules/own/a.php")] == [
        True, True, False,
    ]  # fmt: skip
