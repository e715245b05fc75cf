"""PHP that asks whether a module is there: soft dependents."""

from pathlib import Path

from tests.drupal.modern.discovery.trees import core, module, plant_site, theme
from uninstaller.drupal.modern.discovery.guarded import collect_names, list_guarded_edges, make_owners
from uninstaller.graph.model import Edge, Strength
from uninstaller.place import Place
from uninstaller.settings import Settings

ASKS = "<?php\nif (\\Drupal::moduleHandler()->moduleExists('shop')) {\n}\n"
NAMES = "<?php\n\\Drupal::moduleHandler()->loadInclude('shop', 'inc');\n"


def test_who_asks_or_names_is_a_soft_dependent(tmp_path: Path) -> None:
    files = {
        "modules/cart/cart.module": ASKS + NAMES.removeprefix("<?php"),
        "modules/till/src/Till.php": NAMES,
        "modules/cart/cart.api.php": ASKS,
        "themes/fine/fine.theme": ASKS,
        "modules/shop/shop.module": ASKS,
    }
    modules = (module("modules/shop"), module("modules/cart"), module("modules/till"), theme("themes/fine"))
    tree, site = plant_site(tmp_path, core(), *modules, files)
    settings = Settings(tmp_path, tmp_path, jobs=1, use_cache=False)
    collected = collect_names(tree, site.inventory.find("shop"), ["modules/shop"], settings)

    def edge(source: str, reason: str, place: Place) -> Edge:
        return Edge(source, "shop", Strength.SOFT, reason, place)

    assert list_guarded_edges(site.inventory, collected.uses) == (
        edge("cart", "asks whether it is installed", Place("modules/cart/cart.module", 2, 45)),
        edge("fine", "asks whether it is installed", Place("themes/fine/fine.theme", 2, 45)),
        edge("till", "names it (loadinclude)", Place("modules/till/src/Till.php", 2, 40)),
    )


def test_a_file_belongs_to_the_nearest_extension(tmp_path: Path) -> None:
    _tree, site = plant_site(tmp_path, core(), module("modules/shop"), module("modules/shop/shop_ui"))
    owner_of = make_owners(site.inventory)
    owners = [owner_of(path) for path in ("modules/shop/shop_ui/src/X.php", "modules/shop/src/X.php", "index.php")]
    assert [owner.name if owner else "" for owner in owners] == ["shop_ui", "shop", ""]
