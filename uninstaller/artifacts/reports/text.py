"""A plan for a terminal: one screen, what blocks first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from uninstaller.artifacts import wording
from uninstaller.artifacts.terminal import Span, Style, Terminal, clip, columns, cut, flow, pad, visible
from uninstaller.artifacts.wording import count
from uninstaller.facts.model import Certainty, Fate
from uninstaller.graph.model import Strength
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Dependent, Plan, Removal, RunRemoval, Step, ToDo
from uninstaller.plan.verdict import Verdict, verdict

NARROWEST = 60
BRIEF = {"decisions": 8, "rows": 5, "names": 4, "steps": 8, "characters": 300}
"""What a report shows of a list, of the names in one row, and of one text, unless it is verbose."""

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Page:
    plan: Plan
    terminal: Terminal
    verbose: bool

    def limit(self, what: str) -> int:
        return 1_000_000_000 if self.verbose else BRIEF[what]

    def flow(self, spans: Iterable[Span], first: str = "", rest: str = "") -> Lines:
        clipped = [(style, clip(text, self.limit("characters"))) for style, text in spans]
        return flow(self.terminal, clipped, first, rest)

    def names(self, names: Sequence[str]) -> str:
        shown, hidden = cut(names, self.limit("names"))
        return ", ".join(shown) + (f", … and {hidden} more" if hidden else "")


Section = Callable[[Page], Lines]


def report_text(plan: Plan, *, colour: bool, width: int, verbose: bool = False) -> str:
    """The report, `width` columns wide, with a final line end; a section that has nothing to say is left out."""
    page = Page(plan, Terminal(colour, max(width, NARROWEST)), verbose)
    parts = [_head(page)]
    for title, section in SECTIONS:
        if lines := section(page):
            parts.append([page.terminal.paint(Style.TITLE, title), *lines])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _head(page: Page) -> Lines:
    names = wording.enumerate_names(page.plan.targets)
    style = Style.GOOD if verdict(page.plan) is Verdict.READY else Style.BAD
    said = wording.tally(page.plan)
    return page.flow([(style, f"{names} {wording.state_outcome(page.plan)}")]) + (
        page.flow([(Style.PLAIN, said)]) if said else []
    )


def _target(page: Page) -> Lines:
    removals, hidden = cut(wording.order_removals(page.plan), page.limit("rows"))
    rows = [(visible(removal.extension.name), visible(removal.extension.version)) for removal in removals]
    lines: Lines = []
    for removal, start in zip(removals, _aligned(rows), strict=True):
        role = wording.name_role(page.plan, removal)
        spans = [(Style.PLAIN, wording.folder_of(removal.extension)), (Style.DIM, f"({role})" if role else "")]
        lines += page.flow(spans, start, " " * 4)
    shadowed, more = cut(page.plan.shadowed, page.limit("rows"))
    for extension in shadowed:
        text = f"{wording.folder_of(extension)} {extension.version} (Drupal loads {extension.shadowed_by})"
        lines += page.flow([(Style.WARNING, "duplicate"), (Style.PLAIN, text)], "  ", " " * 4)
    return lines + _more(page, hidden + more)


def _decisions(page: Page) -> Lines:
    decisions, hidden = cut(page.plan.decisions, page.limit("decisions"))
    lines = [line for number, decision in enumerate(decisions, 1) for line in _decision(page, decision, number)]
    return lines + _more(page, hidden)


def _decision(page: Page, decision: Decision, number: int) -> Lines:
    lines = page.flow([(Style.BAD, f"{decision.rule}: {decision.problem}"), *_at(decision.place)], f"{number:>3}. ")
    for position, option in enumerate(decision.settle):
        lines += page.flow([(Style.PLAIN, option)], " " * 9 + "or: " if position else " " * 5 + "settle: ")
    return lines


def _risks(page: Page) -> Lines:
    return _bullets(page, [(risk.problem, risk.place) for risk in page.plan.risks], Style.WARNING)


def _dependents(page: Page) -> Lines:
    dependents, hidden = cut(page.plan.dependents, page.limit("rows"))
    rows = [(dependent.strength.value, _outcome(page, dependent)) for dependent in dependents]
    lines: Lines = []
    for dependent, start in zip(dependents, _aligned(rows), strict=True):
        chain = " → ".join(wording.lead_chain(dependent))
        lines += page.flow([(Style.PLAIN, chain), (Style.DIM, f"- {dependent.reason}"), *_at(dependent.place)], start)
    return lines + _more(page, hidden)


def _outcome(page: Page, dependent: Dependent) -> str:
    if dependent.is_removed:
        return "goes too"
    return page.terminal.paint(Style.WARNING if dependent.strength is Strength.HARD else Style.PLAIN, "stays")


def _footprint(page: Page) -> Lines:
    styles = {Fate.REFUSED: Style.BAD, Fate.RESIDUE: Style.WARNING}
    rows: list[tuple[str, str]] = []
    names_of: list[list[str]] = []
    for fate, said, kinds in wording.group_footprint(page.plan):
        label = page.terminal.paint(styles.get(fate, Style.PLAIN), said)
        for kind, names in kinds:
            rows.append((label, count(len(names), kind)))
            names_of.append(names)
            label = ""
    lines: Lines = []
    for start, names in zip(_aligned(rows), names_of, strict=True):
        lines += page.flow(
            [(Style.PLAIN, page.names(names))], start, " " * min(columns(start), page.terminal.width - 30)
        )
    return lines + (["  (? guessed from a prefix)"] if wording.has_guesses(page.plan.footprint) else [])


def _code(page: Page) -> Lines:
    removals = [removal for removal in wording.order_removals(page.plan) if wording.has_code(removal)]
    shown, hidden = cut(removals, page.limit("rows"))
    return [line for removal in shown for line in _code_of(page, removal)] + _more(page, hidden)


def _code_of(page: Page, removal: Removal) -> Lines:
    lifted = removal.lifted
    lines = page.flow([(Style.PLAIN, f"{removal.extension.name}: {wording.describe_code(removal)}")], "  ", " " * 4)
    origins = [f"{path} ({number})" if len(lifted.origins) > 1 else path for path, number in lifted.origins]
    if origins:
        lines += page.flow([(Style.PLAIN, page.names(origins))], "    from ")
    pairs = [*lifted.functions, *lifted.classes, *lifted.constants]
    if len(pairs) > 1 or page.verbose:
        said = [f"{old} → {new}" if page.verbose and old != new else old for old, new in pairs]
        lines += page.flow([(Style.DIM, page.names(said))], " " * 4)
    if removal.requires:
        said = [f"{name} of {module}" for name, module in removal.requires]
        lines += page.flow([(Style.WARNING, f"needs {page.names(said)}")], " " * 4, " " * 10)
    return lines


def _steps(page: Page) -> Lines:
    steps, hidden = cut(page.plan.steps, page.limit("steps"))
    return [line for number, step in enumerate(steps, 1) for line in _step(page, step, number)] + _more(page, hidden)


def _step(page: Page, step: Step, number: int) -> Lines:
    verb, what, detail = wording.describe_step(step)
    spans = [(Style.PLAIN, what), (Style.DIM, f"- {detail}" if detail else "")]
    if isinstance(step, RunRemoval):
        style = Style.WARNING if step.needs_maintenance or not step.is_repeatable else Style.DIM
        spans.append((style, f"({wording.describe_risk(step)})"))
    return page.flow(spans, f"{number:>3}. {verb:<6}  ")


def _references(page: Page) -> Lines:
    """How many of which kind, and what becomes of them: where each is, `--verbose` and JSON tell."""
    groups = wording.group_references(page.plan)
    rows = [(certainty.value, outcome, str(sum(number for _, number in kinds))) for certainty, outcome, kinds in groups]
    lines: Lines = []
    for start, (_, _, kinds) in zip(_aligned(rows), groups, strict=True):
        said = page.names([f"{rule} {number}" for rule, number in kinds])
        lines += page.flow([(Style.PLAIN, said)], start, " " * columns(start))
    return lines


def _todo(page: Page) -> Lines:
    todos = page.plan.todos if page.verbose else wording.list_tasks(page.plan)
    return _bullets(page, [(f"{todo.problem}{_doubt(todo)}", todo.place) for todo in todos])


def _doubt(todo: ToDo) -> str:
    return "" if todo.certainty is Certainty.CERTAIN else f", {todo.certainty.value}"


def _unknown(page: Page) -> Lines:
    return _bullets(page, [(sentence, Place("")) for sentence in page.plan.unknown])


def _unread(page: Page) -> Lines:
    return _bullets(page, [(unread.reason, unread.place) for unread in page.plan.unread])


def _bullets(page: Page, rows: Iterable[tuple[str, Place]], style: Style = Style.PLAIN) -> Lines:
    shown, hidden = cut(wording.group_places(rows), page.limit("rows"))
    lines: Lines = []
    for text, places in shown:
        said = page.names([str(place) for place in places])
        spans = [(Style.PLAIN, text), (Style.DIM, f"({said})" if said else "")]
        lines += page.flow(spans, f"  {page.terminal.paint(style, '-')} ")
    return lines + _more(page, hidden)


def _at(place: Place) -> list[Span]:
    return [(Style.DIM, f"({place})")] if place.path else []


def _more(page: Page, hidden: int) -> Lines:
    return [page.terminal.paint(Style.DIM, f"    … and {hidden} more (--verbose)")] if hidden else []


def _aligned(rows: Sequence[tuple[str, ...]], indent: int = 2) -> Lines:
    """The columns of each row, side by side; empty columns take no room."""
    widths = [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        " " * indent + "".join(pad(cell, width) + "  " for cell, width in zip(row, widths, strict=True) if width)
        for row in rows
    ]


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("Target", _target),
    ("Decisions", _decisions),
    ("Risks", _risks),
    ("Dependents", _dependents),
    ("Footprint in the database", _footprint),
    ("Uninstall code taken along", _code),
    ("References", _references),
    ("Steps", _steps),
    ("To do by hand", _todo),
    ("Open questions", _unknown),
    ("Unread, so not in this plan", _unread),
)
