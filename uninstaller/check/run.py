"""The gate: which modules, what refers to them, and what of it counts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from uninstaller.check.baseline import Known, subtract_known
from uninstaller.check.fingerprint import report_findings
from uninstaller.check.foreign import find_foreign
from uninstaller.check.hard_findings import HARD, find_named
from uninstaller.check.hard_lines import read_hard_lines
from uninstaller.check.names import is_drupal, read_names
from uninstaller.check.scope import PACKAGING, Scope, find_scope
from uninstaller.check.waivers import read_waivers, waive
from uninstaller.codebase.exclusion import make_filter
from uninstaller.codebase.revision import git_top
from uninstaller.codebase.tree import Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.errors import UserError
from uninstaller.facts.collect import is_test_file
from uninstaller.facts.model import Certainty
from uninstaller.place import Unread
from uninstaller.plan.checked import Checked
from uninstaller.plan.finding import Finding
from uninstaller.plan.rules import find_rule
from uninstaller.references.published import MENTION, publish
from uninstaller.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """`notes` are sentences for the person who looks on."""

    checked: Checked
    notes: tuple[str, ...]


def run_check(
    settings: Settings, modules: Sequence[str], since: str | None, known: Sequence[Known], *, lists_all: bool = False
) -> Outcome:
    """`known` is the baseline; `lists_all`: findings that are too uncertain to fail as well.

    What is generated is not looked at: `policy` holds it. Raises UserError where the tree is no Drupal, or a name,
    revision or waiver is wrong.
    """
    tree = walk_tree(settings.root, settings.project, settings.exclude)
    names = read_names(tree)
    if not modules and since is None and not is_drupal(names):
        hint = "name the folder of a Drupal code base with --root DIR"
        raise UserError(f"{settings.root} holds no Drupal: neither info file nor composer.json is in it", hint)
    scope = find_scope(tree, names, settings, modules, since)
    own = tuple(f"{path.rpartition('/')[0]}/" for path in names.ledgers)
    findings, unread = _find(tree, scope, settings)
    told = [one for one in _each_once(findings) if not one.place.path.startswith(own)]
    is_foreign = find_foreign(tree, scope) if any(_may_be_foreign(one) for one in told) else None
    findings = [_soften(one, is_foreign) for one in told]
    found = tuple(sorted({*scope.names, *(finding.module for finding in findings)}))
    waivers = read_waivers(tree, settings.use_cache) if found or scope.is_whole else ()
    counted, waived = waive(findings, waivers, found, is_whole=scope.is_whole)
    is_included = make_filter(settings.include)
    seen = [one for one in counted if not settings.include or is_included(one.place.path)]
    every = tuple(report_findings(tree, seen, Certainty(settings.fail_on)))
    reported = [one for one in every if one.fails or lists_all]
    fresh, old, mended = subtract_known(reported, known, found)
    checked = Checked(
        root=str(settings.root),
        prefix=_find_prefix(settings),
        modules=found,
        reported=fresh,
        unread=tuple(sorted({*tree.unread, *scope.unread, *unread})),
        waived=waived,
        known=old,
        mended=mended,
        uncertain=len(every) - len(reported),
    )
    return Outcome(checked, scope.notes)


def _find(tree: Tree, scope: Scope, settings: Settings) -> tuple[list[Finding], tuple[Unread, ...]]:
    absent = (one for one in find_named(tree, scope.absent, lambda _path: False, settings) if one.rule in HARD)
    hard = [one for one in absent if one.certainty is not Certainty.POSSIBLE and not is_test_file(one.place.path)]
    if not scope.names:
        return hard, ()
    from uninstaller.references.engine import find_references  # noqa: PLC0415 - it loads the grammar

    found = find_references(tree, scope.before if scope.before is not None else tree, scope.names, settings)
    published = [_advise(publish(one)) for one in found.findings if one.place.path != settings.baseline]
    return [*_without_packaging(_without_needed(tree, published), scope), *hard], found.unread


def _without_needed(tree: Tree, findings: Sequence[Finding]) -> Iterator[Finding]:
    """What another package of a lock file requires, Composer keeps of its own accord; one finding for each project."""
    held: dict[str, set[tuple[str, int]]] = {}
    for one in findings:
        path = one.place.path
        if one.rule == "composer-lock" and path not in held:
            held[path] = {(line.name, line.line) for line in read_hard_lines(path, tree.read(path))}
        if one.rule != "composer-lock" or (one.module, one.place.line) in held[path]:
            yield one


def _advise(finding: Finding) -> Finding:
    """Says what to do as well."""
    remedy = find_rule(finding.rule).remedy
    return replace(finding, message=f"{finding.message}: {remedy[:1].lower()}{remedy[1:].rstrip('.')}")


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of what a line says twice in the same words, as `shop:shop`, the first."""
    seen: set[tuple[str, int, str, str]] = set()
    for one in sorted(findings):
        key = (one.place.path, one.place.line, one.rule, one.message)
        if key not in seen:
            seen.add(key)
            yield one


def _may_be_foreign(finding: Finding) -> bool:
    return finding.rule not in HARD and finding.certainty is not Certainty.POSSIBLE


def _soften(finding: Finding, is_foreign: Callable[[str], bool] | None) -> Finding:
    """What must not fail a build, although a person who removes the module will want to see it.

    Projects of others get along without the modules that they can work with.
    """
    path = f"/{finding.place.path}"
    is_certain = finding.certainty is Certainty.CERTAIN
    is_soft = (
        bool(finding.guard)
        or finding.rule == MENTION
        or (finding.rule in _PROVEN and not is_certain)
        or any(part in path for part in _SAMPLES)
        or path.endswith(".api.php")
        or (is_foreign is not None and _may_be_foreign(finding) and is_foreign(finding.place.path))
    )
    return replace(finding, certainty=Certainty.POSSIBLE) if is_soft else finding


_PROVEN = frozenset({"behavior", "config-setting", "file", "php-module", "plugin", "style-class", "table"})
"""Rules of names that many share: they count where it is proven that the module's is meant."""
_SAMPLES = ("/tests/fixtures/", "/tests/upgrade/", "/config/optional/")
"""Fixtures are of another site, mostly an older one; optional configuration is left out where something lacks."""


def _without_packaging(findings: Iterable[Finding], scope: Scope) -> Iterator[Finding]:
    """What was uninstalled and is still there, as in the first of two releases, is rightly fetched."""
    return (one for one in findings if one.module not in scope.uninstalled or one.rule not in PACKAGING)


def _find_prefix(settings: Settings) -> str:
    top = git_top(settings.root) or settings.project
    relative = settings.root.resolve().relative_to(top.resolve()).as_posix()
    return "" if relative == "." else f"{relative}/"
