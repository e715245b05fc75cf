"""YAML as Drupal reads it: text to a tree with byte spans and values, those of Symfony's Yaml component.

Symfony's own reader goes by lines and accepts, or reads otherwise, what other readers of YAML do not; this one does as
it does, and refuses the rare text that it could not read the same way. It never recurses deeper than `DEEPEST`.
"""

import re

from uninstaller.yaml.block import read_block
from uninstaller.yaml.lines import Lines
from uninstaller.yaml.nodes import Document, Kind, Malformed, Node, UnreadableError, Value

_MARK = re.compile(rb"---\s*(?:[#%].*)?$")


def parse(source: bytes) -> Document | Malformed:
    """The tree of a text; never raises."""
    try:
        source.decode()
        return Document(source, _read(source))
    except UnicodeDecodeError as error:
        return Malformed(source, error.start, "no valid UTF-8")
    except UnreadableError as error:
        return Malformed(source, error.offset, error.reason)


def load(source: bytes) -> "Value | Malformed":
    """What a text says, in plain values."""
    document = parse(source)
    return document.root.value if isinstance(document, Document) else document


def _read(source: bytes) -> Node:
    text = Lines(source)
    _skip_head(text)
    indent = text.seek()
    if indent < 0:
        return Node(Kind.SCALAR, len(source), len(source), None)
    if indent:
        raise text.fail("the first line is indented", 0)
    root = read_block(text, 0, 1)
    if text.seek() >= 0:
        raise text.fail("indented less than the lines before, and like none of them")
    return root


def _skip_head(text: Lines) -> None:
    """Passes the comments and the mark `---` on top; after a mark, dots at the very end are a mark, too."""
    at = 0
    while at < len(text.lines) and text.lines[at].startswith(b"#"):
        at += 1
    if at < len(text.lines) and _MARK.match(text.lines[at]):
        at += 1
        _drop_dots(text)
    text.at = text.dropped = at


def _drop_dots(text: Lines) -> None:
    last = max((index for index, line in enumerate(text.lines) if line.strip()), default=0)
    line = text.lines[last].rstrip()
    if line.endswith(b"..."):
        text.lines[last] = line[:-3]
        text.indents[last] = text.indents[last] if line[:-3].strip() else -1
