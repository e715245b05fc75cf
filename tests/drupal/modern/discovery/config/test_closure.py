"""Exported configuration that depends on what goes, as Drupal's own dependency manager sees it."""

from pathlib import Path

from tests.drupal.modern.discovery.trees import Files, core, plant_site, sync
from uninstaller.drupal.modern.discovery.config.closure import find_config_dependents
from uninstaller.place import Place
from uninstaller.plan.model import Dependent

FOLDER = "config/sync"


def _entity(name: str, dependencies: str, folder: str = FOLDER, head: str = "uuid: x\n") -> Files:
    return {f"{folder}/{name}.yml": f"{head}dependencies:\n{dependencies}id: x\n"}


def _find(root: Path, *files: Files) -> list[Dependent]:
    tree, site = plant_site(root, core(), sync("shop"), *files)
    found, unread = find_config_dependents(tree, site.stores, ["shop"])
    assert unread == ()
    return list(found)


def test_direct_enforced_and_own(tmp_path: Path) -> None:
    rows = _find(
        tmp_path,
        _entity("views.view.till", "  module:\n    - shop\n"),
        _entity("node.type.ware", "  enforced:\n    module:\n      - shop\n"),
        _entity("shop.kind.fine", "  module: {  }\n"),
        _entity("views.view.other", "  module:\n    - shop_more\n"),
        {f"{FOLDER}/shop.settings.yml": "size: 1\n"},
    )
    assert [(row.name, row.reason, row.place, row.is_removed) for row in rows] == [
        (
            "node.type.ware",
            "configuration that depends on the module, enforced",
            Place(f"{FOLDER}/node.type.ware.yml", 5),
            False,
        ),
        ("shop.kind.fine", "configuration of its own", Place(f"{FOLDER}/shop.kind.fine.yml"), True),
        ("shop.settings", "configuration of its own", Place(f"{FOLDER}/shop.settings.yml"), True),
        (
            "views.view.till",
            "configuration that depends on the module",
            Place(f"{FOLDER}/views.view.till.yml", 4),
            False,
        ),
    ]


def test_configuration_that_depends_on_configuration(tmp_path: Path) -> None:
    rows = _find(
        tmp_path,
        _entity("field.storage.node.price", "  module:\n    - shop\n"),
        _entity("field.field.node.page.price", "  config:\n    - field.storage.node.price\n"),
        _entity("core.entity_view_display.node.page.full", "  config:\n    - field.field.node.page.price\n"),
    )
    assert rows[0].chain == (
        "core.entity_view_display.node.page.full",
        "field.field.node.page.price",
        "field.storage.node.price",
        "shop",
    )
    assert rows[0].reason == "configuration that depends on field.field.node.page.price"
    assert len(rows) == 3


def test_only_entities_have_dependencies(tmp_path: Path) -> None:
    """Drupal knows an entity by its uuid."""
    assert _find(tmp_path, _entity("views.settings", "  module:\n    - shop\n", head="")) == []


def test_a_circle_ends(tmp_path: Path) -> None:
    rows = _find(
        tmp_path,
        _entity("a.b.c", "  config:\n    - a.b.d\n  module:\n    - shop\n"),
        _entity("a.b.d", "  config:\n    - a.b.c\n"),
    )
    assert [row.name for row in rows] == ["a.b.c", "a.b.d"]


def test_splits_add_to_their_sync_folder(tmp_path: Path) -> None:
    rows = _find(
        tmp_path,
        {f"{FOLDER}/config_split.config_split.dev.yml": "uuid: y\nfolder: config/dev\nmodule: {}\n"},
        _entity("views.view.till", "  module:\n    - shop\n", folder="config/dev"),
        _entity("block.block.till", "  config:\n    - views.view.till\n"),
    )
    assert [row.name for row in rows] == ["block.block.till", "views.view.till"]


def test_translations_and_patches_are_the_same_object(tmp_path: Path) -> None:
    rows = _find(
        tmp_path,
        _entity("views.view.till", "  module:\n    - shop\n"),
        {f"{FOLDER}/language/de/views.view.till.yml": "label: Kasse\n"},
        {f"{FOLDER}/config_split.config_split.dev.yml": "uuid: y\nfolder: config/dev\nmodule: {}\n"},
        {"config/dev/config_split.patch.views.view.till.yml": "adding: {}\nremoving: {}\n"},
    )
    assert [row.place.path for row in rows] == [f"{FOLDER}/views.view.till.yml"]


def test_a_broken_object_is_told(tmp_path: Path) -> None:
    tree, site = plant_site(tmp_path, core(), sync("shop"), {f"{FOLDER}/a.b.yml": "uuid: x\ndependencies: [\n"})
    found, unread = find_config_dependents(tree, site.stores, ["shop"])
    assert found == ()
    assert [one.place.path for one in unread] == [f"{FOLDER}/a.b.yml"]
