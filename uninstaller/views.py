"""The commands that only show, `list` and `graph`: options in, a table or a picture out."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uninstaller.console import CLEAN, failing, print_result, shows_colour, terminal_width
from uninstaller.options import read_settings, with_common_options, with_report_options
from uninstaller.progress import metering

GRAPH_FORMATS = ("svg", "dot", "mermaid", "json")
COLUMNS = ("name", "type", "path", "version", "dependents", "verdict")
"""As in the catalogue and in the list, which --help does not load."""

if TYPE_CHECKING:
    from uninstaller.artifacts.reports.extensions import ListRow
    from uninstaller.pipeline import CodeBase
    from uninstaller.progress import Meter


@click.command("list")
@with_report_options(("text", "json"))
@click.option("--sort", type=click.Choice(COLUMNS), default="name", show_default=True)
@click.option("--assess", is_flag=True, help="Plan the removal of each module: the full verdict, which takes its time.")
@with_common_options
@failing
def list_extensions(format_: str, output: Path | None, sort: str, assess: bool, **options: Any) -> int:
    """Show every extension of the code base, and how removable it is."""
    from uninstaller.artifacts.reports.extensions import Column, report_inventory_json, report_inventory_text
    from uninstaller.pipeline import read_code_base

    with metering(options["quiet"]) as meter:
        base = read_code_base(read_settings(options), remembers=True, on_read=meter.count_file)
        rows = _assess(base, meter) if assess else list(_judge(base))
    column = Column(sort)
    if format_ == "json":
        print_result(report_inventory_json(base.inventory, rows, column), output)
    else:
        colour = shows_colour() and output is None
        width = terminal_width()
        print_result(report_inventory_text(base.inventory, rows, colour=colour, width=width, sort=column), output)
    return CLEAN


def _judge(base: "CodeBase") -> Iterable["ListRow"]:
    """What the info files tell of each."""
    from uninstaller.artifacts.reports.extensions import ListRow
    from uninstaller.graph.model import Strength
    from uninstaller.graph.questions import dependents_of
    from uninstaller.plan.removable import judge_extension

    required = base.edition.find_required(base.inventory)
    for extension in base.inventory.extensions:
        count = len(dependents_of(base.graph, [extension.name], Strength.HARD))
        verdict = judge_extension(extension, count, is_required=extension.name in required)
        yield ListRow(extension, count, verdict)


def _assess(base: "CodeBase", meter: "Meter") -> list["ListRow"]:
    """A plan for each module that Drupal would load."""
    from dataclasses import replace

    from uninstaller.errors import UserError
    from uninstaller.pipeline import make_changes, make_plan
    from uninstaller.plan.removable import Removable

    rows = list(_judge(base))
    judged = [row for row in rows if row.verdict is not Removable.UNTOLD]
    assessed = {}
    for row in judged:
        try:
            made = make_plan(base, [row.extension.name])
            if not made.decisions:
                make_changes(base, made, "")
            verdict = Removable.DECISIONS if made.decisions else Removable.READY
            assessed[row] = replace(row, verdict=verdict, decisions=len(made.decisions), is_assessed=True)
        except UserError as error:
            assessed[row] = replace(row, verdict=Removable.REFUSED, problem=error.problem, is_assessed=True)
        meter.count_module(len(judged))
    return [assessed.get(row, row) for row in rows]


@click.command()
@click.argument("module")
@with_report_options(GRAPH_FORMATS)
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="The most steps from the module [all].")
@click.option(
    "--direction",
    type=click.Choice(["dependents", "dependencies", "both"]),
    default="both",
    show_default=True,
    help="Who needs it, what it needs, or both.",
)
@with_common_options
@failing
def graph(module: str, format_: str, output: Path | None, depth: int | None, direction: str, **options: Any) -> int:
    """Draw the dependency graph round a module."""
    from uninstaller.artifacts.catalogue import GRAPH_REPORTS
    from uninstaller.graph.surroundings import Direction
    from uninstaller.pipeline import draw_graph, read_code_base

    with metering(options["quiet"]) as meter:
        base = read_code_base(read_settings(options), remembers=True, on_read=meter.count_file)
        picture = draw_graph(base, module, Direction(direction), depth)
    print_result(dict(GRAPH_REPORTS)[format_](picture), output)
    return CLEAN
