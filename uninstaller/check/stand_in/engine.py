"""Stands in for the engine of references until it is there: what of a tree refers to extensions that are removed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from uninstaller.check.folders import find_folders
from uninstaller.check.hard_findings import find_named
from uninstaller.check.stand_in.mentions import find_mentions
from uninstaller.check.stand_in.own_names import read_own
from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import collect_uses
from uninstaller.facts.model import Certainty, Kind, Uses
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.place import Unread
from uninstaller.plan.finding import Finding
from uninstaller.settings import Settings

_RULES = {
    Kind.FUNCTION: "php-function",
    Kind.CLASS: "php-class",
    Kind.CONSTANT: "php-constant",
    Kind.HOOK: "php-hook",
    Kind.MODULE: "php-module",
    Kind.FILE: "php-file",
    Kind.THEME_HOOK: "php-theme-hook",
}


@dataclass(frozen=True, slots=True)
class References:
    """Both sorted. `unread` are places where a reference may hide."""

    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]


def find_references(tree: Tree, before: Tree, names: Sequence[str], settings: Settings) -> References:
    """What refers to the extensions `names`, outside of their own folders.

    `before` may hold their code, which says what they declare; without it only their names are looked for.
    """
    if not names:
        return References((), ())
    folders = {f"{folder}/" for found in find_folders(tree, names).values() for folder in found if folder}
    own = read_own(before, tree, names)
    is_skipped = _make_skip(tuple(folders))
    known = {one.module for one in own.vocabularies}
    bare = tuple(Vocabulary(name) for name in names if name not in known)
    collected = collect_uses(tree, (*own.vocabularies, *bare), sorted(folder[:-1] for folder in folders), settings)
    findings = {*_judge_uses(collected.uses), *find_named(tree, names, is_skipped, settings)}
    services = dict(own.services)
    findings |= set(find_mentions(tree, names, services, is_skipped, with_tests=settings.with_tests))
    return References(tuple(sorted(findings)), tuple(sorted({*collected.unread, *own.unread})))


def _make_skip(folders: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda path: path.startswith(folders)


def _judge_uses(uses: Sequence[Uses]) -> Iterator[Finding]:
    for use in uses:
        is_template = use.how == "template"
        rule = "template-override" if is_template else _RULES[use.kind]
        is_guarded = bool(use.guard) or use.how in ("module_exists", "moduleExists", "function_exists", "class_exists")
        is_other = use.how == "setup" and not use.place.path.endswith(".test")
        is_example = use.place.path.endswith(".api.php") or is_other
        certainty = Certainty.POSSIBLE if is_guarded or is_example else use.certainty
        guard = f" if {use.guard}" if use.guard else ""
        does = "overrides" if is_template else "names" if use.kind is Kind.MODULE else "uses"
        of = f" of {use.module}" if use.name != use.module else ""
        message = f"{does} the {use.kind.value} {use.name}{of}{guard}, which is removed: take it out"
        chain = (use.module, use.name) if use.name != use.module else (use.module,)
        yield Finding(use.place, rule, use.kind, certainty, use.module, chain, message)
