"""Single-directory components and who provides them."""

from pathlib import Path

from tests.drupal.modern.discovery.trees import core, module, plant_site, theme
from uninstaller.drupal.modern.discovery.components import Component


def test_components_belong_to_the_extension_round_them(tmp_path: Path) -> None:
    paths = [
        "modules/shop/components/button/button.component.yml",
        "themes/fine/components/atoms/link/link.component.yml",
        "modules/shop/src/button.component.yml",
        "components/lost/lost.component.yml",
    ]
    _tree, site = plant_site(
        tmp_path, core(), module("modules/shop"), theme("themes/fine"), dict.fromkeys(paths, "name: x\n")
    )
    assert site.components == (
        Component("fine:link", "fine", "themes/fine/components/atoms/link", paths[1]),
        Component("shop:button", "shop", "modules/shop/components/button", paths[0]),
    )
