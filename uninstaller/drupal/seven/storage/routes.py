"""The menu paths that a module declares, which go with it, and the aliases of these paths, which stay."""

import re
from collections.abc import Iterator

from uninstaller.drupal.seven.code.neighbours import Neighbours, Topic, overlaps
from uninstaller.drupal.seven.storage.hooks import Declared
from uninstaller.facts.model import Fate, How, Kind, Stores

_PLACEHOLDER = re.compile(r"%[^/]*")


def read_routes(declared: Declared | None, module: str, neighbours: Neighbours) -> Iterator[Stores]:
    """The router is rebuilt without them; nobody deletes {url_alias} rows. People alias no page below admin."""
    if declared is None:
        return
    for route in declared.names:
        yield Stores(Kind.MENU_ROUTE, route, module, How.DECLARED, Fate.CLEANED, declared.place)
    patterns = {_PLACEHOLDER.sub("%", route) for route in declared.names}
    pages = {one for one in patterns if one and not one.startswith(("%", "admin/")) and one != "admin"}
    for page in sorted(pages):
        if not any(other != page and "%" in other and _covers(other, page) for other in pages):
            how = (
                How.GUESSED if any(overlaps(page, other) for other in neighbours.spelled(Topic.ROUTE)) else How.DECLARED
            )
            yield Stores(Kind.URL_ALIAS, page, module, how, Fate.RESIDUE, declared.place)


def _covers(pattern: str, page: str) -> bool:
    """`%` stands for any text, slashes included, as in the query that deletes."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("%"))), page) is not None
