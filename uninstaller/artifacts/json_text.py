"""Values as JSON text that any parser accepts: pure ASCII, in the order given, with a final line end."""

import json
from typing import Any

JsonObject = dict[str, Any]


def format_json(value: JsonObject | list[JsonObject]) -> str:
    r"""Controls and bidi overrides stay in the value, escaped in the text.

    A byte of a path that is not UTF-8 (a surrogate escape) becomes the four characters `\xff`: a lone surrogate is
    no Unicode, and strict parsers refuse it. DEL is the one control that `json` leaves alone.
    """
    return json.dumps(_encodable(value), indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _without_surrogates(value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value


def _without_surrogates(text: str) -> str:
    return "".join(_name_surrogate(ord(character)) or character for character in text)


def _name_surrogate(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else ""
