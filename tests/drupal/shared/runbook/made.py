"""Runbooks of fixture sites: each topology that the edition has, with and without drush, in one release and in two."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.scenarios.case import SITES
from uninstaller.drupal.shared.runbook.topologies import TOPOLOGIES
from uninstaller.pipeline import CodeBase, make_plan, make_runbook, read_code_base
from uninstaller.plan.model import Plan
from uninstaller.plan.runbook import Asked, Runbook
from uninstaller.settings import Settings

CASES = (
    ("Drupal 7", "seven__helper_in_module", "reading_list"),
    ("Drupal 7", "seven__features_export", "event_calendar"),
    ("Drupal 8 and later", "ten__config_split", "query_meter"),
)


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    asked: Asked
    runbook: Runbook


@cache
def read_fixture(name: str, module: str) -> tuple[CodeBase, Plan]:
    root = SITES / name / "site"
    base = read_code_base(Settings(root=root, project=root, jobs=1, use_cache=False))
    return base, make_plan(base, [module])


def list_asked(edition: str) -> Iterator[Asked]:
    for topology in TOPOLOGIES:
        if topology.edition in ("", edition):
            for has_drush in (True, False):
                for first, two in ((False, False), (True, False), (False, True)):
                    if has_drush or not topology.needs_drush:
                        yield Asked(topology.name, has_drush, is_first=first, in_two=two)


@cache
def make_all() -> tuple[Made, ...]:
    found = []
    for edition, fixture, module in CASES:
        base, plan = read_fixture(fixture, module)
        for asked in list_asked(edition):
            drush = "drush" if asked.has_drush else "plain"
            way = "two" if asked.in_two else "first" if asked.is_first else "later"
            name = f"{fixture}-{asked.topology}-{drush}-{way}"
            found.append(Made(name, asked, make_runbook(base, plan, asked)))
    return tuple(found)


def make_folder(tmp_path: Path, files: dict[str, str]) -> CodeBase:
    """A code base drawn in a test."""
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_code_base(Settings(root=tmp_path, project=tmp_path, jobs=1, use_cache=False))
