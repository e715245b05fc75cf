"""Which extensions a Drupal 7 tree holds, and which copy of each Drupal loads."""

from pathlib import Path

import pytest

from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.seven.discovery.inventory import read_inventory
from uninstaller.facts.extension import Extension, ExtensionType, Inventory

CORE = {
    "includes/bootstrap.inc": "<?php\ndefine('VERSION', '7.105');\n",
    "modules/system/system.info": "name = System\ncore = 7.x\nversion = VERSION\nrequired = TRUE\n",
    "modules/system/system.module": "<?php\n",
    "sites/default/default.settings.php": "<?php\n",
    "sites/all/README.txt": "",
}


def _module(path: str, info: str = "core = 7.x\n") -> dict[str, str]:
    return {f"{path}.info": info, f"{path}.module": "<?php\n"}


def _profile(name: str, folder: str = "profiles/") -> dict[str, str]:
    stem = f"{folder}{name}/{name}" if folder else name
    return {f"{stem}.info": f"name = {name}\ncore = 7.x\n", f"{stem}.profile": "<?php\n"}


def _write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def _read(root: Path, *files: dict[str, str]) -> Inventory:
    for some in files:
        _write(root, some)
    return read_inventory(walk_tree(root, root))


def _active(inventory: Inventory, name: str) -> list[str]:
    return [extension.folder for extension in inventory.find(name) if extension.active]


def _shadowed(inventory: Inventory, name: str) -> dict[str, str]:
    return {e.folder: e.shadowed_by for e in inventory.find(name) if not e.active}


def _one(inventory: Inventory, name: str) -> Extension:
    (extension,) = inventory.find(name)
    return extension


def test_info_becomes_an_extension(tmp_path: Path) -> None:
    info = (
        'name = "Shop"\ncore = 7.x\nversion = 7.x-1.2\nproject = shop\npackage = Trade\nhidden = TRUE\n'
        "dependencies[] = cart (>=1.0)\ndependencies[] = drupal:views\nfiles[] = shop.test\n"
    )
    inventory = _read(tmp_path, CORE, _module("sites/all/modules/shop/shop", info))
    shop = _one(inventory, "shop")
    assert (shop.type, shop.folder, shop.info_path) == (
        ExtensionType.MODULE,
        "sites/all/modules/shop",
        "sites/all/modules/shop/shop.info",
    )
    assert (shop.label, shop.version, shop.core, shop.project, shop.package) == (
        "Shop",
        "7.x-1.2",
        "7.x",
        "shop",
        "Trade",
    )
    assert (shop.hidden, shop.active, shop.site, shop.files) == (True, True, "all", ("shop.test",))
    assert [(d.name, d.constraint, str(d.place)) for d in shop.dependencies] == [
        ("cart", "(>=1.0)", "sites/all/modules/shop/shop.info:7"),
        ("views", "", "sites/all/modules/shop/shop.info:8"),
    ]
    assert (inventory.docroot, inventory.core_version, inventory.sites) == ("", "7.105", ("default",))
    assert (inventory.unknown, inventory.unread) == ((), ())
    assert _one(inventory, "system").version == "7.105"


def test_every_type_is_found(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path,
        CORE,
        _profile("store"),
        _module("profiles/store/modules/deep/er/extra/extra"),
        {
            "themes/plain/plain.info": "name = Plain\ncore = 7.x\n",
            "sites/all/themes/fancy/fancy.info": "core = 7.x\nbase theme = plain\nregions[a] = A\n",
            "themes/engines/phptemplate/phptemplate.engine": "<?php\n",
        },
    )
    found = [(e.type.value, e.name, e.profile, e.base_theme) for e in inventory.extensions if e.name != "system"]
    assert found == [
        ("module", "extra", "store", ""),
        ("profile", "store", "store", ""),
        ("theme", "fancy", "", "plain"),
        ("theme", "plain", "", ""),
        ("theme_engine", "phptemplate", "", ""),
    ]


def test_later_search_folder_wins(tmp_path: Path) -> None:
    folders = ["modules/shop", "profiles/store/modules/shop", "sites/all/modules/shop", "sites/default/modules/shop"]
    inventory = _read(tmp_path, CORE, _profile("store"), *(_module(f"{folder}/shop") for folder in folders))
    assert _active(inventory, "shop") == ["sites/default/modules/shop"]
    winner = "sites/default/modules/shop/shop.info"
    assert _shadowed(inventory, "shop") == dict.fromkeys(folders[:3], winner)


