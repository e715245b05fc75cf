"""What modern Drupal has to say of which modules a removal comprises."""

from collections.abc import Mapping, Sequence

from uninstaller.drupal.modern.discovery.search import find_spots
from uninstaller.drupal.modern.discovery.site import Site
from uninstaller.drupal.modern.planning.obstacles import find_obstacles
from uninstaller.drupal.shared.selection import Rules, Selection
from uninstaller.drupal.shared.selection import select_modules as select_by_rules
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.graph.model import ExtensionGraph

CONTAINERS = frozenset({"", "modules", "themes", "profiles", "contrib", "custom", "sites", "all", "core"})
"""Last parts of folders that hold many extensions; '' is the tree's root."""


def select_modules(
    site: Site, graph: ExtensionGraph, names: Sequence[str], links: Mapping[str, str], *, with_dependents: bool
) -> Selection:
    """Raises UserError for a name that is no module here.

    `graph` is that of the info files alone: Drupal asks for no more. `links` are those of the tree.
    """

    def explain_absence(name: str) -> None:
        for enabled in site.stores.find_enabled(name):
            problem = f"{enabled.place} says that {name} is enabled, but its code is not in this code base"
            raise UserError(problem, "run `composer install` before, or take its code back out of git's history")

    rules = Rules(
        ending=".info.yml",
        types=frozenset({ExtensionType.MODULE, ExtensionType.PROFILE}),
        is_container=lambda folder: folder.rpartition("/")[2] in CONTAINERS,
        is_test=_is_test,
        is_searched=_is_searched,
        find_obstacles=find_obstacles,
        explain_absence=explain_absence,
    )
    return select_by_rules(rules, site.inventory, graph, names, links, with_dependents=with_dependents)


def _is_test(extension: Extension) -> bool:
    return extension.for_tests


def _is_searched(inventory: Inventory, folder: str) -> bool:
    return inventory.docroot is None or bool(find_spots([f"{folder}/x"], [inventory.docroot]))
