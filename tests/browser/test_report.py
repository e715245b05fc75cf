"""The html report in a real browser."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import PAGES, Write
from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.reports.html import report_html
from uninstaller.place import Place
from uninstaller.plan.model import Plan, ToDo

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
else:
    WebDriver = Any

pytestmark = pytest.mark.xdist_group("browser")
pages = pytest.mark.parametrize("name", PAGES)
FOCUSABLE = "a[href], summary, select, input, button, [tabindex='0']"


def _check_quiet(browser: WebDriver, path: Path) -> None:
    """No error, and nothing asked of anybody."""
    from tests.browser.chromium import list_requests, read_console

    assert read_console(browser) == []
    assert {url for url in list_requests(browser) if not url.startswith("data:,")} == {path.as_uri()}


@pages
def test_no_error_and_no_request(browser: WebDriver, write_page: Write, name: str) -> None:
    from tests.browser.chromium import open_page

    path = write_page(name)
    open_page(browser, path)
    _check_quiet(browser, path)
    assert browser.title.endswith(("can be removed in one release", "open"))


@pages
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessible(browser: WebDriver, write_page: Write, name: str, dark: bool) -> None:
    """Contrast of 4.5:1 and more is one of the rules."""
    from tests.browser.chromium import find_violations, open_page

    open_page(browser, write_page(name), dark=dark)
    assert browser.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches") is dark
    assert find_violations(browser) == []


def test_axe_finds_what_is_wrong(browser: WebDriver, tmp_path: Path) -> None:
    from tests.browser.chromium import find_violations, open_page

    path = tmp_path / "wrong.html"
    path.write_text("<title>a</title><p style='color: #999'>pale <img src='data:,'>", encoding="utf-8")
    open_page(browser, path)
    found = {violation.partition(":")[0] for violation in find_violations(browser)}
    assert {"color-contrast", "image-alt", "html-has-lang"} <= found


@pages
def test_narrow_screen_needs_no_sideways_scrolling(browser: WebDriver, write_page: Write, name: str) -> None:
    from tests.browser.chromium import open_page

    open_page(browser, write_page(name), width=360)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


def test_filter_by_kind(browser: WebDriver, write_page: Write) -> None:
    from tests.browser.chromium import find, open_page, shown

    open_page(browser, write_page("ready"))
    everything = len(shown(browser, "[data-kind]"))
    find(browser, "select option[value=variable]").click()
    assert {row.get_attribute("data-kind") for row in shown(browser, "[data-kind]")} == {"variable"}
    rows = len(browser.find_elements("css selector", "[data-kind=variable]"))
    assert f"Shown: {rows} of " in find(browser, "#filter-status").text
    find(browser, "button[type=reset]").click()
    assert len(shown(browser, "[data-kind]")) == everything > rows > 0


def test_filter_by_certainty(browser: WebDriver, write_page: Write) -> None:
    from tests.browser.chromium import find, open_page, shown

    open_page(browser, write_page("ready"))
    there = {row.get_attribute("data-certainty") for row in shown(browser, "[data-kind]")}
    assert there == {"certain", "likely", "possible"}
    find(browser, "input[value=certain]").click()
    find(browser, "input[value=likely]").click()
    assert {row.get_attribute("data-certainty") for row in shown(browser, "[data-kind]")} == {"possible"}


def test_filter_by_text_opens_what_is_folded(browser: WebDriver, write_page: Write) -> None:
    from tests.browser.chromium import find, open_page, shown

    open_page(browser, write_page("blocked"))
    place = "docs/page_17.md"
    assert not [row for row in shown(browser, "tr[data-kind]") if place in row.text]
    find(browser, "input[type=search]").send_keys(place)
    assert [place in row.text for row in shown(browser, "[data-kind]")] == [True]


def _tab_through(browser: WebDriver) -> Iterator[Any]:
    """What gets the focus, key by key, until the page is left."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    for _ in range(400):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        element = browser.execute_script("return document.activeElement")
        if element.tag_name == "body":
            return
        outline = browser.execute_script("return getComputedStyle(arguments[0]).outlineWidth", element)
        assert outline == "3px", "it can be seen where the focus is"
        yield element


