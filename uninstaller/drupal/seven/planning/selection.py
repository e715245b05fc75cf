"""What Drupal 7 has to say of which modules a removal comprises."""

import re
from collections.abc import Iterable, Mapping, Sequence

from uninstaller.drupal.shared.selection import Rules, Selection
from uninstaller.drupal.shared.selection import select_modules as select_by_rules
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.graph.model import ExtensionGraph
from uninstaller.place import Place
from uninstaller.plan.model import Decision

REQUIRED = frozenset(["system", "user", "node", "field", "field_sql_storage", "filter", "text"])
"""Modules that Drupal 7 core itself requires (`required = TRUE` in their info files, text through its dependents)."""

_SEARCHED = re.compile(r"(?:modules|profiles/[^/]+/modules|sites/[^/]+/modules)/")
"""Below the docroot: where drupal_system_listing() looks for modules."""


def select_modules(
    inventory: Inventory,
    graph: ExtensionGraph,
    names: Sequence[str],
    links: Mapping[str, str],
    *,
    with_dependents: bool,
) -> Selection:
    """Raises UserError for a name that is no module here; `links` are those of the tree."""
    return select_by_rules(_RULES, inventory, graph, names, links, with_dependents=with_dependents)


def is_searched(inventory: Inventory, folder: str) -> bool:
    """Whether Drupal looks into a folder for modules by itself; yes where the tree does not tell its docroot."""
    inside = folder.removeprefix(f"{inventory.docroot}/") if inventory.docroot else folder
    return inventory.docroot is None or bool(_SEARCHED.match(inside))


def is_test(extension: Extension) -> bool:
    """Whether an extension exists for automated tests only: hidden, and in a folder of tests or a package of them."""
    return extension.hidden and ("/tests/" in f"/{extension.folder}/" or extension.package.lower() == "testing")


_CONTAINERS = frozenset({"", "modules", "sites/all/modules", "sites/all", "sites", "profiles"})


def _is_container(folder: str) -> bool:
    return folder in _CONTAINERS or folder.endswith("/modules")


def find_required(_inventory: Inventory) -> frozenset[str]:
    """The same on every site."""
    return REQUIRED


def _judge_required(_inventory: Inventory, removed: Sequence[Extension]) -> Iterable[Decision]:
    for one in removed:
        if one.name in REQUIRED:
            problem = f"Drupal requires {one.name}: it cannot be uninstalled"
            yield Decision("required", one.name, Place(one.info_path), problem, ())


_RULES = Rules(
    ending=".info",
    types=frozenset({ExtensionType.MODULE}),
    is_container=_is_container,
    is_test=is_test,
    is_searched=is_searched,
    find_obstacles=_judge_required,
)
