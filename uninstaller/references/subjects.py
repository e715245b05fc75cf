"""From the names that a user gave to what is searched for: their folders, labels, and submodules."""

from collections.abc import Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject, find_others
from uninstaller.drupal.shared.references.vocabulary import add_markup, read_declared
from uninstaller.references.known import Known, find_known, read_label


def make_subjects(tree: Tree, before: Tree, names: Sequence[str]) -> tuple[Subject, ...]:
    here, there = find_known(tree), find_known(before)
    known = here.names | there.names
    asked = sorted(set(names))
    chains = {name: (name,) for name in asked}
    for name in asked:
        for inner in sorted(_inside(there, name) | _inside(here, name)):
            chains.setdefault(inner, (name, inner))
    spelt = (known - set(chains)) | _labels(tree, here, chains)
    return tuple(_make(tree, before, here, there, name, chain, spelt, known) for name, chain in sorted(chains.items()))


def _labels(tree: Tree, known: Known, chains: Mapping[str, object]) -> frozenset[str]:
    """Labels of those extensions whose names begin as one of the removed does: `CKEditor 5`."""
    others = {one for one in known.folders if one not in chains and any(one.startswith(name) for name in chains)}
    return frozenset(read_label(tree, folder, one) for one in others for folder in known.folders[one][:1]) - {""}


def _make(
    tree: Tree, before: Tree, here: Known, there: Known, name: str, chain: tuple[str, ...], spelt: frozenset[str], known: frozenset[str]
) -> Subject:
    folders = tuple(sorted({*here.folders.get(name, ()), *there.folders.get(name, ())}))
    label = next((found for folder in there.folders.get(name, ()) if (found := read_label(before, folder, name))), "")
    declared = add_markup(read_declared(before, name, there.folders.get(name, ())), tree)
    is_theme = name in there.themes or name in here.themes
    return Subject(name, chain, folders, label, is_theme, declared, known, find_others(name, chain, spelt))


def _inside(known: Known, name: str) -> set[str]:
    """Extensions that lie in the folder of another one."""
    folders = tuple(f"{folder}/" for folder in known.folders.get(name, ()) if folder)
    return {inner for inner, places in known.folders.items() if all(f"{place}/".startswith(folders) for place in places)} - {name} if folders else set()
