"""One need of lifted code in its surroundings, and what can be said of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.php.emit import Replacement
from uninstaller.php.needs import Need
from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.parse import Span
from uninstaller.php.slice import Code, Key, Sliced, reached_from
from uninstaller.place import place_at
from uninstaller.plan.model import Decision

EDIT = "write it out in the module's own code, commit, and run again; or uninstall the module a release earlier"
"""What settles most decisions: the code is about to go, so it may be simplified first."""

_BEFORE_TRUTH = re.compile(rb"(?:\b(?:if|elseif|while)\s*\(|&&|\|\||!)\s*\Z", re.I)
_AFTER_TRUTH = re.compile(rb"\s*(?:\)|&&|\|\|)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the removed modules own: `folders` by module, and names.

    `globals` are the variables that they set when loaded, `effects` their files that do more than declare when loaded.
    """

    folders: Mapping[str, str]
    entity_types: frozenset[str]
    libraries: frozenset[str]
    tables: frozenset[str]
    globals: frozenset[str]
    effects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which hooks ('disable', 'uninstall') need a declaration, and whether own classes are lifted with it."""

    hooks: frozenset[str]
    has_classes: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """`loads` are the own files whose loading was dropped; `unresolved` what somebody else must declare."""

    drops: tuple[Replacement, ...] = ()
    loads: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unresolved: tuple[tuple[Key, Need], ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One need of one declaration of the module, in its surroundings."""

    module: str
    code: Code
    sliced: Sliced
    need: Need
    own: Surroundings
    reach: Reach

    @property
    def path(self) -> str:
        return self.sliced.declaration.path

    @property
    def text(self) -> str:
        """The whole call or expression, as written."""
        start, end = self.need.outer
        return self.code.sources[self.path][start:end].decode("utf-8", "surrogateescape")

    def decide(self, rule: str, problem: str, settle: tuple[str, ...] = (EDIT,)) -> Judgement:
        place = place_at(self.path, self.code.sources[self.path], self.need.span[0])
        return Judgement(decisions=(Decision(rule, self.module, place, problem, settle),))

    @property
    def is_condition(self) -> bool:
        """Whether of the value nothing is used but whether it is true."""
        source, (start, end) = self.code.sources[self.path], self.need.outer
        return bool(_BEFORE_TRUTH.search(source[:start]) and _AFTER_TRUTH.match(source, end))

    def drop(self, loads: tuple[str, ...] = ()) -> Judgement:
        """Drops the statement with its line, or puts TRUE where the call's value is a condition."""
        source = self.code.sources[self.path]
        if self.need.statement is None:
            return Judgement(drops=((self.need.outer, b"TRUE"),), loads=loads)
        return Judgement(drops=((_whole_line(source, self.need.statement), b""),), loads=loads)


def _whole_line(source: bytes, span: Span) -> Span:
    """The span with its indentation and line end, if nothing else stands on its lines."""
    start = source.rfind(b"\n", 0, span[0]) + 1
    end = source.find(b"\n", span[1])
    if source[start : span[0]].strip() or end < 0 or source[span[1] : end].strip():
        return span
    return start, end + 1


def make_reaches(closure: Sequence[Sliced], roots: Iterable[Mapping[str, Declaration]]) -> dict[Key, Reach]:
    """For each declaration the hooks that need it."""
    by_hook = {
        hook: reached_from(closure, [found[hook] for found in roots if hook in found])
        for hook in ("disable", "uninstall")
    }
    has_classes = any(sliced.declaration.kind is DeclarationKind.CLASS for sliced in closure)
    return {
        sliced.declaration.key: Reach(
            frozenset(hook for hook, keys in by_hook.items() if sliced.declaration.key in keys), has_classes
        )
        for sliced in closure
    }
