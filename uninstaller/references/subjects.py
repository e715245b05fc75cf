"""From the names that a user gave to what is searched for: their folders, labels, and submodules."""

from collections.abc import Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject, make_subject
from uninstaller.references.known import Known, find_known, read_label


def make_subjects(tree: Tree, before: Tree, names: Sequence[str]) -> tuple[Subject, ...]:
    here, there = find_known(tree), find_known(before)
    known = here.names | there.names
    asked = sorted(set(names))
    chains = {name: (name,) for name in asked}
    for name in asked:
        for inner in sorted(_inside(there, name) | _inside(here, name)):
            chains.setdefault(inner, (name, inner))
    return tuple(_make(before, here, there, name, chain, known - set(chains)) for name, chain in sorted(chains.items()))


def _make(before: Tree, here: Known, there: Known, name: str, chain: tuple[str, ...], known: frozenset[str]) -> Subject:
    folders = {*here.folders.get(name, ()), *there.folders.get(name, ())}
    label = next((found for folder in there.folders.get(name, ()) if (found := read_label(before, folder, name))), "")
    return make_subject(name, chain, folders, label, known)


def _inside(known: Known, name: str) -> set[str]:
    """Extensions that lie in the folder of another one."""
    folders = tuple(f"{folder}/" for folder in known.folders.get(name, ()) if folder)
    return {inner for inner, places in known.folders.items() if all(f"{place}/".startswith(folders) for place in places)} - {name} if folders else set()
