"""The names that one file of an extension declares, by its language: patterns, since nothing here is edited."""

import re
from collections.abc import Iterator

from uninstaller.facts.model import Kind

Name = tuple[Kind, str]

PHP_FILES = (".php", ".module", ".inc", ".install", ".theme", ".profile")
READ_FILES = (*PHP_FILES, ".yml", ".twig", ".css", ".js")

_KEY_FILES = {
    ".routing.yml": Kind.MENU_ROUTE, ".permissions.yml": Kind.PERMISSION, ".libraries.yml": Kind.LIBRARY,
}  # fmt: skip
_TOP_KEY = re.compile(rb"^['\"]?([^\s#'\"][^#\n]*?)['\"]?:", re.MULTILINE)
_SERVICE = re.compile(rb"^  ['\"]?([\w.\\]+)['\"]?:", re.MULTILINE)
_PHP_NAMES = (
    (Kind.HOOK, re.compile(rb"^function\s+hook_(\w+)\s*\(", re.MULTILINE)),
    (Kind.FUNCTION, re.compile(rb"^function\s+&?(\w+)\s*\(", re.MULTILINE)),
    (Kind.CLASS, re.compile(rb"^(?:abstract |final |readonly )*(?:class|interface|trait|enum)\s+(\w+)", re.MULTILINE)),
    (Kind.CONSTANT, re.compile(rb"^(?:define\(\s*['\"]|const\s+)(\w+)", re.MULTILINE)),
    (Kind.TABLE, re.compile(rb"^\s*\$schema\[['\"](\w+)['\"]\]", re.MULTILINE)),
    (Kind.PERMISSION, re.compile(rb"^    ['\"]([\w ]+)['\"]\s*=>\s*(?:array\(|\[)\s*['\"]title['\"]", re.MULTILINE)),
    (
        Kind.PLUGIN,
        re.compile(
            rb"^\s*\*\s+id\s*=\s*[\"']([\w:.-]+)[\"']|\bid:\s*[\"']([\w:.-]+)[\"']|^ \* @\w+\([\"']([\w:.-]+)[\"']\)",
            re.MULTILINE,
        ),
    ),
)
_THEME_HOOK = re.compile(
    rb"['\"](\w+)['\"]\s*=>\s*(?:array\(|\[)\s*['\"](?:variables|render element|template|file|base hook|path)['\"]"
)
_IN_MARKUP = re.compile(
    rb"class=['\"]([\w\s-]+)['\"]|addClass\(['\"]([\w\s-]+)['\"]"
    rb"|['\"]class['\"]\s*(?:\]\[?\]?\s*=|=>)\s*(?:array\(|\[)?\s*((?:['\"][\w -]+['\"],?\s*)+)"
)
_SELECTOR = re.compile(rb"\.([a-zA-Z][\w-]+)(?=[^{};]*\{)")
_SCRIPT_NAME = re.compile(
    rb"Drupal\.(?:behaviors\.)?(\w+)\s*=|drupalSettings\.(\w+)|\.trigger\(\s*['\"]([\w:.-]+)['\"]"
    rb"|new CustomEvent\(\s*['\"]([\w:.-]+)['\"]"
)


def read_names(path: str, source: bytes, extension: str) -> Iterator[Name]:
    if path.endswith(".yml"):
        yield from _read_yaml(path, source, extension)
    elif path.endswith(PHP_FILES):
        yield from _read_php(source)
    elif path.endswith(".css"):
        yield from ((Kind.CSS_CLASS, match[1].decode()) for match in _SELECTOR.finditer(source))
    elif path.endswith(".js"):
        yield from (
            (Kind.BEHAVIOR, next(filter(None, match.groups())).decode()) for match in _SCRIPT_NAME.finditer(source)
        )
    yield from ((Kind.CSS_CLASS, name) for name in read_classes(path, source))


def read_classes(path: str, source: bytes) -> Iterator[str]:
    """The CSS classes that a template, PHP or JavaScript gives to what it makes."""
    if path.endswith((*PHP_FILES, ".twig", ".js")):
        for match in _IN_MARKUP.finditer(source):
            text = next(group for group in match.groups() if group is not None)
            yield from re.sub(r"['\",]", " ", text.decode("utf-8", "replace")).lower().split()


def _read_yaml(path: str, source: bytes, extension: str) -> Iterator[Name]:
    for ending, kind in _KEY_FILES.items():
        if path.endswith(ending):
            prefix = f"{extension}/" if kind is Kind.LIBRARY else ""
            yield from ((kind, prefix + _decode(match[1])) for match in _TOP_KEY.finditer(source))
    if path.endswith(".services.yml"):
        yield from ((Kind.SERVICE, _decode(match[1])) for match in _SERVICE.finditer(source) if b"." in match[1])
    if "/config/install/" in path or "/config/optional/" in path:
        yield Kind.CONFIG, path.rpartition("/")[2].removesuffix(".yml")


def _read_php(source: bytes) -> Iterator[Name]:
    for kind, pattern in _PHP_NAMES:
        for match in pattern.finditer(source):
            yield kind, _decode(next(group for group in match.groups() if group is not None))
    if b"_theme(" in source or b"'theme'" in source:
        yield from ((Kind.THEME_HOOK, _decode(match[1])) for match in _THEME_HOOK.finditer(source))


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")
