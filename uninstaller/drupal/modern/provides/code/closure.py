"""What some classes and functions of a module need in order to stand alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.model import (
    NAMES,
    ClassFacts,
    ConstantFacts,
    FunctionFacts,
    Reference,
    Use,
)


@dataclass(frozen=True, slots=True)
class Closure:
    """Names, sorted. Own: what must be carried along. Foreign: what must be there.

    `services` are ids taken from the container, whosoever they are. `named` are classes of the module that are only
    named, as types for one: PHP does not load them. `dynamic` is what only runs of the code know.
    """

    classes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    foreign_classes: tuple[str, ...] = ()
    foreign_functions: tuple[str, ...] = ()
    foreign_constants: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    dynamic: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Declarations:
    """Own declarations as `OwnCode` has them: classes and functions by lower-case name."""

    classes: Mapping[str, ClassFacts]
    functions: Mapping[str, FunctionFacts]
    constants: Mapping[str, ConstantFacts]


def make_declarations(
    classes: Iterable[ClassFacts], functions: Iterable[FunctionFacts], constants: Iterable[ConstantFacts]
) -> Declarations:
    return Declarations(
        {facts.name.lower(): facts for facts in classes},
        {facts.name.lower(): facts for facts in functions},
        {facts.name: facts for facts in constants},
    )


def find_closure(
    own: Declarations, roots: Iterable[str], methods: Mapping[str, frozenset[str]] | None = None
) -> Closure:
    """`roots` are names of own classes and functions. `methods` limits what counts of a class, by lower-case name."""
    found: dict[str, set[str]] = {field: set() for field in _FIELDS}
    dynamic: set[Reference] = set()
    stack = [root.lstrip("\\") for root in roots]
    seen: set[str] = set()
    while stack:
        name = stack.pop()
        key = name.lower()
        if key in seen:
            continue
        seen.add(key)
        declared = own.classes.get(key) or own.functions.get(key)
        if declared is None:
            continue
        found["classes" if isinstance(declared, ClassFacts) else "functions"].add(declared.name)
        for reference in _counted(declared, (methods or {}).get(key)):
            if reference.use is Use.DYNAMIC:
                dynamic.add(reference)
            else:
                stack += _follow(own, reference, found)
    found["named"] -= found["classes"]
    sorted_names = {field: tuple(sorted(names)) for field, names in found.items()}
    return Closure(**sorted_names, dynamic=tuple(sorted(dynamic)))


_FIELDS = (
    "classes", "functions", "constants", "foreign_classes", "foreign_functions", "foreign_constants", "services",
    "named",
)  # fmt: skip


def _counted(declared: ClassFacts | FunctionFacts, methods: frozenset[str] | None) -> Iterator[Reference]:
    for reference in declared.references:
        if methods is None or not reference.within or reference.within in methods:
            yield reference


def _follow(own: Declarations, reference: Reference, found: dict[str, set[str]]) -> tuple[str, ...]:
    """Notes what a reference needs; gives the own names behind it."""
    name, use = reference.name, reference.use
    if use is Use.SERVICE:
        found["services"].add(name)
        return ()
    if use is Use.STRING and not (name.lower() in own.classes or name.lower() in own.functions):
        return ()
    if use is Use.CONSTANT:
        found["constants" if name in own.constants else "foreign_constants"].add(name)
        return ()
    if use is Use.CALL or (use is Use.STRING and name.lower() in own.functions):
        if name.lower() not in own.functions:
            found["foreign_functions"].add(name)
        return (name,)
    is_own = name.lower() in own.classes
    if use in NAMES:
        if is_own:
            found["named"].add(name)
        return ()
    if not is_own:
        found["foreign_classes"].add(name)
    return (name,)
