"""What Drupal's uninstall makes of each configuration object: ConfigManager::uninstall(), object by object.

Drupal goes from what is depended on to what depends on it. It asks each entity to let go of what is removed, and
deletes the entity that still depends on it afterwards.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from uninstaller.drupal.modern.edits.objects import ConfigObject, sort_objects
from uninstaller.yaml.nodes import Path


class Fate(StrEnum):
    DELETED = "deleted"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """Changed or deleted."""


ROLE = "user.role"
"""A role always lets go: what depends on it is safe."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`because` says why, as the rest of a sentence that begins with the object's name.

    `paths` go from a changed object, `puts` are scalars that change in it. `left` says what else becomes of it, but not
    how: `where` is the entry that a person should look at.
    """

    fate: Fate
    because: str
    paths: frozenset[Path] = frozenset()
    puts: tuple[tuple[Path, str], ...] = ()
    left: str = ""
    where: Path = ("dependencies",)


@dataclass(frozen=True, slots=True)
class Case:
    """An entity and what it loses: modules, and configuration that is deleted."""

    one: ConfigObject
    modules: frozenset[str]
    config: frozenset[str]


Judge = Callable[[Case], Verdict]


def find_fates(objects: Mapping[str, ConfigObject], modules: frozenset[str], judge: Judge) -> dict[str, Verdict]:
    """Verdicts by name of what is affected."""
    orphans: set[str] = set()
    while True:
        fates = dict(_decide_all(objects, modules, judge, frozenset(orphans)))
        more = set(_find_orphans(objects, fates)) - orphans
        if not more:
            return fates
        orphans |= more


def _decide_all(
    objects: Mapping[str, ConfigObject], modules: frozenset[str], judge: Judge, orphans: frozenset[str]
) -> Iterator[tuple[str, Verdict]]:
    fates: dict[str, Verdict] = {}
    for one in sort_objects(objects):
        verdict = _decide(one, modules, judge, fates)
        if one.name in orphans:
            verdict = Verdict(Fate.DELETED, "none of its fields is left")
        if verdict:
            fates[one.name] = verdict
            yield one.name, verdict


def _decide(one: ConfigObject, modules: frozenset[str], judge: Judge, fates: Mapping[str, Verdict]) -> Verdict | None:
    if one.owner in modules:
        return Verdict(Fate.DELETED, f"belongs to {one.owner}")
    if not one.is_entity:
        return None
    case = Case(one, one.modules & modules, _with_fate(one, fates, Fate.DELETED))
    lost = sorted(case.modules | case.config)
    if any(name in one.enforced for name in lost):
        return Verdict(Fate.DELETED, f"depends on {', '.join(lost)} and enforces that")
    if lost:
        return judge(case)
    doubtful = sorted(_with_fate(one, fates, Fate.UNKNOWN))
    if doubtful:
        left = "it is unknown whether Drupal would delete that"
        fate = Fate.CHANGED if one.kind == ROLE else Fate.UNKNOWN
        return Verdict(fate, f"depends on {doubtful[0]}", left=left, where=("dependencies", "config"))
    return None


def _with_fate(one: ConfigObject, fates: Mapping[str, Verdict], fate: Fate) -> frozenset[str]:
    return frozenset(need for need in one.config if need in fates and fates[need].fate is fate)


def _find_orphans(objects: Mapping[str, ConfigObject], fates: Mapping[str, Verdict]) -> Iterable[str]:
    """Storages of deleted fields of which none is left: FieldConfig::postDelete() deletes those, too."""
    fields: dict[str, list[str]] = {}
    for name, one in objects.items():
        if one.kind == "field.field" and one.is_entity:
            for storage in one.config:
                fields.setdefault(storage, []).append(name)
    for storage, names in fields.items():
        is_left = storage.startswith("field.storage.") and storage in objects and storage not in fates
        if (
            is_left
            and not objects[storage].persists
            and all(name in fates and fates[name].fate is Fate.DELETED for name in names)
        ):
            yield storage
