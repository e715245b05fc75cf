"""What `--deep-clean` may delete, and who in core cleans the rest."""

import re
from pathlib import Path

import pytest

from uninstaller.drupal.seven.generated import templates
from uninstaller.drupal.seven.storage.native import CLEANERS
from uninstaller.drupal.seven.storage.residue import CLEANABLE, read_residue
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.place import Place


def row(kind: Kind, name: str, how: How = How.WRITTEN, fate: Fate = Fate.RESIDUE) -> Stores:
    return Stores(kind, name, "foo", how, fate, Place("foo.module", 1, 1))


def test_only_what_stays_and_is_certain() -> None:
    kept = row(Kind.VARIABLE, "foo_%")
    others = [
        row(Kind.VARIABLE, "foo_guess", How.GUESSED),
        row(Kind.VARIABLE, "foo_gone", fate=Fate.REMOVED),
        row(Kind.TABLE, "foo", fate=Fate.DROPPED),
        row(Kind.PERMISSION, "use foo", How.DECLARED, Fate.CLEANED),
    ]
    assert read_residue([*others, kept]) == (kept,)


@pytest.mark.parametrize("kind", [Kind.NODE_TYPE, Kind.FIELD, Kind.VOCABULARY, Kind.ROLE, Kind.SEARCH_TYPE])
def test_what_people_wrote_is_never_deleted(kind: Kind) -> None:
    assert read_residue([row(kind, "foo")]) == ()


@pytest.mark.parametrize("name", ["%", "_%", "%_foo", ""])
def test_a_pattern_that_begins_with_anything_is_too_wide(name: str) -> None:
    assert read_residue([row(Kind.VARIABLE, name)]) == ()


def test_the_generated_module_can_delete_each_kind() -> None:
    template = (Path(templates.__file__).parent / "templates" / "residue.inc.j2").read_text(encoding="utf-8")
    for kind in CLEANABLE:
        assert f"_clean_{kind.replace(' ', '_')}(" in template


def test_core_declares_each_cleaner_where_it_is_said_to_be(drupal7_root: Path) -> None:
    for cleaners in CLEANERS.values():
        for cleaner in cleaners:
            text = (drupal7_root / cleaner.source).read_text(encoding="utf-8")
            assert re.search(rf"^function {cleaner.function}\(", text, re.M), cleaner


def test_no_other_core_module_cleans_on_uninstall(drupal7_root: Path) -> None:
    named = {cleaner.function for cleaners in CLEANERS.values() for cleaner in cleaners}
    for path in (drupal7_root / "modules").glob("*/*.module"):
        found = re.search(r"^function (\w+_modules_uninstalled)\(.*?^}", path.read_text(encoding="utf-8"), re.M | re.S)
        if found and found[1] not in named:
            assert "db_" not in found[0], path
