"""What staying code says of names that a removed module uses too: what others may own is not the module's."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.spelled import read_spelled
from uninstaller.facts.extension import ExtensionType, Inventory
from uninstaller.facts.recall import recall_facts

_PHP = (".module", ".install", ".inc", ".php", ".profile", ".theme", ".class", ".test")
_CORE = re.compile(r"(?:includes|modules/(?:system|user|node|field|filter|text))/(?!.*\.install$)|[^/]*\.php$")
"""Below the docroot: what every site loads. Updates of system.install move variables of any module."""
_BOOTSTRAP = "includes/bootstrap.inc"

ASSUMED_VARIABLES = frozenset(
    f"{prefix}%"
    for prefix in (
        "actions", "admin_", "anonymous", "block_", "cache", "clean_url", "color_", "comment_", "configurable_",
        "cron_", "css_js", "date_", "default_nodes", "drupal_", "error_level", "field_", "file_", "filter_", "http_",
        "image_", "install_", "javascript_", "language_", "lock_", "mail_", "maintenance_", "menu_", "node_", "page_",
        "password_", "path_", "preprocess_", "proxy_", "queue_", "session_", "site_", "smtp_", "teaser_", "theme_",
        "user_", "watchdog_",
    )
)  # fmt: skip
ASSUMED_ROUTES = frozenset(
    {"node", "node/%", "user", "user/%", "taxonomy/%", "comment/%", "filter/%", "system/%", "admin/%"}
)
"""What core owns, as far as it matters, in a tree without core."""

CORE_BINS = frozenset(
    ["cache", *(f"cache_{name}" for name in ("block", "bootstrap", "field", "filter", "form", "image", "menu"))]
) | {"cache_page", "cache_path", "cache_update"}
"""Of core's schemas: whoever clears them, they are not made by a module's code."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Names and patterns (`%` for any text) that staying code spells.

    `modules` are the other modules of the tree; `core_variables` the part of `variables` that is in code which every
    site has; `routes` are menu paths with `%` for each placeholder.
    """

    modules: frozenset[str]
    variables: frozenset[str]
    core_variables: frozenset[str]
    routes: frozenset[str]
    tables: frozenset[str] = CORE_BINS
    """Tables and cache bins that it declares, queries or fills."""
    file_usage: frozenset[str] = frozenset()
    """Modules in whose names it counts uses of files."""


def read_neighbours(
    tree: Tree, inventory: Inventory, is_removed: Callable[[str], bool], use_cache: bool = False
) -> Neighbours:
    """`is_removed` says of a path whether it goes. Reads every PHP file that stays, as text, or remembers it."""
    modules = {one.name for one in inventory.extensions if one.type is not ExtensionType.THEME}
    core_at = [path.removesuffix(_BOOTSTRAP) for path in tree.files if f"/{path}".endswith(f"/{_BOOTSTRAP}")]
    core: set[str] = set() if core_at else set(ASSUMED_VARIABLES)
    routes: set[str] = set() if core_at else set(ASSUMED_ROUTES)
    variables, tables, usage = set[str](), set(CORE_BINS), set[str]()
    entries = [one for path, one in tree.files.items() if path.endswith(_PHP) and not one.is_link]
    for path, spelled in recall_facts(tree, entries, "neighbours", read_spelled, use_cache):
        if is_removed(path):
            continue
        named, paths, queried, counted = spelled
        variables.update(named)
        if any(path.startswith(root) and _CORE.match(path, len(root)) for root in core_at):
            core.update(named)
        routes.update(paths)
        tables.update(queried)
        usage.update(counted)
    return Neighbours(frozenset(modules), *map(frozenset, (variables, core, routes, tables, usage)))


def overlaps(one: str, other: str) -> bool:
    """Whether some text matches both patterns."""
    if "%" not in one and "%" not in other:
        return one == other
    head, other_head = one.partition("%")[0], other.partition("%")[0]
    tail, other_tail = one.rpartition("%")[2], other.rpartition("%")[2]
    can_begin = head.startswith(other_head) or other_head.startswith(head)
    can_end = tail.endswith(other_tail) or other_tail.endswith(tail)
    return can_begin and can_end and _meet(one, other)


def _meet(one: str, other: str) -> bool:
    """Both at once, letter by letter: `reached` are the positions in `other` that what is read of `one` can end at."""
    reached = _skip(other, {0})
    for letter in one:
        if letter == "%":
            reached = set(range(min(reached), len(other) + 1))
        else:
            stay = {at for at in reached if at < len(other) and other[at] == "%"}
            step = {at + 1 for at in reached if at < len(other) and other[at] == letter}
            reached = _skip(other, stay | step)
        if not reached:
            return False
    return len(other) in reached


def _skip(pattern: str, positions: set[int]) -> set[int]:
    """A `%` may stand for no text at all."""
    found = set(positions)
    for at in range(len(pattern)):
        if at in found and pattern[at] == "%":
            found.add(at + 1)
    return found
