"""A runbook as a value: how a removal is deployed, step by step, whatever it is written as."""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """On which machine a step is taken, and how often."""

    HERE = "where you run this, once"
    SERVER = "on the web server, once"
    FIRST = "on the first web server, once"
    EACH = "on each web server"
    OTHERS = "on each other web server, one after the other"
    SITES = "on the web server, for each site"


class Mode(StrEnum):
    """What visitors see while a step is taken."""

    LIVE = "the site answers as usual"
    READ_ONLY = "the site answers, nobody can write"
    MAINTENANCE = "maintenance mode"
    ASIDE = "not seen: visitors are elsewhere"


class EffectKind(StrEnum):
    """What an update does to a database."""

    DROPS = "drops tables that nobody reads any more"
    REWRITES = "rewrites a table that others read"
    DELETES = "deletes rows, of which there can be many"
    REBUILDS = "rebuilds caches"


@dataclass(frozen=True, slots=True, order=True)
class Effect:
    """One thing that the update of a module does. `is_live`: it needs no maintenance mode for its own sake."""

    module: str
    kind: EffectKind
    objects: tuple[str, ...]
    reason: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of a variable of the runbook; a list stands for as many words as it has."""

    name: str
    is_list: bool = False


Word = tuple[str | Ref, ...]
"""One word of a command: text that is meant as it is, and variables."""


@dataclass(frozen=True, slots=True)
class Command:
    """`stdin` is text that it reads, `source` a file that it reads, `target` a file for what it prints.

    `prints` is all that it may print: '' nothing, None anything. `is_here`: it runs where the runbook is run, whatever
    the step says. `is_script`: it calls a function that only the script has.
    """

    words: tuple[Word, ...]
    stdin: Word = ()
    source: Word = ()
    target: Word = ()
    prints: str | None = None
    is_here: bool = False
    is_script: bool = False

    @property
    def all_words(self) -> tuple[Word, ...]:
        return (*self.words, self.stdin, self.source, self.target)


@dataclass(frozen=True, slots=True)
class RunbookStep:
    """`by_hand` is what a person does where no command can. `check` are commands that fail where the step has failed.

    `undo` goes back to before the step, `undo_note` says what no command can, or what it costs. `why` says why the site
    is in that mode. `destroys`: what it overwrites or deletes cannot be had back without a backup, which `needs` names
    where it is a file on this machine.
    """

    title: str
    where: Where
    mode: Mode = Mode.LIVE
    why: str = ""
    by_hand: str = ""
    commands: tuple[Command, ...] = ()
    expect: str = ""
    check: tuple[Command, ...] = ()
    undo: tuple[Command, ...] = ()
    undo_note: str = ""
    risk: str = ""
    destroys: bool = False
    needs: Word = ()
    backs_up: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """`value` are its words where nobody sets it, none: it must be set. `derived` is a word made of other variables."""

    name: str
    meaning: str
    value: tuple[str, ...] = ()
    is_list: bool = False
    derived: Word = ()


@dataclass(frozen=True, slots=True)
class Runbook:
    """`promise` is what visitors see from the first step to the last; `notes` is what to know before beginning.

    `docroot` is the folder of index.php below the code base, '' where it is the same.
    """

    title: str
    edition: str
    tool: str
    topology: str
    docroot: str
    modules: tuple[str, ...]
    promise: str
    notes: tuple[str, ...]
    variables: tuple[Variable, ...]
    effects: tuple[Effect, ...]
    steps: tuple[RunbookStep, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants a runbook for. `is_first`: the release is the first with the generated module.

    `sites` are URLs of the sites of one code base.
    """

    topology: str
    has_drush: bool = True
    sites: tuple[str, ...] = ()
    is_first: bool = False
    in_two: bool = False
