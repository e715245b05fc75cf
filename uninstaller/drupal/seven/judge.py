"""What becomes of one lifted declaration without its module: loads to drop, and what a person must decide."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from uninstaller.drupal.seven.callbacks import ENTITY_CALLS, MEANINGS, TABLE_CALLS, Meaning
from uninstaller.php.builtins import REMOVED, is_builtin
from uninstaller.php.dynamic import read_assigned
from uninstaller.php.emit import Replacement
from uninstaller.php.needs import Need, NeedKind
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.parse import Span
from uninstaller.php.slice import Code, Key, Sliced
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision

EDIT = "write it out in the module's own code, commit, and run again; or uninstall the module a release earlier"
"""What settles most decisions: the code is about to go, so it may be simplified first."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the removed modules own, by name; `folders` are theirs, by module; `globals` the variables that they set
    when loaded; `effects` their files that do more than declare when loaded."""

    folders: Mapping[str, str]
    entity_types: frozenset[str]
    libraries: frozenset[str]
    tables: frozenset[str]
    globals: frozenset[str]
    effects: frozenset[str]


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

    @property
    def path(self) -> str:
        return self.sliced.declaration.path

    def decide(self, rule: str, problem: str, settle: tuple[str, ...] = (EDIT,)) -> Judgement:
        place = place_at(self.path, self.code.sources[self.path], self.need.span[0])
        return Judgement(decisions=(Decision(rule, self.module, place, problem, settle),))

    def drop(self, loads: tuple[str, ...] = ()) -> Judgement:
        """Drops the statement with its line, or puts TRUE where the call's value is used."""
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


def judge(module: str, code: Code, sliced: Sliced, own: Surroundings) -> Judgement:
    """All that is to be said about one declaration of the closure."""
    matters = [Matter(module, code, sliced, need, own) for need in sliced.foreign]
    found = [_judge_declaration(module, code, sliced), *_judge_unsure(module, code, sliced, own)]
    found += [_JUDGES[matter.need.kind](matter) for matter in matters]
    merged = _merge(found)
    swallowed = [span for span, _ in merged.drops]

    def is_gone(place: Place) -> bool:
        source = code.sources[sliced.declaration.path]
        return any(place_at(place.path, source, start) <= place < place_at(place.path, source, end) for start, end in swallowed)

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


def _judge_call(matter: Matter) -> Judgement:
    need, name = matter.need, matter.need.name.lower()
    first = need.arguments[0] if need.arguments else None
    if name in MEANINGS:
        return _judge_meaning(matter, *MEANINGS[name])
    if name in ENTITY_CALLS and matter.own.entity_types and (first is None or first in matter.own.entity_types):
        return matter.decide("own-entity", f"{need.name}() works on an entity type that goes with the module")
    if name in TABLE_CALLS and first in matter.own.tables:
        return matter.decide("own-schema-api", f"{need.name}() needs the schema of {first}, which goes with the module")
    if name == "eval":
        return matter.decide("dynamic-call", "eval() runs code that is known only at run time")
    if name in ("die", "exit"):
        return matter.decide("exit-call", "exit would end the whole update run")
    if name in REMOVED:
        return matter.decide("old-php", f"{need.name}() is gone since PHP 8")
    if name in ("call_user_func", "call_user_func_array") and first is None:
        return _judge_dynamic_argument(matter)
    if is_builtin(DeclarationKind.FUNCTION, name):
        return Judgement()
    return Judgement(unresolved=(((DeclarationKind.FUNCTION, name), need),))


def _judge_meaning(matter: Matter, position: int, meaning: Meaning) -> Judgement:
    need, own = matter.need, matter.own
    named = need.arguments[position] if len(need.arguments) > position else None
    if meaning is Meaning.LIBRARY:
        if named in own.libraries or named is None:
            return matter.decide("own-library", f"{need.name}() loads a library that the module declares")
    elif named is None and meaning is not Meaning.SELF:
        if _mentions_module(matter):
            return matter.decide("dynamic-call", f"{need.name}() is told at run time which module it is about")
    elif named in own.folders:
        return _judge_self(matter, meaning, named)
    return Judgement(unresolved=(((DeclarationKind.FUNCTION, need.name.lower()), need),))


def _mentions_module(matter: Matter) -> bool:
    """Whether a call whose argument is no plain string may mean a removed module: it cannot if none is spelled there."""
    start, end = matter.need.outer
    text = matter.code.sources[matter.path][start:end].decode("utf-8", "surrogateescape")
    return "$" in text or any(re.search(rf"\b{re.escape(name)}\b", text) for name in matter.own.folders)


