"""A real headless Chromium, driven as a person would use it, and what it saw."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@contextmanager
def starting(chromium: str, driver: str) -> Iterator[WebDriver]:
    """`--no-sandbox`: continuous integration often runs as root; only our own pages are opened."""
    options = Options()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    browser.set_script_timeout(180)
    try:
        yield browser
    finally:
        browser.quit()


def open_page(browser: WebDriver, path: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
    """Forgets what was logged before."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    set_media(browser, dark=dark)
    browser.get("about:blank")
    read_console(browser)
    list_requests(browser)
    browser.get(path.as_uri())


def set_media(browser: WebDriver, *, dark: bool = False, media: str = "") -> None:
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def read_console(browser: WebDriver) -> list[Any]:
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]


def list_requests(browser: WebDriver) -> list[str]:
    """Every address that the page asked for since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    return [
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    ]


def find_violations(browser: WebDriver) -> list[str]:
    """What axe-core finds wrong, contrast included; all that is folded away is opened before."""
    browser.execute_script("document.querySelectorAll('details').forEach(function (one) { one.open = true; });")
    browser.execute_script(resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = browser.execute_async_script(
        "var done = arguments[1];"
        "axe.run(document, {runOnly: arguments[0], resultTypes: ['violations']})"
        ".then(function (result) { done(result.violations); });",
        RULES,
    )
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"][:3]]


def shown(browser: WebDriver, selector: str) -> list[WebElement]:
    """Elements that take room; those in a closed fold do not."""
    found = browser.execute_script(
        "return Array.from(document.querySelectorAll(arguments[0])).filter(function (one) {"
        " return one.checkVisibility() && one.getClientRects().length > 0; });",
        selector,
    )
    return list(found)


def find(browser: WebDriver, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)
