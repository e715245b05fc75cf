"""Which modules `check` looks for, and a tree that says what they declare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uninstaller.artifacts.ledger import read_ledger
from uninstaller.check.hard_findings import HARD
from uninstaller.check.hard_lines import list_hard_lines
from uninstaller.check.names import Names, find_gone, read_names
from uninstaller.codebase.history import Past, find_since, read_past
from uninstaller.codebase.revision import find_revision, git_top
from uninstaller.codebase.tree import Tree
from uninstaller.errors import UserError
from uninstaller.facts.collect import is_test_file
from uninstaller.graph.questions import nearest_names
from uninstaller.place import Place, Unread
from uninstaller.settings import Settings

_PSEUDO = frozenset({"core", "drupal", "php"})
"""Names in hard lines that are no extension's."""
PACKAGING = frozenset({"composer-package", "composer-lock", "makefile-project"})


@dataclass(frozen=True, slots=True)
class Scope:
    """`names` are looked for everywhere, `absent` by hard lines only, of `uninstalled` the code and its package stay.

    `before` may hold their code. `is_whole`: nobody named modules or a revision, so that every waiver has its finding.
    """

    names: tuple[str, ...]
    absent: tuple[str, ...] = ()
    uninstalled: frozenset[str] = frozenset()
    before: Tree | None = None
    is_whole: bool = False
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()


def find_scope(tree: Tree, known: Names, settings: Settings, modules: Sequence[str], since: str | None) -> Scope:
    """`known` is what the tree has. Raises UserError for what can be no module's name, or a revision that is none."""
    for name in modules:
        if not _is_name(name):
            raise UserError(f"{name!r} is no name of a module", "lower case letters, digits and underscores")
    if since is not None:
        return _since(known, settings, modules, since)
    return _named(tree, known, settings, modules) if modules else _whole(tree, known, settings)


def _is_name(name: str) -> bool:
    """Whether Drupal could have an extension of that name: names come from files that nobody should trust."""
    return name.isidentifier() and name.isascii()


def _since(after: Names, settings: Settings, modules: Sequence[str], since: str) -> Scope:
    top, commit = find_since(settings.root, since)
    past = read_past(settings.root, top, commit, settings.exclude)
    before = read_names(past.tree)
    gone = find_gone(before, after)
    uninstalled = (before.enabled - after.enabled if after.lists_enabled else frozenset[str]()) - gone
    unpackaged = before.required - after.required - after.found
    names = tuple(modules) or tuple(sorted(filter(_is_name, gone | uninstalled | unpackaged)))
    past.load(_own_files(past.tree, before, names))
    return Scope(names, uninstalled=uninstalled - unpackaged, before=past.tree, unread=(*before.unread, *after.unread))


def _own_files(tree: Tree, before: Names, names: Iterable[str]) -> list[str]:
    folders = tuple(f"{folder}/" for name in names for folder in before.folders.get(name, ()))
    return [path for path in tree.files if path.startswith(folders)]


def _named(tree: Tree, known: Names, settings: Settings, modules: Sequence[str]) -> Scope:
    """A name that is nowhere may be that of a module long gone, or a slip: it is said."""
    before, unread, removed = _read_ledgers(tree, settings, known.ledgers)
    notes = [_describe_unknown(name, known.found) for name in modules if name not in known.found | set(removed)]
    return Scope(tuple(dict.fromkeys(modules)), before=before, unread=(*known.unread, *unread), notes=tuple(notes))


def _describe_unknown(name: str, found: Iterable[str]) -> str:
    near = nearest_names(name, sorted(found))
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no code of {name} is here: looked for by its name alone{hint}"


def _whole(tree: Tree, known: Names, settings: Settings) -> Scope:
    before, unread, removed = _read_ledgers(tree, settings, known.ledgers)
    names = tuple(name for name in removed if name not in known.found)
    if not known.has_core or known.required - known.found:
        reason = "core or required projects are not in this tree: nobody can tell which modules are absent"
        unread = (*unread, Unread(Place("composer.json" if known.required else "."), reason))
        return Scope(names, before=before, is_whole=True, unread=(*known.unread, *unread))
    needed = {
        line.name
        for path, line in list_hard_lines(tree, settings)
        if line.rule in HARD and not is_test_file(path) and "/config/optional/" not in f"/{path}"
    }
    absent = tuple(sorted(filter(_is_name, needed - known.found - _PSEUDO - set(names))))
    return Scope(names, absent, before=before, is_whole=True, unread=(*known.unread, *unread))


def _read_ledgers(
    tree: Tree, settings: Settings, ledgers: Sequence[str]
) -> tuple[Tree | None, tuple[Unread, ...], tuple[str, ...]]:
    """The code of the ledgers' modules as git still has it, what it has not, and the modules' names.

    Raises UserError where a ledger is broken.
    """
    rows = [(path, entry) for path in sorted(ledgers) for entry in read_ledger(tree.read(path), path).entries]
    top = git_top(settings.root)
    pasts: list[Past] = []
    unread: list[Unread] = []
    for path, entry in rows:
        commit = find_revision(top, entry.revision) if top is not None and entry.revision else None
        if commit is None or top is None or not entry.folder:
            reason = f"the code of {entry.module} is in no revision of this clone: looked for by its name alone"
            unread.append(Unread(Place(path), reason))
            continue
        pasts.append(read_past(settings.root, top, commit, settings.exclude, entry.folder))
        pasts[-1].load(pasts[-1].tree.files)
    return _merge(tree, pasts), tuple(unread), tuple(dict.fromkeys(entry.module for _, entry in rows))


def _merge(tree: Tree, pasts: Sequence[Past]) -> Tree | None:
    """The tree as it is, with folders of other times in place of what is not there."""
    readers = {path: past.tree.read for past in reversed(pasts) for path in past.tree.files}
    entries = {path: entry for past in pasts for path, entry in past.tree.files.items()}
    missing = {path: reader for path, reader in readers.items() if path not in tree.files}
    if not missing:
        return None
    files = dict(sorted({**{path: entries[path] for path in missing}, **tree.files}.items()))
    return Tree(tree.root, files, tree.links, (), lambda path: missing.get(path, tree.read)(path))
