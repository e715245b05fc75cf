"""The command line: options in, text and an exit status out. Nothing else is decided here."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uninstaller import __version__
from uninstaller.artifacts.terminal import visible
from uninstaller.console import CLEAN, FINDINGS, failing, print_result, say, shows_colour, terminal_width, write_file
from uninstaller.gates import check, policy
from uninstaller.operations import runbook
from uninstaller.options import (
    read_settings,
    with_common_options,
    with_naming_options,
    with_patching_options,
    with_planning_options,
    with_release_option,
)
from uninstaller.progress import metering
from uninstaller.views import graph, list_extensions

if TYPE_CHECKING:
    from uninstaller.drupal.edition import Written
    from uninstaller.pipeline import CodeBase
    from uninstaller.plan.model import Plan
    from uninstaller.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="uninstaller")
def main() -> None:
    """Remove a Drupal module's code and data in one release.

    Exit status: 0 clean, or it can be generated; 1 findings, or an open decision; 2 it could not run.
    """
    gc.set_threshold(100_000)  # What is read is kept to the end: to look for rubbish in it at every turn finds none.


for command in (check, graph, list_extensions, policy, runbook):
    main.add_command(command)


@main.command()
@with_planning_options
@with_release_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the plan to a file.")
@with_common_options
@failing
def plan(modules: tuple[str, ...], format_: str, output: Path | None, **options: Any) -> int:
    """Say what goes, what breaks and what needs a decision; write nothing."""
    from uninstaller.artifacts.catalogue import PLAN_REPORTS, Look
    from uninstaller.artifacts.dossier import Dossier
    from uninstaller.pipeline import make_changes, make_dossier, make_plan, read_code_base
    from uninstaller.plan.releases import make_two_releases
    from uninstaller.plan.verdict import Verdict, verdict

    with metering(options["quiet"]) as meter:
        base = read_code_base(read_settings(options), remembers=True, on_read=meter.count_file)
        names = _not_yet_removed(base, modules)
        if not names:
            return CLEAN
        made = make_plan(base, names)
        is_ready = verdict(made) is Verdict.READY
        if is_ready:
            make_changes(base, made, "")  # raises what would stop `generate`
        if options["two_release"]:
            made = make_two_releases(made)
    look = Look(shows_colour() and output is None, terminal_width(), options["verbose"])
    dossier = make_dossier(base, made) if format_ == "html" else Dossier(made)
    report = dict(PLAN_REPORTS)[format_](dossier, look)
    print_result(report, output)
    return CLEAN if is_ready else FINDINGS


@main.command()
@with_planning_options
@with_release_option
@with_patching_options
@with_common_options
@failing
def generate(modules: tuple[str, ...], patch: str | None, force: bool, **options: Any) -> int:
    """Write the module that removes the data, delete the code, and mend what names it."""
    from uninstaller.pipeline import make_changes, make_plan, read_code_base
    from uninstaller.plan.verdict import Verdict, verdict

    settings = read_settings(options)
    _recover(settings)
    with metering(options["quiet"]) as meter:
        base = read_code_base(settings, on_read=meter.count_file)
        names = _not_yet_removed(base, modules)
        if not names:
            return CLEAN
        made = make_plan(base, names)
    if verdict(made) is not Verdict.READY:
        from uninstaller.artifacts.reports.text import report_text

        report = report_text(made, colour=False, width=terminal_width(), verbose=options["verbose"])
        say(*report.split("\n"), "nothing was written")
        return FINDINGS
    if options["two_release"]:
        return _deliver_first(base, made, patch, force=force)
    written = make_changes(base, made, _revision(settings))
    status = _deliver(base, written, patch, force=force)
    if not options["quiet"]:
        _say_next(base, written, patch)
    return status


@main.command()
@with_naming_options
@with_patching_options
@with_common_options
@failing
def init(patch: str | None, force: bool, **options: Any) -> int:
    """Write the generated module empty, to be enabled a release ahead."""
    from uninstaller.pipeline import make_empty, read_code_base

    settings = read_settings(options)
    _recover(settings)
    base = read_code_base(settings)
    return _deliver(base, make_empty(base, _revision(settings)), patch, force=force)


@main.command()
@click.option("--before", type=click.IntRange(min=1), required=True, metavar="N", help="Retire the updates below N.")
@click.option("--module-name", help="Name of the generated module [uninstall].")
@with_patching_options
@with_common_options
@failing
def prune(before: int, patch: str | None, force: bool, **options: Any) -> int:
    """Retire updates that every site has run."""
    from uninstaller.pipeline import make_pruned, read_code_base

    settings = read_settings(options)
    _recover(settings)
    base = read_code_base(settings)
    return _deliver(base, make_pruned(base, before), patch, force=force)


def _recover(settings: "Settings") -> None:
    from uninstaller.delivery import recover_project

    said = recover_project(settings)
    if said:
        say(f"uninstaller: {said}")


def _revision(settings: "Settings") -> str:
    from uninstaller.delivery import read_revision

    return read_revision(settings)


def _not_yet_removed(base: "CodeBase", modules: tuple[str, ...]) -> tuple[str, ...]:
    """The modules without those that the ledger says are removed."""
    from uninstaller.pipeline import read_removed

    removed = read_removed(base)
    there = tuple(name for name in modules if name not in removed)
    gone = [name for name in modules if name not in there]
    if gone:
        said = f"{', '.join(gone)} {'are' if len(gone) > 1 else 'is'} in the ledger already"
        say(said if there else f"nothing to do: {said}")
    return there


def _deliver_first(base: "CodeBase", plan: "Plan", patch: str | None, *, force: bool) -> int:
    """The first of two releases: references go, the code stays; Drupal itself uninstalls."""
    from uninstaller.pipeline import make_first_changes

    written = make_first_changes(base, plan)
    if written.changes:
        _deliver(base, written, patch, force=force)
    say(
        *(() if written.changes else ("nothing to write: no file that stays needs an edit",)),
        "the code stays: deploy this, and let Drupal uninstall the module on each site",
        "uninstaller generate without --two-release writes the second release",
    )
    return CLEAN


def _say_next(base: "CodeBase", written: "Written", patch: str | None) -> None:
    """What is left to a person after `generate`."""
    from uninstaller.delivery import is_versioned

    name = base.settings.module_name
    if not base.inventory.find(name) and not base.settings.host:
        say(f"{name} is a new module: nothing is removed before a site enables it (or see --host)")
    say(f"{written.update}() removes the data: deploy, then run update.php or drush updatedb")
    if patch is None and not is_versioned(base.settings):
        say("this code base is not in git: keep a copy of what was deleted until the release is out")


def _deliver(base: "CodeBase", written: "Written", patch: str | None, *, force: bool) -> int:
    from uninstaller.delivery import check_committed, patch_changes, write_changes

    if not written.changes:
        say(f"nothing to do: {written.folder} is as it should be")
        return CLEAN
    if not force:
        check_committed(base.settings, written.changes, written.folder)
    if patch is None:
        write_changes(base.settings, written.changes)
        for change in sorted(written.changes, key=lambda change: change.path):
            reason = "; ".join(change.reason.split("\n"))
            click.echo(f"{type(change).__name__.lower():<7}{visible(change.path)}  ({visible(reason)})")
        return CLEAN
    content = patch_changes(base.settings, written.changes)
    if patch == "-":
        click.echo(content, nl=False)
    else:
        write_file(Path(patch), content)
    return CLEAN
