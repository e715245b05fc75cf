"""What a call, or an include, in lifted code comes to once the module's own code is gone."""

import re
from collections.abc import Callable

from uninstaller.drupal.seven.lifting.callbacks import (
    ENTITY_CALLS,
    FORM_CALLS,
    MEANINGS,
    PRESENCE,
    TABLE_CALLS,
    Meaning,
    code_argument,
)
from uninstaller.drupal.seven.lifting.judge_enabled import judge_enabled
from uninstaller.drupal.seven.lifting.judge_names import judge_class_call
from uninstaller.drupal.seven.lifting.matter import Judgement, Matter
from uninstaller.php.builtins import REMOVED, is_builtin
from uninstaller.php.dynamic import read_assigned
from uninstaller.php.outline import DeclarationKind


def judge_call(matter: Matter) -> Judgement:
    """The first rule that has something to say; else somebody must declare the function."""
    for rule in _RULES:
        found = rule(matter)
        if found is not None:
            return found
    name = matter.need.name.lower()
    if is_builtin(DeclarationKind.FUNCTION, name):
        return Judgement()
    return Judgement(unresolved=(((DeclarationKind.FUNCTION, name), matter.need),))


def _first(matter: Matter) -> str | None:
    return matter.need.arguments[0] if matter.need.arguments else None


def _judge_entity(matter: Matter) -> Judgement | None:
    types, first = matter.own.entity_types, _first(matter)
    if matter.need.name.lower() not in ENTITY_CALLS or not types or (first is not None and first not in types):
        return None
    return matter.decide("own-entity", f"{matter.need.name}() works on an entity type that goes with the module")


def _judge_table(matter: Matter) -> Judgement | None:
    if matter.need.name.lower() not in TABLE_CALLS or _first(matter) not in matter.own.tables:
        return None
    problem = f"{matter.need.name}() needs the schema of {_first(matter)}, which goes with the module"
    return matter.decide("own-schema-api", problem)


def _judge_language(matter: Matter) -> Judgement | None:
    """What PHP itself does to a program by a call."""
    name = matter.need.name.lower()
    if name in REMOVED:
        return matter.decide("old-php", f"{matter.need.name}() is gone since PHP 8")
    if name == "eval":
        return matter.decide("dynamic-call", "eval() runs code that is known only at run time")
    if name in ("die", "exit"):
        return matter.decide("exit-call", "exit would end the whole update run")
    return None


def _judge_dynamic_argument(matter: Matter) -> Judgement | None:
    """A call that is given code, or a name to look up, which is no plain string."""
    need, index = matter.need, code_argument(matter.need.name.lower())
    if index is None or len(need.arguments) <= index or need.arguments[index] is not None:
        return None
    given = need.texts[index]
    is_pair = re.match(r"(?:array\s*\(|\[)\s*(?:\$this\b|'\w+'|\"\w+\"|__CLASS__|self::class)", given)
    if is_pair or re.match(r"(?:static\s+)?(?:function|fn)\s*&?\s*\(|__FUNCTION__\Z|\w+::class\Z", given):
        return None
    if re.fullmatch(r"\$\w+", given) and is_harmless(matter, given):
        return None
    if need.name.lower() in PRESENCE:
        return matter.decide("presence-check", f"{need.name}() looks for a name that is known only at run time")
    return matter.decide("dynamic-call", f"{need.name}() calls code that is known only at run time")


def _judge_form(matter: Matter) -> Judgement | None:
    """A form or a theme hook of the module's own: natively found by its name."""
    name, first = matter.need.name.lower(), _first(matter)
    if name in FORM_CALLS:
        is_own = first is None or matter.code.find(DeclarationKind.FUNCTION, first) is not None
    elif name == "theme":
        is_own = first is None or matter.code.find(DeclarationKind.FUNCTION, f"theme_{first}") is not None
        is_own = is_own or any(f"{first}_".startswith(f"{module}_") for module in matter.own.folders)
    else:
        return None
    return matter.decide("self-invocation", f"{matter.need.name}() calls own code by its name") if is_own else None


