"""Writes docs/kinds.md: what of a database each edition accounts for, and which fixture site shows it."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from uninstaller.facts.model import Kind
from uninstaller.pipeline import make_plan, read_code_base
from uninstaller.plan.model import Plan
from uninstaller.settings import Settings

PAGE = Path(__file__).with_name("kinds.md")
PROJECT = Path(__file__).parent.parent
SITES = PROJECT / "fixtures" / "drupal_sites"
EDITIONS: Mapping[str, str] = {"seven": "Drupal 7", "modern": "Drupal 8 to 11"}
INTRODUCTION = """# What is accounted for

Made from the code and from the plans of the fixture sites: `make docs` writes this page, `make check` holds it.
A cell names the first site whose plan shows the row; **no site** is a promise that no fixture holds yet; an empty
cell says that this Drupal has no such thing, or that the program does not look for it there.

## Rows of the footprint

What becomes of it when the module is uninstalled natively stands before the site.
"""
DECISIONS = """
## Decisions

What blocks `generate` until a person settles it.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fixture site, its edition's folder, and its plan."""

    name: str
    edition: str
    plan: Plan


def _show_sites() -> Iterator[Shown]:
    for case in sorted(SITES.glob("*/case.toml")):
        root = (case.parent / "site").resolve()
        base = read_code_base(Settings(root, root, jobs=1, use_cache=False))
        plan = make_plan(base, tomllib.loads(case.read_text(encoding="utf-8"))["modules"])
        yield Shown(case.parent.name, "seven" if base.edition.version == "7" else "modern", plan)


def _find_named(folder: str, word: str) -> set[str]:
    """Members of `word` that the code of an edition, or what all editions share, names."""
    return {
        node.attr
        for path in sorted((PROJECT / "uninstaller" / "drupal" / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == word
    }


def _tell(found: Mapping[str, Iterable[str]], *, is_read: bool) -> str:
    """The cell: each fate with the first site that shows it."""
    told = [f"{fate}: {min(sites)}" if fate else min(sites) for fate, sites in sorted(found.items())]
    return "<br>".join(told) or ("**no site**" if is_read else "")


def _make_table(head: str, rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    yield f"\n| {head} | {' | '.join(EDITIONS.values())} |\n|---|{'---|' * len(EDITIONS)}\n"
    yield from (f"| {name} | {' | '.join(cells)} |\n" for name, cells in rows if any(cells))


def _list_kinds(shown: list[Shown]) -> Iterator[tuple[str, list[str]]]:
    rooms = {"seven": "seven/storage", "modern": "modern/planning"}
    read = {edition: _find_named(room, "Kind") for edition, room in rooms.items()}
    for kind in sorted(Kind, key=str):
        cells = []
        for edition in EDITIONS:
            found: dict[str, set[str]] = {}
            for site in shown:
                for row in site.plan.footprint:
                    if site.edition == edition and row.kind is kind:
                        found.setdefault(row.fate.value, set()).add(site.name)
            cells.append(_tell(found, is_read=kind.name in read[edition]))
        yield kind.value, cells


def _list_decisions(shown: list[Shown]) -> Iterator[tuple[str, list[str]]]:
    rules = sorted({decision.rule for site in shown for decision in site.plan.decisions})
    for rule in rules:
        found = {
            edition: {one.name for one in shown if one.edition == edition and rule in _rules(one)}
            for edition in EDITIONS
        }
        yield rule, [_tell({"": found[edition]} if found[edition] else {}, is_read=False) for edition in EDITIONS]


def _rules(site: Shown) -> set[str]:
    return {decision.rule for decision in site.plan.decisions}


def make_page() -> str:
    """The whole page as Markdown."""
    shown = list(_show_sites())
    kinds = _make_table("kind", _list_kinds(shown))
    return "".join([INTRODUCTION, *kinds, DECISIONS, *_make_table("rule", _list_decisions(shown))])


if __name__ == "__main__":
    made = make_page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made:
        sys.exit("docs/kinds.md is not what code and fixture sites say: `make docs` writes it again")
