"""A module whose own uninstall code cannot be read is never deleted as if it had none."""

from pathlib import Path

import pytest

from tests.cli.site import SHOP, forbid, run, write_site
from tests.scenarios.git import commit_all
from tests.scenarios.run import read_files


@pytest.mark.parametrize("file", ["shop.install", "shop.info"])
def test_file_that_cannot_be_opened(site: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_files(site)
    with monkeypatch.context() as patched:
        forbid(patched, "open", site / SHOP / file)
        result = run(site, "generate", "shop")
    assert result.status in (1, 2)
    assert f"{SHOP}/{file}" in " ".join(result.err.split())
    assert read_files(site) == before


@pytest.mark.parametrize(
    "php",
    [
        "function shop_uninstall() {\n  variable_del('x';\n",
        "function shop_uninstall() {\n  variable_del('x');\n",
        "function shop_other( {\n\nfunction shop_uninstall() {\n  variable_del('x');\n}\n",
        "<<<<<<< HEAD\nfunction shop_uninstall() {\n=======\nfunction shop_uninstall() {}\n>>>>>>> b\n",
    ],
)
def test_hook_that_does_not_parse(site: Path, php: str) -> None:
    write_site(site, {f"{SHOP}/shop.install": f"<?php\n\n{php}"})
    commit_all(site, "Broken")
    before = read_files(site)
    result = run(site, "generate", "shop")
    assert result.status == 1
    assert f"{SHOP}/shop.install" in " ".join(result.err.split())
    assert read_files(site) == before


def test_unreadable_module_is_named_for_what_it_is(site: Path) -> None:
    """Not as one that does not exist."""
    write_site(site, {f"{SHOP}/shop.info": b"\xff\xfe\0"})
    result = run(site, "plan", "shop")
    assert result.status == 2
    assert f"{SHOP}/shop.info" in result.err
