"""The verdict of `policy`, for a terminal and as JSON in the shape of `schema/policy-1.schema.json`."""

from uninstaller import __version__
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.artifacts.terminal import Style, Terminal, flow
from uninstaller.plan.policy import Breach, Clause, Policy, State
from uninstaller.plan.rules import find_rule

VERSION = 1
NARROWEST = 60
STYLES = {State.HELD: Style.GOOD, State.BROKEN: Style.BAD, State.UNASKED: Style.DIM}


def report_policy_text(policy: Policy, *, colour: bool, width: int) -> str:
    """A line a clause, and below it what breaks it."""
    terminal = Terminal(colour, max(width, NARROWEST))
    lines: list[str] = []
    for clause in policy.clauses:
        said = f"[{clause.rule}]" + (f" {clause.note}" if clause.note else "")
        lines += flow(terminal, [(STYLES[clause.state], f"{clause.state.value}:"), (Style.PLAIN, said)], "", "  ")
        for breach in clause.breaches:
            lines += flow(terminal, [(Style.PLAIN, f"{breach.place} {breach.problem}")], "  ", "    ")
        lines += flow(terminal, [(Style.DIM, find_rule(clause.rule).remedy)], "  ", "    ") if clause.breaches else []
    verdict = "broken" if policy.is_broken else "held"
    return "\n".join([*lines, f"the policy is {verdict}"]) + "\n"


def report_policy_json(policy: Policy) -> str:
    return format_json(
        {
            "version": VERSION,
            "tool": {"name": "uninstaller", "version": __version__},
            "root": policy.root,
            "verdict": "broken" if policy.is_broken else "held",
            "ledger": policy.ledger,
            "since": policy.since,
            "modules": policy.modules,
            "clauses": [_clause(clause) for clause in policy.clauses],
        }
    )


def _clause(clause: Clause) -> JsonObject:
    return {
        "rule": clause.rule,
        "state": clause.state.value,
        "note": clause.note,
        "breaches": [_breach(breach) for breach in clause.breaches],
    }


def _breach(breach: Breach) -> JsonObject:
    place = breach.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "module": breach.module,
        "problem": breach.problem,
    }
