"""What a tree leaves open about its extensions, a sentence each."""

from collections.abc import Iterable, Iterator, Mapping

from uninstaller.drupal.modern.discovery.composer.project import Project
from uninstaller.drupal.modern.discovery.docroots import Docroots
from uninstaller.drupal.modern.discovery.search import Spot
from uninstaller.facts.extension import Extension

MOST_NAMED = 10


def describe_core(core: Docroots, project: Project | None) -> Iterator[str]:
    if not core.core and core.folders:
        yield (
            f"The tree holds no Drupal core: composer installs it into {core.folders[0] or 'the root'}."
            " What else composer installs is not known before `composer install` has run."
        )
    elif core.is_core_itself:
        yield "The tree is Drupal core itself: which sites load its extensions, and what else they have, is not known."
    elif not core.core:
        yield "The tree holds no Drupal core: which sites load its extensions, and what else they have, is not known."
    if len(core.folders) > 1:
        yield f"The tree holds several Drupal roots: {_name(core.folders)}. Name one with --root to look at it alone."
    if len(core.versions) > 1:
        yield f"The Drupal roots have different core versions: {_name(core.versions)}."
    if project is None and core.core and not core.is_core_itself:
        yield (
            "The tree holds no composer.json: if composer builds the site, what it requires is not known"
            " (name the folder of composer.json with --root)."
        )


def describe_unsearched(extensions: Iterable[Extension], spots: Mapping[str, tuple[Spot, ...]]) -> Iterator[str]:
    lost = [item.info_path for item in extensions if not spots[item.info_path]]
    if lost:
        yield f"Outside of the folders that Drupal searches, and taken for loadable: {_name(lost)}."


def _name(names: Iterable[str]) -> str:
    names = list(names)
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + rest
