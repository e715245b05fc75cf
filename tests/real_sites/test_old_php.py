"""The generated module stays within PHP 5.3, the oldest that Drupal 7 runs on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.real_sites.process import run_php, start_php
from tests.real_sites.site import Site

Populate = Callable[..., Site]


@pytest.mark.parametrize(
    "php_code",
    ["[1]", "$a ?? 1", "A::class", "f()[0]", "function () {}", "1; function f(): int {}", "fn() => 1", "2 ** 3"],
)
def test_the_scan_finds_what_is_new(php_code: str, php: str, tmp_path: Path) -> None:
    file = tmp_path / "new.php"
    file.write_text(f"<?php $x = {php_code};")
    assert start_php("old.php", str(file)).text.startswith("new.php: ")


@pytest.mark.parametrize("php_code", ["$a[1]", "array(1)", "$f()", "$a['f']()", "$a->b['c']", "$a ? f() : 1"])
def test_the_scan_passes_what_is_old(php_code: str, php: str, tmp_path: Path) -> None:
    file = tmp_path / "old.php"
    file.write_text(f"<?php $x = {php_code};")
    assert run_php("old.php", str(file)) == "[done]\n"


def test_nothing_in_the_generated_module_is_new(populate: Populate) -> None:
    site = populate("shelf", "front")
    site.generate("shelf", "--host", "front", "--deep-clean", "--on-content", "delete")
    folder = site.root / "sites" / "all" / "modules" / "uninstall"
    files = [str(path) for path in sorted(folder.rglob("*")) if path.suffix in (".inc", ".module", ".install")]
    assert len(files) == 6
    assert run_php("old.php", *files) == "[done]\n"
