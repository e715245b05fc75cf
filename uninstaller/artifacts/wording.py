"""What the reports for people have in common: the words for counts, roles, fates, steps and the verdict."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import assert_never

from uninstaller.facts.extension import Extension
from uninstaller.facts.model import Certainty, Fate, How, Kind, Stores
from uninstaller.place import Place
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import (
    DeletePath,
    Dependent,
    EditFile,
    Lifted,
    OnContent,
    Plan,
    Removal,
    RunRemoval,
    Step,
    Strategy,
    ToDo,
)
from uninstaller.plan.verdict import Verdict, verdict

PLURALS = {
    "class": "classes",
    "url alias": "url aliases",
    "state entry": "state entries",
    "user data": "user data",
    "decision is": "decisions are",
    "dependency": "dependencies",
    "extension that goes": "extensions that go",
    "thing unread or unknown": "things unread or unknown",
}
FATES = {
    Fate.REFUSED: "refused while it exists",
    Fate.DROPPED: "dropped with the schema",
    Fate.REMOVED: "removed by hook_uninstall()",
    Fate.CLEANED: "cleaned by Drupal",
    Fate.RESIDUE: "residue, natively as well",
}
"""In the order of the reports: what blocks comes first, what stays last."""


def count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else PLURALS.get(noun, f'{noun}s')}"


def enumerate_names(names: Sequence[str], limit: int = 3) -> str:
    """`a`, `a and b`, `a, b and 3 others`."""
    if len(names) > limit:
        return f"{', '.join(names[: limit - 1])} and {len(names) - limit + 1} others"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def state_outcome(plan: Plan) -> str:
    """What the verdict says of the targets."""
    match verdict(plan):
        case Verdict.READY:
            return "can be removed in one release"
        case Verdict.DECISIONS:
            return f"cannot be removed yet: {count(len(plan.decisions), 'decision is')} open"
        case other:
            assert_never(other)


def tally(plan: Plan) -> str:
    """The counts of what does not block, '' where there is nothing to know."""
    counts = (
        (len(plan.risks), "risk"),
        (len(list_tasks(plan)), "reference"),
        (len(plan.unknown), "open question"),
        (len(plan.unread), "unread place"),
    )
    said = [
        count(number, noun) + (" to mend by hand" if noun == "reference" else "") for number, noun in counts if number
    ]
    return ", ".join(said)


def list_tasks(plan: Plan) -> tuple[ToDo, ...]:
    """To-dos that are more than a word that may mean something else."""
    return tuple(todo for todo in plan.todos if todo.certainty is not Certainty.POSSIBLE)


OUTCOMES = ("file deleted", "edited", "guarded", "left")

ReferenceGroup = tuple[Certainty, str, list[tuple[str, int]]]
"""A certainty, what becomes of the references, and how many there are of each rule, the most frequent first."""


def group_references(plan: Plan) -> list[ReferenceGroup]:
    found: dict[tuple[Certainty, str], Counter[str]] = {}
    for one in plan.references:
        found.setdefault((one.certainty, name_outcome(one)), Counter())[one.rule] += 1
    certainties = list(Certainty)
    ordered = sorted(found, key=lambda group: (certainties.index(group[0]), OUTCOMES.index(group[1])))
    return [(*group, sorted(found[group].items(), key=lambda row: (-row[1], row[0]))) for group in ordered]


def name_outcome(finding: Finding) -> str:
    """What the plan does about a reference."""
    if finding.is_settled:
        return "file deleted" if finding.deletes else "edited"
    return "guarded" if finding.guard else "left"


def group_places(rows: Iterable[tuple[str, Place]]) -> list[tuple[str, list[Place]]]:
    """Each text once, in the order given, with all its places; a place without a path is none."""
    groups: dict[str, list[Place]] = {}
    for text, place in rows:
        groups.setdefault(text, []).extend([place] if place.path else [])
    return list(groups.items())


def folder_of(extension: Extension) -> str:
    return extension.folder or "."


def order_removals(plan: Plan) -> list[Removal]:
    """The targets as the user named them, then what goes with them, in the order of the plan."""
    rank = {name: position for position, name in enumerate(plan.targets)}
    return sorted(plan.removals, key=lambda removal: rank.get(removal.extension.name, len(rank)))


def name_role(plan: Plan, removal: Removal) -> str:
    """Why the extension is in the plan, '' for a target."""
    if removal.extension.name in plan.targets:
        return "test module" if removal.is_test else ""
    folders = [f"{other.extension.folder}/" for other in plan.removals if other.extension.name in plan.targets]
    role = "submodule" if removal.extension.folder.startswith(tuple(folders)) else "dependent"
    return f"{role}, test module" if removal.is_test else role


def name_fate(plan: Plan, row: Stores) -> str:
    """What becomes of a row of the footprint under the options of the plan."""
    if row.fate is Fate.RESIDUE and plan.deep_clean:
        is_cleaned = any(row in removal.residue for removal in plan.removals)
        return "residue, removed by --deep-clean" if is_cleaned else "residue that --deep-clean leaves"
    if row.fate is Fate.REFUSED and plan.on_content is OnContent.DELETE:
        return "deleted by --on-content delete"
    return FATES[row.fate]


Group = tuple[Fate, str, list[tuple[Kind, list[str]]]]
"""A fate, how the plan names it, and the names of each kind that meet it."""


def group_footprint(plan: Plan) -> list[Group]:
    """Names by fate and kind, each once and sorted; a name that is only guessed ends in `?`."""
    found: dict[tuple[Fate, str], dict[Kind, dict[str, bool]]] = {}
    for row in plan.footprint:
        names = found.setdefault((row.fate, name_fate(plan, row)), {}).setdefault(row.kind, {})
        names[row.name] = names.get(row.name, True) and row.how is How.GUESSED
    order = list(FATES)
    return [
        (fate, label, [(kind, _mark(names)) for kind, names in sorted(kinds.items(), key=_biggest_first)])
        for (fate, label), kinds in sorted(found.items(), key=lambda group: (order.index(group[0][0]), group[0][1]))
    ]


def _mark(names: dict[str, bool]) -> list[str]:
    return [f"{name}?" if is_guessed else name for name, is_guessed in sorted(names.items())]


def _biggest_first(row: tuple[Kind, dict[str, bool]]) -> tuple[bool, int, Kind]:
    return row[0] is not Kind.TABLE, -len(row[1]), row[0]


def has_guesses(footprint: Iterable[Stores]) -> bool:
    return any(row.how is How.GUESSED for row in footprint)


def count_lifted(lifted: Lifted) -> str:
    """`44 functions, 1 class and 22 constants`; '' where nothing is lifted."""
    counts = ((lifted.functions, "function"), (lifted.classes, "class"), (lifted.constants, "constant"))
    said = [count(len(names), noun) for names, noun in counts if names]
    return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)


def describe_code(removal: Removal) -> str:
    """What comes along: which hooks, or how many files of the module and why these."""
    if removal.carried:
        what = {Strategy.CARRY: "the whole module", Strategy.CLASSES: "classes"}.get(removal.strategy, "files")
        return f"{what}, {count(len(removal.carried), 'file')}: {removal.because}"
    entries = (("hook_disable()", removal.lifted.disable), ("hook_uninstall()", removal.lifted.uninstall))
    hooks = " and ".join(hook for hook, entry in entries if entry)
    size = count_lifted(removal.lifted)
    if lines := sum(number for _, number in removal.lifted.origins):
        size = f"{size} in {count(lines, 'line')}" if size else count(lines, "line")
    return ", ".join(part for part in (hooks, size) if part)


def has_code(removal: Removal) -> bool:
    return bool(removal.requires or describe_code(removal))


def lead_chain(dependent: Dependent) -> tuple[str, ...]:
    """The names from the dependent to the module that it needs, both included."""
    chain = dependent.chain or (dependent.name, dependent.needs)
    return chain if chain[0] == dependent.name else (dependent.name, *chain)


def describe_step(step: Step) -> tuple[str, str, str]:
    """Verb, object and what happens to it."""
    match step:
        case DeletePath():
            return "delete", step.path, step.reason
        case EditFile():
            reasons = list(dict.fromkeys(edit.reason for edit in step.edits))
            return "edit", step.path, "; ".join(reasons)
        case RunRemoval():
            return "update", step.module, "; ".join(step.actions)
        case other:
            assert_never(other)


def describe_risk(step: Step) -> str:
    """What running the step asks of the site; '' for a change of files, which git can undo."""
    if not isinstance(step, RunRemoval):
        return ""
    maintenance = "needs maintenance mode" if step.needs_maintenance else "runs on a live site"
    return f"{maintenance}, {'can be repeated' if step.is_repeatable else 'cannot be repeated'}"
