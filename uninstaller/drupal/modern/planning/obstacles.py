"""Why modules that were selected cannot simply go: Drupal requires one, or it is an install profile."""

from collections.abc import Iterable, Iterator, Sequence

from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.place import Place
from uninstaller.plan.model import Decision


def find_obstacles(inventory: Inventory, removed: Sequence[Extension]) -> Iterator[Decision]:
    yield from _required(inventory, removed)
    yield from _profiles(removed)


def _required(inventory: Inventory, removed: Iterable[Extension]) -> Iterator[Decision]:
    """What a required module depends on is required as well (ModuleExtensionList::ensureRequiredDependencies())."""
    needing = find_required(inventory)
    for one in removed:
        if one.name in needing:
            because = f", since {needing[one.name]} needs it" if needing[one.name] != one.name else ""
            problem = f"Drupal requires {one.name}{because}: it cannot be uninstalled"
            yield Decision("required", one.name, Place(one.info_path), problem, ())


def find_required(inventory: Inventory) -> dict[str, str]:
    """Each module that is never uninstalled, with the required module for whose sake it is."""
    modules = {one.name: one for one in inventory.extensions if one.type is ExtensionType.MODULE and one.active}
    needing = {name: name for name, one in modules.items() if one.required}
    queue = sorted(needing)
    for name in queue:
        for dependency in modules[name].dependencies if name in modules else ():
            if dependency.name not in needing:
                needing[dependency.name] = name
                queue.append(dependency.name)
    return needing


def _profiles(removed: Iterable[Extension]) -> Iterator[Decision]:
    for one in removed:
        if one.type is ExtensionType.PROFILE:
            problem = f"{one.name} is an install profile: its folder holds all that it brings along"
            settle = ("name the modules of the profile that shall go, and keep the profile",)
            yield Decision("profile", one.name, Place(one.info_path), problem, settle)
