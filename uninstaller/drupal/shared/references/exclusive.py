"""Which CSS classes a module alone produces: the proof without which no selector is taken out."""

import re
from collections.abc import Collection, Iterable

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.drupal.shared.references.vocabulary import is_template_of

_PRODUCERS = (".twig", ".html", ".php", ".module", ".inc", ".theme", ".install", ".profile", ".js", ".yml")
_CLASS = re.compile(r"\.((?:[\w-]|[^\x00-\x7f])+)")
_GOES_ON = rb"['\"]\s*[.~+|]|\{\{|\$"
_BRACKETS = re.compile(r"\([^()]*\)")


def find_exclusive(tree: Tree, subject: Subject) -> frozenset[str]:
    """Of the classes in its markup those that bear its name and that nobody else writes, whole or in parts.

    Nothing is proven where the module's code is absent, nor of a name that is built at run time: `'shop-' . $type`.
    """
    own = {name for name in subject.declared.classes if _bears_name(name, subject)}
    if not own or subject.is_theme:
        return frozenset()
    stems = {re.split(r"[-_]", name, maxsplit=1)[0].encode() for name in own}
    written = re.compile(rb"(?<![\w-])(" + _alternatives(name.encode() for name in own) + rb")(?![\w-])")
    built = re.compile(rb"(?<![\w-])(?:" + _alternatives(stems) + rb")[\w-]*[-_](?:" + _GOES_ON + rb")")
    skipped = tuple(f"{folder}/" for folder in subject.folders)
    for path, source in tree.sources(lambda path: path.endswith(_PRODUCERS) and not path.startswith(skipped)):
        is_own = "/tests/" in path or is_template_of(path, subject.declared)
        if not is_own and any(stem in source for stem in stems):
            own -= {match[1].decode() for match in written.finditer(source)}
            if built.search(source):
                return frozenset()
    return frozenset(own)


def _alternatives(words: Iterable[bytes]) -> bytes:
    return b"|".join(re.escape(word) for word in sorted(words))


def _bears_name(name: str, subject: Subject) -> bool:
    return re.match(re.escape(subject.name).replace("_", "[-_]") + r"(?![a-z0-9])", name) is not None


def needs_class(selector: str, classes: Collection[str]) -> bool:
    """Whether a selector matches nothing without one of the classes: what `:not(…)` or `:is(…)` hold does not count."""
    plain = selector
    while _BRACKETS.search(plain):
        plain = _BRACKETS.sub("", plain)
    return any(match[1].lower() in classes for match in _CLASS.finditer(plain))
