"""What a module's hooks declare: the arrays that they return, evaluated as far as the code alone tells."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.php.evaluate import evaluate_function
from uninstaller.php.machine import Definition, Lookup, Native
from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.parse import Parsed, Span, parse_without
from uninstaller.php.slices import find_methods
from uninstaller.php.values import EMPTY, Array, Unknown, Value
from uninstaller.place import Place, Unread, place_at


@dataclass(frozen=True, slots=True)
class Declared:
    """What a hook returned; `place` is the hook's."""

    value: Value
    place: Place

    @property
    def names(self) -> tuple[str, ...]:
        """The array's keys that are text, sorted; those that only some sites have are among them."""
        return tuple(name for name in self.keys if not name.isdecimal())

    @property
    def keys(self) -> tuple[str, ...]:
        """The array's keys as text, numbers included, sorted."""
        return tuple(sorted(str(key) for key in self.value.items)) if isinstance(self.value, Array) else ()

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Why there may be more names, or fewer on some sites."""
        match self.value:
            case Array():
                return tuple(Unread(gap.place, gap.reason) for gap in self.value.gaps)
            case Unknown():
                return (Unread(self.value.place, self.value.reason),)
            case _:
                return ()

    def texts(self) -> tuple[str, ...]:
        """The array's values that are text, sorted."""
        values = self.value.items.values() if isinstance(self.value, Array) else ()
        return tuple(sorted(value for value in values if isinstance(value, str)))


parse_once = lru_cache(maxsize=3)(parse_without)
"""A tree takes eighty times the memory of its source: only the last few are kept."""


def parse_round(own: OwnCode, path: str, offsets: Collection[int]) -> Parsed:
    """A file without the functions and methods that hold none of the offsets, where that changes nothing."""
    source, outline = own.code.sources[path], own.outline(path)
    spans = [one.span for one in outline.declarations if one.kind is not DeclarationKind.CONSTANT]
    if outline.errors or not all(any(_holds(span, [offset]) for span in spans) for offset in offsets):
        return parse_once(source, ())
    methods = [
        (start + inner, start + outer)
        for start, end in spans
        if _holds((start, end), offsets)
        for inner, outer in find_methods(source[start:end])
    ]
    return parse_once(source, tuple(span for span in (*spans, *methods) if not _holds(span, offsets)))


def _holds(span: Span, offsets: Iterable[int]) -> bool:
    return any(span[0] <= offset < span[1] for offset in offsets)


def list_own_files(own: OwnCode, module: str) -> tuple[str, ...]:
    """Files of a module that Drupal may load: no documentation of hooks, nor another module below its folder."""
    modules: dict[str, set[str]] = {}
    for path in own.code.sources:
        folder, _, name = path.rpartition("/")
        if name.endswith(".module"):
            modules.setdefault(folder, set()).add(name.removesuffix(".module"))
    paths = (path for path in own.code.sources if own.owner(path) == module and not path.endswith(".api.php"))
    return tuple(path for path in paths if _is_of(module, path, modules))


def _is_of(module: str, path: str, modules: Mapping[str, set[str]]) -> bool:
    folder, _, file = path.rpartition("/")
    for above in _folders_above(folder):
        found = modules.get(above)
        if found:
            stem = file.partition(".")[0]
            return module in found and (stem == module or stem not in found)
    return True


def _folders_above(folder: str) -> Iterator[str]:
    yield folder
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def implements(own: OwnCode, module: str, hook: str) -> Declaration | None:
    """The function MODULE_HOOK of the module's own files, as module_hook() would find it (includes/module.inc)."""
    candidates = own.code.declared.get((DeclarationKind.FUNCTION, f"{module}_{hook}".lower()), ())
    if not candidates:
        return None
    files = frozenset(list_own_files(own, module))
    found = [candidate for candidate in candidates if candidate.path in files]
    return min(found, key=lambda declaration: declaration.is_conditional, default=None)


def read_hook(own: OwnCode, module: str, hook: str) -> Declared | None:
    """What the hook returns on its own; None where the module does not implement it."""
    declaration = implements(own, module, hook)
    if declaration is None:
        return None
    source = own.code.sources[declaration.path]
    return Declared(evaluate_own(own, declaration.name), place_at(declaration.path, source, declaration.span[0]))


def evaluate_own(own: OwnCode, function: str) -> Value:
    """What an own function returns that is called without arguments."""
    functions = _make_lookup(own, DeclarationKind.FUNCTION)
    constants = _make_lookup(own, DeclarationKind.CONSTANT)
    return evaluate_function(function, functions, constants, natives=_make_natives(own))


def _make_lookup(own: OwnCode, kind: DeclarationKind) -> Lookup:
    def find(name: str) -> Definition | None:
        declaration = own.code.find(kind, name)
        return find_definition(own, declaration) if declaration else None

    return find


def find_definition(own: OwnCode, declaration: Declaration) -> Definition | None:
    parsed = parse_round(own, declaration.path, [declaration.span[0]])
    node = parsed.root.descendant_for_byte_range(*declaration.span)
    return Definition(declaration.path, parsed, node) if node is not None else None


def _first(arguments: Sequence[Value], unknown: Unknown) -> Value:
    return arguments[0] if arguments else unknown


def _make_natives(own: OwnCode) -> Mapping[str, Native]:
    """Drupal's functions whose answer the code tells, on a site with empty caches."""

    def path(arguments: Sequence[Value], unknown: Unknown) -> Value:
        name = arguments[1] if len(arguments) > 1 else None
        return own.folders.get(name, unknown) if isinstance(name, str) else unknown

    return {
        **dict.fromkeys(("t", "st", "check_plain", "drupal_ucfirst"), _first),
        "get_t": lambda _arguments, _unknown: "t",
        "drupal_get_path": path,
        "drupal_static": lambda arguments, _unknown: arguments[1] if len(arguments) > 1 else None,
        "cache_get": lambda _arguments, _unknown: False,
        **dict.fromkeys(("module_load_include", "module_load_install", "drupal_load", "include"), _loaded),
        **dict.fromkeys(("cache_set", "drupal_alter", "watchdog"), lambda _arguments, _unknown: None),
        "module_invoke_all": lambda _arguments, unknown: EMPTY.with_gaps((unknown,)),
    }


def _loaded(_arguments: Sequence[Value], _unknown: Unknown) -> Value:
    return True
