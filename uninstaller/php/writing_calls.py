"""PHP's own functions that change the array they are given, for arrays that are known."""

from collections.abc import Callable, Mapping, Sequence

from uninstaller.php.values import EMPTY, Array, ArrayBuilder, Key, Slot, Value, make_array, make_list

Change = tuple[Array, Slot]
Writing = Callable[[Array, Sequence[Value]], Change | None]
"""The array and the further arguments to the array after the call and the result; None where they are not certain."""


def _push(array: Array, values: Sequence[Value]) -> Change:
    builder = ArrayBuilder(dict(array.items), array.next_index)
    for value in values:
        builder.add(None, value)
    return builder.build(), len(builder.items)


def _renumbered(items: Sequence[tuple[Key, Slot]]) -> Array:
    builder = ArrayBuilder()
    for key, value in items:
        builder.add(None if isinstance(key, int) else key, value)
    return builder.build()


def _pop(array: Array, _: Sequence[Value]) -> Change:
    items = list(array.items.items())
    return (make_array(dict(items[:-1])), items[-1][1]) if items else (EMPTY, None)


def _shift(array: Array, _: Sequence[Value]) -> Change:
    items = list(array.items.items())
    return (_renumbered(items[1:]), items[0][1]) if items else (EMPTY, None)


def _unshift(array: Array, values: Sequence[Value]) -> Change:
    after = _renumbered([*enumerate(values), *array.items.items()])
    return after, len(after.items)


def _sorted_by_key(array: Array, _: Sequence[Value]) -> Change:
    # Numbers and texts are ordered differently by PHP 7 and 8; the order of tables matters to nobody.
    return make_array(dict(sorted(array.items.items(), key=lambda item: (isinstance(item[0], str), item[0])))), True


def _sorted(array: Array, _: Sequence[Value]) -> Change | None:
    """Only what every order agrees on: whole numbers alone."""
    numbers = [value for value in array.items.values() if isinstance(value, int)]
    return (make_list([*sorted(numbers)]), True) if len(numbers) == len(array.items) else None


def _first(array: Array, _: Sequence[Value]) -> Change:
    return array, next(iter(array.items.values()), False)


def _last(array: Array, _: Sequence[Value]) -> Change:
    return array, next(iter(reversed(list(array.items.values()))), False)


WRITING: Mapping[str, Writing] = {
    "array_push": _push,
    "array_pop": _pop,
    "array_shift": _shift,
    "array_unshift": _unshift,
    "ksort": _sorted_by_key,
    "sort": _sorted,
    "asort": lambda array, _: (array, True),
    "arsort": lambda array, _: (array, True),
    "reset": _first,
    "end": _last,
}
