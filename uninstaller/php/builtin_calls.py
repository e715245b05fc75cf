"""What PHP's own functions return for known values: those that schema code uses."""

from collections.abc import Mapping

from uninstaller.php.operators import cast
from uninstaller.php.text_calls import TEXT_CALLS, Arguments, Builtin, array_of, key_of, known, values_of
from uninstaller.php.values import (
    Array,
    ArrayBuilder,
    ExhaustedError,
    Key,
    Ref,
    Slot,
    Unknown,
    Value,
    first_unknown,
    is_loosely_equal,
    is_same,
    make_array,
    make_list,
    to_bool,
    to_number,
)


def _range(arguments: Arguments) -> Value:
    start, end = arguments[:2]
    step = arguments[2] if len(arguments) > 2 else 1
    if isinstance(start, str) and isinstance(end, str) and len(start) == len(end) == 1 and not (start + end).isdigit():
        ends = ord(start), ord(end)
        return make_list([chr(code) for code in _counted(*ends, step)])
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    return make_list(list(_counted(start, end, step)))


def _counted(start: int, end: int, step: Value) -> range:
    if not isinstance(step, int) or step == 0:
        raise TypeError
    if abs(end - start) // abs(step) > 10_000:
        raise ExhaustedError
    return range(start, end + 1, abs(step)) if start <= end else range(start, end - 1, -abs(step))


def _in_array(arguments: Arguments) -> Value:
    needle, values = arguments[0], values_of(arguments[1])
    is_strict = len(arguments) > 2 and to_bool(arguments[2]) is True
    answers = [is_same(needle, value) if is_strict else is_loosely_equal(needle, value) for value in values]
    if any(answer is True for answer in answers):
        return True
    return None if None in answers or any(isinstance(value, Unknown) for value in values) else False


def _are_arrays(arguments: Arguments) -> bool:
    """Of other values PHP 7 makes null, and PHP 8 an error."""
    return all(isinstance(argument, Array | Unknown) for argument in arguments)


def _merge(arguments: Arguments, unknown: Unknown) -> Value:
    if not _are_arrays(arguments):
        return unknown
    builder = ArrayBuilder()
    for argument in arguments:
        builder.merge(argument)
    return builder.build()


def _replace(arguments: Arguments, unknown: Unknown) -> Value:
    if not _are_arrays(arguments):
        return unknown
    builder = ArrayBuilder()
    for argument in arguments:
        if isinstance(argument, Array):
            for key, value in argument.items.items():
                builder.add(key, value)
            builder.gaps += argument.gaps
        elif isinstance(argument, Unknown):
            builder.add_unknown(argument)
    return builder.build()


def _merge_recursive(arguments: Arguments, unknown: Unknown) -> Value:
    if not _are_arrays(arguments):
        return unknown
    builder = ArrayBuilder()
    for argument in arguments:
        if not isinstance(argument, Array):
            builder.merge(argument)
            continue
        builder.gaps += argument.gaps
        for key, value in argument.items.items():
            if isinstance(key, int) or key not in builder.items:
                builder.add(None if isinstance(key, int) else key, value)
                continue
            sides = [
                side if isinstance(side, Array | Unknown) else make_list([side])
                for side in (builder.items[key], value)
                if not isinstance(side, Ref)
            ]
            builder.add(key, _merge_recursive(sides, unknown))
    return builder.build()


def _combine(arguments: Arguments) -> Value:
    keys, values = array_of(arguments[0]), array_of(arguments[1])
    if len(keys.items) != len(values.items):
        return None
    return make_array(dict(zip(map(key_of, keys.items.values()), values.items.values(), strict=True)))


def _fill_keys(arguments: Arguments, unknown: Unknown) -> Value:
    keys = known(lambda known_keys: make_list([key_of(key) for key in array_of(known_keys[0]).items.values()]))
    found = keys(arguments[:1], unknown)
    if not isinstance(found, Array) or len(arguments) < 2:
        return found if isinstance(found, Unknown) else unknown
    return make_array({key_of(key): arguments[1] for key in found.items.values()})


