"""A fixture site: what to remove from it, and what must come of that."""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios.git import start_repository

SITES = Path(__file__).parents[2] / "fixtures" / "drupal_sites"


@dataclass(frozen=True, slots=True)
class Case:
    """One folder of `fixtures/drupal_sites`; `rules` are the rules of the decisions that must be open, sorted."""

    name: str
    folder: Path
    modules: tuple[str, ...]
    options: tuple[str, ...]
    expect: str
    rules: tuple[str, ...]

    def copy_site(self, target: Path) -> None:
        """A fresh copy of the site, committed to a repository of its own."""
        shutil.copytree(self.folder / "site", target, symlinks=True)
        start_repository(target)


def read_cases() -> tuple[Case, ...]:
    """All fixture sites, by name."""
    return tuple(_read_case(path) for path in sorted(SITES.glob("*/case.toml")))


def _read_case(path: Path) -> Case:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    assert values["why"].endswith("."), f"{path} does not say why, in a sentence"
    return Case(
        name=path.parent.name,
        folder=path.parent,
        modules=tuple(values["modules"]),
        options=tuple(values["options"]),
        expect=values["expect"],
        rules=tuple(sorted(values["rules"])),
    )
