"""Selectors that match nothing any more, since nobody else makes the classes of the removed modules."""

from collections.abc import Iterable, Iterator, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.exclusive import find_exclusive, needs_class
from uninstaller.facts.readers.style_rules import Rule, read_rules
from uninstaller.facts.spelling import Span, decode
from uninstaller.references.mention import Mention


def find_dead(tree: Tree, mentions: Sequence[Mention]) -> dict[str, set[Span]]:
    """Words in selectors that match nothing without the classes that the removed modules alone make."""
    dead: dict[str, set[Span]] = {}
    styles = [one for one in mentions if one.found.rule in ("style-class", "style-selector") and one.span]
    for name in sorted({one.subject.name for one in styles}):
        group = [one for one in styles if one.subject.name == name]
        classes = find_exclusive(tree, group[0].subject)
        for path in sorted({one.place.path for one in group}) if classes else ():
            source = tree.read(path)
            some = [one for one in group if one.place.path == path]
            selectors = [
                span for span in _selectors(read_rules(source)) if needs_class(decode(source[slice(*span)]), classes)
            ]
            inside = (one.span for one in some if one.span and any(a <= one.span[0] < b for a, b in selectors))
            dead.setdefault(path, set()).update(inside)
    return dead


def _selectors(rules: Iterable[Rule]) -> Iterator[Span]:
    for rule in rules:
        yield from rule.selectors
        yield from _selectors(rule.inner)