def _keys(arguments: Arguments, unknown: Unknown) -> Value:
    if len(arguments) == 1 and isinstance(arguments[0], Array):
        return make_list(list(arguments[0].items), arguments[0].gaps)
    return first_unknown(arguments[0]) or unknown if arguments else unknown


def _values(arguments: Arguments, unknown: Unknown) -> Value:
    if arguments and isinstance(arguments[0], Array):
        return make_list(values_of(arguments[0]), arguments[0].gaps)
    return first_unknown(arguments[0]) or unknown if arguments else unknown


def _filter(arguments: Arguments) -> Value:
    kept: dict[Key, Slot] = {}
    for key, value in array_of(arguments[0]).items.items():
        truth = to_bool(value)  # type: ignore[arg-type]
        if isinstance(truth, Unknown) or len(arguments) > 1:
            return None
        if truth:
            kept[key] = value
    return make_array(kept)


def _without_keys(arguments: Arguments) -> Value:
    gone = {key for argument in arguments[1:] for key in array_of(argument).items}
    return make_array({key: value for key, value in array_of(arguments[0]).items.items() if key not in gone})


def _only_keys(arguments: Arguments) -> Value:
    first, *others = map(array_of, arguments)
    return make_array({key: value for key, value in first.items.items() if all(key in other.items for other in others)})


def _without_values(arguments: Arguments) -> Value:
    gone = {str(key_of(value)) for argument in arguments[1:] for value in array_of(argument).items.values()}
    items = array_of(arguments[0]).items
    return make_array({key: value for key, value in items.items() if str(key_of(value)) not in gone})


def _flip(arguments: Arguments) -> Value:
    return make_array({key_of(value): key for key, value in array_of(arguments[0]).items.items()})


def _key_exists(arguments: Arguments) -> Value:
    return key_of(arguments[0]) in array_of(arguments[1]).items


def _type_test(*kinds: type) -> Builtin:
    def test(arguments: Arguments, unknown: Unknown) -> Value:
        if not arguments or isinstance(arguments[0], Unknown):
            return arguments[0] if arguments else unknown
        # A joined array may be null on one path.
        return first_unknown(arguments[0]) or type(arguments[0]) in kinds

    return test


def _cast_to(kind: str) -> Builtin:
    return lambda arguments, unknown: cast(kind, arguments[0], unknown) if len(arguments) == 1 else unknown


def _reversed(arguments: Arguments) -> Value:
    builder = ArrayBuilder()
    for key, value in reversed(list(array_of(arguments[0]).items.items())):
        builder.add(None if isinstance(key, int) and len(arguments) == 1 else key, value)
    return builder.build()


BUILTIN_CALLS: Mapping[str, Builtin] = {
    **TEXT_CALLS,
    "array_merge": _merge,
    "array_replace": _replace,
    "array_merge_recursive": _merge_recursive,
    "array_combine": known(_combine, least=2),
    "array_fill_keys": _fill_keys,
    "array_keys": _keys,
    "array_values": _values,
    "array_filter": known(_filter),
    "array_diff": known(_without_values),
    "array_diff_key": known(_without_keys),
    "array_intersect_key": known(_only_keys),
    "array_flip": known(_flip),
    "array_key_exists": known(_key_exists, least=2),
    "array_reverse": known(_reversed),
    "range": known(_range, least=2),
    "in_array": known(_in_array, least=2),
    "count": known(lambda arguments: len(array_of(arguments[0]).items) if len(arguments) == 1 else None),
    "sizeof": known(lambda arguments: len(array_of(arguments[0]).items) if len(arguments) == 1 else None),
    "is_array": _type_test(Array),
    "is_string": _type_test(str),
    "is_int": _type_test(int),
    "is_bool": _type_test(bool),
    "is_null": _type_test(type(None)),
    "is_numeric": known(
        lambda arguments: (
            not isinstance(arguments[0], bool) and arguments[0] is not None and to_number(arguments[0]) is not None
        )
    ),
    "intval": _cast_to("int"),
    "strval": _cast_to("string"),
    "define": lambda _arguments, _unknown: True,
}
