"""Values as PHP source in Drupal's style: whatever a hostile code base names ends up quoted, or is refused."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from uninstaller.errors import UserError

PhpValue: TypeAlias = "str | int | float | Sequence[PhpValue] | Mapping[str, PhpValue] | Mapping[int, PhpValue] | None"
ArrayStyle: TypeAlias = tuple[str, str]
"""How an array begins and ends."""

LONG: ArrayStyle = ("array(", ")")
"""Drupal 7, whose PHP may be 5.3."""
SHORT: ArrayStyle = ("[", "]")
"""Drupal 8 and later."""

WIDTH = 80
"""Drupal's limit for comments and for arrays on one line."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_PLAIN = re.compile(r"[^\w .,:;()+/-]")


def check_identifier(name: str, what: str) -> str:
    """The name, if it can be a PHP or Drupal machine name; raises UserError."""
    if not _IDENTIFIER.fullmatch(name):
        raise UserError(f"{what} {name!r} is no machine name", "Letters, digits and underscores, no digit first.")
    return name


def make_literal(value: PhpValue, indent: int = 0, used: int = 0, arrays: ArrayStyle = LONG) -> str:
    """PHP for a value; `indent` and `used` are columns: where its closing line stands, where it begins.

    Lists stay on one line where they fit. Raises UserError for control characters in text.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _make_string(value)
    items = (
        [(f"{make_literal(key)} => ", below) for key, below in value.items()]
        if isinstance(value, Mapping)
        else [("", item) for item in value]
    )
    start, end = arrays
    line = start + ", ".join(key + make_literal(item, arrays=arrays) for key, item in items) + end
    if len(line) + max(used, indent) < WIDTH and not isinstance(value, Mapping):
        return line
    pad = " " * (indent + 2)
    rows = [f"{pad}{key}{make_literal(item, indent + 2, len(pad + key), arrays)},\n" for key, item in items]
    return f"{start}\n{''.join(rows)}{' ' * indent}{end}"


def make_comment(text: str) -> str:
    """Foreign text for a comment: nothing in it can end the comment, start a tag, or reach a page as HTML."""
    return " ".join(_NOT_PLAIN.sub("", text.replace("\n", " ")).split())


def _make_string(text: str) -> str:
    if _CONTROL.search(text):
        raise UserError(
            f"{text!r} holds a control character and cannot be written into PHP",
            "Mend the file that says so, then run again.",
        )
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
