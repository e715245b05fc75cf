"""What extensions need for the configuration that they ship."""

from pathlib import Path

from tests.drupal.modern.discovery.trees import Files, core, module, plant_site, profile
from uninstaller.drupal.modern.discovery.config.shipped import list_shipped_edges
from uninstaller.graph.model import Strength


def _ship(extension: str, name: str, dependencies: str = "", folder: str = "install") -> Files:
    text = f"dependencies:\n{dependencies}id: x\n" if dependencies else "size: 1\n"
    return {f"{extension}/config/{folder}/{name}.yml": text}


def _edges(root: Path, *files: Files) -> list[tuple[str, str, Strength, str, int]]:
    modules = (module("modules/shop"), module("modules/till"), module("modules/cart"))
    _tree, site = plant_site(root, core(), *modules, *files)
    edges = list_shipped_edges(site.shipped)
    return [(one.source, one.target, one.strength, one.reason, one.place.line) for one in edges]


def test_dependencies_of_shipped_configuration(tmp_path: Path) -> None:
    edges = _edges(
        tmp_path,
        _ship("modules/shop", "shop.kind.a", "  module:\n    - till\n"),
        _ship("modules/shop", "shop.kind.b", "  enforced:\n    module:\n      - till\n      - shop\n"),
        _ship("modules/shop", "shop.kind.c", "  module:\n    - cart\n", folder="optional"),
    )
    assert edges == [
        ("shop", "cart", Strength.SOFT, "ships, where it can, shop.kind.c, which depends on it", 3),
        ("shop", "till", Strength.HARD, "ships shop.kind.a, which depends on it", 3),
    ]


def test_who_owns_the_name_is_needed(tmp_path: Path) -> None:
    assert _edges(tmp_path, _ship("modules/shop", "till.settings"), _ship("modules/shop", "core.menu.x")) == [
        ("shop", "till", Strength.HARD, "ships till.settings, which depends on it", 0)
    ]


def test_configuration_of_another_extension_is_needed_with_it(tmp_path: Path) -> None:
    edges = _edges(
        tmp_path,
        _ship("modules/till", "till.kind.a", "  module:\n    - cart\n"),
        _ship("modules/shop", "shop.kind.a", "  config:\n    - till.kind.a\n    - core.entity_view_mode.x.y\n"),
    )
    assert [edge[:3] for edge in edges] == [("shop", "till", Strength.HARD), ("till", "cart", Strength.HARD)]


def test_configuration_that_several_ship_is_nobody_s(tmp_path: Path) -> None:
    edges = _edges(
        tmp_path,
        profile("profiles/p"),
        _ship("profiles/p", "shop.kind.x", "  module:\n    - shop\n"),
        _ship("modules/till", "shop.kind.x", "  module:\n    - shop\n"),
        _ship("modules/cart", "cart.kind.a", "  config:\n    - shop.kind.x\n"),
    )
    assert "cart" not in {edge[0] for edge in edges}


def test_schema_and_collections_are_no_objects(tmp_path: Path) -> None:
    files = {
        "modules/shop/config/schema/till.schema.yml": "till.settings: {}\n",
        "modules/shop/config/install/README.md": "till.x\n",
        "modules/shop/config/install/language/de/shop.settings.yml": "a: b\n",
    }
    assert _edges(tmp_path, files) == []
