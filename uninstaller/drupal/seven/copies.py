"""Further copies of a removed module: they go too, if uninstalling either comes to the same."""

from collections.abc import Callable, Iterable

from uninstaller.facts.extension import Extension
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Lifted, Removal

Outcome = tuple[str, tuple[str, ...]]
"""What native removal would run and drop: the lifted source, the tables."""


def outcome_of(lifted: Lifted, tables: tuple[str, ...]) -> Outcome:
    return lifted.source, tables


def compare_copies(
    removals: Iterable[Removal], copies: Iterable[Extension], read_outcome: Callable[[Extension], Outcome]
) -> Iterable[Decision]:
    """A decision for each copy that some site loads and whose hook_uninstall() or tables differ from the first's."""
    by_name = {removal.extension.name: removal for removal in removals}
    for copy in copies:
        removal = by_name[copy.name]
        if copy.active and not removal.is_test and read_outcome(copy) != outcome_of(removal.lifted, removal.tables):
            problem = (
                f"this copy of {copy.name} uninstalls otherwise than the one in {removal.extension.folder}: "
                "nobody can tell here which one a site has run"
            )
            settle = (f"delete {copy.folder} (or the other copy) first, commit, and run again",)
            yield Decision("copies-differ", copy.name, Place(copy.info_path), problem, settle)
