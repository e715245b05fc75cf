"""Small modern code bases for tests, drawn as a mapping of paths to texts."""

from pathlib import Path

from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.modern.discovery.inventory import read_inventory
from uninstaller.drupal.modern.discovery.site import Site, read_site

Files = dict[str, str]

SYSTEM = "name: System\ntype: module\npackage: Core\nversion: VERSION\nrequired: true\n"


def core(version: str = "10.6.15", docroot: str = "") -> Files:
    """As much of Drupal core as tells that it is there."""
    prefix = f"{docroot}/" if docroot else ""
    return {
        f"{prefix}core/lib/Drupal.php": f"<?php\nclass Drupal {{\n  const VERSION = '{version}';\n}}\n",
        f"{prefix}core/modules/system/system.info.yml": SYSTEM,
        f"{prefix}sites/default/settings.php": "<?php\n",
    }


def module(folder: str, lines: str = "") -> Files:
    return _extension("module", folder, lines)


def theme(folder: str, lines: str = "base theme: false\n") -> Files:
    return _extension("theme", folder, lines)


def profile(folder: str, lines: str = "") -> Files:
    return _extension("profile", folder, lines)


def _extension(kind: str, folder: str, lines: str) -> Files:
    name = folder.rpartition("/")[2]
    return {f"{folder}/{name}.info.yml": f"name: {name}\ntype: {kind}\ncore_version_requirement: ^10\n{lines}"}


def sync(*names: str, folder: str = "config/sync") -> Files:
    """Exported configuration that enables modules."""
    lines = "".join(f"  {name}: 0\n" for name in names)
    return {f"{folder}/core.extension.yml": f"module:\n{lines}theme: {{  }}\nprofile: minimal\n"}


def plant(root: Path, *files: Files) -> Tree:
    for some in files:
        for path, text in some.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, newline="")
    return walk_tree(root, root)


def plant_site(root: Path, *files: Files) -> tuple[Tree, Site]:
    tree = plant(root, *files)
    return tree, read_site(tree, read_inventory(tree))
