"""From the names that a user gave to what is searched for: their folders, labels, declarations, and submodules."""

from collections.abc import Mapping, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject, find_others, find_stems
from uninstaller.drupal.shared.references.vocabulary import add_markup, read_declared
from uninstaller.references.known import Known, find_known, read_label

Chains = Mapping[str, tuple[str, ...]]


def make_subjects(tree: Tree, before: Tree, names: Sequence[str]) -> tuple[Subject, ...]:
    """The extensions that are named, and those that lie in their folders."""
    here = find_known(tree)
    there = here if before is tree else find_known(before)
    asked = sorted(set(names))
    chains: dict[str, tuple[str, ...]] = {name: (name,) for name in asked}
    for name in asked:
        for inner in sorted(_inside(there, name) | _inside(here, name)):
            chains.setdefault(inner, (name, inner))
    known = here.names | there.names
    spelt = (known - set(chains)) | _labels(tree, here, chains)
    return tuple(_make(tree, before, (here, there), chain, spelt) for _, chain in sorted(chains.items()))


def _make(
    tree: Tree, before: Tree, known: tuple[Known, Known], chain: tuple[str, ...], spelt: frozenset[str]
) -> Subject:
    name = chain[-1]
    here, there = known
    own = there.folders.get(name, ())
    folders = tuple(sorted({*here.folders.get(name, ()), *own}))
    label = next((found for folder in own if (found := read_label(before, folder, name))), "")
    declared = add_markup(read_declared(before, name, own), tree)
    is_theme = name in there.themes or name in here.themes
    others = find_others(name, chain, spelt)
    return Subject(
        name, chain, folders, label, is_theme, declared, here.names | there.names, others, find_stems(name, label)
    )


def _labels(tree: Tree, known: Known, chains: Chains) -> frozenset[str]:
    """Labels of those extensions whose names begin as one of the removed does: `CKEditor 5`."""
    others = {one for one in known.folders if one not in chains and any(one.startswith(name) for name in chains)}
    return frozenset(read_label(tree, folder, one) for one in others for folder in known.folders[one][:1]) - {""}


def _inside(known: Known, name: str) -> set[str]:
    """Extensions that lie in the folder of another one."""
    folders = tuple(f"{folder}/" for folder in known.folders.get(name, ()) if folder)
    if not folders:
        return set()
    inner = {one for one, places in known.folders.items() if all(f"{place}/".startswith(folders) for place in places)}
    return inner - {name}
