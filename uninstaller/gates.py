"""The commands for everybody's CI, `check` and `policy`: options in, findings and an exit status out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uninstaller.codebase.root import find_code_base
from uninstaller.console import CLEAN, FINDINGS, failing, print_result, say, shows_colour, terminal_width, write_file
from uninstaller.errors import UserError
from uninstaller.options import (
    read_settings,
    with_checking_options,
    with_common_options,
    with_policy_options,
    with_report_options,
)

CHECK_FORMATS = ("text", "json", "sarif", "github", "gitlab", "checkstyle", "junit")
POLICY_FORMATS = ("text", "json")
"""As in the catalogue, which --help does not load."""

if TYPE_CHECKING:
    from uninstaller.artifacts.catalogue import Look
    from uninstaller.check.baseline import Known
    from uninstaller.check.run import Outcome
    from uninstaller.settings import Settings


@click.command()
@with_checking_options
@with_report_options(CHECK_FORMATS)
@with_common_options
@failing
def check(modules: tuple[str, ...], since: str | None, format_: str, output: Path | None, **options: Any) -> int:
    """Find what still refers to modules that are removed.

    Without names: to the modules of the ledger, and to those that are absent although an info file, configuration or
    core.extension.yml requires them.
    """
    from uninstaller.artifacts.catalogue import CHECK_REPORTS
    from uninstaller.check.run import run_check

    settings = _read_settings(options)
    baseline = settings.root / settings.baseline if settings.baseline else None
    writes = options["write_baseline"]
    if writes and baseline is None:
        raise UserError("--write-baseline needs a file", "name it with --baseline FILE, or in uninstaller.toml")
    known = _read_known(baseline, may_be_new=writes) if baseline is not None else ()
    outcome = run_check(settings, modules, since, () if writes else known, lists_all=options["verbose"])
    if not options["quiet"]:
        say(*outcome.notes)
    if writes and baseline is not None:
        return _write_known(baseline, outcome, known)
    report = dict(CHECK_REPORTS)[format_](outcome.checked, _make_look(options, output))
    print_result(report, output)
    return FINDINGS if outcome.checked.fails and not options["exit_zero"] else CLEAN


@click.command()
@with_policy_options
@with_report_options(POLICY_FORMATS)
@with_common_options
@failing
def policy(since: str | None, format_: str, output: Path | None, **options: Any) -> int:
    """Hold ledger, generated module and code base against each other."""
    from uninstaller.artifacts.catalogue import POLICY_REPORTS
    from uninstaller.check.policy import judge_policy

    judged = judge_policy(_read_settings(options), since)
    print_result(dict(POLICY_REPORTS)[format_](judged, _make_look(options, output)), output)
    return FINDINGS if judged.is_broken and not options["exit_zero"] else CLEAN


def _read_settings(options: dict[str, Any]) -> "Settings":
    return read_settings({**options, "root": options["root"] or find_code_base(Path.cwd())})


def _make_look(options: dict[str, Any], output: Path | None) -> "Look":
    from uninstaller.artifacts.catalogue import Look

    return Look(shows_colour() and output is None, terminal_width(), options["verbose"])


def _read_known(path: Path, *, may_be_new: bool) -> tuple["Known", ...]:
    from uninstaller.check.baseline import read_baseline

    if may_be_new and not path.exists():
        return ()
    try:
        return read_baseline(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise UserError(f"{path} cannot be read: it is not UTF-8", "write it again with --write-baseline") from None
    except OSError as error:
        hint = "name another file with --baseline, or make it with --write-baseline"
        raise UserError(f"{path} cannot be read: {error.strerror}", hint) from None


def _write_known(path: Path, outcome: "Outcome", known: tuple["Known", ...]) -> int:
    from uninstaller.check.baseline import make_baseline

    checked = outcome.checked
    write_file(path, make_baseline(checked.reported, known, checked.modules).encode())
    say(f"{path}: {len(checked.reported)} findings are known from now on")
    return CLEAN