@pytest.mark.parametrize("name", ["ready", "hostile", "seven"])
def test_keyboard_reaches_every_control(browser: WebDriver, write_page: Write, name: str) -> None:
    from tests.browser.chromium import open_page, shown

    open_page(browser, write_page(name))
    reached = list(_tab_through(browser))
    missed = [one for one in shown(browser, FOCUSABLE) if one not in reached]
    assert [one.get_attribute("outerHTML") for one in missed] == []
    assert reached[0].get_attribute("textContent") == "Skip to the plan"


def test_keyboard_alone_filters_and_unfolds(browser: WebDriver, write_page: Write) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    from tests.browser.chromium import open_page, shown

    open_page(browser, write_page("blocked"))
    for element in _tab_through(browser):
        if element.tag_name == "summary":
            fold = element.find_element("xpath", "..")
            was_open = fold.get_attribute("open")
            ActionChains(browser).send_keys(Keys.RETURN).perform()
            assert fold.get_attribute("open") != was_open
            break
    else:
        pytest.fail("no fold was reached")
    open_page(browser, write_page("blocked"))
    for element in _tab_through(browser):
        if element.get_attribute("value") == "certain":
            ActionChains(browser).send_keys(Keys.SPACE).perform()
            break
    assert not [row for row in shown(browser, "[data-kind]") if row.get_attribute("data-certainty") == "certain"]


@pages
def test_prints(browser: WebDriver, write_page: Write, name: str) -> None:
    """What is folded on the screen is on paper, unless it is long; controls are not, and paper is white."""
    from tests.browser.chromium import open_page, set_media, shown

    open_page(browser, write_page(name), dark=True)
    try:
        set_media(browser, dark=True, media="print")
        assert shown(browser, "form, .skip") == []
        folded = browser.find_elements("css selector", "details.long [data-kind]")
        assert len(shown(browser, "[data-kind]")) == len(browser.find_elements("css selector", "[data-kind]")) - len(
            folded
        )
        assert len(shown(browser, "details.long .paper")) == len(browser.find_elements("css selector", "details.long"))
        colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(255, 255, 255)"
    finally:
        set_media(browser)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF-")
    assert browser.execute_script("return document.querySelectorAll('details[open]').length") == len(
        browser.find_elements("css selector", "details[open]")
    )


def test_a_long_list_stays_folded_on_paper(browser: WebDriver, tmp_path: Path) -> None:
    from tests.browser.chromium import open_page, set_media, shown

    todos = tuple(ToDo(Place("a.php", line), "names shop") for line in range(1, 500))
    path = tmp_path / "long.html"
    path.write_text(report_html(Dossier(Plan(edition="7", targets=("shop",), todos=todos))), encoding="utf-8")
    open_page(browser, path)
    try:
        set_media(browser, media="print")
        assert shown(browser, "tr[data-kind]") == []
        assert [note.text for note in shown(browser, ".paper")] == [
            "(to have them on paper, unfold them before printing)"
        ]
        browser.execute_script("document.querySelector('details.long').open = true")
        assert len(shown(browser, "tr[data-kind]")) == 499
    finally:
        set_media(browser)


def test_reads_without_its_script(browser: WebDriver, write_page: Write) -> None:
    from tests.browser.chromium import open_page, shown

    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, write_page("ready"))
        assert shown(browser, "form") == [], "no control that does nothing"
        assert len(shown(browser, "[data-kind]")) > 5
        assert shown(browser, "svg.picture text")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_foreign_script_does_not_run(browser: WebDriver, tmp_path: Path, write_page: Write) -> None:
    """Even if escaping failed somewhere, the page's policy would stop it."""
    from tests.browser.chromium import open_page, read_console

    html = write_page("ready").read_text(encoding="utf-8")
    taken = tmp_path / "taken.html"
    taken.write_text(html.replace("<main", "<script>document.title = 'taken'</script><main", 1), encoding="utf-8")
    open_page(browser, taken)
    assert browser.title != "taken"
    assert "Content Security Policy" in str(read_console(browser))


def test_pages_of_real_distributions(browser: WebDriver, big_pages: tuple[Path, ...]) -> None:
    from tests.browser.chromium import find_violations, open_page, shown

    for path in big_pages:
        assert path.stat().st_size < 2_000_000, path.name
        open_page(browser, path)
        _check_quiet(browser, path)
        assert shown(browser, "svg.picture text")
        assert find_violations(browser) == [], path.name
        open_page(browser, path, width=360, dark=True)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        assert len(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])) > 10_000
