"""The lists of a plan as rows with a kind and a certainty, by which a page filters them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from uninstaller.artifacts import wording
from uninstaller.artifacts.page.quotes import Quotes
from uninstaller.artifacts.terminal import clip
from uninstaller.facts.model import Certainty, How, Stores
from uninstaller.place import Place
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import EditFile, Plan, RunRemoval, Step

LONGEST = 600
SURE_OF = {
    How.DECLARED: Certainty.CERTAIN,
    How.DELETED: Certainty.CERTAIN,
    How.WRITTEN: Certainty.LIKELY,
    How.GUESSED: Certainty.POSSIBLE,
}
REFERENCE = "reference"
TO_DO = "to do"
FEW_EDITS = 3


@dataclass(frozen=True, slots=True)
class Footing:
    """A row of the footprint's table: what meets the same fate, is of the same kind and known in the same way."""

    fate: str
    kind: str
    how: str
    certainty: Certainty
    names: tuple[str, ...]
    place: Place


def list_footprint(plan: Plan) -> list[Footing]:
    groups: dict[tuple[int, str, str, How], list[Stores]] = {}
    order = list(wording.FATES)
    for row in plan.footprint:
        key = (order.index(row.fate), wording.name_fate(plan, row), row.kind.value, row.how)
        groups.setdefault(key, []).append(row)
    return [
        Footing(fate, kind, how.value, SURE_OF[how], tuple(sorted({row.name for row in rows})), min(rows).place)
        for (_, fate, kind, how), rows in sorted(groups.items())
    ]


@dataclass(frozen=True, slots=True)
class Reference:
    """What still names a removed module; `outcome` is what becomes of it, `quote` the line."""

    place: Place
    kind: str
    certainty: Certainty
    message: str
    outcome: str
    quote: str


def list_references(plan: Plan, quotes: Quotes) -> list[Reference]:
    """The most certain first; of those what is left to a person, then by place."""
    tasks = {(todo.place, todo.rule) for todo in plan.todos}
    told = {(found.place, found.rule) for found in plan.references}
    rows = [_reference(found, tasks, quotes) for found in plan.references]
    for todo in plan.todos:
        if (todo.place, todo.rule) not in told:
            message, quote = clip(todo.problem, LONGEST), quotes.quote(todo.place)
            rows.append(Reference(todo.place, todo.rule or REFERENCE, todo.certainty, message, TO_DO, quote))
    return sorted(rows, key=_weigh)


def _reference(found: Finding, tasks: Collection[tuple[Place, str]], quotes: Quotes) -> Reference:
    message = clip(found.message, LONGEST)
    outcome = _name_outcome(found, (found.place, found.rule) in tasks)
    return Reference(found.place, found.kind.value, found.certainty, message, outcome, quotes.quote(found.place))


def _name_outcome(found: Finding, is_task: bool) -> str:
    if found.is_settled:
        return "file deleted" if found.deletes else "edited"
    if is_task:
        return TO_DO
    return "guarded" if found.guard else "left"


def _weigh(row: Reference) -> tuple[int, bool, Place, str]:
    return list(Certainty).index(row.certainty), row.outcome != TO_DO, row.place, row.message


def count_kinds(kinds: Iterable[str]) -> list[tuple[str, int]]:
    """The most frequent first."""
    return sorted(Counter(kinds).items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps of a plan that are told in one row, numbered from `first` to `last`."""

    first: int
    last: int
    verb: str
    what: str
    detail: str
    risk: str
    is_risky: bool


def list_stages(steps: Sequence[Step]) -> list[Stage]:
    """Many edits in a row are one stage."""
    stages: list[Stage] = []
    index = 0
    while index < len(steps):
        run = _count_edits(steps[index:])
        length = run if run > FEW_EDITS else 1
        stages.append(_stage(index, steps[index : index + length]))
        index += length
    return stages


def _count_edits(steps: Sequence[Step]) -> int:
    return next((number for number, step in enumerate(steps) if not isinstance(step, EditFile)), len(steps))


def _stage(index: int, steps: Sequence[Step]) -> Stage:
    first = steps[0]
    verb, what, detail = wording.describe_step(first)
    if len(steps) > 1:
        what, detail = wording.count(len(steps), "file"), "each of them is shown below"
    is_risky = isinstance(first, RunRemoval) and (first.needs_maintenance or not first.is_repeatable)
    risk = wording.describe_risk(first) or "changes files only, which git can undo"
    return Stage(index + 1, index + len(steps), verb, what, clip(detail, LONGEST), risk, is_risky)
