"""PHP's values as far as they are known: scalars, ordered arrays, and what is unknown, with the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from uninstaller.place import Place


class ExhaustedError(Exception):
    """More steps, depth or size than the budget allows; caught in evaluate.py."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Any value at all; `place` is where it came from."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A slot that more than one name may point at (PHP's `&`); its value is in the heap of the state."""

    number: int


Key = int | str
Scalar = None | bool | int | float | str

MAX_WEIGHT = 100_000
MAX_DEPTH = 40
MAX_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Array:
    """An ordered array. `gaps` say why it may have keys that are not in `items`, or lack some that are.

    The value of a key that may be missing is itself joined with null. `weight` counts all values below, `depth` the
    levels: values that share parts cannot grow beyond what is countable.
    """

    items: Mapping[Key, "Value | Ref"] = field(default_factory=dict)
    next_index: int = 0
    gaps: tuple[Unknown, ...] = ()
    weight: int = 1
    depth: int = 1
    has_refs: bool = False

    def with_gaps(self, gaps: tuple[Unknown, ...]) -> "Array":
        new = tuple(gap for gap in dict.fromkeys(gaps) if gap not in self.gaps)
        return replace(self, gaps=(self.gaps + new)[:20]) if new else self

    def with_item(self, key: Key, value: "Value | Ref") -> "Array":
        return _sized({**self.items, key: value}, _next_index(self.next_index, key), self.gaps)

    def without(self, key: Key) -> "Array":
        return _sized({own: value for own, value in self.items.items() if own != key}, self.next_index, self.gaps)

    def blurred(self, why: Unknown) -> "Array":
        """After something was written at a key that is not known, or by code that is not known."""
        return _sized(dict.fromkeys(self.items, why), self.next_index, self.gaps).with_gaps((why,))


Value = Scalar | Array | Unknown
Slot = Value | Ref

EMPTY = Array()
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,18}")
_NUMBER = re.compile(r"[ \t\n\r\v\f]*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?[ \t\n\r\v\f]*")


def make_array(items: Mapping[Key, Slot], gaps: tuple[Unknown, ...] = ()) -> Array:
    """An array of keys that are already normalised."""
    next_index = 0
    for key in items:
        next_index = _next_index(next_index, key)
    return _sized(items, next_index, ()).with_gaps(gaps)


def make_list(values: "list[Value] | tuple[Value, ...]", gaps: tuple[Unknown, ...] = ()) -> Array:
    return make_array(dict(enumerate(values)), gaps)


def _sized(items: Mapping[Key, Slot], next_index: int, gaps: tuple[Unknown, ...]) -> Array:
    weight, depth, has_refs = 1 + len(items), 1, False
    for value in items.values():
        if isinstance(value, Array):
            weight += value.weight
            depth = max(depth, value.depth + 1)
            has_refs = has_refs or value.has_refs
        elif isinstance(value, Ref):
            has_refs = True
    if weight > MAX_WEIGHT or depth > MAX_DEPTH:
        raise ExhaustedError
    return Array(items, next_index, gaps, weight, depth, has_refs)


def _next_index(next_index: int, key: Key) -> int:
    return max(next_index, key + 1) if isinstance(key, int) else next_index


def to_key(value: Value) -> Key | Unknown | None:
    """The array key that PHP makes of a value; None where it makes none."""
    match value:
        case None:
            return ""
        case bool() | int():
            return int(value)
        case float():
            return int(value) if abs(value) < 2**53 else None
        case str():
            return int(value) if _INTEGER.fullmatch(value) and -(2**63) <= int(value) < 2**63 else value
        case Array():
            return None
        case Unknown():
            return value


def to_bool(value: Value) -> bool | Unknown:
    match value:
        case Unknown():
            return value
        case Array():
            return value.gaps[0] if value.gaps else bool(value.items)
        case _:
            return value not in (None, False, 0, 0.0, "", "0")


def to_text(value: Value) -> str | Unknown | None:
    """None where PHP's text is not certain."""
    match value:
        case None | False:
            return ""
        case True:
            return "1"
        case int() | str():
            return str(value)
        case float():
            return format(value, ".14G") if abs(value) < 1e14 and (value == 0 or abs(value) > 1e-4) else None
        case Unknown():
            return value
        case Array():
            return None


def to_number(value: Value) -> int | float | Unknown | None:  # noqa: PLR0911 - one a type
    """None for what is not a number as a whole."""
    match value:
        case None:
            return 0
        case bool():
            return int(value)
        case int() | float() | Unknown():
            return value
        case str():
            if not _NUMBER.fullmatch(value):
                return None
            stripped = value.strip()
            if re.fullmatch(r"[+-]?[0-9]{1,18}", stripped):
                return int(stripped)
            return float(stripped)
        case Array():
            return None


def is_same(left: Slot, right: Slot) -> bool:
    """PHP's `===` on what is known; equal unknown values are taken for the same (they are not told apart)."""
    if left is right:
        return True
    if isinstance(left, Array) and isinstance(right, Array):
        if len(left.items) != len(right.items) or left.weight != right.weight or left.gaps != right.gaps:
            return False
        pairs = zip(left.items.items(), right.items.items(), strict=True)
        return all(key == other_key and is_same(value, other) for (key, value), (other_key, other) in pairs)
    return type(left) is type(right) and left == right


def is_loosely_equal(left: Value, right: Value) -> bool | None:
    """PHP's `==` of known values; None where PHP versions or order of comparison differ."""
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        if (left is None and isinstance(right, str)) or (right is None and isinstance(left, str)):
            return (left or "") == (right or "")
        one, other = to_bool(left), to_bool(right)
        return None if isinstance(one, Unknown) or isinstance(other, Unknown) else one == other
    if isinstance(left, Array) or isinstance(right, Array):
        return True if is_same(left, right) else None
    if isinstance(left, str) and isinstance(right, str) and left == right:
        return True
    first, second = to_number(left), to_number(right)
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first == second
    return left == right if isinstance(left, str) and isinstance(right, str) else None


def first_unknown(value: Value) -> Unknown | None:
    """Why a value, or the key set of an array, is not known."""
    if isinstance(value, Array):
        return value.gaps[0] if value.gaps else None
    return value if isinstance(value, Unknown) else None


@dataclass(slots=True)
class ArrayBuilder:
    """An array while it is filled."""

    items: dict[Key, Slot] = field(default_factory=dict)
    next_index: int = 0
    gaps: list[Unknown] = field(default_factory=list)

    def add(self, key: Key | None, value: Slot) -> None:
        """None is the next free index."""
        index = self.next_index if key is None else key
        self.items[index] = value
        self.next_index = _next_index(self.next_index, index)

    def add_unknown(self, why: Unknown) -> None:
        """Something was added at a key that is not known: it may have replaced any."""
        self.items = dict.fromkeys(self.items, why)
        self.gaps.append(why)

    def merge(self, value: Value) -> None:
        """As array_merge() and `...` do: numbers are counted anew, other keys replace."""
        if isinstance(value, Array):
            for key, slot in value.items.items():
                self.add(None if isinstance(key, int) else key, slot)
            self.gaps += value.gaps
        elif isinstance(value, Unknown):
            self.add_unknown(value)

    def build(self) -> Array:
        return _sized(self.items, self.next_index, ()).with_gaps(tuple(self.gaps))
