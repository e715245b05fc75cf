"""What PHP's own functions of text return for known values: those that schema code uses, none with an effect."""

from collections.abc import Callable, Mapping, Sequence

from uninstaller.php.operators import cast
from uninstaller.php.values import (
    MAX_TEXT,
    Array,
    ExhaustedError,
    Key,
    Ref,
    Slot,
    Unknown,
    Value,
    first_unknown,
    make_list,
    to_key,
    to_text,
)
from uninstaller.place import Place

Arguments = Sequence[Value]
Builtin = Callable[[Arguments, Unknown], Value]
"""Arguments without slots inside, and what to answer where the result is not certain."""

_NOWHERE = Unknown(Place(""), "")
_CONSTANTS: Mapping[str, Value] = {
    "PHP_INT_MAX": 2**63 - 1,
    "PHP_INT_SIZE": 8,
    "PHP_EOL": "\n",
    "DIRECTORY_SEPARATOR": "/",
}


def find_builtin_constant(name: str) -> tuple[bool, Value]:
    """Whether the value of a constant of PHP is the same everywhere, and the value."""
    truths: Mapping[str, Value] = {"true": True, "false": False, "null": None}
    if name.lower() in truths:
        return True, truths[name.lower()]
    return name in _CONSTANTS, _CONSTANTS.get(name)


def known(function: Callable[[Arguments], Value | None], *, least: int = 1) -> Builtin:
    """A function of fully known arguments; what it cannot do it answers with None or an exception for bad values."""

    def call(arguments: Arguments, unknown: Unknown) -> Value:
        for argument in arguments:
            why = first_unknown(argument)
            if why is not None:
                return why
        if len(arguments) < least:
            return unknown
        try:
            value = function(arguments)
        except (ValueError, TypeError, LookupError, ArithmeticError, StopIteration):
            return unknown
        return unknown if value is None else value

    return call


def text_of(value: Value) -> str:
    text = to_text(value)
    if not isinstance(text, str):
        raise TypeError
    return text


def array_of(value: Value) -> Array:
    if not isinstance(value, Array):
        raise TypeError
    return value


def values_of(value: Value) -> list[Value]:
    """An array's values; the arguments of a builtin have no slots inside."""
    return [item for item in array_of(value).items.values() if not isinstance(item, Ref)]


def key_of(value: Slot) -> Key:
    """A key from a value; functions differ from `[]` and from each other in what they make of other types."""
    key = to_key(value) if isinstance(value, int | str) and not isinstance(value, bool) else None
    if isinstance(key, int | str):
        return key
    raise TypeError


def _of_text(function: Callable[[str], Value]) -> Builtin:
    return known(lambda arguments: function(text_of(arguments[0])) if len(arguments) == 1 else None)


def _ascii(function: Callable[[str], str]) -> Callable[[str], str | None]:
    """PHP changes the case of ASCII letters only, or as the locale says."""
    return lambda text: function(text) if text.isascii() else None


def _substr(arguments: Arguments) -> Value:
    text = text_of(arguments[0]).encode("utf-8", "surrogateescape")
    start, length = arguments[1], arguments[2] if len(arguments) > 2 else None
    if not isinstance(start, int) or not isinstance(length, int | None):
        raise TypeError
    start = max(len(text) + start, 0) if start < 0 else start
    end = len(text) if length is None else len(text) + length if length < 0 else start + length
    return text[start : max(end, 0)].decode("utf-8", "surrogateescape")


def _strpos(arguments: Arguments) -> Value:
    text, part = text_of(arguments[0]), arguments[1]
    if not isinstance(part, str) or not text.isascii() or len(arguments) > 2:
        raise TypeError
    position = text.find(part)
    return False if position < 0 else position


def _trim(strip: Callable[[str, str], str]) -> Builtin:
    def trim(arguments: Arguments) -> Value:
        letters = text_of(arguments[1]) if len(arguments) > 1 else " \t\n\r\0\x0b"
        return None if ".." in letters else strip(text_of(arguments[0]), letters)

    return known(trim)


def _implode(arguments: Arguments) -> Value:
    glue, pieces = ("", arguments[0]) if len(arguments) == 1 else (arguments[0], arguments[1])
    return text_of(glue).join(text_of(value) for value in values_of(pieces))


def _explode(arguments: Arguments) -> Value:
    return make_list(list(text_of(arguments[1]).split(text_of(arguments[0])))) if len(arguments) == 2 else None


def _replaced(arguments: Arguments) -> Value:
    search, replacement, text = arguments[:3]
    if len(arguments) != 3 or (isinstance(replacement, Array) and not isinstance(search, Array)):
        return None
    searches = values_of(search) if isinstance(search, Array) else [search]
    replacements = values_of(replacement) if isinstance(replacement, Array) else [replacement] * len(searches)
    replacements += [""] * (len(searches) - len(replacements))
    result = text_of(text)
    for old, new in zip(searches, replacements, strict=False):
        if text_of(old):
            result = result.replace(text_of(old), text_of(new))
        if len(result) > MAX_TEXT:
            raise ExhaustedError
    return result


def _sprintf(arguments: Arguments) -> Value:
    pieces = text_of(arguments[0]).split("%")
    values = iter(arguments[1:])
    result = pieces.pop(0)
    while pieces:
        piece = pieces.pop(0)
        if not piece and pieces:
            result += "%" + pieces.pop(0)
        elif piece[:1] == "s":
            result += text_of(next(values)) + piece[1:]
        elif piece[:1] == "d":
            number = cast("int", next(values), _NOWHERE)
            if not isinstance(number, int):
                return None
            result += str(number) + piece[1:]
        else:
            return None
    return result


TEXT_CALLS: Mapping[str, Builtin] = {
    "strtolower": _of_text(_ascii(str.lower)),
    "strtoupper": _of_text(_ascii(str.upper)),
    "mb_strtolower": _of_text(_ascii(str.lower)),
    "mb_strtoupper": _of_text(_ascii(str.upper)),
    "ucfirst": _of_text(_ascii(lambda text: text[:1].upper() + text[1:])),
    "lcfirst": _of_text(_ascii(lambda text: text[:1].lower() + text[1:])),
    "strlen": _of_text(lambda text: len(text.encode("utf-8", "surrogateescape"))),
    "dirname": _of_text(lambda text: text.rpartition("/")[0] or None),
    "basename": _of_text(lambda text: text.rstrip("/").rpartition("/")[2]),
    "substr": known(_substr, least=2),
    "strpos": known(_strpos, least=2),
    "trim": _trim(str.strip),
    "rtrim": _trim(str.rstrip),
    "ltrim": _trim(str.lstrip),
    "implode": known(_implode),
    "join": known(_implode),
    "explode": known(_explode, least=2),
    "str_replace": known(_replaced, least=3),
    "sprintf": known(_sprintf),
}
