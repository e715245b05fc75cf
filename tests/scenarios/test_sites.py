"""Every fixture site: what is planned, what is written, and the laws that hold whatever is removed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.case import Case, read_cases
from tests.scenarios.expected import assert_file, assert_folder, told, without_runtime
from tests.scenarios.git import commit_all, git
from tests.scenarios.run import Scenario, read_files, run
from uninstaller.codebase.walk import walk_tree
from uninstaller.drupal.editions import find_edition
from uninstaller.drupal.shared.ownership import make_is_foreign
from uninstaller.php.parse import parse
from uninstaller.plan.model import Plan
from uninstaller.references.engine import find_references
from uninstaller.references.planned import add_references
from uninstaller.settings import Settings
from uninstaller.yaml.nodes import Malformed
from uninstaller.yaml.parse import parse as parse_yaml

CASES = read_cases()
PHP_SUFFIXES = (".php", ".module", ".install", ".inc")
PASSWORD = b"never-shown-anywhere"
"""The database password in the settings.php of the fixture sites."""


def _params(expect: str | None = None) -> list[object]:
    """The cases, all tests of one in the same worker, so that it runs once."""
    chosen = (case for case in CASES if expect in (None, case.expect))
    return [pytest.param(case, id=case.name, marks=pytest.mark.xdist_group(case.name)) for case in chosen]


every_site = pytest.mark.parametrize("case", _params())
ready_sites = pytest.mark.parametrize("case", _params("ready"))
refused_sites = pytest.mark.parametrize("case", _params("decisions"))


@pytest.fixture(scope="session")
def scenario_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], Scenario]:
    made: dict[str, Scenario] = {}

    def find(case: Case) -> Scenario:
        if case.name not in made:
            made[case.name] = Scenario(case, tmp_path_factory.mktemp(case.name))
        return made[case.name]

    return find


@pytest.fixture
def scenario(case: Case, scenario_of: Callable[[Case], Scenario]) -> Scenario:
    return scenario_of(case)


def test_there_are_sites_of_both_kinds() -> None:
    assert len(_params("ready")) >= 20
    assert len(_params("decisions")) >= 8
    assert {case.expect for case in CASES} == {"ready", "decisions"}


@every_site
def test_verdict_and_rules(case: Case, scenario: Scenario) -> None:
    assert scenario.plan["verdict"] == case.expect
    assert tuple(sorted({decision["rule"] for decision in scenario.plan["decisions"]})) == case.rules
    assert scenario.plan_json.exit_code == scenario.plan_text.exit_code == (0 if case.expect == "ready" else 1)


@every_site
def test_plan(case: Case, scenario: Scenario) -> None:
    assert_file(case.folder / "expected" / "plan.txt", scenario.plan_text.stdout_bytes)


@every_site
def test_nothing_is_shown_that_must_not_be(scenario: Scenario) -> None:
    outputs = [scenario.plan_text.output_bytes, scenario.plan_json.output_bytes, scenario.patch.output_bytes]
    for output in outputs:
        assert PASSWORD not in output
        assert str(scenario.folder).encode() not in output, "a path of this machine"
    for output in outputs[:2]:
        assert not set(output) & (set(range(32)) - {10}), "a control character"


@refused_sites
def test_refuses_and_touches_nothing(case: Case, scenario: Scenario) -> None:
    site, result = scenario.generated
    assert result.exit_code == 1
    assert all(rule in result.output for rule in case.rules)
    assert scenario.patch.exit_code == 1
    assert scenario.patch.stdout_bytes == b""
    assert read_files(site) == read_files(scenario.untouched)
    assert all(decision["problem"] and decision["settle"] for decision in scenario.plan["decisions"])


@ready_sites
def test_generated_tree(case: Case, scenario: Scenario) -> None:
    _, result = scenario.generated
    assert result.exit_code == 0, result.output
    assert_folder(case.folder / "expected" / "written", told(scenario.written))
    assert_file(case.folder / "expected" / "edits.diff", scenario.edits)
    assert_file(case.folder / "expected" / "status.txt", without_runtime(scenario.status))


@ready_sites
def test_removed_code_is_gone(scenario: Scenario) -> None:
    site, _ = scenario.generated
    for removal in scenario.plan["removals"]:
        name = removal["extension"]["name"]
        assert not list(site.glob(f"sites/**/{name}.info"))
        assert not list(site.glob(f"profiles/**/{name}.info"))
        left = [path for path in site.rglob(f"{name}.info.yml") if "/uninstall/carried/" not in str(path)]
        assert left == []


@ready_sites
def test_written_php_parses(scenario: Scenario) -> None:
    php_files = {path: text for path, text in scenario.written.items() if path.endswith(PHP_SUFFIXES)}
    assert php_files
    for path, text in php_files.items():
        parsed = parse(text)
        assert not parsed.errors, path
        assert not parsed.legacy, path


@ready_sites
def test_written_php_is_accepted_by_php(scenario: Scenario, php: str) -> None:
    site, _ = scenario.generated
    changed = git(site, "ls-files", "--others", "--modified", "--deduplicate", "-z").decode().split("\0")
    for path in changed:
        if path.endswith(PHP_SUFFIXES) and (site / path).exists():
            done = subprocess.run([php, "-l", str(site / path)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr


@ready_sites
def test_written_php_keeps_drupals_coding_standard(scenario: Scenario, phpcs_drupal: tuple[str, ...]) -> None:
    site, _ = scenario.generated
    files = [str(site / path) for path in scenario.written if path.endswith((*PHP_SUFFIXES, ".info"))]
    done = subprocess.run([*phpcs_drupal, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@ready_sites
def test_second_look_finds_no_edit_left_and_nothing_new(scenario: Scenario) -> None:
    """What remains was in the plan."""
    names = [removal["extension"]["name"] for removal in scenario.plan["removals"]]
    site, _ = scenario.generated
    settings = Settings(site, site, jobs=1, use_cache=False)
    before, after = walk_tree(scenario.untouched, scenario.untouched), walk_tree(site, site)
    inventory = find_edition(before).read_inventory(before)
    is_foreign = make_is_foreign(inventory, [one for one in inventory.extensions if one.name in names])
    found = find_references(after, before, names, settings, is_foreign)
    second = add_references(after, Plan(""), found, is_foreign)
    assert second.steps == ()
    known = {(one["place"]["path"], one["rule"], one["message"]) for one in scenario.plan["references"]}
    assert [one for one in second.references if (one.place.path, one.rule, one.message) not in known] == []


@ready_sites
def test_what_could_be_read_still_can(scenario: Scenario) -> None:
    site, _ = scenario.generated
    for path, (sort, text) in read_files(site).items():
        old = scenario.untouched / path
        was = old.read_bytes() if sort != "link" and old.is_file() else b""
        if path.endswith(".yml") and sort != "link" and not isinstance(parse_yaml(was), Malformed):
            assert not isinstance(parse_yaml(text), Malformed), path
        if path.endswith(PHP_SUFFIXES) and sort != "link" and not parse(was).errors:
            assert not parse(text).errors, path


@ready_sites
def test_patch_gives_the_same_tree_and_can_be_taken_back(case: Case, scenario: Scenario, tmp_path: Path) -> None:
    assert scenario.patch.exit_code == 0
    site = tmp_path / "patched"
    case.copy_site(site)
    before = read_files(site)
    git(site, "apply", "--whitespace=nowarn", "-", stdin=scenario.patch.stdout_bytes)
    assert read_files(site) == read_files(scenario.generated[0])
    git(site, "apply", "--whitespace=nowarn", "--reverse", "-", stdin=scenario.patch.stdout_bytes)
    assert read_files(site) == before


@ready_sites
def test_plan_and_patch_write_nothing(case: Case, scenario: Scenario, tmp_path: Path) -> None:
    case.copy_site(tmp_path / "fresh")
    assert scenario.plan_text.stdout
    assert scenario.patch.stdout
    assert read_files(scenario.untouched) == read_files(tmp_path / "fresh")


@ready_sites
def test_same_site_gives_same_bytes(case: Case, scenario: Scenario, tmp_path: Path) -> None:
    site = tmp_path / "elsewhere" / "another name"
    site.parent.mkdir()
    case.copy_site(site)
    for command, options, first in (
        ("plan", ("--format", "text"), scenario.plan_text),
        ("plan", ("--format", "json"), scenario.plan_json),
        ("generate", ("--patch", "-"), scenario.patch),
    ):
        assert run(site, command, case, *options).stdout_bytes == first.stdout_bytes


@ready_sites
def test_asking_again_changes_nothing(case: Case, tmp_path: Path) -> None:
    site = tmp_path / "site"
    case.copy_site(site)
    assert run(site, "generate", case).exit_code == 0
    generated = read_files(site)
    for _ in ("not committed", "committed"):
        again = run(site, "generate", case)
        assert again.exit_code == 0, again.output
        assert "nothing" in again.output.lower()
        assert read_files(site) == generated
        commit_all(site, "Removed")
