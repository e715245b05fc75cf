"""The formats in which a plan, findings or a verdict is reported; a format's code is loaded when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.drawing.picture import Picture
from uninstaller.plan.checked import Checked
from uninstaller.plan.policy import Policy
from uninstaller.plan.runbook import Runbook


@dataclass(frozen=True, slots=True)
class Look:
    """What a report for a terminal is made for; `width` in columns."""

    colour: bool = False
    width: int = 100
    verbose: bool = False


Report = Callable[[Dossier, Look], str]
GraphReport = Callable[[Picture], str]
CheckReport = Callable[[Checked, Look], str]
PolicyReport = Callable[[Policy, Look], str]
RunbookReport = Callable[[Runbook], str]


def _text(dossier: Dossier, look: Look) -> str:
    from uninstaller.artifacts.reports.text import report_text  # noqa: PLC0415 - loaded on demand

    return report_text(dossier.plan, colour=look.colour, width=look.width, verbose=look.verbose)


def _markdown(dossier: Dossier, _look: Look) -> str:
    from uninstaller.artifacts.reports.markdown import report_markdown  # noqa: PLC0415 - loaded on demand

    return report_markdown(dossier.plan)


def _html(dossier: Dossier, _look: Look) -> str:
    from uninstaller.artifacts.reports.html import report_html  # noqa: PLC0415 - loaded on demand

    return report_html(dossier)


def _json(dossier: Dossier, _look: Look) -> str:
    from uninstaller.artifacts.reports.json import report_json  # noqa: PLC0415 - loaded on demand

    return report_json(dossier.plan)


PLAN_REPORTS: tuple[tuple[str, Report], ...] = (
    ("text", _text),
    ("markdown", _markdown),
    ("html", _html),
    ("json", _json),
)


def _graph_svg(picture: Picture) -> str:
    from uninstaller.artifacts.drawing.svg import make_svg  # noqa: PLC0415 - loaded on demand

    return make_svg(picture)


def _graph_dot(picture: Picture) -> str:
    from uninstaller.artifacts.reports.graph_dot import report_graph_dot  # noqa: PLC0415 - loaded on demand

    return report_graph_dot(picture)


def _graph_mermaid(picture: Picture) -> str:
    from uninstaller.artifacts.reports.graph_mermaid import report_graph_mermaid  # noqa: PLC0415 - loaded on demand

    return report_graph_mermaid(picture)


def _graph_json(picture: Picture) -> str:
    from uninstaller.artifacts.reports.graph_json import report_graph_json  # noqa: PLC0415 - loaded on demand

    return report_graph_json(picture)


GRAPH_REPORTS: tuple[tuple[str, GraphReport], ...] = (
    ("svg", _graph_svg),
    ("dot", _graph_dot),
    ("mermaid", _graph_mermaid),
    ("json", _graph_json),
)


def _check_text(checked: Checked, look: Look) -> str:
    from uninstaller.artifacts.reports.check_text import report_check_text  # noqa: PLC0415 - loaded on demand

    return report_check_text(checked, colour=look.colour, width=look.width, verbose=look.verbose)


def _check_json(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.check_json import report_check_json  # noqa: PLC0415 - loaded on demand

    return report_check_json(checked)


def _sarif(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.sarif import report_sarif  # noqa: PLC0415 - loaded on demand

    return report_sarif(checked)


def _github(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.github import report_github  # noqa: PLC0415 - loaded on demand

    return report_github(checked)


def _gitlab(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.gitlab import report_gitlab  # noqa: PLC0415 - loaded on demand

    return report_gitlab(checked)


def _checkstyle(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.checkstyle import report_checkstyle  # noqa: PLC0415 - loaded on demand

    return report_checkstyle(checked)


def _junit(checked: Checked, _look: Look) -> str:
    from uninstaller.artifacts.reports.junit import report_junit  # noqa: PLC0415 - loaded on demand

    return report_junit(checked)


CHECK_REPORTS: tuple[tuple[str, CheckReport], ...] = (
    ("text", _check_text),
    ("json", _check_json),
    ("sarif", _sarif),
    ("github", _github),
    ("gitlab", _gitlab),
    ("checkstyle", _checkstyle),
    ("junit", _junit),
)


def _policy_text(policy: Policy, look: Look) -> str:
    from uninstaller.artifacts.reports.policy import report_policy_text  # noqa: PLC0415 - loaded on demand

    return report_policy_text(policy, colour=look.colour, width=look.width)


def _policy_json(policy: Policy, _look: Look) -> str:
    from uninstaller.artifacts.reports.policy import report_policy_json  # noqa: PLC0415 - loaded on demand

    return report_policy_json(policy)


POLICY_REPORTS: tuple[tuple[str, PolicyReport], ...] = (
    ("text", _policy_text),
    ("json", _policy_json),
)


def _runbook_markdown(runbook: Runbook) -> str:
    from uninstaller.artifacts.reports.runbook_markdown import report_runbook_markdown  # noqa: PLC0415 - on demand

    return report_runbook_markdown(runbook)


def _runbook_html(runbook: Runbook) -> str:
    from uninstaller.artifacts.reports.runbook_html import report_runbook_html  # noqa: PLC0415 - loaded on demand

    return report_runbook_html(runbook)


def _runbook_sh(runbook: Runbook) -> str:
    from uninstaller.artifacts.reports.runbook_sh import report_runbook_sh  # noqa: PLC0415 - loaded on demand

    return report_runbook_sh(runbook)


RUNBOOK_REPORTS: tuple[tuple[str, RunbookReport], ...] = (
    ("markdown", _runbook_markdown),
    ("html", _runbook_html),
    ("sh", _runbook_sh),
)
