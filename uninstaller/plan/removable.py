"""How removable an extension is: guessed from info files, or the verdict of a plan."""

from enum import StrEnum

from uninstaller.facts.extension import Extension, ExtensionType


class Removable(StrEnum):
    """In the order of lists, what is easiest to remove first."""

    READY = "ready"
    """Its plan can be generated as it stands."""
    FREE = "free"
    """Nothing in the tree requires it; no plan was made."""
    DECISIONS = "decisions"
    """Its plan has decisions open."""
    NEEDED = "needed"
    """Something in the tree requires it; no plan was made."""
    REFUSED = "refused"
    """No plan can be made, or nothing generated from it."""
    REQUIRED = "required"
    """Drupal never uninstalls it."""
    UNTOLD = ""
    """No module that Drupal would load."""


def judge_extension(extension: Extension, dependents: int, *, is_required: bool) -> Removable:
    """`dependents` are the other extensions that require it; `is_required`: Drupal itself does."""
    if not extension.active or extension.type is not ExtensionType.MODULE:
        return Removable.UNTOLD
    if is_required:
        return Removable.REQUIRED
    return Removable.NEEDED if dependents else Removable.FREE
