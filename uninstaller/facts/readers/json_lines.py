"""JSON as keys and values, with the keys that lead to each, by a lexer that survives what is no JSON."""

import re
from collections.abc import Sequence

from uninstaller.facts.spelling import Role, Span, Spelling, decode

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_COLON = re.compile(rb"\s*:")


def read_json(source: bytes, spans: Sequence[Span]) -> list[Spelling]:
    found: list[Spelling] = []
    rest = list(reversed(spans))
    levels: list[str] = []
    key = ""
    for match in _TOKEN.finditer(source):
        while rest and rest[-1][0] < match.start():
            span = rest.pop()
            found.append(Spelling(*span, Role.TEXT, "", span[0]))
        if not rest:
            break
        token = match[0]
        if token in b"{[":
            levels.append(key)
            key = ""
        elif token in b"}]":
            key = levels.pop() if levels else ""
        else:
            is_key = _COLON.match(source, match.end()) is not None
            above = tuple(level for level in levels if level)
            key = decode(token[1:-1]) if is_key else key
            context = above if is_key or not key else (*above, key)
            while rest and rest[-1][0] < match.end():
                role = Role.KEY if is_key else Role.VALUE
                found.append(Spelling(*rest.pop(), role, decode(token[1:-1]), match.start() + 1, context))
    found += [Spelling(*span, Role.TEXT, "", span[0]) for span in reversed(rest)]
    return found
