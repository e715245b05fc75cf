"""The verdict of `policy`: what a deployment may rely on, clause by clause."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place


class State(StrEnum):
    """What became of a clause."""

    HELD = "held"
    BROKEN = "broken"
    UNASKED = "not examined"


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """Where and by what a clause is broken; `module` is the removed module, '' where it is about none."""

    place: Place
    module: str
    problem: str


@dataclass(frozen=True, slots=True)
class Clause:
    """`rule` is its id in plan/rules.py. `note` says why it was not examined, '' where it was."""

    rule: str
    breaches: tuple[Breach, ...] = ()
    note: str = ""

    @property
    def state(self) -> State:
        if self.note:
            return State.UNASKED
        return State.BROKEN if self.breaches else State.HELD


@dataclass(frozen=True, slots=True)
class Policy:
    """`ledger` is the ledger's path, '' where there is none; `since` the commit that was compared with, '' if none."""

    root: str
    ledger: str
    since: str
    modules: tuple[str, ...]
    clauses: tuple[Clause, ...]

    @property
    def is_broken(self) -> bool:
        return any(clause.state is State.BROKEN for clause in self.clauses)
