"""What a plan says, in words that mean the same on every Drupal."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from uninstaller.codebase.change import Edit
from uninstaller.facts.extension import Extension
from uninstaller.facts.model import Certainty, Stores
from uninstaller.graph.model import Strength
from uninstaller.place import Place, Unread
from uninstaller.plan.finding import Finding


class OnContent(StrEnum):
    """What the update does where content stands in the way."""

    NATIVE = "native"
    ABORT = "abort"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Something that only a person can settle: `generate` refuses until it is. `settle` says how, an option each."""

    rule: str
    module: str
    place: Place
    problem: str
    settle: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Risk:
    """Something to know before deploying; never blocks."""

    rule: str
    module: str
    place: Place
    problem: str


@dataclass(frozen=True, slots=True, order=True)
class ToDo:
    """A reference that is left to a person; `rule` is that of the finding, '' where none was made of it."""

    place: Place
    problem: str
    certainty: Certainty = Certainty.CERTAIN
    rule: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Dependent:
    """An extension that needs a removed module; `chain` is the path of names from it to the module."""

    name: str
    needs: str
    strength: Strength
    chain: tuple[str, ...]
    reason: str
    place: Place
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Lifted:
    """The code taken along for one module.

    `source` is PHP without opening tag, the lifted declarations in the order in which they must load, every byte but
    renamed names and dropped loads as written. `disable` and `uninstall` name the lifted entry functions, '' where the
    module has no such hook. `hooks` are those of its hooks that its hook_disable() invokes itself: their lifted
    implementations must be found while it runs. `functions`, `classes`, `constants` map original names to new ones.
    `origins` are the files that the declarations come from, with the count of lines lifted.
    """

    source: str = ""
    disable: str = ""
    uninstall: str = ""
    hooks: tuple[str, ...] = ()
    functions: tuple[tuple[str, str], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    origins: tuple[tuple[str, int], ...] = ()


class Strategy(StrEnum):
    """How much of a module's code comes along so that its data can go without the rest."""

    SLICE = "slice"
    """What its hooks need, and data about the rest."""
    CLASSES = "classes"
    """Some of its classes as well, under their own names."""
    CARRY = "carry"
    """All of it, so that Drupal itself can uninstall it."""


ServiceValue: TypeAlias = "str | int | float | bool | tuple[tuple[str | int, ServiceValue], ...] | None"
"""What a definition of a service holds; an array is a tuple of keys and values."""


@dataclass(frozen=True, slots=True, order=True)
class StandIn:
    """Something of a removed module that Drupal must find while it lets go of it, as the module's code declares it.

    `manager` is who asks for it: 'field_formatter'; `name` its id there. `definition` are keys and values.
    """

    manager: str
    name: str
    definition: tuple[tuple[str, ServiceValue], ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedService:
    """A service of a removed module that is made while its removal runs.

    `definition` has `alias`, or `class`, `arguments`, `factory`, `calls` and the module's own `parameters`. `roles`:
    'event_subscriber' and 'uninstall_validator', where Drupal would find it by these.
    """

    id: str
    definition: tuple[tuple[str, ServiceValue], ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """All that the generated module must know of one module, frozen now since its code will be gone.

    `tables`: of its schema, in drop order. `stays`: hard dependents outside of the removal, which must not be installed
    on the site. `requires`: functions and classes of staying modules that the lifted code calls unguarded, with the
    module. `field_types`: field types it provides. `residue`: rows that `--deep-clean` removes. `node_grants`:
    implements hook_node_grants(). `registry_files`: files it registers for autoloading, evidence that it was enabled.
    `strategy` and `because`: how much code comes along, and why not less. `carried`: files of the module that do, paths
    relative to the tree's root.
    """

    extension: Extension
    tables: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    requires: tuple[tuple[str, str], ...] = ()
    field_types: tuple[str, ...] = ()
    node_types: tuple[str, ...] = ()
    entity_tables: tuple[str, ...] = ()
    residue: tuple[Stores, ...] = ()
    node_grants: bool = False
    registry_files: tuple[str, ...] = ()
    is_test: bool = False
    """A test module that no site has: not lifted; the update refuses where it is installed after all."""
    lifted: Lifted = field(default_factory=Lifted)
    strategy: Strategy = Strategy.SLICE
    because: str = ""
    carried: tuple[str, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    services: tuple[CarriedService, ...] = ()
    cache_bins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeletePath:
    """A folder of removed code."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditFile:
    """Lines of a file that stays."""

    path: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class RunRemoval:
    """One module's data removal inside the update, in words: what runs on the database, and how risky that is."""

    module: str
    actions: tuple[str, ...]
    needs_maintenance: bool
    is_repeatable: bool


Step = DeletePath | EditFile | RunRemoval


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole answer for one set of modules, dependents first.

    `references` are all that was found outside of the code that goes, sorted by place; what the plan does about one is
    in its `edits` and `deletes`, and in the steps; of the others those that a person should look at are in `todos`,
    the most certain first.
    """

    edition: str
    targets: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()
    shadowed: tuple[Extension, ...] = ()
    dependents: tuple[Dependent, ...] = ()
    footprint: tuple[Stores, ...] = ()
    decisions: tuple[Decision, ...] = ()
    risks: tuple[Risk, ...] = ()
    todos: tuple[ToDo, ...] = ()
    references: tuple[Finding, ...] = ()
    steps: tuple[Step, ...] = ()
    unknown: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    on_content: OnContent = OnContent.NATIVE
    deep_clean: bool = False
