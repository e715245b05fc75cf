"""How much code comes along where options ask for more than the least that does; less is a decision, never done."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from uninstaller.drupal.modern.planning.strategy import Choice
from uninstaller.drupal.modern.provides.entities.model import EntityKind
from uninstaller.drupal.modern.provides.model import Provided
from uninstaller.place import Place
from uninstaller.plan.model import Decision, OnContent, Removal, Strategy
from uninstaller.settings import Settings

_ORDER = (Strategy.SLICE, Strategy.CLASSES, Strategy.CARRY)


def choose_asked(provided: Provided, least: Choice, settings: Settings) -> Choice:
    """The strategy that the options ask for, if it is as much as it takes; else the least that does."""
    needed = _for_content(provided, least, settings)
    if settings.strategy and _is_more(Strategy(settings.strategy), needed.strategy):
        return _with(needed, Strategy(settings.strategy), f"--strategy {settings.strategy} asks for it")
    return needed


def find_asked_decisions(removals: Iterable[Removal], settings: Settings) -> Iterator[Decision]:
    """Where less was asked for than what was chosen."""
    for removal in removals if settings.strategy else ():
        if _is_more(removal.strategy, Strategy(settings.strategy)):
            problem = f"--strategy {settings.strategy} cannot do: {removal.because}"
            settle = (f"leave it out, or use --strategy {removal.strategy}",)
            yield Decision("strategy", removal.extension.name, Place(removal.extension.info_path), problem, settle)


def _is_more(one: Strategy, other: Strategy) -> bool:
    return _ORDER.index(one) > _ORDER.index(other)


def _for_content(provided: Provided, least: Choice, settings: Settings) -> Choice:
    """To delete content runs code of its entity types and field types, and hooks on it: no stand-in does that."""
    content = [one.id for one in provided.entity_types if one.kind is not EntityKind.CONFIG]
    content += [one.id for one in provided.plugins if one.manager == "plugin.manager.field.field_type"]
    if settings.on_content == OnContent.DELETE and content:
        because = f"to delete content (--on-content delete) runs its own code for {content[0]}"
        return least if least.strategy is Strategy.CARRY else _with(least, Strategy.CARRY, because)
    return least


def _with(choice: Choice, strategy: Strategy, because: str) -> Choice:
    if strategy is Strategy.CARRY:
        return Choice(strategy, choice.lift, because)
    return replace(choice, strategy=strategy, because=because)
