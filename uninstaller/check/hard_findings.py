"""Findings of lines that name a removed extension so that it must be there."""

from collections.abc import Callable, Collection, Iterator

from uninstaller.check.hard_lines import HardLine, list_hard_lines
from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import is_test_file
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place
from uninstaller.plan.finding import Finding
from uninstaller.settings import Settings

HARD = frozenset({"info-dependency", "info-base-theme", "config-dependency", "core-extension"})
"""Rules of lines that need an extension, not only what fetches it."""
_SAID = {
    "info-dependency": "requires {name}, which is removed: take the line out",
    "info-base-theme": "is based on the theme {name}, which is removed: choose another",
    "core-extension": "lists {name} as installed, which is removed: take the line out",
    "config-dependency": "depends on {name}, which is removed: take it out, or delete this configuration",
    "makefile-project": "fetches {name}, which is removed: take the line out",
    "composer-package": "names drupal/{name}, which is removed: take the line out",
    "composer-lock": "still holds drupal/{name}, which is removed: run composer update --lock",
}


def find_named(
    tree: Tree, names: Collection[str], is_skipped: Callable[[str], bool], settings: Settings
) -> Iterator[Finding]:
    """Hard lines that name one of some extensions."""
    for path, line in list_hard_lines(tree, settings):
        if line.name in names and not is_skipped(path) and (settings.with_tests or not is_test_file(path)):
            yield _make_finding(path, line)


def _make_finding(path: str, line: HardLine) -> Finding:
    message = _SAID[line.rule].format(name=line.name)
    is_soft = line.rule == "config-dependency" and "/config/optional/" in f"/{path}"
    certainty = Certainty.POSSIBLE if is_soft else Certainty.CERTAIN
    place = Place(path, line.line, line.column)
    return Finding(place, line.rule, Kind.MODULE, certainty, line.name, (line.name,), message)
