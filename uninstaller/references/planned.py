"""Puts what was found into a plan: edits that are certain become steps, the rest is left to a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from uninstaller.codebase.change import Edit
from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty
from uninstaller.place import Place
from uninstaller.plan.finding import Finding
from uninstaller.plan.model import DeletePath, EditFile, Plan, RunRemoval, Step, ToDo
from uninstaller.references.engine import References
from uninstaller.references.offsets import find_offset
from uninstaller.references.published import publish
from uninstaller.references.still_used import find_used

_ORDER = {Certainty.CERTAIN: 0, Certainty.LIKELY: 1, Certainty.POSSIBLE: 2}
_NATIVE = ("config-", "composer-", "core-extension", "makefile-")
"""Rules of files that the edition itself edits, as Drupal and Composer would write them: it alone knows how."""
_FATAL = frozenset({"php-function", "php-class", "php-constant", "php-file", "service"})


@dataclass(frozen=True, slots=True)
class _Doing:
    """What is done to files, by path."""

    deletes: Mapping[str, DeletePath]
    edits: Mapping[str, tuple[Edit, ...]]


def add_references(tree: Tree, plan: Plan, found: References, is_foreign: Callable[[str], bool]) -> Plan:
    """`is_foreign` tells of a path whether the next release of somebody else would bring its file back as it was."""
    gone = [step.path for step in plan.steps if isinstance(step, DeletePath)]
    staying = [
        publish(one) for one in found.findings if not one.place.path.startswith(tuple(f"{path}/" for path in gone))
    ]
    recipes = tuple(f"{path.removesuffix('recipe.yml')}config/" for path in tree.files if path.endswith("/recipe.yml"))
    may_act = [_may_act(one, is_foreign, recipes) for one in staying]
    wanted = [
        one if acts else replace(one, edits=(), deletes=False) for one, acts in zip(staying, may_act, strict=True)
    ]
    doing = _decide(plan, wanted)
    new = doing.deletes.keys() - set(gone)
    used = find_used(tree, new, doing.deletes.keys(), doing.edits) if new else set[str]()
    if used:
        wanted = [replace(one, edits=(), deletes=False) if one.place.path in used else one for one in wanted]
        doing = _decide(plan, wanted)
    references = tuple(_settle_all(tree, wanted, doing))
    own = [one for one in plan.todos if not _is_done(tree, one.place, plan, doing)]
    said = {(one.path, one.line) for one in (*(todo.place for todo in own), *_list_said(plan))}
    todos = (_make_todo(one) for one in references if _asks(one, is_foreign) and _where(one) not in said)
    return replace(
        plan,
        references=references,
        todos=tuple(sorted({*own, *todos}, key=lambda one: (_ORDER[one.certainty], one))),
        steps=tuple(_list_steps(plan, doing)),
        unread=tuple(sorted({*plan.unread, *found.unread})),
    )


def _may_act(finding: Finding, is_foreign: Callable[[str], bool], recipes: tuple[str, ...]) -> bool:
    """Configuration is the edition's to edit, but for that of recipes, which Drupal does not compute."""
    path = finding.place.path
    is_native = (finding.rule.startswith(_NATIVE) or "user.role." in path) and not path.startswith(recipes)
    return finding.certainty is Certainty.CERTAIN and not is_native and not is_foreign(path)


def _decide(plan: Plan, wanted: Iterable[Finding]) -> _Doing:
    """What the edition does comes first, and nothing is done to the same lines again."""
    deletes = {step.path: step for step in plan.steps if isinstance(step, DeletePath)}
    edits = {step.path: step.edits for step in plan.steps if isinstance(step, EditFile)}
    for finding in wanted:
        path = finding.place.path
        if finding.deletes and path not in deletes and path not in edits:
            deletes[path] = DeletePath(path, finding.message)
        for edit in finding.edits if path not in deletes else ():
            if all(_is_apart(edit, other) for other in edits.get(path, ())):
                edits[path] = (*edits.get(path, ()), edit)
    kept = {path: tuple(sorted(made)) for path, made in edits.items() if path not in deletes}
    return _Doing(deletes, kept)


def _is_apart(one: Edit, other: Edit) -> bool:
    return one.end <= other.start or other.end <= one.start if one != other else False


def _settle_all(tree: Tree, findings: Sequence[Finding], doing: _Doing) -> Iterator[Finding]:
    """Each finding with what is done about it: its own edit, or the one of another that takes its lines along."""
    sources: dict[str, bytes] = {}
    for finding in findings:
        path = finding.place.path
        made = doing.edits.get(path, ())
        if path in doing.deletes:
            yield replace(finding, edits=(), deletes=True)
        elif not made or not finding.place.line:
            yield replace(finding, edits=(), deletes=False)
        else:
            source = sources.setdefault(path, tree.read(path) if path not in sources else b"")
            yield replace(finding, edits=tuple(_find_covering(source, finding, made)), deletes=False)


def _is_done(tree: Tree, place: Place, plan: Plan, doing: _Doing) -> bool:
    """Whether what the edition leaves to a person is done all the same."""
    own = {edit for step in plan.steps if isinstance(step, EditFile) and step.path == place.path for edit in step.edits}
    made = set(doing.edits.get(place.path, ())) - own if place.line else set()
    offset = find_offset(tree.read(place.path), place) if made else 0
    return any(edit.start <= offset < edit.end for edit in made)


def _find_covering(source: bytes, finding: Finding, made: Sequence[Edit]) -> Iterator[Edit]:
    offset = find_offset(source, finding.place)
    line = source[source.rfind(b"\n", 0, offset) + 1 : source.find(b"\n", offset)].strip()
    for edit in made:
        is_inside = edit.start <= offset < max(edit.end, edit.start + 1) and line not in edit.replacement
        if edit in finding.edits or is_inside:
            yield edit


def _list_said(plan: Plan) -> Iterator[Place]:
    """Places of which the plan speaks already."""
    yield from (one.place for one in plan.decisions)
    yield from (one.place for one in plan.risks)
    yield from (one.place for one in plan.dependents if not one.is_removed)


def _where(finding: Finding) -> tuple[str, int]:
    return finding.place.path, finding.place.line


def _asks(finding: Finding, is_foreign: Callable[[str], bool]) -> bool:
    """What is guarded does no harm; in the code of others only what would be fatal is worth a word."""
    if finding.is_settled or finding.guard:
        return False
    is_fatal = finding.certainty is Certainty.CERTAIN and finding.rule in _FATAL
    return is_fatal or not is_foreign(finding.place.path)


def _make_todo(finding: Finding) -> ToDo:
    return ToDo(finding.place, finding.message, finding.certainty, finding.rule)


def _list_steps(plan: Plan, doing: _Doing) -> Iterator[Step]:
    """The edition's own first, in its order."""
    own = [step.path for step in plan.steps if isinstance(step, DeletePath)]
    yield from (doing.deletes[path] for path in [*own, *sorted(doing.deletes.keys() - set(own))])
    yield from (EditFile(path, edits) for path, edits in sorted(doing.edits.items()) if edits)
    yield from (step for step in plan.steps if isinstance(step, RunRemoval))
