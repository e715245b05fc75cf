"""JSON as PHP's json_encode() writes it without options, byte for byte: hashes are taken of it."""

import json
import re

from uninstaller.yaml.nodes import Value

_NUMBER_KEY = re.compile(r"0|-?[1-9]\d{0,17}")
_EXPONENT = re.compile(r"(-?\d)(\.\d+)?e([+-]\d+)")


def encode(value: Value) -> str:
    """The value after a round through json_decode() to arrays: an empty object comes out as a list."""
    if isinstance(value, dict):
        keys = [int(key) if _NUMBER_KEY.fullmatch(key) else key for key in value]
        if keys == list(range(len(keys))):
            return encode(list(value.values()))
        return "{" + ",".join(f"{_text(key)}:{encode(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(encode(inner) for inner in value) + "]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return _write_float(value)
    return json.dumps(value)


def _write_float(number: float) -> str:
    """PHP leaves out a fraction of zero, but not before an exponent, which it writes from 18 digits on."""
    text = repr(number).removesuffix(".0")
    match = _EXPONENT.fullmatch(text)
    if not match:
        return text
    return (
        str(int(number))
        if match[3] == "+16"
        else f"{match[1]}{match[2] or '.0'}e{match[3][0]}{match[3][1:].lstrip('0')}"
    )


def _text(text: str) -> str:
    """PHP leaves DEL as it is, and escapes slashes."""
    parts = (json.dumps(part)[1:-1].replace("/", "\\/") for part in text.split("\x7f"))
    return '"' + "\x7f".join(parts) + '"'