@pytest.mark.parametrize(("core", "winner"), [("6.x", "modules/shop"), ("", "sites/all/modules/shop")])
def test_copy_for_another_core_does_not_win(tmp_path: Path, core: str, winner: str) -> None:
    info = f"name = Shop\ncore = {core}\n" if core else "name = Shop\n"
    old = _module("sites/all/modules/shop/shop", info)
    inventory = _read(tmp_path, CORE, _module("modules/shop/shop"), old)
    assert _active(inventory, "shop") == [winner]


def test_each_site_sees_its_own_copy(tmp_path: Path) -> None:
    sites = {"sites/a.example.com/settings.php": "", "sites/b.example.com/settings.php": ""}
    own = _module("sites/a.example.com/modules/shop/shop")
    inventory = _read(tmp_path, CORE, sites, own, _module("sites/all/modules/shop/shop"))
    assert inventory.sites == ("a.example.com", "b.example.com", "default")
    assert _active(inventory, "shop") == ["sites/a.example.com/modules/shop", "sites/all/modules/shop"]
    assert [extension.site for extension in inventory.find("shop")] == ["a.example.com", "all"]


def test_each_profile_sees_its_own_copy(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path,
        CORE,
        _profile("one"),
        _profile("two"),
        _module("profiles/one/modules/shop/shop"),
        _module("modules/shop/shop"),
    )
    assert _active(inventory, "shop") == ["modules/shop", "profiles/one/modules/shop"]


def test_outer_copy_wins_within_a_folder(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path, CORE, _module("sites/all/modules/shop/shop"), _module("sites/all/modules/shop/old/shop")
    )
    assert _active(inventory, "shop") == ["sites/all/modules/shop"]
    assert inventory.unknown == ()


def test_tie_is_told(tmp_path: Path) -> None:
    inventory = _read(tmp_path, CORE, _module("sites/all/modules/a/shop"), _module("sites/all/modules/b/shop"))
    assert _active(inventory, "shop") == ["sites/all/modules/a"]
    assert inventory.unknown == (
        "Which copy of shop Drupal loads depends on the order of files on disk: "
        "sites/all/modules/a/shop.info, sites/all/modules/b/shop.info.",
    )


@pytest.mark.parametrize(
    "folder", ["custom", "sites/all/modules/.hidden", "sites/all/modules/CVS", "sites/all/libraries"]
)
def test_what_drupal_does_not_search_is_told(tmp_path: Path, folder: str) -> None:
    inventory = _read(tmp_path, CORE, _module(f"{folder}/shop"))
    assert _active(inventory, "shop") == [folder]
    assert inventory.unknown == (
        f"Outside of the folders that Drupal searches, and taken for loadable: {folder}/shop.info.",
    )
    again = _read(tmp_path, _module("sites/all/modules/shop/shop"))
    assert _shadowed(again, "shop") == {folder: "sites/all/modules/shop/shop.info"}


def test_test_modules_are_found_and_hidden(tmp_path: Path) -> None:
    inventory = _read(tmp_path, CORE, _module("sites/all/modules/shop/tests/shop_test", "core = 7.x\nhidden = TRUE\n"))
    assert _one(inventory, "shop_test").hidden


def test_project_with_its_docroot_below(tmp_path: Path) -> None:
    files = {**CORE, **_module("sites/all/modules/shop/shop")}
    inventory = _read(
        tmp_path, {f"web/{path}": text for path, text in files.items()}, {"backup/" + p: t for p, t in CORE.items()}
    )
    assert (inventory.docroot, inventory.sites) == ("web", ("default",))
    assert _active(inventory, "shop") == ["web/sites/all/modules/shop"]
    assert _active(inventory, "system") == ["web/modules/system"]


