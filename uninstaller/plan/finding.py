"""What still refers to a removed module, and what to do about it."""

from dataclasses import dataclass

from uninstaller.codebase.change import Edit
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One reference that stays when a module goes.

    `rule` is the id of the kind of reference, as in `--format sarif` and docs/rules: 'php-function'. `chain` are the
    names that lead from the module to what is found here, the module first; one name where the module itself is named.
    `message` says what is there and what to do. `edits` take it out of its file; none where that is left to a person.
    `deletes` says that its file as a whole exists for the module alone. `guard` is the condition in PHP that keeps it
    from being reached where the module is not there, '' where nothing does.

    In a plan `edits` and `deletes` are what the plan does about it: where it does neither, the reference stays.
    """

    place: Place
    rule: str
    kind: Kind
    certainty: Certainty
    module: str
    chain: tuple[str, ...]
    message: str
    edits: tuple[Edit, ...] = ()
    deletes: bool = False
    guard: str = ""

    @property
    def is_settled(self) -> bool:
        return bool(self.edits) or self.deletes
