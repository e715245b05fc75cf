"""What all entities that let go of something have in common: their lists of dependencies get shorter."""

from collections.abc import Collection, Iterable

from uninstaller.drupal.modern.edits.fates import Case
from uninstaller.yaml.edits import find_items, widen
from uninstaller.yaml.nodes import Document, Path

LISTS: tuple[Path, ...] = (("dependencies", "module"), ("dependencies", "config"))


def list_dependencies(document: Document, case: Case, more: Collection[str] = ()) -> set[Path]:
    """The entries of `dependencies` that name what is lost, and more names that nothing needs any longer."""
    lost = case.modules | case.config | set(more)
    return {path for where in LISTS for path in list_items(document, where, lost)}


def list_items(document: Document, where: Path, texts: Collection[str]) -> tuple[Path, ...]:
    return find_items(document, where, lambda value: value in texts)


def settle(document: Document, paths: Iterable[Path]) -> frozenset[Path]:
    """As Drupal exports it: a list without items goes, and so do `third_party_settings` of the entity itself."""
    return widen(document, paths, [*LISTS, ("third_party_settings",)])
