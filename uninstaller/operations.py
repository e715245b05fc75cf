"""The command for operators, `runbook`: options in, a deployment step by step out."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uninstaller.console import CLEAN, FINDINGS, failing, print_result, say
from uninstaller.errors import UserError
from uninstaller.options import (
    read_settings,
    with_common_options,
    with_planning_options,
    with_release_option,
    with_report_options,
)

if TYPE_CHECKING:
    from uninstaller.pipeline import CodeBase

TOPOLOGIES = (
    "single-server",
    "symlink",
    "several-servers",
    "rolling",
    "read-only-copy",
    "blue-green",
    "debian",
    "tarball",
    "aegir",
    "features",
    "config-sync",
    "many-sites",
)
FORMATS = ("markdown", "html", "sh")
"""As in their tables, which --help does not load."""


@click.command()
@with_planning_options
@click.option("--topology", type=click.Choice(TOPOLOGIES), required=True, help="How the site is deployed.")
@click.option("--no-drush", is_flag=True, help="There is no drush: update.php and SQL instead.")
@click.option("--sites", type=click.Path(path_type=Path), help="File with the URLs of many sites, a line each.")
@with_release_option
@with_report_options(FORMATS)
@with_common_options
@failing
def runbook(modules: tuple[str, ...], format_: str, output: Path | None, **options: Any) -> int:
    """Say how the removal is deployed, step by step.

    Before `generate` it is made from the code base, after it from the git revision that the ledger names.
    """
    from uninstaller.artifacts.catalogue import RUNBOOK_REPORTS
    from uninstaller.pipeline import make_plan, make_runbook, read_code_base
    from uninstaller.plan.runbook import Asked

    now = read_code_base(read_settings(options))
    base = _go_back(now, modules)
    plan = make_plan(base, modules)
    asked = Asked(
        topology=options["topology"],
        has_drush=not options["no_drush"],
        sites=_read_sites(options["sites"]) if options["sites"] else (),
        is_first=not base.inventory.find(base.settings.module_name),
        in_two=options["two_release"],
    )
    print_result(dict(RUNBOOK_REPORTS)[format_](make_runbook(base, plan, asked)), output)
    if plan.decisions and not options["quiet"]:
        say(f"{len(plan.decisions)} decisions are open: uninstaller plan says what settles them")
    return FINDINGS if plan.decisions else CLEAN


def _go_back(now: "CodeBase", modules: tuple[str, ...]) -> "CodeBase":
    """The code base that still has the modules: this one, or the one that the ledger remembers."""
    from uninstaller.pipeline import read_past_code_base, read_removed

    removed = read_removed(now)
    gone = [name for name in modules if name in removed]
    if not gone:
        return now
    ledger = now.edition.read_ledger(now.tree, now.inventory, now.settings)
    entries = [entry for entry in ledger.entries if entry.module in gone]
    revisions = {entry.revision for entry in entries}
    if len(revisions) != 1 or len(gone) != len(modules):
        raise UserError("these modules were not removed in one go", "make a runbook for each release")
    revision = revisions.pop()
    if not revision:
        raise UserError(
            f"the code of {', '.join(gone)} is gone, and was not in git when it was removed",
            "make the runbook before generate",
        )
    host = next((one.module for one in ledger.hosts), "")
    return read_past_code_base(replace(now.settings, host=now.settings.host or host), revision)


def _read_sites(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}", "name another file with --sites") from None
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