def test_several_docroots_made_of_links(tmp_path: Path) -> None:
    _write(tmp_path, {f"core/{path}": text for path, text in CORE.items()})
    _write(tmp_path, _module("shared/shop/shop") | _module("stacks/a/sites/all/modules/own/shop", "core = 7.x\n"))
    for stack in ("a", "b"):
        (tmp_path / f"stacks/{stack}/sites/all/modules").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"stacks/{stack}/includes").symlink_to("../../core/includes")
        (tmp_path / f"stacks/{stack}/modules").symlink_to("../../core/modules")
        (tmp_path / f"stacks/{stack}/sites/all/modules/shared").symlink_to("../../../../../shared")
    (tmp_path / "current").symlink_to("stacks/a")
    inventory = _read(tmp_path)
    assert (inventory.docroot, inventory.core_version) == (None, "7.105")
    assert _active(inventory, "shop") == ["shared/shop", "stacks/a/sites/all/modules/own"]
    assert [line for line in inventory.unknown if "several" in line] == [
        "The tree holds several Drupal roots: core, stacks/a, stacks/b. Name one with --root to look at it alone."
    ]


def test_one_docroot_whose_parts_lie_elsewhere_in_the_project(tmp_path: Path) -> None:
    _write(tmp_path, {f"core/{path}": text for path, text in CORE.items()} | _module("shared/shop/shop"))
    web = tmp_path / "web"
    (web / "sites/all").mkdir(parents=True)
    for path, target in (("includes", "../core/includes"), ("modules", "../core/modules")):
        (web / path).symlink_to(target)
    (web / "sites/all/modules").symlink_to("../../../shared")
    inventory = read_inventory(walk_tree(web, tmp_path))
    assert (inventory.docroot, inventory.core_version) == ("", "7.105")
    assert _one(inventory, "shop").folder == "sites/all/modules/shop"


def test_profile_alone(tmp_path: Path) -> None:
    inventory = _read(tmp_path, _profile("store", ""), _module("modules/contrib/shop/shop"))
    assert (inventory.docroot, inventory.core_version, inventory.sites) == (None, "", ())
    assert [(e.name, e.profile) for e in inventory.extensions] == [("shop", "store"), ("store", "store")]
    assert len(inventory.unknown) == 1
    assert inventory.unknown[0].startswith("The tree holds no Drupal core")


def test_modules_alone(tmp_path: Path) -> None:
    inventory = _read(
        tmp_path, _module("shop"), _module("sites/a/modules/cart/cart"), _module("sites/all/modules/cart")
    )
    assert [(e.name, e.folder, e.site, e.active) for e in inventory.extensions] == [
        ("cart", "sites/a/modules/cart", "a", True),
        ("cart", "sites/all/modules", "all", False),
        ("shop", "", "", True),
    ]


def test_empty_tree(tmp_path: Path) -> None:
    inventory = _read(tmp_path)
    assert (inventory.extensions, inventory.docroot, inventory.unread) == ((), None, ())


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("modules/x/x.info", "name = X\ncore = 7.x\n", "no x.module beside it"),
        ("libraries/x/x.info", "name = X\n", "no x.module beside it"),
        ("libraries/x/x.info", "Copyright: someone = x\n", None),
        ("libraries/x/x.info", "\x00\x01\x02", None),
        ("themes/x-y/x-y.info", "core = 7.x\n", "its name is no machine name"),
        ("themes/x/x.info", "core = 7.x\nbase theme = ../../etc\n", "its base theme is no machine name"),
        ("themes/x/x.info", "core = 7.x\ndependencies[] = a'); evil('\n", "its dependency is no machine name"),
        ("themes/x/x.info", "core = 7.x\n[[\n", "Drupal ignores this line"),
    ],
)
def test_what_is_odd_is_told(tmp_path: Path, path: str, text: str, reason: str | None) -> None:
    inventory = _read(tmp_path, {path: text})
    assert [unread.place.path for unread in inventory.unread] == ([path] if reason else [])
    assert [unread.reason.startswith(reason) for unread in inventory.unread if reason] == ([True] if reason else [])


def test_module_with_a_hostile_or_empty_info_is_told(tmp_path: Path) -> None:
    inventory = _read(tmp_path, _module("a;b"), _module("empty", ""), _module("shop"))
    assert [e.name for e in inventory.extensions] == ["shop"]
    assert [(u.place.path, u.reason) for u in inventory.unread] == [
        ("a;b.info", "its name is no machine name"),
        ("empty.info", "nothing in it can be read: Drupal passes it over"),
    ]


def test_huge_info_is_told(tmp_path: Path) -> None:
    inventory = _read(tmp_path, _module("shop", "; x\n" * 300_000))
    assert inventory.extensions == ()
    assert "larger than" in inventory.unread[0].reason
