"""Names that a module declares, whatever they are names of."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place


class NameKind(StrEnum):
    PERMISSION = "permission"
    ROUTE = "route"
    LIBRARY = "library"
    CONFIG = "configuration"
    OPTIONAL_CONFIG = "optional configuration"
    CONFIG_SCHEMA = "configuration schema"
    THEME_HOOK = "theme hook"
    TEMPLATE = "template"
    TWIG_FUNCTION = "twig function"
    TWIG_FILTER = "twig filter"
    TWIG_TEST = "twig test"
    DRUSH_COMMAND = "drush command"
    PARAMETER = "container parameter"
    TABLE = "table"


FOR_PAGES = ("which theme hooks", "which routes", "which permissions")
"""How reasons begin where names cannot be told that matter to pages only; of permissions roles tell themselves."""


@dataclass(frozen=True, slots=True, order=True)
class ProvidedName:
    """`detail` says more, by kind: a route's path, a permission's callback, a theme hook's template."""

    kind: NameKind
    name: str
    place: Place
    detail: str = ""
