"""Names that one PHP file spells, as text: variables, menu paths, tables, and modules that count uses of files.

Each pattern begins with a literal, which is what makes it fast; what must stand before it is asked afterwards.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Names = tuple[str, ...]
"""Sorted, each once. One that is put together has a `%` for what is not known, a route one for each placeholder."""

Test = Callable[[bytes, int], bool]
"""Of a text and the offset at which a match begins."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """`seed` is what `pattern` begins with; `follows` says whether it may begin there."""

    seed: bytes
    pattern: re.Pattern[bytes]
    follows: Test

    def find(self, source: bytes) -> Iterator[re.Match[bytes]]:
        if self.seed in source:
            for match in self.pattern.finditer(source):
                if self.follows(source, match.start()):
                    yield match


_LONGEST_NAME = 128
_WORD = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"


def _anything(_source: bytes, _start: int) -> bool:
    return True


def _quote(source: bytes, start: int) -> bool:
    return source[start - 1 : start] in (b"'", b'"')


def _no_word(source: bytes, start: int) -> bool:
    return start == 0 or source[start - 1] not in _WORD


def _variable(source: bytes, start: int) -> bool:
    return source[max(0, start - _LONGEST_NAME) : start].rstrip(_WORD).endswith(b"$")


def _global(source: bytes, start: int) -> bool:
    """Whether `conf` is the global variable: `$conf[…]` or `$GLOBALS['conf'][…]`."""
    if source[start - 1 : start] == b"$":
        return source[start + 4 : start + 5] not in (b"'", b'"')
    return _quote(source, start + 5) and _GLOBALS.search(source, max(0, start - _LONGEST_NAME), start) is not None


_GLOBALS = re.compile(rb"\$GLOBALS\s*\[\s*['\"]\Z")
_TEXT = rb"""((?:\$\w+(?:->\w+)*\s*\.\s*)?)(?:'([^'\n]{1,128})'|"([^"\n]{1,128})")(\s*\.)?"""
_NAME = rb"['\"](\w+)['\"]"


def _spelling(seed: bytes, rest: bytes, follows: Test = _anything) -> _Spelling:
    return _Spelling(seed, re.compile(re.escape(seed) + rest), follows)


_VARIABLES = (
    _spelling(b"variable_", rb"(?:get|set|del)\s*\(\s*" + _TEXT),
    _spelling(b"conf", rb"(?:['\"]\s*\])?\s*\[\s*" + _TEXT, _global),
)
_ROUTES = tuple(_spelling(word, rb"\w*\s*\[\s*" + _TEXT + rb"\s*\]\s*=", _variable) for word in (b"items", b"menu"))
_TABLES = (
    _spelling(b"{", rb"(\w+)\}"),
    _spelling(b"schema", rb"\w*\s*\[\s*" + _NAME, _variable),
    _spelling(b"db_", rb"(?:create_table|select|insert|update|delete|merge|truncate)\s*\(\s*" + _NAME, _no_word),
    _spelling(b"cache_", rb"\w+(?=['\"])", _quote),
)
_USAGE = (_spelling(b"file_usage_", rb"(?:add|delete)\s*\([^;'\"]*" + _NAME),)
_INTERPOLATED = re.compile(r"\{\$[^}]*\}|\$\w+(?:->\w+|\[[^\]]*\])?")


def read_variables(source: bytes) -> Names:
    return tuple(sorted(set(_texts(_VARIABLES, source))))


def read_routes(source: bytes) -> Names:
    return tuple(sorted({re.sub("%[^/]*", "%", route) for route in _texts(_ROUTES, source) if route[0] != "%"}))


def read_tables(source: bytes) -> Names:
    return tuple(sorted(set(_names(_TABLES, source))))


def read_usage(source: bytes) -> Names:
    """Modules in whose names uses of files are counted."""
    return tuple(sorted(set(_names(_USAGE, source))))


def _names(spellings: tuple[_Spelling, ...], source: bytes) -> Iterator[str]:
    return (match[match.lastindex or 0].decode() for one in spellings for match in one.find(source))


def _texts(spellings: tuple[_Spelling, ...], source: bytes) -> Iterator[str]:
    for match in (match for one in spellings for match in one.find(source)):
        before, single, double, after = match.groups()
        text = (single or double).decode("utf-8", "surrogateescape")
        text = _INTERPOLATED.sub("%", text) if double else text
        name = f"{'%' if before else ''}{text}{'%' if after else ''}"
        if name.strip("%"):
            yield name
