"""What `--deep-clean` may delete of what native uninstall leaves: only what is provably the module's own."""

from collections.abc import Iterable

from uninstaller.facts.model import Fate, How, Kind, Stores

CLEANABLE = (
    Kind.VARIABLE,
    Kind.URL_ALIAS,
    Kind.LOCALE_SOURCE,
    Kind.FILE_USAGE,
    Kind.AUTHMAP,
    Kind.MENU,
    Kind.ACTION,
    Kind.QUEUE,
    Kind.DATE_FORMAT,
    Kind.TEXT_FILTER,
    Kind.IMAGE_EFFECT,
    Kind.TABLE,
    Kind.CACHE_BIN,
    Kind.USER_DATA,
)
"""Kinds that `--deep-clean` removes, each by a function of `residue.inc.j2`: they hold what the module put there.

The others hold what people wrote (nodes, fields, terms, roles, links), or stand in a value that modules share.
"""


def read_residue(footprint: Iterable[Stores]) -> tuple[Stores, ...]:
    """Sorted. What is guessed stays, and so does what others may own."""
    return tuple(sorted(row for row in footprint if _is_safe(row)))


def _is_safe(row: Stores) -> bool:
    if row.fate is not Fate.RESIDUE or row.how is How.GUESSED or row.kind not in CLEANABLE:
        return False
    if row.kind is Kind.VARIABLE and not row.name.startswith(row.module):  # 'mail_system' has many writers
        return False
    return bool(row.name.partition("%")[0].strip("_ "))
