"""Writes pictures of a fixture site's html report to the folder that is named: light, dark, narrow, and as printed.

Needs Chromium and its driver, and the packages of the group dev: `python docs/make_screenshots.py FOLDER`.
"""

import base64
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from tests.browser.chromium import open_page, starting  # noqa: E402
from tests.browser.conftest import PAGES  # noqa: E402
from tests.conftest import find_chromium  # noqa: E402

LOOKS = (("light", 1180, 900, False), ("dark", 1180, 900, True), ("narrow", 400, 900, False))
"""Name, width and height in pixels, dark or not."""


def make_screenshots(name: str) -> Iterator[tuple[str, bytes]]:
    """File name and content of each picture, and of the page as PDF."""
    browser, driver = find_chromium()
    with TemporaryDirectory() as folder, starting(browser, driver) as chromium:
        page = Path(folder) / "plan.html"
        page.write_text(PAGES[name](), encoding="utf-8")
        for look, width, height, dark in LOOKS:
            open_page(chromium, page, width=width, height=height, dark=dark)
            taken = chromium.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False})
            yield f"report-{look}.png", base64.b64decode(taken["data"])
        printed = chromium.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        yield "report.pdf", base64.b64decode(printed["data"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/make_screenshots.py FOLDER")
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for file, content in make_screenshots("seven"):
        (target / file).write_bytes(content)
        sys.stdout.write(f"{target / file}: {len(content)} bytes\n")
