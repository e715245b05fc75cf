"""Holds ledger, generated module and code base against each other: the proof that a deployment policy can accept."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uninstaller.artifacts.ledger import LEDGER_FILE, Ledger, LedgerEntry, read_ledger
from uninstaller.check.hard_lines import CORE_EXTENSION, read_hard_lines
from uninstaller.check.names import find_gone, read_names
from uninstaller.check.yaml_lines import read_items
from uninstaller.codebase.history import find_since, read_past
from uninstaller.codebase.revision import git_top, head_revision
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.errors import UserError
from uninstaller.facts.collect import is_test_file
from uninstaller.place import Place
from uninstaller.plan.policy import Breach, Clause, Policy
from uninstaller.settings import Settings

NO_PAST = "there is no earlier revision to compare with"
NO_LEDGER = "there is no ledger"


@dataclass(frozen=True, slots=True)
class _Generated:
    """The generated module in one tree; `path` is its ledger's, '' where it is not there."""

    tree: Tree
    path: str
    ledger: Ledger

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    def read(self, file: str) -> bytes:
        path = f"{self.folder}/{file}"
        return self.tree.read(path) if path in self.tree.files else b""


def judge_policy(settings: Settings, since: str | None) -> Policy:
    """`since` is what has shipped: HEAD where it is not given. Raises UserError where a ledger cannot be read."""
    tree = walk_tree(settings.root, settings.project, settings.exclude)
    now = _find_generated(tree, settings.module_name)
    before, commit = _read_before(settings, since)
    then = _find_generated(before, settings.module_name) if before is not None else None
    name = settings.module_name
    clauses = (
        _judge("policy-no-entry", NO_PAST if before is None else "", lambda: _find_unlisted(before or tree, now)),
        _judge("policy-out-of-step", "" if now.path else NO_LEDGER, lambda: _find_out_of_step(now, name)),
        _judge("policy-shipped-altered", _why_not_shipped(then), lambda: _find_altered(then or now, now, name)),
        _judge("policy-edited-by-hand", "" if now.path else NO_LEDGER, lambda: _find_edited(now)),
        _judge("policy-still-enabled", "" if now.path else NO_LEDGER, lambda: _find_enabled(now)),
    )
    modules = tuple(sorted({entry.module for entry in now.ledger.entries}))
    return Policy(str(settings.root), now.path, commit, modules, clauses)


def _judge(rule: str, note: str, find: Callable[[], Iterator[Breach]]) -> Clause:
    return Clause(rule, note=note) if note else Clause(rule, tuple(sorted(set(find()))))


def _why_not_shipped(then: _Generated | None) -> str:
    if then is None:
        return NO_PAST
    return "" if then.path else "no ledger has shipped yet"


def _find_generated(tree: Tree, name: str) -> _Generated:
    paths = [path for path in tree.files if f"/{path}".endswith(f"/{name}/{LEDGER_FILE}")]
    if len(paths) > 1:
        raise UserError(f"{paths[0]} and {paths[1]}: two ledgers", "keep one generated module of a name")
    if not paths:
        return _Generated(tree, "", Ledger())
    return _Generated(tree, paths[0], read_ledger(tree.read(paths[0]), paths[0]))


def _read_before(settings: Settings, since: str | None) -> tuple[Tree | None, str]:
    top = git_top(settings.root)
    if since is None and (top is None or head_revision(top) is None):
        return None, ""
    top, commit = find_since(settings.root, since or "HEAD")
    return read_past(settings.root, top, commit, settings.exclude).tree, commit


def _find_unlisted(before: Tree, now: _Generated) -> Iterator[Breach]:
    """Modules whose code was there, and is not any more."""
    old, new = read_names(before), read_names(now.tree)
    listed = {entry.module for entry in now.ledger.entries}
    for name in sorted(find_gone(old, new) - listed):
        folders = [folder for folder in old.folders[name] if not is_test_file(f"{folder}/x")]
        if folders and _is_module(before, folders[0], name):
            yield Breach(Place(folders[0]), name, f"the code of {name} went away, and the ledger does not name it")


def _is_module(tree: Tree, folder: str, name: str) -> bool:
    """A theme leaves nothing that an update would have to remove."""
    stem = f"{folder}/{name}".lstrip("/")
    if f"{stem}.info.yml" in tree.files:
        return any(item == ("type", "module") for item in _read_top(tree.read(f"{stem}.info.yml")))
    return f"{stem}.module" in tree.files


def _read_top(source: bytes) -> Iterator[tuple[str, str]]:
    return ((item.keys[0], item.value) for item in read_items(source) if len(item.keys) == 1)