def _judge_meaning(matter: Matter) -> Judgement | None:
    """A call that names the module, or its library."""
    need, own = matter.need, matter.own
    if need.name.lower() not in MEANINGS:
        return None
    position, meaning = MEANINGS[need.name.lower()]
    named = need.arguments[position] if len(need.arguments) > position else None
    if meaning is Meaning.LIBRARY:
        is_own = named in own.libraries or named is None
        return (
            matter.decide("own-library", f"{need.name}() loads a library that the module declares") if is_own else None
        )
    if named in own.folders:
        return _judge_self(matter, meaning, str(named))
    if named is None and _mentions_module(matter, with_variables=meaning is not Meaning.SELF):
        return matter.decide("dynamic-call", f"{need.name}() is told at run time which module it is about")
    return None


_RULES: tuple[Callable[[Matter], Judgement | None], ...] = (
    _judge_meaning,
    judge_enabled,
    _judge_entity,
    _judge_table,
    _judge_form,
    _judge_language,
    judge_class_call,
    _judge_dynamic_argument,
)


def _mentions_module(matter: Matter, with_variables: bool) -> bool:
    """Whether a call whose argument is no plain string may mean a removed module."""
    if "$" in matter.text and (with_variables or matter.need.name.lower() in _SWITCHES):
        return True
    return any(re.search(rf"['\"]{re.escape(name)}['\"]", matter.text) for name in matter.own.folders)


_SWITCHES = frozenset({"module_enable", "module_disable", "drupal_uninstall_modules", "features_revert"})


def _judge_self(matter: Matter, meaning: Meaning, module: str) -> Judgement:
    call = f"{matter.need.name}()"
    match meaning:
        case Meaning.LOAD:
            return _judge_load(matter, module)
        case Meaning.DROP_SCHEMA:
            return matter.drop()
        case Meaning.PATH:
            return matter.decide("drupal-get-path", f"{call} asks for the folder of {module}, which will be gone")
        case Meaning.SCHEMA:
            return matter.decide("own-schema-api", f"{call} asks for the schema of {module}, which will be gone")
        case _:
            return matter.decide("self-invocation", f"{call} calls on {module} by its name")


def _judge_load(matter: Matter, module: str) -> Judgement:
    loads, call = _loaded_files(matter, module), f"{matter.need.name}()"
    if matter.own.effects & set(loads):
        return matter.decide("load-with-effects", f"{call} loads a file that does more than declare")
    if matter.need.statement is None and not (loads and matter.is_condition):
        return matter.decide("load-with-effects", f"uses the value that {call} returns")
    return matter.drop(loads)


def _loaded_files(matter: Matter, module: str) -> tuple[str, ...]:
    """The own file that a load names, by the order of the function's arguments."""
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


def judge_include(matter: Matter) -> Judgement:
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


def judge_dynamic(matter: Matter) -> Judgement:
    """A call by a name in a variable: fine where all names it can have are seen."""
    need = matter.need
    if need.name.startswith("$") and is_harmless(matter, need.name):
        return Judgement()
    return matter.decide("dynamic-call", f"{need.name}: which code this calls is known only at run time")


_HOOK_OF_OTHERS = re.compile(r"""(\$\w+)\s*\.\s*['"](_\w+)['"]$""")


def is_harmless(matter: Matter, variable: str) -> bool:
    """Whether each value of the variable is get_t(), a plain name, or a hook of a module that implements it."""
    source, span = matter.code.sources[matter.path], matter.sliced.declaration.span
    values = read_assigned(source, span, variable)

    def is_fine(text: str, value: str | None) -> bool:
        if value is not None or text == "get_t()":
            return True
        hook = _HOOK_OF_OTHERS.match(text)
        return hook is not None and _runs_over_others(matter, hook[1])

    return bool(values) and all(is_fine(value.text, value.value) for value in values)


def _runs_over_others(matter: Matter, variable: str) -> bool:
    """Whether a variable runs over the modules that implement the hook; the module itself is not among them."""
    given = read_assigned(matter.code.sources[matter.path], matter.sliced.declaration.span, variable)
    loops = [one for one in given if one.is_loop and one.text.startswith("module_implements(")]
    return bool(loops) and all(one in loops or one.is_read for one in given) and "disable" not in matter.reach.hooks
