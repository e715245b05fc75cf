"""What staying code says of names that a removed module uses too: what others may own is not the module's."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.code.spelled import Names, read_routes, read_tables, read_usage, read_variables
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


class Topic(StrEnum):
    """What staying code may spell names of. `CORE_VARIABLE`: in code which every site has.

    `TABLE` is a table or a cache bin that it declares, queries or fills, `FILE_USAGE` a module in whose name it counts
    uses of files, `ROUTE` a menu path with `%` for each placeholder.
    """

    VARIABLE = "variable"
    CORE_VARIABLE = "core variable"
    ROUTE = "route"
    TABLE = "table"
    FILE_USAGE = "file usage"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`modules` are the other modules of the tree; `spelled` gives names and patterns (`%` for any text) of a topic."""

    modules: frozenset[str]
    spelled: Callable[[Topic], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gone:
    """Names of the modules that go, which paths go, and the files that are known to spell no name of theirs."""

    modules: Collection[str]
    is_removed: Callable[[str], bool]
    silent: Collection[str] = ()


def read_neighbours(tree: Tree, inventory: Inventory, gone: Gone, use_cache: bool = False) -> Neighbours:
    """Nothing is read before a topic is asked for."""
    modules = frozenset(one.name for one in inventory.extensions if one.type is not ExtensionType.THEME)
    core_at = tuple(path.removesuffix(_BOOTSTRAP) for path in tree.files if f"/{path}".endswith(f"/{_BOOTSTRAP}"))
    return Neighbours(modules, cache(_Reader(tree, gone, core_at, use_cache).read))


@dataclass(frozen=True, slots=True)
class _Reader:
    tree: Tree
    gone: Gone
    core_at: tuple[str, ...]
    """What stands before the paths of core's files: docroots with a slash."""
    use_cache: bool

    def read(self, topic: Topic) -> frozenset[str]:
        match topic:
            case Topic.VARIABLE:
                return self._read_all(topic, read_variables)
            case Topic.CORE_VARIABLE:
                return self._read_some(read_variables, self._is_core) if self.core_at else ASSUMED_VARIABLES
            case Topic.ROUTE:
                return self._read_all(topic, read_routes) | (frozenset() if self.core_at else ASSUMED_ROUTES)
            case Topic.TABLE:
                return self._read_telling(read_tables) | CORE_BINS
            case Topic.FILE_USAGE:
                return self._read_telling(read_usage)

    def _is_core(self, path: str) -> bool:
        return any(path.startswith(root) and _CORE.match(path, len(root)) for root in self.core_at)

    def _read_all(self, question: str, read: Callable[[bytes], Names]) -> frozenset[str]:
        """Of every PHP file that stays, as text, or remembered."""
        entries = [one for path, one in self.tree.files.items() if path.endswith(_PHP) and not one.is_link]
        found = recall_facts(self.tree, entries, f"neighbours {question}", read, self.use_cache)
        return frozenset(name for path, names in found if not self.gone.is_removed(path) for name in names)

    def _read_telling(self, read: Callable[[bytes], Names]) -> frozenset[str]:
        """Of tables and users of files only such names are asked for as begin with a removed module's."""
        needles = [name.encode() for name in self.gone.modules]
        return self._read_some(
            lambda source: read(source) if any(needle in source for needle in needles) else (),
            lambda path: path not in self.gone.silent,
        )

    def _read_some(self, read: Callable[[bytes], Names], is_asked: Callable[[str], bool]) -> frozenset[str]:
        def is_wanted(path: str) -> bool:
            return path.endswith(_PHP) and is_asked(path) and not self.gone.is_removed(path)

        return frozenset(name for _, source in self.tree.sources(is_wanted) for name in read(source))


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
