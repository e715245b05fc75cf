"""Serves real sites on this machine, and asks them again and again while something happens to them."""

import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.real_sites.process import PHP, SCRIPTS

WORKERS = "4"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str


def ask(url: str) -> Answer:
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            return Answer(response.status, response.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode("utf-8", "replace"))


@contextmanager
def serve(live: Path) -> Iterator[str]:
    """The URL of the site to which `live` leads, a folder or a link that may be switched meanwhile."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"REAL_SITES_LIVE": str(live), "PHP_CLI_SERVER_WORKERS": WORKERS}
    command = [*PHP, "-S", url.removeprefix("http://"), str(SCRIPTS / "router.php")]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait(url)
        yield url
    finally:
        os.killpg(server.pid, 15)
        server.wait(30)


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            ask(f"{url}/robots.txt")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answers at {url}")


@dataclass
class Watch:
    """What a URL answered, in order; nothing where nobody asked."""

    is_open: bool

    statuses: list[int] = field(default_factory=list)

    def assert_saw(self, expected: set[int]) -> None:
        assert not self.is_open or set(self.statuses) == expected, self.statuses


@contextmanager
def watch(url: str, is_open: bool = True) -> Iterator[Watch]:
    """Asks a URL again and again, if its eyes are open."""
    seen, done = Watch(is_open), threading.Event()
    if not is_open:
        yield seen
        return

    def repeat() -> None:
        while not done.is_set():
            seen.statuses.append(ask(url).status)
            done.wait(0.2)

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join(120)
