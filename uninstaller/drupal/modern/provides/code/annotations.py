"""Annotations in doc comments, `@Name(key = "value", {…}, @Other(…))`, in the dialect that Drupal's parser accepts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uninstaller.php.literals import read_number
from uninstaller.php.values import Array, ArrayBuilder, ExhaustedError, Unknown, Value, make_array, to_key
from uninstaller.place import Place

FindConstant = Callable[[str], Value]


@dataclass(frozen=True, slots=True)
class Annotation:
    """`name` as written, without a leading backslash; `values` its arguments, the one without a name as `value`."""

    name: str
    place: Place
    values: Value


_START = re.compile(r"(?<=[\s*])@(\\?[A-Za-z_][\w\\]*)\s*\(")
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"""
    r"""|(?P<name>@?\\?[A-Za-z_][\w\\]*(?:::\w+|:(?!\s)\w+)*)|(?P<mark>[(){},=:])|(?P<blank>[\s*]+)|(?P<other>.)""",
    re.S,
)
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
MAX_DEPTH = 30


class _UnreadableError(Exception):
    """At an offset of the comment."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def read_annotations(doc: str, start: Place, find_constant: FindConstant) -> tuple[Annotation, ...]:
    """The outermost annotations with arguments; one that cannot be read has an `Unknown` for values.

    `start` is where the comment begins. `find_constant` answers for `Class::NAME`.
    """
    found: list[Annotation] = []
    position = 0
    while match := _START.search(doc, position):
        place = _place(start, doc, match.start())
        reader = _Reader(doc, start, find_constant, _tokens(doc, match.end()))
        try:
            values: Value = reader.arguments()
            position = reader.end
        except _UnreadableError as problem:
            values = Unknown(_place(start, doc, problem.offset), f"@{match[1]} cannot be read from here")
            position = match.end()
        except ExhaustedError:
            values = Unknown(place, f"@{match[1]} is too large")
            position = match.end()
        if match[1].lstrip("\\").rpartition("\\")[2][:1].isupper():
            found.append(Annotation(match[1].lstrip("\\"), place, values))
    return tuple(found)


def _place(start: Place, doc: str, offset: int) -> Place:
    lines = doc.count("\n", 0, offset)
    column = offset - doc.rfind("\n", 0, offset)
    return Place(start.path, start.line + lines, column if lines else start.column + offset)


Token = tuple[str, str, int, int]
"""Kind, text, start, end."""


def _tokens(doc: str, position: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(doc, position):
        if match.lastgroup and match.lastgroup != "blank":
            yield match.lastgroup, match[0], match.start(), match.end()
    yield "end", "", len(doc), len(doc)


class _Reader:
    """Reads forward, one token ahead."""

    def __init__(self, doc: str, start: Place, find_constant: FindConstant, tokens: Iterator[Token]) -> None:
        self.doc, self.start, self.find_constant, self.tokens = doc, start, find_constant, tokens
        self.end = 0
        self.depth = 0
        self.kind, self.text, self.offset, self.next_end = next(tokens)

    def advance(self) -> str:
        text, self.end = self.text, self.next_end
        if self.kind == "end":
            raise _UnreadableError(self.offset)
        self.kind, self.text, self.offset, self.next_end = next(self.tokens)
        return text

    def arguments(self) -> Value:
        """Behind an opening parenthesis, up to and with the closing one."""
        builder = ArrayBuilder()
        while self.text != ")" or self.kind != "mark":
            key, value = self.item()
            builder.add("value" if key is None else key, value)
            self.separator(")")
        self.advance()
        return builder.build()

    def array(self) -> Value:
        builder = ArrayBuilder()
        while self.text != "}" or self.kind != "mark":
            builder.add(*self.item())
            self.separator("}")
        self.advance()
        return builder.build()

    def separator(self, closing: str) -> None:
        if self.kind == "mark" and self.text == ",":
            self.advance()
        elif self.kind != "mark" or self.text != closing:
            raise _UnreadableError(self.offset)

    def item(self) -> tuple[int | str | None, Value]:
        """A value, or a key with one: a name, a text, a number or a constant before `=` or `:`."""
        if self.kind == "name" and not self.text.startswith("@") and "::" not in self.text:
            name = self.text
            if name.lower() not in _WORDS:
                self.advance()
                return self.named(name)
        value = self.value()
        if self.kind == "mark" and self.text in "=:":
            self.advance()
            key = to_key(value)
            if key is None or isinstance(key, Unknown):
                raise _UnreadableError(self.offset)
            return key, self.value()
        return None, value

    def named(self, name: str) -> tuple[int | str | None, Value]:
        if self.kind != "mark" or self.text not in "=:":
            raise _UnreadableError(self.offset)
        self.advance()
        return name, self.value()

    def value(self) -> Value:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _UnreadableError(self.offset)
        kind, offset = self.kind, self.offset
        text = self.advance()
        value: Value
        if kind == "text":
            value = text[1:-1].replace('""', '"')
        elif kind == "number":
            value = read_number(text.lstrip("+"))
        elif kind == "mark" and text == "{":
            value = self.array()
        elif kind == "name":
            value = self.word(text, offset)
        else:
            raise _UnreadableError(offset)
        self.depth -= 1
        return value

    def word(self, text: str, offset: int) -> Value:
        """A nested annotation, `true`, `false`, `null` or a constant."""
        if text.startswith("@"):
            values: Value = make_array({})
            if self.kind == "mark" and self.text == "(":
                self.advance()
                values = self.arguments()
            return _translated(text[1:], values)
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if "::" in text:
            value = self.find_constant(text.lstrip("\\"))
            return Unknown(_place(self.start, self.doc, offset), value.reason) if isinstance(value, Unknown) else value
        raise _UnreadableError(offset)


def _translated(name: str, values: Value) -> Value:
    """`@Translation("text")` is its text; any other annotation the array of its arguments."""
    text = (
        values.items.get("value") if name.rpartition("\\")[2] == "Translation" and isinstance(values, Array) else None
    )
    return text if isinstance(text, str) else values
