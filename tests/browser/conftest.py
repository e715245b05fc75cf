"""The browser, one for all tests of a process, and the pages that they open."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.artifacts.plans import make_blocked, make_hostile, make_ready
from tests.scenarios.case import SITES
from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.reports.html import report_html
from uninstaller.pipeline import make_dossier, make_plan, read_code_base
from uninstaller.settings import Settings

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

ATTACK = "</script><script>document.title = 'taken'</script><img src=x onerror=\"alert(1)\">'\x00\x1b[2J"

Write = Callable[[str], Path]


@pytest.fixture(scope="session")
def browser(chromium: tuple[str, str]) -> Iterator["WebDriver"]:
    from tests.browser.chromium import starting

    with starting(*chromium) as started:
        yield started


def plan_site(root: Path, module: str) -> str:
    """The page of a real plan."""
    settings = Settings(root=root, project=root, module_dir="modules/custom", use_cache=False)
    base = read_code_base(settings)
    return report_html(make_dossier(base, make_plan(base, [module])))


PAGES: dict[str, Callable[[], str]] = {
    "ready": lambda: report_html(Dossier(make_ready())),
    "blocked": lambda: report_html(Dossier(make_blocked())),
    "hostile": lambda: report_html(Dossier(make_hostile(ATTACK))),
    "seven": lambda: plan_site(SITES / "seven__helper_in_module" / "site", "reading_list"),
    "modern": lambda: plan_site(SITES / "ten__dependent_chain" / "site", _first_module("ten__dependent_chain")),
}


def _first_module(name: str) -> str:
    import tomllib

    modules: list[str] = tomllib.loads((SITES / name / "case.toml").read_text(encoding="utf-8"))["modules"]
    return modules[0]


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Gives the file of a page, each made once."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(PAGES[name](), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def big_pages(big_sites: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The pages of what a machine has of real distributions."""
    folder = tmp_path_factory.mktemp("big")
    pages = []
    for number, pair in enumerate(big_sites.split(",")):
        root, _, module = pair.rpartition(os.pathsep)
        page = folder / f"{number}_{module}.html"
        page.write_text(plan_site(Path(root).resolve(), module), encoding="utf-8")
        pages.append(page)
    return tuple(pages)
