"""Code that would stop the update: PHP could not load it, or it ends the process."""

from collections.abc import Iterable, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.php.parse import parse
from uninstaller.place import place_at
from uninstaller.plan.model import Decision, Removal

_PHP = (".php", ".module", ".install", ".inc")
_TAKE_OUT = ("take it out of the hook, commit, and run again",)
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


def find_exits(tree: Tree, exits: Mapping[str, Iterable[tuple[str, int]]]) -> Iterator[Decision]:
    """`exits`: paths and bytes where hooks of a module that run then end the process."""
    for module, places in exits.items():
        for path, byte in places:
            place = place_at(path, tree.read(path), byte)
            yield Decision("exit-call", module, place, "exit would end the whole update run", _TAKE_OUT)
