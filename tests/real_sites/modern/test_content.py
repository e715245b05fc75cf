"""What the update does where content stands in the way."""

import re
from collections.abc import Callable

import pytest

from tests.real_sites.modern.site import Site
from tests.real_sites.site import difference

Populate = Callable[..., Site]


def _refuse(site: Site, module: str, *options: str) -> str:
    """Runs an update that must refuse; what it says. Nothing may be changed, but for the code that is gone."""
    site.prepare()
    before = site.state()
    site.generate(module, *options)
    outcome = site.start_updating()
    assert outcome.is_done, outcome.text
    changed = difference(before, site.state())
    assert [line for line in changed if not line[2:].startswith(("ROW router ", "ROW menu_tree "))] == []
    return next(line for line in outcome.text.splitlines() if line.startswith("failed uninstall_update_10001"))


def test_native_refuses_where_drupal_does(populate: Populate) -> None:
    site = populate("press")
    site.run("issues.php")
    said = _refuse(site, "press")
    assert "Nothing has been changed" in said
    assert re.search(r"[Tt]here is content (for|of) the entity type", said), said


@pytest.mark.parametrize("strategy", ["slice", "carry"])
def test_abort_refuses_where_rows_would_go(strategy: str, populate: Populate) -> None:
    said = _refuse(populate("shelf"), "shelf", "--on-content", "abort", "--strategy", strategy)
    assert "Nothing has been changed" in said
    assert "the table shelf_loan has rows" in said


def test_abort_goes_on_where_there_is_no_content(populate: Populate) -> None:
    site = populate("lamp")
    site.prepare()
    site.generate("lamp", "--on-content", "abort")
    assert "ok uninstall_update_10001" in site.update()
    assert not [line for line in site.settle() if line.startswith("CONFIG lamp.")]


def test_delete_removes_what_a_person_would(populate: Populate) -> None:
    """120 issues and the data of 60 nodes, in passes of 50; the module's own code takes part in all of it."""
    native = populate("press")
    native.run("issues.php")
    site = native.copy()
    native.run("delete_issues.php")
    native.remove_natively("press")
    site.prepare()
    site.generate("press", "--on-content", "delete")
    said = site.update()
    passes = int(said.partition("ok uninstall_update_10001")[2].partition("(passes ")[2].partition(")")[0])
    assert passes >= 6
    state = site.settle()
    assert difference(native.settle(), state) == []
    assert [line for line in state if line.startswith("ENTRY state:front.unmarked = 50")]
    assert [line for line in state if line.endswith('= "hook Issue 120"')]
    site.discard()


def test_delete_refuses_what_no_person_could_delete(populate: Populate) -> None:
    site = populate("press")
    site.run("issues.php")
    site.run("lock.php", "field_mark")
    said = _refuse(site, "press", "--on-content", "delete")
    assert "the field node.field_mark is locked" in said
    assert "There is content" not in said


def test_less_than_the_whole_module_is_not_enough_to_delete(populate: Populate) -> None:
    result = populate("press").uninstaller("plan", "press", "--on-content", "delete", "--strategy", "slice")
    assert result.exit_code == 1
    assert "--strategy slice cannot do" in result.output
