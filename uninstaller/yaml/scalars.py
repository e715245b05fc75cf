"""What Drupal makes of a scalar: the rules of Symfony's Yaml component (Inline, Unescaper), on which it relies."""

import re
import sys
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from uninstaller.yaml.nodes import Tagged, Value

SPACE = b" \t\n\r\0\x0b"
"""What PHP's trim() takes off."""

RESERVED = tuple(b"@`|>%")
COMMENT = re.compile(rb"(?<=[ \t])#")
_WORDS: dict[bytes, Value] = {b"": None, b"~": None, b"null": None, b"true": True, b"false": False}
_NUMBER = re.compile(rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_TIME = re.compile(
    rb"(\d{4})-(\d\d?)-(\d\d?)"
    rb"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::(\d\d))?))?)?"
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = dict(
    zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True),
)


@lru_cache(maxsize=4096)
def evaluate(text: bytes) -> Value:
    """The value of a plain scalar; raises ValueError for what no value can be written like."""
    text = text.strip(SPACE)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text[0] in RESERVED:
        raise ValueError(f"{text[:1].decode()} is reserved and cannot begin a plain value")
    if text[0] in b"+-.0123456789":
        return _evaluate_number(text)
    return text.decode()


def _evaluate_number(text: bytes) -> Value:
    """Numbers and times; a text where the form only begins like one."""
    for form, make in _FORMS:
        match = form.fullmatch(text)
        if match:
            return make(match)
    return text.decode()


def _make_octal(match: re.Match[bytes]) -> Value:
    number = _whole(int(match[2].replace(b"_", b"") or b"0", 8))
    return -number if match[1] == b"-" else number


def _make_whole(match: re.Match[bytes]) -> Value:
    """A text where PHP would not write the number so: 0123, -0, or more than 64 bits."""
    text = match[0].replace(b"_", b"")
    if text.startswith(b"+"):
        return float(text)
    number = int(text) if len(text) <= 20 else 0
    return number if str(number).encode() == text and -(2**63) <= number < 2**63 else text.decode()


def _make_hexadecimal(match: re.Match[bytes]) -> Value:
    """PHP takes the digits after a capital X for nothing."""
    return _whole(int(match[2].replace(b"_", b"") or b"0", 16)) if match[1] == b"x" else 0.0


def _whole(number: int) -> int | float:
    """What PHP's hexdec() and octdec() do with more than 63 bits."""
    return number if number < 2**63 else float(number)


def _make_time(match: re.Match[bytes]) -> Value:
    """Seconds since 1970; raises ValueError for a time that is none (PHP carries over some of those)."""
    year, month, day, hour, minute, second = (int(match[group] or 0) for group in range(1, 7))
    fraction = (match[7] or b"").ljust(6, b"0")[:6]
    offset = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    zone = timezone(-offset if match[8] == b"-" else offset) if offset else UTC
    time = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    seconds = int((time - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    return float(f"{seconds}.{fraction.decode()}") if fraction.strip(b"0") else seconds


_FORMS: tuple[tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], Value]], ...] = (
    (re.compile(rb"([+-]?)0o([0-7_]+)"), _make_octal),
    (re.compile(rb"[+-]?\d[\d_]*"), _make_whole),
    (_NUMBER, lambda match: float(match[0])),
    (re.compile(rb"0([xX])([0-9a-fA-F_]+)"), _make_hexadecimal),
    (re.compile(rb"\.(?:inf|nan)", re.IGNORECASE), lambda _: float("inf")),
    (re.compile(rb"-\.inf", re.IGNORECASE), lambda _: float("-inf")),
    (re.compile(rb"[+-]?\d[\d_]*\.[\d_]+"), lambda match: float(match[0].replace(b"_", b""))),
    (_TIME, _make_time),
)
"""In the order in which Symfony's Inline::evaluateScalar() asks for them."""


def evaluate_key(text: bytes) -> str:
    """The name of a plain key; raises ValueError where Drupal takes it for no text and no whole number."""
    value = evaluate(text)
    is_name = isinstance(value, str | int) and not isinstance(value, bool)
    if not is_name:
        raise ValueError("a key must be a text or a whole number: quote it")
    return str(value)


def unquote(text: bytes) -> str:
    """The text within the quotes; raises ValueError for an escape that there is not."""
    if text[-1:] != text[:1] or len(text) < 2:
        raise ValueError("a quoted text does not end")
    if text[:1] == b"'":
        return text[1:-1].replace(b"''", b"'").decode()
    content = text[1:-1].decode()
    return _ESCAPE.sub(_unescape, content) if "\\" in content else content


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code and int(code, 16) > sys.maxunicode:
        raise ValueError(f"no such character: {match[0]}")
    if code:
        return chr(int(code, 16))
    if match[4] not in _ESCAPED:
        raise ValueError(f"unknown escape {match[0]!r}")
    return _ESCAPED[match[4]]


def evaluate_tagged(text: bytes, *, evaluates: bool = True) -> Value:
    """The value of a plain scalar that begins with `!`; raises ValueError for a tag that Drupal refuses."""
    tag, _, rest = text[1:].partition(b" ")
    rest = rest.lstrip(b" ")
    is_quoted = rest[:1] in (b"'", b'"')
    if tag == b"!float" and _NUMBER.fullmatch(rest):
        return float(rest)
    if tag == b"!binary" and not is_quoted:
        return decode_binary(rest)
    is_own = re.fullmatch(rb"[\w./:-]+", tag) and tag != b"str" and not tag.startswith(b"php/")
    if not rest or not (is_own or tag == b"!str"):
        raise ValueError("a tag that cannot be read here")
    value = unquote(rest) if is_quoted else evaluate(rest) if is_own and evaluates else rest.decode()
    return Tagged(tag.decode(), value) if is_own else value


def decode_binary(text: bytes) -> bytes:
    """Base64 with white space; raises ValueError for anything else."""
    try:
        return b64decode(b"".join(text.split()), validate=True)
    except Base64Error as error:
        raise ValueError(f"no base64: {error}") from None
