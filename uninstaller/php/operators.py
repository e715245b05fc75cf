"""PHP's operators and casts on values; where the result is not certain, the given unknown value."""

import math
from collections.abc import Callable, Mapping

from uninstaller.php.values import (
    MAX_TEXT,
    Array,
    ExhaustedError,
    Key,
    Slot,
    Unknown,
    Value,
    is_loosely_equal,
    is_same,
    make_array,
    make_list,
    to_bool,
    to_number,
    to_text,
)

Number = int | float


def apply_operator(operator: str, left: Value, right: Value, unknown: Unknown) -> Value:  # noqa: PLR0911 - one a kind
    """Any operator but those that may skip their right side."""
    if operator == "+" and (isinstance(left, Array) or isinstance(right, Array)):
        return _union(left, right, unknown)
    for side in (left, right):
        if isinstance(side, Unknown):
            return side
        if isinstance(side, Array) and (side.gaps or side.has_refs):
            return side.gaps[0] if side.gaps else unknown
    if operator == ".":
        return _concatenate(left, right, unknown)
    if operator in _COMPARISONS:
        answer = _COMPARISONS[operator](left, right)
        return unknown if answer is None else answer
    one, other = to_number(left), to_number(right)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return _calculate(operator, one, other, unknown)
    return unknown


def _union(left: Value, right: Value, unknown: Unknown) -> Value:
    match left, right:
        case Array(), Array():
            return make_array(
                {**right.items, **left.items} if left.gaps else _kept(left, right), left.gaps + right.gaps
            )
        case Array(), Unknown():
            return left.with_gaps((right,))
        case Unknown(), Array():
            return right.blurred(left)
        case _:
            return unknown


def _kept(left: Array, right: Array) -> dict[Key, Slot]:
    return {**left.items, **{key: value for key, value in right.items.items() if key not in left.items}}


def _concatenate(left: Value, right: Value, unknown: Unknown) -> Value:
    one, other = to_text(left), to_text(right)
    if not isinstance(one, str) or not isinstance(other, str):
        return unknown
    if len(one) + len(other) > MAX_TEXT:
        raise ExhaustedError
    return one + other


def _order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 where every PHP agrees."""
    if isinstance(left, str) and isinstance(right, str):
        one, other = to_number(left), to_number(right)
        if one is None or other is None:
            return (left > right) - (left < right)
    else:
        one, other = to_number(left), to_number(right)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return (one > other) - (one < other)
    return None


def _ordered(test: Callable[[int], bool]) -> Callable[[Value, Value], bool | None]:
    def compare(left: Value, right: Value) -> bool | None:
        order = _order(left, right)
        return None if order is None else test(order)

    return compare


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


_COMPARISONS: Mapping[str, Callable[[Value, Value], bool | int | None]] = {
    "===": is_same,
    "!==": lambda left, right: not is_same(left, right),
    "==": is_loosely_equal,
    "!=": lambda left, right: _negated(is_loosely_equal(left, right)),
    "<>": lambda left, right: _negated(is_loosely_equal(left, right)),
    "<": _ordered(lambda order: order < 0),
    ">": _ordered(lambda order: order > 0),
    "<=": _ordered(lambda order: order <= 0),
    ">=": _ordered(lambda order: order >= 0),
    "<=>": _order,
}


def _calculate(operator: str, left: Number, right: Number, unknown: Unknown) -> Value:
    try:
        return _fitting(_number(operator, left, right), unknown)
    except (ArithmeticError, ValueError):
        return unknown


def _number(operator: str, left: Number, right: Number) -> Number | None:  # noqa: PLR0911 - one an operator
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            exact = isinstance(left, int) and isinstance(right, int) and left % right == 0
            return left // right if exact else left / right
        case "%":
            return int(math.fmod(int(left), int(right))) if max(abs(left), abs(right)) < 2**53 else None
        case "**":
            return math.pow(left, right) if isinstance(left, float) or isinstance(right, float) else _power(left, right)
        case "&" | "|" | "^" | "<<" | ">>" if isinstance(left, int) and isinstance(right, int):
            return _bits(operator, left, right)
        case _:
            return None


def _power(left: int, right: int) -> Number | None:
    return left**right if 0 <= right < 64 else None


def _bits(operator: str, left: int, right: int) -> int | None:
    if operator in ("<<", ">>"):
        if not 0 <= right < 64:
            return None
        return left << right if operator == "<<" else left >> right
    return left & right if operator == "&" else left | right if operator == "|" else left ^ right


def _fitting(number: Number | None, unknown: Unknown) -> Value:
    if number is None:
        return unknown
    return float(number) if isinstance(number, int) and not -(2**63) <= number < 2**63 else number


def cast(kind: str, value: Value, unknown: Unknown) -> Value:  # noqa: PLR0911 - one a kind
    """`kind` as written between the parentheses, in lower case."""
    if isinstance(value, Unknown):
        return value
    match kind:
        case "array":
            return value if isinstance(value, Array) else make_list([] if value is None else [value])
        case "bool" | "boolean":
            return to_bool(value)
        case "string" | "binary":
            text = to_text(value)
            return unknown if text is None else text
        case "int" | "integer" | "float" | "double":
            number = to_number(value)
            if not isinstance(number, int | float) or not math.isfinite(number):
                return unknown
            return _fitting(int(number), unknown) if kind.startswith("int") else float(number)
        case _:
            return unknown
