"""The set-ups of docs/ci.md: their scripts run in a shell as the services would run them."""

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.architecture.files import PROJECT
from tests.check.site import CALL, FRONT, make_removed_and_committed
from tests.scenarios.git import git

ACTION = {"ROOT": ".", "SINCE": "", "FAIL_ON": "likely", "BASELINE": "", "SARIF": "", "POLICY": "false"}
"""What the inputs of the action are where nobody gives any."""


@pytest.fixture(name="forgotten")
def _forgotten(tmp_path: Path) -> Path:
    return make_removed_and_committed(tmp_path / "a site", {FRONT: CALL})


@pytest.fixture(name="site", params=[CALL, "<?php\n"], ids=["forgotten", "mended"])
def _site(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bool]:
    """A site whose last commit removes a module; and whether a reference to it was forgotten."""
    root = make_removed_and_committed(tmp_path / "a site", {FRONT: request.param})
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD~1")
    return root, request.param == CALL


def shell(root: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """As runners start a step: bash that stops at the first failure."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, **variables, "PATH": path, "XDG_CACHE_HOME": str(root.parent / "cache")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def read_action_script() -> str:
    text = (PROJECT / "action.yml").read_text(encoding="utf-8")
    return textwrap.dedent(text.rpartition("      run: |\n")[2])


def read_inputs() -> dict[str, str]:
    text = (PROJECT / "action.yml").read_text(encoding="utf-8")
    found = re.findall(r"^  ([\w-]+):\n    description: .*\n    default: (.*)$", text, re.M)
    return {name.upper().replace("-", "_"): value.strip("'") for name, value in found}


def test_action_hands_over_every_input_as_a_variable() -> None:
    """Never as text of the script: an input may hold anything."""
    assert read_inputs() == ACTION | {"ROOT": "."}
    assert "${{" not in read_action_script()


def test_action(site: tuple[Path, bool]) -> None:
    root, is_forgotten = site
    done = shell(root, read_action_script(), **ACTION | {"SINCE": "HEAD~1", "SARIF": "out.sarif"})
    assert done.returncode == is_forgotten, done.stderr
    assert done.stdout.startswith(f"::error file={FRONT},line=4,col=10," if is_forgotten else "")
    results = json.loads((root / "out.sarif").read_text())["runs"][0]["results"]
    assert len(results) == is_forgotten


def test_action_on_the_first_push_of_a_branch(forgotten: Path) -> None:
    done = shell(forgotten, read_action_script(), **ACTION | {"SINCE": "0" * 40})
    assert (done.returncode, done.stderr) == (0, "")


def test_action_with_a_policy(forgotten: Path) -> None:
    done = shell(
        forgotten, read_action_script(), **ACTION | {"SINCE": "HEAD~1", "POLICY": "true", "FAIL_ON": "certain"}
    )
    assert done.returncode == 1
    assert "broken: [policy-no-entry]" in done.stdout


def test_action_takes_hostile_inputs_for_text(forgotten: Path) -> None:
    done = shell(forgotten, read_action_script(), **ACTION | {"SINCE": "$(touch own3d); `touch own3d`"})
    assert done.returncode == 2
    assert not (forgotten / "own3d").exists()


def test_gitlab(site: tuple[Path, bool]) -> None:
    root, is_forgotten = site
    text = (PROJECT / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8")
    script = "\n".join(re.findall(r"^    - (uninstaller .*)$", text, re.M))
    done = shell(root, script, SINCE=git(root, "rev-parse", "HEAD~1").decode().strip())
    assert done.returncode == is_forgotten, done.stderr
    for name in re.findall(r"^      (?:codequality|junit): (.*)$", text, re.M):
        assert (root / name).stat().st_size > 0
    assert len(json.loads((root / "gl-code-quality-report.json").read_text())) == is_forgotten


def test_composer(site: tuple[Path, bool]) -> None:
    root, is_forgotten = site
    scripts = json.loads((PROJECT / "docs/ci/composer.json").read_text(encoding="utf-8"))["scripts"]
    assert shell(root, scripts["removed"]).returncode == is_forgotten
    assert shell(root, scripts["removed:policy"]).returncode == 1


def test_pre_commit_hooks(site: tuple[Path, bool]) -> None:
    """pre-commit splits an entry into words and starts it in the repository's top."""
    root, is_forgotten = site
    text = (PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    check, policy = (shlex.join(shlex.split(entry)) for entry in re.findall(r"^  entry: (.*)$", text, re.M))
    git(root, "reset", "-q", "--soft", "HEAD~1")
    assert shell(root, check).returncode == is_forgotten
    assert shell(root, policy).returncode == 1
    assert text.count("pass_filenames: false") == text.count("always_run: true") == 2
