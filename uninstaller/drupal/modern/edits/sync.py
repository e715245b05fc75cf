"""A folder of exported configuration after the uninstall: as Drupal would export it then."""

from collections.abc import Iterator, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.documents import edit_file, place_of, read_document, remove_splices
from uninstaller.drupal.modern.edits.fates import Fate, Verdict, find_fates
from uninstaller.drupal.modern.edits.judges import Bench
from uninstaller.drupal.modern.edits.letting_go import settle
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits
from uninstaller.drupal.modern.edits.namings import find_namings
from uninstaller.drupal.modern.edits.objects import ConfigObject, read_objects
from uninstaller.place import Place, Unread
from uninstaller.plan.model import DeletePath, Risk, ToDo
from uninstaller.yaml.edits import Edited, Splice, replace
from uninstaller.yaml.nodes import Document, Malformed


def edit_sync_folder(tree: Tree, leaving: Leaving, bench: Bench, folders: Sequence[str]) -> Edits:
    """The edits of a sync folder, named first, and of the folders of its splits."""
    objects, unread = read_objects(tree, folders)
    fates = find_fates(objects, leaving.names, bench.judge)
    parts = [Edits(unread=tuple(unread))]
    for name, verdict in fates.items():
        parts.append(_apply(tree, objects[name], verdict))
        parts.append(Edits(risks=tuple(_warn(objects[name], verdict, leaving))))
    return join_edits([*parts, find_namings(tree, leaving, objects, fates.keys())])


def _apply(tree: Tree, one: ConfigObject, verdict: Verdict) -> Edits:
    reason = f"{one.name} {verdict.because}"
    if verdict.fate is Fate.DELETED:
        paths = (*one.paths, *one.translations, *one.patches)
        return Edits(deletes=tuple(DeletePath(path, reason) for path in sorted(paths)))
    patched = (ToDo(Place(path), f"{reason}: look whether this change of it still fits") for path in one.patches)
    parts = [change_file(tree, path, verdict, reason) for path in one.paths]
    return join_edits([*parts, Edits(todos=tuple(patched))])


def change_file(tree: Tree, path: str, verdict: Verdict, reason: str) -> Edits:
    """The edits that a verdict asks for, in one file of an object, and what it leaves to a person."""
    document = read_document(tree, path)
    if isinstance(document, Unread):
        return Edits(unread=(document,))
    place = place_of(document, path, verdict.where)
    splices: list[Splice] = []
    for edited in _edit(document, verdict):
        if isinstance(edited, Malformed):
            return Edits(todos=(ToDo(place, f"{reason}: edit it by hand"),))
        splices += edited
    left = (ToDo(place, f"{reason}: {verdict.left}"),) if verdict.left else ()
    return join_edits([edit_file(path, splices, reason), Edits(todos=left)])


def _edit(document: Document, verdict: Verdict) -> Iterator[Edited]:
    yield remove_splices(document, settle(document, verdict.paths))
    for path, text in verdict.puts:
        if document.find(path):
            yield replace(document, path, text)


def _warn(one: ConfigObject, verdict: Verdict, leaving: Leaving) -> Iterator[Risk]:
    """Of what goes although it is not the modules' own: a person may want to keep it in another shape."""
    if verdict.fate is Fate.DELETED and not leaving.owns(one.name):
        module = next(iter(sorted(one.modules & leaving.names)), "")
        problem = f"{one.name} {verdict.because}: Drupal deletes it; to keep it, change it before"
        yield Risk("config-deleted", module, Place(one.paths[0]), problem)
