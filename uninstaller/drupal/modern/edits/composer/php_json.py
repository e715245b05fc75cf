"""JSON as PHP's json_encode() writes it without options, byte for byte: hashes are taken of it."""

import json
import re

from uninstaller.yaml.nodes import Value

_NUMBER_KEY = re.compile(r"0|-?[1-9]\d{0,17}")
_EXPONENT = re.compile(r"(\d)(?:\.0)?e([+-])0*(\d)")


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
        return _EXPONENT.sub(r"\1.0e\2\3", repr(value))
    return json.dumps(value)


def _text(text: str) -> str:
    return json.dumps(text).replace("/", "\\/")
