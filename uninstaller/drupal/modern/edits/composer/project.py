"""composer.json and composer.lock without the packages that go."""

from collections.abc import Iterator, Sequence

from uninstaller.codebase.change import apply_edits
from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.composer.content_hash import make_content_hash
from uninstaller.drupal.modern.edits.composer.packages import find_needed, list_packages, list_roots, read_packages
from uninstaller.drupal.modern.edits.documents import (
    edit_file,
    mapping_at,
    place_of,
    read_document,
    remove_paths,
    texts_at,
    value_at,
)
from uninstaller.drupal.modern.edits.info_files import is_own
from uninstaller.drupal.modern.edits.model import Edits, Leaving, join_edits, list_names
from uninstaller.place import Place, Unread
from uninstaller.plan.model import ToDo
from uninstaller.yaml.edits import find_items, replace
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Malformed, Path

REQUIRES = ("require", "require-dev")


def edit_composer_files(tree: Tree, leaving: Leaving) -> Edits:
    """Each composer.json that is the site's own, with its lock file."""
    packages = list_packages(leaving)
    paths = [path for path in tree.files if path.rpartition("/")[2] == "composer.json"]
    wanted = [path for path in paths if packages and is_own(path) and not leaving.covers(path)]
    return join_edits(_edit_project(tree, path, packages) for path in wanted)


def _edit_project(tree: Tree, path: str, packages: Sequence[str]) -> Edits:
    document = read_document(tree, path)
    if isinstance(document, Unread):
        return Edits(unread=(document,))
    folder = path.rpartition("/")[0]
    reason = f"{list_names(packages)}: removed"
    own = remove_paths(document, path, _list_paths(document, packages), reason)
    lock = f"{path.removesuffix('json')}lock"
    parts = [own, _ask_repositories(document, path, packages), _edit_patches(tree, document, folder, packages)]
    if own.edits and lock in tree.files:
        edited = parse_json(apply_edits(document.source, own.edits[0].edits))
        if isinstance(edited, Document):
            parts.append(_edit_lock(tree, lock, document, edited, packages))
    return join_edits(parts)


def _list_paths(document: Document, packages: Sequence[str]) -> Iterator[Path]:
    for name in packages:
        for section in REQUIRES:
            yield (section, name)
        yield ("extra", "patches", name)
        yield ("config", "allow-plugins", name)
    for template in mapping_at(document, ("extra", "installer-paths")):
        yield from find_items(document, ("extra", "installer-paths", template), lambda value: value in packages)
    yield from find_items(document, ("extra", "drupal-lenient", "allowed-list"), lambda value: value in packages)


def _ask_repositories(document: Document, path: str, packages: Sequence[str]) -> Edits:
    """A repository that gives a package may be used for others as well."""
    todos = []
    for entry in find_items(document, ("repositories",), lambda value: isinstance(value, dict)):
        names = {value_at(document, (*entry, "package", "name")), *texts_at(document, (*entry, "only"))}
        if names & set(packages):
            todos.append(ToDo(place_of(document, path, entry), f"a repository for {list_names(packages)}"))
    return Edits(todos=tuple(todos))


def _edit_patches(tree: Tree, document: Document, folder: str, packages: Sequence[str]) -> Edits:
    """The file of patches that cweagans/composer-patches is pointed to."""
    named = value_at(document, ("extra", "patches-file"))
    path = "/".join(filter(None, [folder, named if isinstance(named, str) else "composer.patches.json"]))
    if path not in tree.files:
        return Edits()
    patches = read_document(tree, path)
    if isinstance(patches, Unread):
        return Edits(unread=(patches,))
    return remove_paths(patches, path, [("patches", name) for name in packages], f"{list_names(packages)}: removed")


def _edit_lock(tree: Tree, path: str, before: Document, after: Document, packages: Sequence[str]) -> Edits:
    lock = read_document(tree, path)
    if isinstance(lock, Unread):
        return Edits(unread=(lock,))
    hint = "run `composer update --lock`"
    if value_at(lock, ("content-hash",)) != make_content_hash(before.root.value):
        return Edits(todos=(ToDo(Place(path, 1, 1), f"does not fit composer.json, even before: {hint}"),))
    found = tuple(read_packages(lock))
    main, dev = (find_needed(found, list_roots(after, section)) for section in REQUIRES)
    kept = sorted(set(packages) & (main | dev))
    moved = [one.name for one in found if one.path[0] == "packages" and one.name in dev - main]
    if kept or moved:
        problem = f"{kept[0]} is still required by others" if kept else f"{moved[0]} is needed for development only"
        return Edits(todos=(ToDo(Place(path, 1, 1), f"{problem}: {hint}"),))
    needed_before = find_needed(found, [*list_roots(before, REQUIRES[0]), *list_roots(before, REQUIRES[1])])
    gone = [one for one in found if one.name in needed_before - main - dev]
    paths = [*(one.path for one in gone), *(("stability-flags", name) for name in packages)]
    removed = remove_paths(lock, path, paths, f"{list_names([one.name for one in gone])}: needed by nothing any more")
    return join_edits([removed, _replace_hash(lock, path, make_content_hash(after.root.value))])


def _replace_hash(lock: Document, path: str, value: str) -> Edits:
    splices = replace(lock, ("content-hash",), f'"{value}"')
    if isinstance(splices, Malformed):
        return Edits(todos=(ToDo(Place(path, 1, 1), "run `composer update --lock`"),))
    return edit_file(path, splices, "fits composer.json as it is now")
