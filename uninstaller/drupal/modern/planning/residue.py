"""What `--deep-clean` may delete of what native uninstall leaves: only what is provably the module's own."""

import re
from collections.abc import Iterable

from uninstaller.facts.model import Fate, How, Kind, Stores

CLEANABLE = frozenset({
    Kind.STATE, Kind.KEY_VALUE, Kind.QUEUE, Kind.FILE_USAGE, Kind.URL_ALIAS, Kind.LOCALE_PROJECT,
})  # fmt: skip
"""Kinds that the runtime's class Residue has a method for."""

_NAMED_AFTER = frozenset({Kind.STATE, Kind.KEY_VALUE, Kind.QUEUE})
"""Kinds whose names anyone may use: the module's are those that begin with its own name."""
_OF_MODULES = frozenset({Kind.FILE_USAGE, Kind.LOCALE_PROJECT})
"""Kinds whose names are those of modules."""


def read_residue(footprint: Iterable[Stores], module: str, others: Iterable[str]) -> tuple[Stores, ...]:
    """Sorted. `others` are extensions that stay; what bears the longer name of one of them is not the module's."""
    longer = tuple(other for other in others if other.startswith(module) and other != module)
    return tuple(sorted(row for row in footprint if row.module == module and _is_safe(row, longer)))


def _is_safe(row: Stores, longer: tuple[str, ...]) -> bool:
    if row.fate is not Fate.RESIDUE or row.how is How.GUESSED or row.kind not in CLEANABLE:
        return False
    if row.kind in _OF_MODULES:
        return row.name == row.module
    if row.kind in _NAMED_AFTER:
        is_own = row.name == row.module or bool(re.match(rf"{row.module}[._:-]", row.name))
        is_plain = "%" not in row.name or (row.kind is Kind.STATE and row.name.startswith(f"{row.module}."))
        return is_own and is_plain and not row.name.startswith(longer)
    return True
