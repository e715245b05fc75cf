"""Code that would come along and that PHP could not load: natively it would stop the uninstall, and the site before."""

from collections.abc import Iterable, Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.php.parse import parse
from uninstaller.place import place_at
from uninstaller.plan.model import Decision, Removal

_PHP = (".php", ".module", ".install", ".inc")
_SETTLE = ("mend it, commit, and run again",)


def find_broken(tree: Tree, removals: Iterable[Removal]) -> Iterator[Decision]:
    """One decision for each file."""
    for removal in removals:
        for path in removal.carried:
            source = tree.read(path) if path.endswith(_PHP) else b""
            parsed = parse(source)
            if spans := (*parsed.errors, *parsed.legacy):
                problem = f"{removal.extension.name} would come along, and this file of it cannot be read as PHP"
                place = place_at(path, source, spans[0][0])
                yield Decision("syntax-error", removal.extension.name, place, problem, _SETTLE)
