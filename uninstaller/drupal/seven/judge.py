"""What becomes of one lifted declaration without its module: loads to drop, and what a person must decide."""

from collections.abc import Callable, Iterator

from uninstaller.drupal.seven.judge_calls import judge_call, judge_dynamic, judge_include
from uninstaller.drupal.seven.matter import EDIT, Judgement, Matter, Surroundings
from uninstaller.php.builtins import is_builtin
from uninstaller.php.needs import NeedKind
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Span
from uninstaller.php.slice import Code, Sliced
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision


def judge(module: str, code: Code, sliced: Sliced, own: Surroundings) -> Judgement:
    """All that is to be said about one declaration of the closure."""
    matters = [Matter(module, code, sliced, need, own) for need in sliced.foreign]
    found = [_judge_declaration(module, code, sliced), *_judge_unsure(module, code, sliced, own)]
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


def _judge_declaration(module: str, code: Code, sliced: Sliced) -> Judgement:
    declaration = sliced.declaration
    place = place_at(declaration.path, code.sources[declaration.path], declaration.span[0])
    found = []
    if declaration.is_broken:
        problem = f"{declaration.name} holds PHP that cannot be read"
        found.append(Decision("syntax-error", module, place, problem, (EDIT,)))
    if declaration.needs_old_php:
        problem = f"{declaration.name} uses an offset in braces, which PHP 8 rejects"
        found.append(Decision("old-php", module, place, problem, (EDIT,)))
    same = code.declared[declaration.key]
    if len({code.text(other) for other in same}) > 1:
        others = ", ".join(sorted({other.path for other in same}))
        problem = f"{declaration.name} is declared more than once, differently: {others}"
        found.append(Decision("declared-twice", module, place, problem, (EDIT,)))
    if "\\" in declaration.name:
        problem = f"{declaration.name} lives in a namespace"
        found.append(Decision("namespaced", module, place, problem, (EDIT,)))
    return Judgement(decisions=tuple(found))


def _judge_unsure(module: str, code: Code, sliced: Sliced, own: Surroundings) -> Iterator[Judgement]:
    for need in sliced.unsure:
        problem = f"'{need.name}' is the name of own code here, or mere data: nobody can tell"
        yield Matter(module, code, sliced, need, own).decide("ambiguous-name", problem)


def _judge_name(kind: DeclarationKind) -> Callable[[Matter], Judgement]:
    def judge_name(matter: Matter) -> Judgement:
        name = matter.need.name if kind is DeclarationKind.CONSTANT else matter.need.name.lower()
        return Judgement() if is_builtin(kind, name) else Judgement(unresolved=(((kind, name), matter.need),))

    return judge_name


def _judge_global(matter: Matter) -> Judgement:
    if matter.need.name in matter.own.globals:
        return matter.decide("global-at-load", f"${matter.need.name} is set when the module's files are loaded")
    return Judgement()


def _judge_magic(matter: Matter) -> Judgement:
    if matter.need.name in ("__FILE__", "__DIR__"):
        return matter.decide("own-path", f"{matter.need.name} means the module's folder, which will be gone")
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
    NeedKind.MAGIC: _judge_magic,
    NeedKind.EXIT: _judge_exit,
}
