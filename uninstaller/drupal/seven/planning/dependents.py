"""Who needs what goes, told as the plan tells it, and what that means for a site where they are installed."""

from collections.abc import Iterable

from uninstaller.drupal.seven.planning.selection import is_test
from uninstaller.drupal.shared.selection import Selection
from uninstaller.facts.extension import ExtensionType, Inventory
from uninstaller.graph.model import ExtensionGraph, Strength
from uninstaller.graph.questions import Chain, dependents_of
from uninstaller.plan.model import Dependent, Risk


def plan_dependents(graph: ExtensionGraph, selection: Selection) -> tuple[Dependent, ...]:
    """Everything that needs a removed module, directly or not; who lies in the same folders is told with the target."""
    inner = {extension.name for extension in selection.removed} - set(selection.targets)
    found = dependents_of(graph, sorted(selection.names))
    rows = [
        Dependent(
            name=one.name,
            needs=one.chain[-1],
            strength=one.strength,
            chain=one.chain,
            reason=one.reason,
            place=one.place,
            is_removed=one.name in selection.names,
        )
        for one in found
        if one.name not in selection.targets and one.name not in inner and _is_told(one)
    ]
    return tuple(sorted(rows))


def _is_told(chain: Chain) -> bool:
    """A soft dependent is told of if it uses the module itself: who needs the user of it is no dependent."""
    return chain.strength is Strength.HARD or len(chain.edges) == 1


def staying_modules(inventory: Inventory, selection: Selection, name: str) -> tuple[str, ...]:
    """Modules outside of the removal whose info file requires the module: where one is installed, Drupal refuses."""
    return tuple(
        sorted(
            {
                extension.name
                for extension in inventory.extensions
                if extension.type is ExtensionType.MODULE
                and extension.name not in selection.names
                and any(dependency.name == name for dependency in extension.dependencies)
            }
        )
    )


def find_dependent_risks(inventory: Inventory, selection: Selection) -> Iterable[Risk]:
    """One risk for each staying dependent but test modules: the update refuses where it is installed."""
    for extension in inventory.extensions:
        if extension.type is not ExtensionType.MODULE or extension.name in selection.names or is_test(extension):
            continue
        for dependency in extension.dependencies:
            if dependency.name in selection.names:
                problem = f"requires {dependency.name} and stays: the update refuses to begin where this is installed"
                yield Risk("dependent-stays", dependency.name, dependency.place, problem)
