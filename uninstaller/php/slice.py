"""The call closure: from some entry functions, every own declaration that they need to stand alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from uninstaller.php.dynamic import assigned_names
from uninstaller.php.needs import Need, NeedKind, read_needs
from uninstaller.php.outline import Declaration, DeclarationKind, Outline

Key = tuple[DeclarationKind, str]


class Role(Enum):
    """What a string is that spells a declared name: code to be renamed, mere data, or nobody can tell."""

    CODE = "code"
    DATA = "data"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Code:
    """Own PHP: the bytes of each file by path, and all that the files declare by the name PHP looks it up by."""

    sources: Mapping[str, bytes]
    declared: Mapping[Key, tuple[Declaration, ...]]

    def find(self, kind: DeclarationKind, name: str) -> Declaration | None:
        """The declaration, the unconditional one first; None where there is none."""
        found = self.declared.get((kind, name if kind is DeclarationKind.CONSTANT else name.lower()), ())
        return min(found, key=lambda declaration: declaration.is_conditional, default=None)

    def text(self, declaration: Declaration) -> str:
        start, end = declaration.span
        return self.sources[declaration.path][start:end].decode("utf-8", "surrogateescape")


def build_code(sources: Mapping[str, bytes], outlines: Iterable[Outline]) -> Code:
    declared: dict[Key, tuple[Declaration, ...]] = {}
    for outline in outlines:
        for declaration in outline.declarations:
            declared[declaration.key] = (*declared.get(declaration.key, ()), declaration)
    return Code(sources, declared)


class Rewrite(Enum):
    """What becomes of a need's text when its target gets a new name."""

    NAME = "the name is replaced"
    CALL = "the whole call becomes one of the target, without arguments"
    NOTHING = "the call stays, and finds the target at run time"


@dataclass(frozen=True, slots=True)
class Link:
    """A need met by an own declaration."""

    need: Need
    target: Declaration
    rewrite: Rewrite = Rewrite.NAME


@dataclass(frozen=True, slots=True)
class Sliced:
    """One declaration of a closure: what it takes from its own code, and what it needs from elsewhere.

    `unsure`: strings that spell an own name, in a place where it may be code or data.
    """

    declaration: Declaration
    links: tuple[Link, ...]
    foreign: tuple[Need, ...]
    unsure: tuple[Need, ...]


def slice_closure(
    code: Code,
    roots: Iterable[Declaration],
    role_of: Callable[[Need], Role],
    find_links: Callable[[Need], Sequence[Link]],
) -> tuple[Sliced, ...]:
    """The closure of the roots, each declaration once, what is needed before what needs it.

    `find_links` tells the own functions that a foreign call comes to in the end.
    """
    done: dict[Key, Sliced] = {}
    order: list[Key] = []
    stack: list[tuple[Declaration, bool]] = [(root, False) for root in reversed(tuple(roots))]
    while stack:
        declaration, is_finished = stack.pop()
        if is_finished:
            order.append(declaration.key)
        elif declaration.key not in done:
            done[declaration.key] = sliced = _slice(code, declaration, role_of, find_links)
            stack.append((declaration, True))
            stack.extend((link.target, False) for link in reversed(sliced.links))
    return tuple(done[key] for key in order)


_DECLARES = {
    NeedKind.CALL: DeclarationKind.FUNCTION,
    NeedKind.CLASS: DeclarationKind.CLASS,
    NeedKind.CONSTANT: DeclarationKind.CONSTANT,
}


def _slice(
    code: Code,
    declaration: Declaration,
    role_of: Callable[[Need], Role],
    find_links: Callable[[Need], Sequence[Link]],
) -> Sliced:
    needs = read_needs(code.sources[declaration.path], declaration.span)
    called = assigned_names(code.sources[declaration.path], declaration.span, needs)
    links: list[Link] = []
    foreign: list[Need] = []
    unsure: list[Need] = []
    for need in needs:
        target, found = _target(code, need), find_links(need)
        links += found
        if any(link.rewrite is Rewrite.CALL for link in found):
            continue
        if target is None:
            foreign.append(need)
        elif need.kind is not NeedKind.STRING or need.outer in called or role_of(need) is Role.CODE:
            links.append(Link(need, target))
        elif role_of(need) is Role.UNSURE:
            unsure.append(need)
    return Sliced(declaration, tuple(links), tuple(foreign), tuple(unsure))


def _target(code: Code, need: Need) -> Declaration | None:
    if need.kind in _DECLARES:
        return code.find(_DECLARES[need.kind], need.name)
    if need.kind is not NeedKind.STRING:
        return None
    if need.position.call in ("constant", "defined"):
        return code.find(DeclarationKind.CONSTANT, need.name)
    name = need.name.split("::")[0].lstrip("\\")
    return code.find(DeclarationKind.FUNCTION, name) or code.find(DeclarationKind.CLASS, name)


def reached_from(closure: Iterable[Sliced], roots: Iterable[Declaration]) -> frozenset[Key]:
    """What some roots of a closure need, themselves included."""
    by_key = {sliced.declaration.key: sliced for sliced in closure}
    seen: set[Key] = set()
    stack = [root.key for root in roots]
    while stack:
        key = stack.pop()
        if key not in seen:
            seen.add(key)
            stack.extend(link.target.key for link in by_key[key].links)
    return frozenset(seen)
