"""What the command line prints: formats, colour, a reader that goes away, an interruption."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import uninstaller.artifacts
from tests.cli.site import SHOP, run, write_site
from tests.scenarios.run import read_files

SCHEMAS = Path(uninstaller.artifacts.__file__).parent / "schema"
PROGRAM = (sys.executable, "-m", "uninstaller")


def _validate(text: str, schema: str) -> object:
    value = json.loads(text)
    Draft202012Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))).validate(value)
    return value


@pytest.mark.parametrize("modules", [("shop",), ("system",), ("shop", "poll_box")])
def test_plan_as_json(site: Path, modules: tuple[str, ...]) -> None:
    result = run(site, "plan", *modules, "--format", "json", "--deep-clean")
    value = _validate(result.out, "plan-2.schema.json")
    assert isinstance(value, dict)
    assert value["targets"] == list(modules)
    assert result.status == (1 if "system" in modules else 0)
    assert result.err == ""


def test_list_as_json_and_text(site: Path) -> None:
    value = _validate(run(site, "list", "--format", "json").out, "list-2.schema.json")
    assert isinstance(value, dict)
    names = [row["name"] for row in value["extensions"]]
    assert names == ["front", "node", "poll_box", "shop", "system"]
    lines = run(site, "list").out.splitlines()
    assert [line.split()[0] for line in lines[1:6]] == names
    assert lines[4].split() == ["shop", "module", "7.x-1.0", "0", "active", "free", SHOP]
    by_dependents = run(site, "list", "--sort", "dependents").out.splitlines()
    assert by_dependents[1].split()[0] == "node"


def test_output_into_a_file(site: Path, tmp_path: Path) -> None:
    for command in (("plan", "shop"), ("plan", "shop", "--format", "json"), ("list",)):
        file = tmp_path / "out"
        shown = run(site, *command)
        kept = run(site, *command, "--output", str(file))
        assert (kept.status, kept.out, kept.err) == (0, "", "")
        assert file.read_text() == shown.out


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1"}, False),
    ],
)
def test_colour(site: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for command in (("plan", "shop"), ("list",)):
        assert ("\x1b[" in run(site, *command).out) is coloured
    file = site.parent / "out"
    run(site, "plan", "shop", "--output", str(file))
    assert "\x1b[" not in file.read_text()


def test_reader_that_goes_away(site: Path) -> None:
    """`uninstaller plan shop | head -0`: no traceback, no complaint."""
    write_site(
        site, {f"{SHOP}/shop.module": "<?php\n" + "".join(f"variable_set('shop_{n}', 1);\n" for n in range(1500))}
    )
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        command = [*PROGRAM, "plan", "shop", "--format", "json", "--root", str(site)]
        done = subprocess.run(
            command, stdout=closed, stderr=subprocess.PIPE, check=False, cwd=Path(__file__).parents[2]
        )
    assert done.stderr == b""
    assert done.returncode == 2


@pytest.mark.parametrize("function", ["walk_tree", "make_plan"])
def test_interruption_while_reading(site: Path, function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    before = read_files(site)
    monkeypatch.setattr(f"uninstaller.pipeline.{function}", interrupt)
    result = run(site, "generate", "shop")
    assert (result.status, result.out) == (2, "")
    assert result.err == "uninstaller: interrupted; nothing was changed\n"
    assert read_files(site) == before


def test_interruption_of_the_process(site: Path, tmp_path: Path) -> None:
    """SIGINT once the program reads: it waits at a pipe in place of its settings file."""
    fifo = tmp_path / "config"
    os.mkfifo(fifo)
    command = [*PROGRAM, "generate", "shop", "--root", str(site), "--config", str(fifo)]
    before = read_files(site)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2])
    with fifo.open("wb"):  # opens once the program has opened it to read
        time.sleep(1)  # on a busy machine, too, it is at its reading by then
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == b"uninstaller: interrupted; nothing was changed\n"
    assert read_files(site) == before
