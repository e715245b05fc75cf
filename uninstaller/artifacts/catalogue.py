"""The formats in which a plan can be reported; each format's code is loaded when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from uninstaller.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Look:
    """What a report for a terminal is made for; `width` in columns."""

    colour: bool = False
    width: int = 100
    verbose: bool = False


Report = Callable[[Plan, Look], str]


def _text(plan: Plan, look: Look) -> str:
    from uninstaller.artifacts.reports.text import report_text  # noqa: PLC0415 - loaded on demand

    return report_text(plan, colour=look.colour, width=look.width, verbose=look.verbose)


def _markdown(plan: Plan, _look: Look) -> str:
    from uninstaller.artifacts.reports.markdown import report_markdown  # noqa: PLC0415 - loaded on demand

    return report_markdown(plan)


def _json(plan: Plan, _look: Look) -> str:
    from uninstaller.artifacts.reports.json import report_json  # noqa: PLC0415 - loaded on demand

    return report_json(plan)


PLAN_REPORTS: tuple[tuple[str, Report], ...] = (
    ("text", _text),
    ("markdown", _markdown),
    ("json", _json),
)
