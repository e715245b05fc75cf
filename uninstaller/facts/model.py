"""The fact types: what files say, before anyone asks what Drupal makes of it. Variety is data, a `Kind`."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place


class Kind(StrEnum):
    """What a name is a name of."""

    FUNCTION = "function"
    CLASS = "class"
    CONSTANT = "constant"
    HOOK = "hook"
    MODULE = "module"
    FILE = "file"
    TABLE = "table"
    VARIABLE = "variable"
    FIELD = "field"
    FIELD_TYPE = "field type"
    ENTITY_TYPE = "entity type"
    NODE_TYPE = "node type"
    BLOCK = "block"
    PERMISSION = "permission"
    MENU_ROUTE = "menu route"
    MENU = "menu"
    TEXT_FILTER = "text filter"
    IMAGE_EFFECT = "image effect"
    THEME_HOOK = "theme hook"
    QUEUE = "queue"
    CACHE_BIN = "cache bin"
    ACTION = "action"
    DATE_FORMAT = "date format"
    FILE_USAGE = "file usage"
    URL_ALIAS = "url alias"
    LOCALE_SOURCE = "locale source"
    LOCALE_PROJECT = "locale project"
    USER_DATA = "user data"
    AUTHMAP = "authmap"
    VOCABULARY = "vocabulary"
    ROLE = "role"
    IMAGE_STYLE = "image style"
    MENU_LINK = "menu link"
    NODE_GRANT = "node grant"
    TRIGGER = "trigger"
    SEARCH_TYPE = "search type"
    CONFIG = "configuration object"
    STATE = "state entry"
    KEY_VALUE = "key-value collection"
    SERVICE = "service"
    LIBRARY = "library"
    PLUGIN = "plugin"
    CSS_CLASS = "css class"
    BEHAVIOR = "behavior"
    PACKAGE = "package"


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, order=True)
class Declares:
    """A file declares a name."""

    kind: Kind
    name: str
    place: Place
    extension: str


@dataclass(frozen=True, slots=True, order=True)
class Uses:
    """A file outside of the target uses one of the target's names.

    `guard` is the condition that protects the use (`module_exists`, `function_exists`, …), '' where nothing does.
    `within` is the function that holds the use (`Class::method` for a method), '' at file level. `module` is the
    removed module whose name is used; `how` is the construct: `call`, `new`, `extends`, `string`, `include`, … or the
    function that is given the name (`module_exists`, `drupal_get_path`, …).
    """

    kind: Kind
    name: str
    place: Place
    guard: str = ""
    within: str = ""
    certainty: Certainty = Certainty.CERTAIN
    module: str = ""
    how: str = ""


class How(StrEnum):
    """How a row of the footprint is known."""

    DECLARED = "declared"
    DELETED = "deleted by hook_uninstall"
    WRITTEN = "written by the code"
    GUESSED = "guessed from a prefix"


class Fate(StrEnum):
    """What becomes of a row of the footprint when the module is uninstalled natively."""

    REMOVED = "removed"
    """By the module's own hook_uninstall()."""
    DROPPED = "dropped"
    """By Drupal: tables of hook_schema()."""
    CLEANED = "cleaned"
    """By other modules' hooks or by the next cache rebuild."""
    RESIDUE = "residue"
    """Stays, natively as well; `--deep-clean` removes it."""
    REFUSED = "refused"
    """Drupal's pages refuse to uninstall while it exists."""


@dataclass(frozen=True, slots=True, order=True)
class Stores:
    """The module leaves something in the database: a row of the footprint. A `%` in the name stands for any text."""

    kind: Kind
    name: str
    module: str
    how: How
    fate: Fate
    place: Place
