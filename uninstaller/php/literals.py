"""The text of PHP's string and number literals."""

import re

from uninstaller.php.parse import Node

_ESCAPE = re.compile(r'\\(?:([nrtvef\\$"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\})')
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}


def read_single_quoted(written: str) -> str:
    return re.sub(r"\\([\\'])", r"\1", written[1:-1])


def unescape(text: str, *, is_heredoc: bool = False) -> str:
    """Text between double quotes, or of a heredoc, in which a quote needs no backslash."""

    def replaced(match: re.Match[str]) -> str:
        simple, octal, hexadecimal, point = match.groups()
        if simple:
            return match[0] if is_heredoc and simple == '"' else _SIMPLE.get(simple, simple)
        code = int(octal, 8) & 0xFF if octal else int(hexadecimal or point, 16)
        if not point and code > 0x7F:
            # One byte, kept the way that source text keeps what is not UTF-8.
            return chr(0xDC00 + code)
        return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else match[0]

    return _ESCAPE.sub(replaced, text).encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def read_number(written: str) -> int | float | None:
    text = written.replace("_", "").lower()
    try:
        if text.startswith(("0x", "0b", "0o")):
            return int(text, 0)
        if re.fullmatch(r"0[0-7]+", text):
            return int(text, 8)
        number = float(text) if re.search(r"[.e]", text) else int(text)
    except ValueError:
        return None
    if abs(number) < 2**63:
        return number
    return float(number) if number < 10**300 else None


def parts(node: Node) -> list[Node]:
    """The named children that mean something."""
    return [child for child in node.named_children if child.type != "comment"]


def field(node: Node, name: str) -> Node:
    """A field that the grammar promises."""
    return node.child_by_field_name(name) or node


def template_parts(node: Node, source: bytes) -> list[str | Node]:
    """A string with variables in it: raw text as written, and the nodes of the expressions.

    The grammar leaves some raw text (line ends of a heredoc) without a node: it is what lies between.
    """
    pieces: list[str | Node] = []
    position = node.start_byte
    raw = bytearray()
    for child in node.children:
        raw += source[position : child.start_byte]
        position = child.end_byte
        if child.type in ("string_content", "escape_sequence", "nowdoc_string"):
            raw += source[child.start_byte : child.end_byte]
        elif child.is_named:
            pieces += [raw.decode("utf-8", "surrogateescape"), child]
            raw.clear()
    raw += source[position : node.end_byte]
    return [*pieces, raw.decode("utf-8", "surrogateescape")]
