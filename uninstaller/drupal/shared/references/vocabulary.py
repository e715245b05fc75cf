"""What a removed extension declares in its own files, as far as other files may name it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Kind

_TEMPLATE = re.compile(r"([\w-]+?)(?:--[\w-]+)?(?:\.html\.twig|\.tpl\.php)\Z")
_ASSET = re.compile(r"\.(?:css|scss|js|png|svg|gif|jpe?g|twig|tpl\.php)\Z")
_VARIANT = re.compile(r"(?:\.(?:theme|module|admin|base|pcss|min|es6|icons|tpl|html|css|scss|js|twig|php|png|svg|gif|jpe?g))+\Z")
_TOP_KEY = re.compile(rb"^['\"]?([^\s#'\"][^#\n]*?)['\"]?:", re.MULTILINE)
_FUNCTION = re.compile(rb"^function\s+&?(\w+)\s*\(", re.MULTILINE)
_CLASS = re.compile(rb"^(?:abstract |final )*(?:class|interface|trait|enum)\s+(\w+)", re.MULTILINE)
_PLUGIN_ID = re.compile(rb"^\s*\*\s+id\s*=\s*[\"']([\w:.-]+)[\"']|\bid:\s*[\"']([\w:.-]+)[\"']|^ \* @\w+\([\"']([\w:.-]+)[\"']\)", re.MULTILINE)
_THEME_HOOK = re.compile(rb"['\"](\w+)['\"]\s*=>\s*(?:array\(|\[)\s*(?:['\"](?:variables|render element|template|file|base hook|path)['\"])")
_MARKUP_CLASS = re.compile(rb"class=['\"]([\w\s-]+)['\"]|addClass\(['\"]([\w\s-]+)['\"]|['\"]class['\"]\s*(?:\]\[?\]?\s*=|=>)\s*(?:array\(|\[)?\s*((?:['\"][\w -]+['\"],?\s*)+)")
_SELECTOR = re.compile(rb"\.([a-zA-Z][\w-]+)(?=[^{};]*\{)")
_BEHAVIOR = re.compile(rb"Drupal\.(?:behaviors\.)?(\w+)\s*=|drupalSettings\.(\w+)")
_TABLE = re.compile(rb"^\s*\$schema\[['\"](\w+)['\"]\]", re.MULTILINE)
_KEY_FILES = {".services.yml": Kind.SERVICE, ".routing.yml": Kind.MENU_ROUTE, ".permissions.yml": Kind.PERMISSION,
              ".libraries.yml": Kind.LIBRARY}  # fmt: skip
_PHP = (".php", ".module", ".inc", ".install", ".theme", ".profile")


@dataclass(frozen=True, slots=True)
class Declared:
    """Names by their kind, in lower case; `assets` are base names of files, without what tells their variants apart."""

    names: dict[str, Kind] = field(default_factory=dict)
    templates: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    markup_classes: frozenset[str] = frozenset()


def read_declared(tree: Tree, name: str, folders: Iterable[str]) -> Declared:
    """Of all copies of an extension, its tests left out."""
    names: dict[str, Kind] = {}
    templates: set[str] = set()
    assets: set[str] = set()
    classes: set[str] = set()
    for folder in folders:
        for entry in tree.below(folder):
            if entry.is_link or "/tests/" in entry.path:
                continue
            file = entry.path.rpartition("/")[2]
            template = _TEMPLATE.match(file)
            if template:
                templates.add(template[1].lower())
                names.setdefault(template[1].lower().replace("-", "_"), Kind.THEME_HOOK)
            if _ASSET.search(file):
                assets.add(asset_stem(file))
        for path, source in tree.sources(_is_read, folder):
            for kind, found in _read(path, source, name):
                if kind is Kind.CSS_CLASS:
                    classes.update(found.lower().split())
                else:
                    names.setdefault(found.lower(), kind)
    templates |= {one.replace("_", "-") for one, kind in names.items() if kind is Kind.THEME_HOOK}
    return Declared(names, frozenset(templates), frozenset(assets), frozenset(classes))


def add_markup(declared: Declared, tree: Tree) -> Declared:
    """With the classes in those templates, wherever they are, that theme its markup."""
    classes = set(declared.markup_classes)
    for path, source in tree.sources(lambda path: is_template_of(path, declared)):
        classes |= {one for kind, text in _read_markup(path, source) for one in text.lower().split()}
    return replace(declared, markup_classes=frozenset(classes))


def is_template_of(path: str, declared: Declared) -> bool:
    file = path.rpartition("/")[2].lower()
    return file.endswith((".html.twig", ".tpl.php")) and re.split(r"\.|--", file, maxsplit=1)[0] in declared.templates


def asset_stem(file: str) -> str:
    return _VARIANT.sub("", file.lower())


def _is_read(path: str) -> bool:
    return path.endswith((*_PHP, ".yml", ".twig", ".css", ".js")) and "/tests/" not in path and ".min." not in path


def _read(path: str, source: bytes, name: str) -> Iterator[tuple[Kind, str]]:
    for ending, kind in _KEY_FILES.items():
        if path.endswith(ending):
            prefix = f"{name}/" if kind is Kind.LIBRARY else ""
            keys = (match[1].decode("utf-8", "replace") for match in _TOP_KEY.finditer(source))
            yield from ((kind, prefix + key) for key in keys if kind is not Kind.SERVICE or key != "services")
            if kind is Kind.SERVICE:
                yield from ((kind, m[1].decode()) for m in re.finditer(rb"^  ([\w.]+):\s*$", source, re.MULTILINE) if b"." in m[1])
    if "/config/install/" in path or "/config/optional/" in path:
        yield Kind.CONFIG, path.rpartition("/")[2].removesuffix(".yml")
    if path.endswith(_PHP):
        yield from _read_php(source)
    yield from _read_markup(path, source)
    if path.endswith(".css"):
        yield from ((Kind.CSS_CLASS, match[1].decode("utf-8", "replace")) for match in _SELECTOR.finditer(source))
    if path.endswith(".js"):
        yield from ((Kind.BEHAVIOR, (match[1] or match[2]).decode()) for match in _BEHAVIOR.finditer(source))


def _read_markup(path: str, source: bytes) -> Iterator[tuple[Kind, str]]:
    if path.endswith((*_PHP, ".twig", ".js")):
        for match in _MARKUP_CLASS.finditer(source):
            text = next(group for group in match.groups() if group is not None)
            yield Kind.CSS_CLASS, re.sub(r"['\",]", " ", text.decode("utf-8", "replace"))


def _read_php(source: bytes) -> Iterator[tuple[Kind, str]]:
    patterns = ((Kind.FUNCTION, _FUNCTION), (Kind.CLASS, _CLASS), (Kind.PLUGIN, _PLUGIN_ID), (Kind.TABLE, _TABLE))
    for kind, pattern in patterns:
        for match in pattern.finditer(source):
            yield kind, next(group for group in match.groups() if group is not None).decode("utf-8", "replace")
    if b"_theme(" in source or b"'theme'" in source:
        yield from ((Kind.THEME_HOOK, match[1].decode()) for match in _THEME_HOOK.finditer(source))
