"""What the update does where content stands in the way."""

from collections.abc import Callable

from tests.real_sites.site import KILLED, Site, difference

Populate = Callable[..., Site]


def _refuse(site: Site, *options: str) -> str:
    """Runs an update that must refuse; what it says. Nothing must be changed, but for the code that is gone."""
    site.prepare()
    other = site.copy()
    site.generate("shelf", *options)
    other.delete_code("shelf")
    assert other.start_updating().is_done
    outcome = site.start_updating()
    assert outcome.is_done
    assert difference(other.settle(), site.settle()) == []
    other.discard()
    return next(line for line in outcome.text.splitlines() if line.startswith("failed uninstall_update_7001"))


def test_abort_refuses_and_changes_nothing(populate: Populate) -> None:
    said = _refuse(populate("shelf"), "--on-content", "abort")
    assert "Nothing has been changed" in said
    assert "the table shelf_book has rows" in said
    assert "there are nodes of the type shelf_book" in said


def test_native_refuses_while_a_field_is_in_use(populate: Populate) -> None:
    site = populate("shelf")
    site.run("field.php")
    assert "the field field_sign is in use" in _refuse(site)


def test_delete_removes_the_field_as_a_person_would(populate: Populate) -> None:
    native = populate("shelf")
    native.run("field.php")
    site = native.copy()
    assert any(line.startswith("SCHEMA field_data_field_sign ") for line in site.state())
    native.run("purge.php")
    native.remove_natively("shelf")
    site.prepare()
    site.generate("shelf", "--on-content", "delete")
    site.update()
    state = site.settle()
    assert difference(native.settle(), state) == []
    assert not [line for line in state if "field_sign" in line]
    site.discard()


def test_delete_goes_on_after_cron_took_the_field_for_inactive(populate: Populate) -> None:
    site = populate("shelf")
    site.run("field.php")
    site.prepare()
    site.generate("shelf", "--on-content", "delete")
    killed = site.start_updating(REAL_SITES_KILL_WITHIN="_uninstall_step_purge_fields", REAL_SITES_KILL_AFTER="2")
    assert killed.status == KILLED, killed.text
    site.unlock()
    site.run("flush.php")
    assert '"field_name":"field_sign","type":"shelf_sign","module":"shelf","active":"0"' in "".join(site.state())
    site.update()
    assert not [line for line in site.settle() if "field_sign" in line]
