"""The Drupal root, the project and the git top, found from below."""

from pathlib import Path

import pytest

from uninstaller.codebase.root import find_code_base, find_git_top, find_project, find_root
from uninstaller.errors import UserError

SEVEN = ("includes/bootstrap.inc", "modules/system/system.info")
MODERN = ("core/lib/Drupal.php", "core/modules/system/system.info.yml")


def _draw(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    return root


@pytest.mark.parametrize("marks", [SEVEN, MODERN])
def test_docroot_from_a_module(tmp_path: Path, marks: tuple[str, ...]) -> None:
    _draw(tmp_path, *marks, "sites/all/modules/shop/shop.module")
    assert find_root(tmp_path / "sites/all/modules/shop") == tmp_path
    assert find_root(tmp_path / "sites/all/modules/shop/shop.module") == tmp_path


@pytest.mark.parametrize("folder", ["web", "docroot", "html", "public_html"])
def test_project_with_its_docroot_below(tmp_path: Path, folder: str) -> None:
    _draw(tmp_path, *(f"{folder}/{mark}" for mark in SEVEN), "scripts/deploy.sh")
    assert find_root(tmp_path / "scripts") == tmp_path
    assert find_root(tmp_path / folder / "includes") == tmp_path / folder


def test_half_a_docroot_is_none(tmp_path: Path) -> None:
    _draw(tmp_path, SEVEN[0])
    with pytest.raises(UserError, match="no Drupal") as caught:
        find_root(tmp_path)
    assert "--root" in caught.value.hint


def test_root_behind_a_link_is_the_real_one(tmp_path: Path) -> None:
    _draw(tmp_path / "releases/42", *SEVEN)
    (tmp_path / "current").symlink_to("releases/42")
    assert find_root(tmp_path / "current" / "modules") == tmp_path / "releases/42"


def test_project_is_the_nearest_mark(tmp_path: Path) -> None:
    _draw(tmp_path, ".git/HEAD", "site/composer.json", *(f"site/web/{mark}" for mark in SEVEN))
    assert find_project(tmp_path / "site/web") == tmp_path / "site"
    assert find_git_top(tmp_path / "site/web") == tmp_path


def test_worktree_has_a_git_file(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    (tmp_path / "web").mkdir()
    assert find_git_top(tmp_path / "web") == tmp_path
    assert find_project(tmp_path / "web") == tmp_path


def test_without_marks_the_project_is_the_root(tmp_path: Path) -> None:
    assert find_git_top(tmp_path) is None
    assert find_project(tmp_path) == tmp_path


def test_code_base_without_core_is_the_project(tmp_path: Path) -> None:
    (tmp_path / "composer.json").write_text("{}")
    (tmp_path / "web/modules").mkdir(parents=True)
    assert find_code_base(tmp_path / "web/modules") == tmp_path.resolve()


def test_code_base_outside_of_any_project(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no Drupal at or above"):
        find_code_base(tmp_path)
