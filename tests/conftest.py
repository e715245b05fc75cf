"""What some tests need of the machine; where it is missing they are left out aloud, or fail if it is required."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REQUIRE = "UNINSTALLER_REQUIRE"
CODER = "UNINSTALLER_CODER"
DRUPAL7 = "UNINSTALLER_DRUPAL7"
DRUPAL10 = "UNINSTALLER_DRUPAL10"
SCHEMAS = "UNINSTALLER_SCHEMAS"
BIG_SITES = "UNINSTALLER_DISTRIBUTIONS"
PHPCS_EXTENSIONS = "--extensions=php,module,install,inc,profile,info"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a machine may not have. `find` gives '' where it is missing; `covers` is what is then untested."""

    name: str
    covers: str
    how: str
    find: Callable[[], str]


def _find(program: str) -> Callable[[], str]:
    return lambda: shutil.which(program) or ""


def _find_drupal_standard() -> str:
    """The folders for phpcs's `installed_paths`."""
    folders = os.environ.get(CODER, "")
    return folders if folders and shutil.which("phpcs") else ""


def _find_drupal7() -> str:
    return os.environ.get(DRUPAL7, "")


def _find_drupal10() -> str:
    return os.environ.get(DRUPAL10, "")


def find_chromium() -> tuple[str, str]:
    """The browser and its driver, '' for what is missing."""
    return shutil.which("chromium") or "", shutil.which("chromedriver") or ""


def _find_chromium() -> str:
    """Both, where what drives them is there as well."""
    has_libraries = all(find_spec(name) for name in ("selenium", "axe_core_python"))
    return os.pathsep.join(find_chromium()) if all(find_chromium()) and has_libraries else ""


def _find_big_sites() -> str:
    return os.environ.get(BIG_SITES, "")


def _find_schemas() -> str:
    return os.environ.get(SCHEMAS, "")


NEEDS = (
    Need("php", "lint of the generated PHP", "install PHP's command line (Debian: php-cli)", _find("php")),
    Need(
        "phpcs",
        "Drupal's coding standard on the generated PHP",
        f"install phpcs (Debian: php-codesniffer) and set {CODER} to drupal/coder's folder `coder_sniffer`,"
        " followed after a comma by the folder of slevomat/coding-standard",
        _find_drupal_standard,
    ),
    Need(
        "schemas",
        "official schemas",
        f"set {SCHEMAS} to a folder with sarif-schema-2.1.0.json (oasis-tcs/sarif-spec), codeclimate.json (GitLab's"
        " app/validators/json_schemas) and junit-10.xsd (Jenkins' xunit-plugin), and install xmlschema and diff-cover",
        _find_schemas,
    ),
    Need(
        "chromium",
        "the html report in a real browser",
        "install Chromium and its driver (Debian: chromium, chromium-driver); selenium and axe-core-python are in the"
        " group dev",
        _find_chromium,
    ),
    Need(
        "distributions",
        "the html report of real distributions in a real browser",
        f"set {BIG_SITES} to pairs of a root and a module, <root>{os.pathsep}<module>, with commas between",
        _find_big_sites,
    ),
    Need("shellcheck", "runbooks as shellcheck sees them", "install it (Debian: shellcheck)", _find("shellcheck")),
    Need("sqlite3", "runbooks that run without drush", "install its command line (Debian: sqlite3)", _find("sqlite3")),
    Need("drupal7", "a real Drupal 7", f"set {DRUPAL7} to the folder of an extracted Drupal 7", _find_drupal7),
    Need(
        "drupal10",
        "a real Drupal 10",
        f"set {DRUPAL10} to the folder of a Drupal 10 with its vendor (composer create-project drupal/legacy-project)",
        _find_drupal10,
    ),
)


def _required() -> tuple[str, ...]:
    return tuple(filter(None, os.environ.get(REQUIRE, "").split(",")))


def _reason(need: Need) -> str:
    return f"left out: {need.covers}"


def _demand(name: str) -> str:
    need = next(need for need in NEEDS if need.name == name)
    found = need.find()
    if not found and name in _required():
        pytest.fail(f"{REQUIRE} names {name}, which is missing: {need.how}", pytrace=False)
    if not found:
        pytest.skip(_reason(need))
    return found


@pytest.fixture(scope="session")
def php() -> str:
    """PHP's command line."""
    return _demand("php")


@pytest.fixture(scope="session")
def shellcheck() -> str:
    """The linter of shell scripts."""
    return _demand("shellcheck")


@pytest.fixture(scope="session")
def sqlite3() -> str:
    """SQLite's own client."""
    return _demand("sqlite3")


@pytest.fixture(scope="session")
def phpcs_drupal() -> tuple[str, ...]:
    """The command that holds the files named after it against Drupal's coding standard."""
    folders = _demand("phpcs")
    assert any((Path(folder) / "Drupal" / "ruleset.xml").is_file() for folder in folders.split(",")), (
        f"{CODER} names no folder that holds Drupal/ruleset.xml: {folders}"
    )
    return ("phpcs", "--runtime-set", "installed_paths", folders, "--standard=Drupal", PHPCS_EXTENSIONS, "-q")


@pytest.fixture(scope="session")
def drupal7_root() -> Path:
    """The root of a real Drupal 7, not to be written to."""
    root = Path(_demand("drupal7"))
    assert (root / "includes" / "bootstrap.inc").is_file(), f"{DRUPAL7} names no Drupal 7: {root}"
    return root


@pytest.fixture(scope="session")
def drupal10() -> Path:
    """The project folder of a real Drupal 10, not to be written to; its docroot is there, in `web` or in `docroot`."""
    project = Path(_demand("drupal10"))
    docroots = [project / name for name in (".", "web", "docroot")]
    assert any((root / "autoload.php").is_file() and (root / "core/lib/Drupal.php").is_file() for root in docroots), (
        f"{DRUPAL10} names no Drupal 10 with vendor: {project}"
    )
    return project


@pytest.fixture(scope="session")
def official_schemas() -> str:
    """The folder of the schemas that others have published for their formats."""
    return _demand("schemas")


@pytest.fixture(scope="session")
def chromium() -> tuple[str, str]:
    """Chromium and its driver."""
    browser, driver = _demand("chromium").split(os.pathsep)
    return browser, driver


@pytest.fixture(scope="session")
def big_sites() -> str:
    """Pairs of a root, which is only read, and a module."""
    return _demand("distributions")


def read_official(folder: str, name: str) -> str:
    return (Path(folder) / name).read_text(encoding="utf-8")


def pytest_configure() -> None:
    unknown = sorted(set(_required()) - {need.name for need in NEEDS})
    if unknown:
        raise pytest.UsageError(f"{REQUIRE} knows {', '.join(need.name for need in NEEDS)}; not {', '.join(unknown)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing = list(_count_left_out(terminalreporter))
    if missing:
        terminalreporter.section("left out on this machine")
    for need, count in missing:
        tests = f"{count} test{'' if count == 1 else 's'}"
        terminalreporter.line(f"{need.covers} ({tests}): {need.how}")


def _count_left_out(reporter: pytest.TerminalReporter) -> Iterator[tuple[Need, int]]:
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    for need in NEEDS:
        if not need.find():
            yield need, sum(_reason(need) in reason for reason in reasons)
