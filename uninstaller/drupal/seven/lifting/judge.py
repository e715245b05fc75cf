"""What becomes of one lifted declaration without its module: loads to drop, and what a person must decide."""

import re
from collections.abc import Callable, Iterator

from uninstaller.drupal.seven.lifting.judge_calls import judge_call, judge_dynamic, judge_include
from uninstaller.drupal.seven.lifting.judge_enabled import keeps_state
from uninstaller.drupal.seven.lifting.judge_names import judge_magic
from uninstaller.drupal.seven.lifting.matter import EDIT, Judgement, Matter, Reach, Surroundings
from uninstaller.php.builtins import is_builtin
from uninstaller.php.needs import NeedKind
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Span
from uninstaller.php.slice import Code, Sliced
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision


def judge(module: str, code: Code, sliced: Sliced, own: Surroundings, reach: Reach) -> Judgement:
    """All that is to be said about one declaration of the closure."""
    matters = [Matter(module, code, sliced, need, own, reach) for need in sliced.foreign]
    unsure = [Matter(module, code, sliced, need, own, reach) for need in sliced.unsure]
    found = [_judge_declaration(module, code, sliced, reach), *map(_judge_unsure, unsure)]
    found += [_JUDGES[matter.need.kind](matter) for matter in matters]
    merged = _merge(found)
    swallowed = [span for span, _ in merged.drops]

    def is_gone(place: Place) -> bool:
        source = code.sources[sliced.declaration.path]
        return any(
            place_at(place.path, source, start) <= place < place_at(place.path, source, end) for start, end in swallowed
        )

    return Judgement(
        merged.drops,
        merged.loads,
        tuple(decision for decision in merged.decisions if not is_gone(decision.place)),
        tuple(item for item in merged.unresolved if not _inside(item[1].span, swallowed)),
    )


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _merge(found: list[Judgement]) -> Judgement:
    return Judgement(
        tuple(drop for one in found for drop in one.drops),
        tuple(load for one in found for load in one.loads),
        tuple(decision for one in found for decision in one.decisions),
        tuple(item for one in found for item in one.unresolved),
    )


def _judge_declaration(module: str, code: Code, sliced: Sliced, reach: Reach) -> Judgement:
    declaration = sliced.declaration
    place = place_at(declaration.path, code.sources[declaration.path], declaration.span[0])
    found = [(rule, problem) for rule, problem in _troubles(code, sliced, reach) if problem]
    return Judgement(
        decisions=tuple(Decision(rule, module, place, f"{declaration.name} {text}", (EDIT,)) for rule, text in found)
    )


def _troubles(code: Code, sliced: Sliced, reach: Reach) -> Iterator[tuple[str, str]]:
    """What stands against lifting a declaration as it is, by rule."""
    declaration, text = sliced.declaration, code.text(sliced.declaration)
    is_constant = declaration.kind is DeclarationKind.CONSTANT
    if declaration.is_broken:
        yield "syntax-error", "holds PHP that cannot be read"
    if declaration.needs_old_php:
        yield "old-php", "uses an offset in braces, which PHP 8 rejects"
    same = code.declared[declaration.key]
    if len({code.text(other) for other in same}) > 1:
        others = ", ".join(sorted({other.path for other in same}))
        yield "declared-twice", f"is declared more than once, differently: {others}"
    elif declaration.is_conditional or (is_constant and re.search(r"\bdefined\s*\(", text, re.I)):
        yield "conditional", "is declared under a condition: somebody else may have declared it before"
    if "\\" in declaration.name:
        yield "namespaced", "lives in a namespace"
    if is_constant and _is_computed(sliced):
        yield "computed-constant", "has a value that is computed when the file is loaded"
    if len(reach.hooks) > 1 and keeps_state(text):
        problem = (
            "keeps values, and hook_disable() and hook_uninstall() share it: natively, each runs in its own request"
        )
        yield "shared-static", problem


def _is_computed(sliced: Sliced) -> bool:
    """Whether the value of a constant hangs on a function that is not PHP's own."""
    names = {need.name.lower() for need in sliced.foreign if need.kind is NeedKind.CALL} - {"define"}
    return any(link.target.kind is DeclarationKind.FUNCTION for link in sliced.links) or not all(
        is_builtin(DeclarationKind.FUNCTION, name) for name in names
    )


def _judge_unsure(matter: Matter) -> Judgement:
    problem = f"'{matter.need.name}' is the name of own code here, or mere data: nobody can tell"
    return matter.decide("ambiguous-name", problem)


def _judge_name(kind: DeclarationKind) -> Callable[[Matter], Judgement]:
    def judge_name(matter: Matter) -> Judgement:
        name = matter.need.name if kind is DeclarationKind.CONSTANT else matter.need.name.lower()
        if is_builtin(kind, name):
            return Judgement()
        if kind is DeclarationKind.CLASS and _is_parent(matter):
            problem = f"{matter.need.name} must be there already when the lifted class that needs it is loaded"
            return matter.decide("foreign-parent", problem)
        return Judgement(unresolved=(((kind, name), matter.need),))

    return judge_name


def _is_parent(matter: Matter) -> bool:
    """Whether a class is named in the head of an own one."""
    declaration = matter.sliced.declaration
    head = matter.code.sources[matter.path][declaration.span[0] : matter.need.span[0]]
    return declaration.kind is DeclarationKind.CLASS and b"{" not in head


def _judge_global(matter: Matter) -> Judgement:
    if matter.need.name in matter.own.globals:
        return matter.decide("global-at-load", f"${matter.need.name} is set when the module's files are loaded")
    return Judgement()


def _judge_exit(matter: Matter) -> Judgement:
    return matter.decide("exit-call", "exit would end the whole update run")


_JUDGES: dict[NeedKind, Callable[[Matter], Judgement]] = {
    NeedKind.CALL: judge_call,
    NeedKind.CLASS: _judge_name(DeclarationKind.CLASS),
    NeedKind.CONSTANT: _judge_name(DeclarationKind.CONSTANT),
    NeedKind.STRING: lambda _: Judgement(),  # a string that spells no own name is data
    NeedKind.INCLUDE: judge_include,
    NeedKind.DYNAMIC: judge_dynamic,
    NeedKind.GLOBAL: _judge_global,
    NeedKind.MAGIC: judge_magic,
    NeedKind.EXIT: _judge_exit,
}
