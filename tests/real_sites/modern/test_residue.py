"""What `--deep-clean` removes more than Drupal does, held against a list that was made by hand."""

from collections.abc import Callable

import pytest

from tests.real_sites.modern.conftest import ModernSites
from tests.real_sites.modern.site import Site
from tests.real_sites.site import difference

Populate = Callable[..., Site]

RESIDUE = [
    'ENTRY shelf_marks:Emma = 1',
    'ENTRY shelf_marks:Ulysses = 1',
    'ENTRY state:shelf.lent = "Ulysses"',
    'ROW path_alias',
    'ROW path_alias_revision',
    'ROW queue',
    'ROW queue',
]  # fmt: skip
"""What shelf_lend() and a person put there, and neither hook_uninstall() nor core removes."""


@pytest.mark.parametrize("strategy", ["slice", "carry"])
def test_deep_clean_removes_the_residue_and_nothing_else(
    strategy: str, modern_sites: ModernSites, populate: Populate
) -> None:
    native = modern_sites.native(("shelf",))
    site = populate("shelf")
    site.prepare()
    site.generate("shelf", "--deep-clean", "--strategy", strategy)
    site.update()
    lines = difference(native, site.settle())
    assert [line for line in lines if line.startswith("> ")] == []
    gone = sorted(line.removeprefix("< ") for line in lines)
    assert len(gone) == len(RESIDUE), "\n".join(gone)
    for line, start in zip(gone, RESIDUE, strict=True):
        assert line.startswith(start), line
    assert "shelfish" not in "".join(gone)


def test_the_plan_says_what_would_be_removed(populate: Populate) -> None:
    said = populate("shelf").uninstaller("plan", "shelf", "--deep-clean").output
    assert "residue, removed by --deep-clean" in said
