"""core.extension.yml: the lines of what goes, and that of the generated module, where Drupal would sort it in."""

from pathlib import Path

import pytest

from tests.drupal.modern.edits.site import apply, edit_sync

NAME = "core.extension"


def _edit(root: Path, text: str, *names: str) -> str | None:
    return apply(root, edit_sync(root, {NAME: text}, *names)).get(NAME)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  node: 0\n  shop: 0\n  views: 10\n", "  node: 0\n  uninstall: 0\n  views: 10\n"),
        ("  shop: -5\n  zeta: -1\n  alpha: 0\n", "  zeta: -1\n  alpha: 0\n  uninstall: 0\n"),
        ("  shop: 0\n  update: 0\n  zeta: 0\n", "  uninstall: 0\n  update: 0\n  zeta: 0\n"),
        ("  node: 0\n  uninstall: 0\n  shop: 1\n", "  node: 0\n  uninstall: 0\n"),
        ("  node: 0\n  shop: 1000\n", "  node: 0\n  uninstall: 0\n"),
    ],
)
def test_lines_are_sorted_by_weight_and_name(tmp_path: Path, before: str, after: str) -> None:
    text = "_core:\n  default_config_hash: x\nmodule:\n{}theme:\n  olivero: 0\nprofile: standard\n"
    assert _edit(tmp_path, text.format(before), "shop") == text.format(after)


def test_a_profile_that_goes_is_no_longer_the_sites(tmp_path: Path) -> None:
    text = "module:\n  node: 0\n  shop: 1000\nprofile: shop\n"
    assert _edit(tmp_path, text, "shop") == "module:\n  node: 0\n  uninstall: 0\n"


def test_a_site_without_the_module_is_left_alone(tmp_path: Path) -> None:
    assert _edit(tmp_path, "module:\n  node: 0\n  shop_extra: 0\n", "shop") is None


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    edits = edit_sync(tmp_path, {NAME: "module:\n  shop: 0\n node: 0\n"}, "shop")
    assert [(str(one.place), one.reason[:8]) for one in edits.unread] == [(f"config/sync/{NAME}.yml:3:2", "indented")]