def _judge_self(matter: Matter, meaning: Meaning, module: str) -> Judgement:
    need = matter.need
    match meaning:
        case Meaning.LOAD:
            loads = _loaded_files(matter, module)
            if matter.own.effects & set(loads):
                return matter.decide("load-with-effects", f"{need.name}() loads a file that does more than declare")
            return matter.drop(loads)
        case Meaning.DROP_SCHEMA:
            return matter.drop()
        case Meaning.PATH:
            return matter.decide("drupal-get-path", f"{need.name}() asks for the folder of {module}, which will be gone")
        case Meaning.SCHEMA:
            return matter.decide("own-schema-api", f"{need.name}() asks for the schema of {module}, which will be gone")
        case _:
            return matter.decide("self-invocation", f"{need.name}() calls on {module} by its name")


def _loaded_files(matter: Matter, module: str) -> tuple[str, ...]:
    """The own file that a load names: module_load_include($type, $module, $name), module_load_install($module), …"""
    folder, arguments = matter.own.folders[module], matter.need.arguments
    prefix = f"{folder}/" if folder else ""
    match matter.need.name.lower(), arguments:
        case "module_load_include", (str(kind), _, *rest):
            name = rest[0] if rest and rest[0] else module
            path = f"{prefix}{name}.{kind}"
        case "module_load_install", _:
            path = f"{prefix}{module}.install"
        case "ctools_include", (str(name), *_):
            path = f"{prefix}includes/{name}.inc"
        case _:
            path = f"{prefix}{module}.module"
    return (path,) if path in matter.code.sources else ()


def _judge_include(matter: Matter) -> Judgement:
    """An include of an own file is dropped (what it declares is lifted); one of Drupal's or of others stays."""
    need, own = matter.need, matter.own
    tail = "".join(part or "" for part in need.arguments).replace("/./", "/").lstrip("./")
    is_own_path = re.search(r"__FILE__|__DIR__", need.name) or any(
        re.search(rf"drupal_get_path\(\s*'module'\s*,\s*'{re.escape(name)}'", need.name) for name in own.folders
    )
    for name in own.folders:
        tail = tail.removeprefix(f"module{name}").lstrip("/")
    files = tuple(path for path in matter.code.sources if path == tail or (tail and path.endswith("/" + tail)))
    if files and (is_own_path or "$" not in need.name):
        if own.effects & set(files):
            return matter.decide("load-with-effects", "includes a file that does more than declare")
        if need.statement is None:
            return matter.decide("load-with-effects", "uses the value that an included file returns")
        return matter.drop(files)
    if is_own_path or "$" in need.name:
        return matter.decide("dynamic-include", f"cannot tell which file is included: {need.name}")
    return Judgement()


def _judge_dynamic(matter: Matter) -> Judgement:
    """A call by a name in a variable: fine where all names it can have are seen."""
    need = matter.need
    if need.name.startswith("$") and _is_harmless(matter, need.name):
        return Judgement()
    return matter.decide("dynamic-call", f"{need.name}: which code this calls is known only at run time")


def _judge_dynamic_argument(matter: Matter) -> Judgement:
    start, end = matter.need.outer
    text = matter.code.sources[matter.path][start:end].decode("utf-8", "surrogateescape")
    variable = re.match(r"\w+\(\s*(\$\w+)\s*[,)]", text)
    if variable and _is_harmless(matter, variable[1]):
        return Judgement()
    return matter.decide("dynamic-call", f"{matter.need.name}() calls code that is known only at run time")


_HOOK_OF_OTHERS = re.compile(r"""(\$\w+)\s*\.\s*['"]_\w+['"]$""")


def _is_harmless(matter: Matter, variable: str) -> bool:
    """Whether each value of the variable is get_t(), a plain name, or a hook of a module that implements it."""
    source, span = matter.code.sources[matter.path], matter.sliced.declaration.span
    values = read_assigned(source, span, variable)

    def is_fine(text: str, value: str | None) -> bool:
        if value is not None or text == "get_t()":
            return True
        hook = _HOOK_OF_OTHERS.match(text)
        return bool(hook) and all(
            given.is_loop and given.text.startswith("module_implements(") for given in read_assigned(source, span, hook[1])
        )

    return bool(values) and all(is_fine(value.text, value.value) for value in values)


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


def _judge_string(matter: Matter) -> Judgement:
    """A string that spells no own name is data, unless it asks whether own code is there."""
    return Judgement()


_JUDGES: dict[NeedKind, Callable[[Matter], Judgement]] = {
    NeedKind.CALL: _judge_call,
    NeedKind.CLASS: _judge_name(DeclarationKind.CLASS),
    NeedKind.CONSTANT: _judge_name(DeclarationKind.CONSTANT),
    NeedKind.STRING: _judge_string,
    NeedKind.INCLUDE: _judge_include,
    NeedKind.DYNAMIC: _judge_dynamic,
    NeedKind.GLOBAL: _judge_global,
    NeedKind.MAGIC: _judge_magic,
    NeedKind.EXIT: _judge_exit,
}
