"""Names that lifted code needs from others: who declares them, and what that asks of the site."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uninstaller.drupal.seven.lifting.matter import EDIT
from uninstaller.drupal.seven.planning.selection import REQUIRED
from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.php.needs import Need
from uninstaller.php.slice import Key
from uninstaller.place import Place
from uninstaller.plan.model import Decision, Risk

CORE = "core"
LOOSE = "no module"

Unresolved = tuple[Key, str, Need, Place]
"""A name, the removed module that needs it, the use and its place."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """`requires`: by removed module, pairs of a needed name and the module that declares it."""

    requires: Mapping[str, tuple[tuple[str, str], ...]]
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]


def resolve_names(
    unresolved: Sequence[Unresolved], declared: Mapping[Key, tuple[Place, ...]], inventory: Inventory
) -> Resolution:
    """`declared` says where in the tree each name is declared."""
    requires: dict[str, set[tuple[str, str]]] = {}
    decisions: set[Decision] = set()
    risks: set[Risk] = set()
    for key, module, need, place in unresolved:
        found = declared.get(key, ())
        owners = {_owner(inventory, one.path) for one in found}
        if CORE in owners or _is_guarded(need, owners):
            continue
        if owners - {LOOSE}:
            requires.setdefault(module, set()).add((need.name, min(owners - {LOOSE})))
        elif owners:
            problem = f"{need.name} is declared in {found[0].path}, which no module loads by itself"
            decisions.add(Decision("own-library", module, place, problem, (EDIT,)))
        elif inventory.docroot is not None:
            problem = f"{need.name} is declared nowhere in this code base"
            decisions.add(Decision("unknown-name", module, place, problem, (EDIT,)))
        else:
            risks.add(
                Risk("unknown-name", module, place, f"{need.name} is not declared in this tree, which holds no core")
            )
    return Resolution(
        {module: tuple(sorted(pairs)) for module, pairs in requires.items()},
        tuple(sorted(decisions)),
        tuple(sorted(risks)),
    )


def _is_guarded(need: Need, owners: set[str]) -> bool:
    """Whether the condition round a use asks for the name itself, or for a module that declares it."""
    asked = re.search(r"\('([^']*)'\)", need.guard)
    return asked is not None and asked[1].lower() in {need.name.lower(), *owners}


def _owner(inventory: Inventory, path: str) -> str:
    """The module that must be enabled for a declaration in `path` to be there; CORE where it always is."""
    folders = [e for e in inventory.extensions if e.folder and path.startswith(f"{e.folder}/")]
    nearest: Extension | None = max(folders, key=lambda extension: len(extension.folder), default=None)
    if nearest is not None and nearest.type is ExtensionType.MODULE:
        return CORE if nearest.name in REQUIRED else nearest.name
    return CORE if "/includes/" in f"/{path}" and nearest is None else LOOSE
