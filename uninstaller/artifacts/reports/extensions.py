"""The list of extensions, as an aligned table for people and as JSON for programs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from uninstaller import __version__
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.artifacts.terminal import Style, Terminal, columns, flow, pad, visible
from uninstaller.artifacts.wording import count, folder_of
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.place import Unread
from uninstaller.plan.removable import Removable

VERSION = 2
WIDEST = 48
"""A longer name or version pushes its own row aside, not all of them."""


class Column(StrEnum):
    NAME = "name"
    TYPE = "type"
    VERSION = "version"
    DEPENDENTS = "dependents"
    STATE = "state"
    VERDICT = "verdict"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class ListRow:
    """`dependents` counts the other extensions that need this one, directly or not; None where nobody counted.

    `is_assessed`: a plan was made, or tried: `decisions` are open in it, or `problem` says why there is none.
    """

    extension: Extension
    dependents: int | None = None
    verdict: Removable = Removable.UNTOLD
    decisions: int = 0
    problem: str = ""
    is_assessed: bool = False


def sort_rows(rows: Iterable[ListRow], column: Column = Column.NAME) -> list[ListRow]:
    """By the column, the most needed first, versions by their numbers; then by name, type and folder."""
    return sorted(rows, key=lambda row: (_rank(row, column), _natural(row.extension.name), *_cells(row)))


def _rank(row: ListRow, column: Column) -> tuple[tuple[int, int, str], ...]:
    if column is Column.DEPENDENTS:
        return ((0 if row.dependents is None else -1 - row.dependents, 0, ""),)
    if column is Column.VERSION:
        return _natural(row.extension.version)
    if column is Column.VERDICT:
        return ((list(Removable).index(row.verdict), row.decisions, ""),)
    return ((0, 0, _cells(row)[tuple(Column).index(column)]),)


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """`7.x-3.9` before `7.x-3.10`."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", text)
    return tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts)


def _cells(row: ListRow) -> tuple[str, ...]:
    extension = row.extension
    return (
        extension.name,
        extension.type.value,
        extension.version,
        "" if row.dependents is None else str(row.dependents),
        "active" if extension.active else "shadowed",
        count(row.decisions, "decision") if row.decisions else row.verdict.value,
        folder_of(extension),
    )


def report_inventory_text(
    inventory: Inventory, rows: Sequence[ListRow], *, colour: bool, width: int, sort: Column = Column.NAME
) -> str:
    """A line each extension, paths last and whole, then the counts; only sentences are wrapped to `width` columns."""
    terminal = Terminal(colour, max(width, 60))
    ordered = sort_rows(rows, sort)
    table = [tuple(column.value for column in Column)]
    table += [tuple(visible(cell) for cell in _cells(row)) for row in ordered]
    widths = [
        max([columns(cell) for cell in cells if columns(cell) <= WIDEST], default=0)
        for cells in zip(*table, strict=True)
    ]
    styles = [Style.TITLE, *(Style.PLAIN if row.extension.active else Style.DIM for row in ordered)]
    lines = [terminal.paint(style, _line(cells, widths)) for style, cells in zip(styles, table, strict=True)]
    return "\n".join([*lines, "", *_foot(inventory, ordered, terminal)]) + "\n"


def _line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    numbers = tuple(Column).index(Column.DEPENDENTS)
    padded = [
        " " * (width - columns(cell)) + cell if position == numbers else pad(cell, width)
        for position, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def _foot(inventory: Inventory, rows: Sequence[ListRow], terminal: Terminal) -> list[str]:
    types = Counter(row.extension.type for row in rows)
    said = [count(types[kind], kind.value.replace("_", " ")) for kind in ExtensionType if types[kind]]
    shadowed = sum(not row.extension.active for row in rows)
    total = ", ".join([*said, *([f"{shadowed} shadowed"] if shadowed else [])]) or "no extension"
    core = f"; Drupal {inventory.core_version}" if inventory.core_version else ""
    lines = flow(terminal, [(Style.PLAIN, f"{total}{core}")], "")
    for sentence in inventory.unknown:
        lines += flow(terminal, [(Style.PLAIN, sentence)], f"{terminal.paint(Style.WARNING, 'open')}    ")
    for unread in inventory.unread:
        lines += flow(terminal, _unread_spans(unread), f"{terminal.paint(Style.WARNING, 'unread')}  ")
    return lines


def _unread_spans(unread: Unread) -> list[tuple[Style, str]]:
    return [(Style.PLAIN, str(unread.place)), (Style.DIM, unread.reason)]


def report_inventory_json(inventory: Inventory, rows: Sequence[ListRow], sort: Column = Column.NAME) -> str:
    """The same in the shape of `schema/list-2.schema.json`; `docroot` is null where the tree holds no core."""
    return format_json(
        {
            "version": VERSION,
            "tool": {"name": "uninstaller", "version": __version__},
            "docroot": inventory.docroot,
            "core_version": inventory.core_version,
            "sites": inventory.sites,
            "extensions": [_row(row) for row in sort_rows(rows, sort)],
            "unknown": inventory.unknown,
            "unread": [_unread(unread) for unread in inventory.unread],
        }
    )


def _row(row: ListRow) -> JsonObject:
    extension = row.extension
    return {
        "name": extension.name,
        "type": extension.type.value,
        "label": extension.label,
        "version": extension.version,
        "path": extension.folder,
        "info_path": extension.info_path,
        "dependents": row.dependents,
        "active": extension.active,
        "shadowed_by": extension.shadowed_by,
        "verdict": row.verdict.value,
        "assessed": row.is_assessed,
        "decisions": row.decisions,
        "problem": row.problem,
    }


def _unread(unread: Unread) -> JsonObject:
    place = {"path": unread.place.path, "line": unread.place.line, "column": unread.place.column}
    return {"place": place, "reason": unread.reason}