def _find_out_of_step(now: _Generated, name: str) -> Iterator[Breach]:
    install = now.read(f"{name}.install")
    place = Place(f"{now.folder}/{name}.install")
    numbers = Counter(_list_updates(install, name))
    for number in sorted(number for number, count in numbers.items() if count > 1):
        problem = f"{name}_update_{number}() is there twice: of two branches that were merged, move one"
        yield Breach(place, "", problem)
    listed = {entry.update for entry in now.ledger.entries if not entry.pruned}
    for entry in now.ledger.entries:
        if not entry.pruned and entry.update not in numbers:
            yield Breach(
                place, entry.module, f"{name}_update_{entry.update}(), which removes {entry.module}, is missing"
            )
        if not entry.pruned and not _names(_read_update(now, install, name, entry.update), entry.module):
            said = f"{name}_update_{entry.update}() does not name {entry.module}, which the ledger says that it removes"
            yield Breach(place, entry.module, said)
    for number in sorted(set(numbers) - listed):
        yield Breach(Place(now.path), "", f"the ledger does not know {name}_update_{number}()")


def _list_updates(install: bytes, name: str) -> list[int]:
    found = re.findall(rb"^\s*function\s+%s_update_(\d{1,9})\s*\(" % re.escape(name.encode()), install, re.M | re.I)
    return [int(number) for number in found]


def _read_update(now: _Generated, install: bytes, name: str, number: int) -> bytes:
    """Where an update says which modules it removes: itself, or from Drupal 8 on the ledger in PHP that it asks."""
    update = _cut_update(install, name, number)
    if b"Ledger::removals(" not in update:
        return update
    found = re.search(rb"^    %d => \[(.*?)^    \]" % number, now.read("src/Ledger.php"), re.M | re.S)
    return found[0] if found else b""


def _names(update: bytes, module: str) -> bool:
    return f"'{module}'".encode() in update or f"\\{_class_name(module)}::class".encode() in update


def _class_name(module: str) -> str:
    """Of the class that removes a module."""
    return "".join(word[:1].upper() + word[1:] for word in module.split("_"))


def _cut_update(install: bytes, name: str, number: int) -> bytes:
    return _cut(install, f"{name}_update_{number}")


def _cut(install: bytes, function: str) -> bytes:
    """A function of ours: it ends with a brace at a line's start."""
    found = re.search(rb"^function %s\(.*?^\}" % re.escape(function.encode()), install, re.M | re.S)
    return found[0] if found else b""


def _find_altered(then: _Generated, now: _Generated, name: str) -> Iterator[Breach]:
    """Entries that have shipped stay, with the number, the code and the frozen files of their update."""
    place = Place(now.path or then.path)
    old, new = then.read(f"{name}.install"), now.read(f"{name}.install")
    kept = {(entry.module, entry.update): entry for entry in now.ledger.entries}
    for entry in then.ledger.entries:
        found = kept.get((entry.module, entry.update))
        if found is None:
            said = f"{name}_update_{entry.update}() for {entry.module} has shipped, and is gone from the ledger"
            yield Breach(place, entry.module, said)
        elif not found.pruned:
            if _cut_update(old, name, entry.update) != _cut_update(new, name, entry.update):
                said = f"{name}_update_{entry.update}() has shipped, and was altered"
                yield Breach(Place(f"{now.folder}/{name}.install"), entry.module, said)
            yield from _compare_frozen(then, now, entry)


def _compare_frozen(then: _Generated, now: _Generated, entry: LedgerEntry) -> Iterator[Breach]:
    for digest in then.ledger.generated:
        parts = re.split(r"[/.]", digest.path)[1:]
        if {entry.module, _class_name(entry.module)} & set(parts) and then.read(digest.path) != now.read(digest.path):
            place = Place(f"{now.folder}/{digest.path}")
            yield Breach(place, entry.module, f"what removes {entry.module} has shipped, and was altered")


def _find_edited(now: _Generated) -> Iterator[Breach]:
    listed = {digest.path: digest.sha256 for digest in now.ledger.generated}
    for file, digest in sorted(listed.items()):
        place = Place(f"{now.folder}/{file}")
        if place.path not in now.tree.files:
            yield Breach(place, "", "a generated file is missing")
        elif hashlib.sha256(now.read(file)).hexdigest() != digest:
            yield Breach(place, "", "was edited by hand: its hash in the ledger is another")


def _find_enabled(now: _Generated) -> Iterator[Breach]:
    removed = {entry.module for entry in now.ledger.entries}
    for path in now.tree.files:
        if path.rpartition("/")[2] == CORE_EXTENSION:
            for line in read_hard_lines(path, now.tree.read(path)):
                if line.name in removed:
                    said = f"lists {line.name}, which the ledger says is removed"
                    yield Breach(Place(path, line.line, line.column), line.name, said)
