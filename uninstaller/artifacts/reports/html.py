"""A plan as one page for a reviewer: nothing is loaded from anywhere, and it reads without its script."""

import base64
import hashlib
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from uninstaller import __version__
from uninstaller.artifacts import wording
from uninstaller.artifacts.dossier import Dossier
from uninstaller.artifacts.drawing.picture import Picture, Role, picture_plan
from uninstaller.artifacts.drawing.svg import make_svg
from uninstaller.artifacts.markup import find_templates
from uninstaller.artifacts.page import rows
from uninstaller.artifacts.page.edits import EditedFile, list_edited
from uninstaller.artifacts.page.lifted import pair_lifted
from uninstaller.artifacts.page.quotes import Quotes
from uninstaller.artifacts.page.room import (
    CODE,
    DEPENDENTS,
    EDITS,
    REFERENCES,
    fit,
    measure_dependent,
    measure_edited,
    measure_pair,
    measure_reference,
)
from uninstaller.facts.model import Certainty
from uninstaller.plan.model import Plan
from uninstaller.plan.verdict import Verdict, verdict

PACKAGE = "uninstaller.artifacts.page"
MOST_ROWS = 400
"""Of a list that is seldom long."""
FEW_ROWS, FEW_FILES = 12, 30
"""A longer list is folded at first."""


def report_html(dossier: Dossier) -> str:
    """The page; lists that are too long for it say how many rows they lack."""
    plan = dossier.plan
    quotes = Quotes(dossier.sources)
    make_text = find_templates(PACKAGE)
    picture = picture_plan(plan)
    room = CODE // max(len(plan.removals), 1)
    footprint = rows.list_footprint(plan)
    references = fit(rows.list_references(plan, quotes), REFERENCES, measure_reference)
    edited = fit(list_edited(dossier), EDITS, measure_edited)
    script = make_text("page.js")
    return make_text(
        "page.html.j2",
        style=Markup(make_text("page.css")),  # both are files of our own, without a value in them
        script=Markup(script),
        script_hash=_hash(script),
        version=__version__,
        plan=plan,
        facts=_list_facts(plan, edited.total, references.total),
        is_ready=verdict(plan) is Verdict.READY,
        wording=wording,
        picture=Markup(make_svg(picture, is_page=True)) if _is_worth_it(picture) else "",  # escaped there
        footprint=footprint,
        dependents=fit(plan.dependents, DEPENDENTS, measure_dependent),
        references=references,
        edited=edited,
        lifted=[(one, fit(pair_lifted(one, dossier), room, measure_pair)) for one in wording.order_removals(plan)],
        stages=rows.list_stages(plan.steps),
        kinds=rows.count_kinds(_list_kinds(footprint, references.shown, edited.shown)),
        certainties=tuple(Certainty),
        risk_rows=[(risk.problem, risk.place) for risk in plan.risks],
        has_code=any(wording.has_code(removal) for removal in plan.removals),
        few=FEW_ROWS,
        few_files=FEW_FILES,
        most=MOST_ROWS,
        quote=quotes.quote,
    )


def _list_facts(plan: Plan, edited: int, references: int) -> list[tuple[int, str, str]]:
    """What is counted on top: number, noun and the section that has it."""
    return [
        (len(plan.decisions), "decision", "decisions"),
        (len(plan.removals), "extension that goes", "target"),
        (len(plan.dependents), "dependent", "dependents"),
        (len(plan.footprint), "stored thing", "footprint"),
        (len(plan.steps), "step", "steps"),
        (len(plan.risks), "risk", "risks"),
        (references, "reference", "references"),
        (edited, "edited file", "edits"),
        (len(plan.unread) + len(plan.unknown), "thing unread or unknown", "unread"),
    ]


def _hash(script: str) -> str:
    """By which the page's policy knows its only script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _is_worth_it(picture: Picture) -> bool:
    return any(node.role is not Role.TARGET for node in picture.nodes)


def _list_kinds(
    footprint: Iterable[rows.Footing], references: Iterable[rows.Reference], edited: Sequence[EditedFile]
) -> Iterable[str]:
    yield from (row.kind for row in footprint)
    yield from (row.kind for row in references)
    yield from (hunk.kind for file in edited for hunk in file.hunks)
