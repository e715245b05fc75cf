"""A plan as a pull request comment in GitHub's and GitLab's Markdown, safe for excerpts of any content."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from uninstaller.artifacts import wording
from uninstaller.artifacts.terminal import clip, visible
from uninstaller.artifacts.wording import count
from uninstaller.facts.model import Certainty
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Dependent, Plan, Removal, RunRemoval, Step, ToDo

ROOM = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""
FRAME = 150
"""Characters; what a section needs round its rows, and no less than its title in the list of what is left out."""
LONGEST_LIST = 10
"""Rows; a longer list is folded away."""
MOST_ROWS = 100
MOST_NAMES = 30
LONGEST_TEXT = 400

PROSE = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|[0-9]+|\u2014|\u2026|\u2192")
EDGES = re.compile(r"(\(?)(.*?)([.,:;?]*)", re.DOTALL)

Section = Callable[[Plan], list[str]]


def report_markdown(plan: Plan) -> str:
    """As much of each section as the room of a comment allows, in the order of weight; what is left out is said."""
    names = wording.enumerate_names([_code(name) for name in plan.targets])
    head = [f"## {names} {wording.state_outcome(plan)}"]
    parts, left_out = head + [said for said in [wording.tally(plan)] if said], []
    for title, section in SECTIONS:
        if rows := section(plan):
            shown = _fitting(rows, ROOM - sum(len(part) + 2 for part in parts) - FRAME)
            parts += [_section(title, rows, len(shown))] if shown else []
            left_out += [] if shown else [title]
    if left_out:
        parts.append(f"Left out for want of room: {', '.join(left_out)}. The text and JSON reports have them.")
    return "\n\n".join(parts) + "\n"


def _fitting(rows: Sequence[str], room: int) -> Sequence[str]:
    sizes = accumulate(len(row) + 1 for row in rows[:MOST_ROWS])
    return rows[: sum(size <= room for size in sizes)]


def _section(title: str, rows: Sequence[str], shown: int) -> str:
    hidden = [f"- … and {len(rows) - shown} more"] if len(rows) > shown else []
    text = "\n".join([*rows[:shown], *hidden])
    if len(rows) <= LONGEST_LIST:
        return f"### {title}\n\n{text}"
    return f"### {title}\n\n<details><summary>{count(len(rows), 'row')}</summary>\n\n{text}\n\n</details>"


def _code(text: str) -> str:
    """A code span of any text, on one line: nothing in it is markup, a mention or a reference."""
    text = clip(visible(text), LONGEST_TEXT)
    if not text.strip(" "):
        return "` `"
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{space}{text}{space}{fence}"


def _prose(text: str) -> str:
    """Plain words as they are, each other word as code: no character of the text is ever read as markup."""
    return " ".join(_word(word) for word in clip(visible(text), LONGEST_TEXT).split(" ") if word) or _code("")


def _word(word: str) -> str:
    match = EDGES.fullmatch(word)
    before, core, after = match.groups() if match else ("", word, "")
    if core.endswith(")") and core.count(")") > core.count("("):
        core, after = core[:-1], f"){after}"
    if not core or (core.isdigit() and after):
        return _code(word)
    return f"{before}{core if PROSE.fullmatch(core) else _code(core)}{after}"


def _names(names: Iterable[str]) -> str:
    return _list([_code(name) for name in names])


def _list(items: Sequence[str]) -> str:
    more = f", … and {len(items) - MOST_NAMES} more" if len(items) > MOST_NAMES else ""
    return ", ".join(items[:MOST_NAMES]) + more


def _at(places: Iterable[Place]) -> str:
    said = _names(str(place) for place in places if place.path)
    return f" ({said})" if said else ""


def _target(plan: Plan) -> list[str]:
    rows = [_removal(plan, removal) for removal in wording.order_removals(plan)]
    for extension in plan.shadowed:
        winner = f"Drupal loads {_code(extension.shadowed_by)}"
        rows.append(f"- duplicate {_code(extension.name)} in {_code(wording.folder_of(extension))}: {winner}")
    return rows


def _removal(plan: Plan, removal: Removal) -> str:
    extension = removal.extension
    version = f" {_code(extension.version)}" if extension.version else ""
    role = wording.name_role(plan, removal)
    return f"- {_code(extension.name)}{version} in {_code(wording.folder_of(extension))}{f' ({role})' if role else ''}"


def _decisions(plan: Plan) -> list[str]:
    return [_decision(decision) for decision in plan.decisions]


def _decision(decision: Decision) -> str:
    head = f"- [ ] {_prose(decision.problem)}{_at([decision.place])}"
    return "\n".join([head, *(f"  - {_prose(option)}" for option in decision.settle)])


def _risks(plan: Plan) -> list[str]:
    return _bullets((risk.problem, risk.place) for risk in plan.risks)


def _dependents(plan: Plan) -> list[str]:
    return [_dependent(dependent) for dependent in plan.dependents]


def _dependent(dependent: Dependent) -> str:
    chain = " → ".join(_code(name) for name in wording.lead_chain(dependent))
    outcome = "goes too" if dependent.is_removed else "**stays**"
    return f"- {dependent.strength.value}, {outcome}: {chain}, {_prose(dependent.reason)}{_at([dependent.place])}"


def _footprint(plan: Plan) -> list[str]:
    rows = []
    for _, label, kinds in wording.group_footprint(plan):
        inner = [f"  - {count(len(names), kind)}: {_names(names)}" for kind, names in kinds]
        rows.append("\n".join([f"- {label}", *inner]))
    return [*rows, *(["- a name with `?` is guessed from a prefix"] if wording.has_guesses(plan.footprint) else [])]


def _lifted(plan: Plan) -> list[str]:
    return [_lifted_of(removal) for removal in wording.order_removals(plan) if wording.has_code(removal)]


def _lifted_of(removal: Removal) -> str:
    lifted = removal.lifted
    lines = [f"- {_code(removal.extension.name)}: {wording.describe_code(removal)}"]
    if lifted.origins:
        lines.append(f"  - from {_names(path for path, _ in lifted.origins)}")
    if pairs := [*lifted.functions, *lifted.classes, *lifted.constants]:
        lines.append(f"  - {_names(old for old, _ in pairs)}")
    if removal.requires:
        needs = [f"{_code(name)} of {_code(module)}" for name, module in removal.requires]
        lines.append(f"  - needs {_list(needs)}")
    return "\n".join(lines)


def _steps(plan: Plan) -> list[str]:
    return [f"{number}. {_step(step)}" for number, step in enumerate(plan.steps, 1)]


def _step(step: Step) -> str:
    verb, what, detail = wording.describe_step(step)
    risk = f" ({wording.describe_risk(step)})" if isinstance(step, RunRemoval) else ""
    return f"{verb} {_code(what)}{f': {_prose(detail)}' if detail else ''}{risk}"


def _references(plan: Plan) -> list[str]:
    """A row for what becomes of how many; each that is left is told below."""
    rows = []
    for certainty, outcome, kinds in wording.group_references(plan):
        said = _list([f"{_code(rule)} {number}" for rule, number in kinds])
        rows.append(f"- {certainty.value}, {outcome}, {sum(number for _, number in kinds)}: {said}")
    return rows


def _todos(plan: Plan) -> list[str]:
    tasks = wording.list_tasks(plan)
    rows = wording.group_places((f"{todo.problem}{_doubt(todo)}", todo.place) for todo in tasks)
    return [f"- [ ] {_prose(text)}{_at(places)}" for text, places in rows]


def _doubt(todo: ToDo) -> str:
    return "" if todo.certainty is Certainty.CERTAIN else f", {todo.certainty.value}"


def _unknown(plan: Plan) -> list[str]:
    return [f"- {_prose(sentence)}" for sentence in plan.unknown]


def _unread(plan: Plan) -> list[str]:
    return _bullets((unread.reason, unread.place) for unread in plan.unread)


def _bullets(rows: Iterable[tuple[str, Place]]) -> list[str]:
    return [f"- {_prose(text)}{_at(places)}" for text, places in wording.group_places(rows)]


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("Target", _target),
    ("Decisions", _decisions),
    ("Risks", _risks),
    ("Dependents", _dependents),
    ("Footprint in the database", _footprint),
    ("Uninstall code taken along", _lifted),
    ("References", _references),
    ("Steps", _steps),
    ("To do by hand", _todos),
    ("Open questions", _unknown),
    ("Unread, so not in this plan", _unread),
)
