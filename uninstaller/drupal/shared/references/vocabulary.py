"""What a removed extension declares in its own files, as far as other files may name it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.declarations import READ_FILES, read_classes, read_names
from uninstaller.drupal.shared.references.derived import derive_classes
from uninstaller.facts.model import Kind

TEMPLATE_FILES = (".html.twig", ".tpl.php")
_ASSET = re.compile(r"\.(?:css|scss|js|png|svg|gif|jpe?g|twig|tpl\.php)\Z")
_VARIANT = re.compile(
    r"(?:\.(?:theme|module|admin|base|pcss|min|es6|icons|tpl|html|css|scss|js|twig|php|png|svg|gif|jpe?g))+\Z"
)


@dataclass(frozen=True, slots=True)
class Declared:
    """Names by their kind, in lower case. `templates` are base names without suggestion and ending.

    `assets` are base names of its files, without what tells their variants apart; `classes` those of its markup;
    `words` those in its files that begin with its name and go on: `rdfa`; `tests` are
    base names of its tests' PHP files.
    """

    names: dict[str, Kind] = field(default_factory=dict)
    templates: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()


def read_declared(tree: Tree, extension: str, folders: Collection[str]) -> Declared:
    """Of all copies of an extension, but for their tests."""
    names: dict[str, Kind] = {}
    assets: set[str] = set()
    classes: set[str] = set()
    words: set[str] = set()
    longer = re.compile(rb"\b" + re.escape(extension.encode()) + rb"[a-z]+")
    for folder in folders:
        for path in _own_paths(tree, folder):
            file = path.rpartition("/")[2].lower()
            if _ASSET.search(file):
                assets.add(asset_stem(file))
            if file.endswith(TEMPLATE_FILES):
                names.setdefault(_hook_of(file).replace("-", "_"), Kind.THEME_HOOK)
        for path, source in tree.sources(_is_read, folder):
            words |= {one.decode() for one in longer.findall(source.lower())}
            for kind, name in read_names(path, source, extension):
                if kind is Kind.CSS_CLASS:
                    classes.add(name.lower())
                else:
                    names.setdefault(name.lower(), kind)
    templates = {name.replace("_", "-") for name, kind in names.items() if kind is Kind.THEME_HOOK}
    derived = {one for name, kind in names.items() for one in derive_classes(name, kind)}
    tests = {
        asset_stem(one.path.rpartition("/")[2])
        for folder in folders
        for one in tree.below(folder)
        if "/tests/" in one.path
    }
    return Declared(
        names, frozenset(templates), frozenset(assets), frozenset(classes | derived), frozenset(words), frozenset(tests)
    )


def add_markup(declared: Declared, tree: Tree) -> Declared:
    """With the classes in those templates, wherever they are, that theme its markup."""
    templates = tree.sources(lambda path: is_template_of(path, declared))
    found = {name for path, source in templates for name in read_classes(path, source)}
    return replace(declared, classes=declared.classes | found)


def is_template_of(path: str, declared: Declared) -> bool:
    file = path.rpartition("/")[2].lower()
    return file.endswith(TEMPLATE_FILES) and _hook_of(file) in declared.templates


def asset_stem(file: str) -> str:
    """`shop` of `shop.theme.css` and of `shop.css`: themes drop what tells a module's files apart."""
    return _VARIANT.sub("", file.lower())


def _hook_of(file: str) -> str:
    """`forum-list` of `forum-list--5.html.twig`."""
    return re.split(r"\.|--", file, maxsplit=1)[0]


def _own_paths(tree: Tree, folder: str) -> Iterator[str]:
    return (entry.path for entry in tree.below(folder) if not entry.is_link and "/tests/" not in entry.path)


def _is_read(path: str) -> bool:
    return path.endswith(READ_FILES) and "/tests/" not in path and ".min." not in path
