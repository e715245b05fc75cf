"""Plain scalars and the lines that continue them, as Symfony's Yaml parser joins those."""

from uninstaller.yaml.lines import Lines
from uninstaller.yaml.nodes import Kind, Node, UnreadableError
from uninstaller.yaml.scalars import COMMENT, SPACE, evaluate, evaluate_tagged


def read_plain(text: Lines, position: int, column: int) -> Node:
    """The scalar at a position of the current line; a line that continues it is indented further than the column."""
    start = text.starts[text.at] + position
    content, is_over = _cut(text.lines[text.at][position:])
    text.take()
    margin = b" " * (column + 1)
    if text.at == len(text.lines) or not text.lines[text.at].startswith(margin):
        return _make(content, start, start + len(content))
    pieces, glue, end = [content], b" ", start + len(content)
    while text.at < len(text.lines) and text.lines[text.at].startswith(margin):
        line = text.lines[text.at]
        content, is_commented = _cut(line)
        if (content and is_over) or (is_commented and not content and not glue):
            raise text.fail("a value goes on after a comment")
        if content:
            pieces += [glue, content]
            glue, end, text.last = b" ", text.starts[text.at] + line.index(content) + len(content), text.at
        elif not is_commented:
            pieces.append(b"\n")
            glue = b""
        is_over = is_over or is_commented
        text.at += 1
    return _make(b"".join(pieces).strip(SPACE), start, end)


def read_lone_plain(text: Lines, column: int) -> Node:
    """The scalar that begins below its key, and has the lines that are indented as far: those are refused if odd."""
    start = text.starts[text.at] + column
    content, is_over = _cut(text.lines[text.at][column:])
    has_colon = b": " in text.lines[text.at][column:]
    has_escape = content.endswith(b"\\")
    text.take()
    pieces, glue, end = [content], b" ", start + len(content)
    while text.at < len(text.lines) and (text.indents[text.at] < 0 or text.indents[text.at] >= column):
        line = text.lines[text.at]
        content, is_commented = _cut(line)
        if not line.strip(SPACE):
            pieces.append(b"\n")
            glue = b""
        elif content:
            if is_over or has_escape or not column:
                raise text.fail("a plain value of several lines that cannot be read here")
            has_colon = has_colon or b": " in line
            pieces += [glue, content]
            glue, end, text.last = b" ", text.starts[text.at] + line.index(content) + len(content), text.at
            is_over, has_escape = is_commented, content.endswith(b"\\")
        text.at += 1
    if has_colon:
        raise UnreadableError(start, "a colon and a space in a plain value: quote it")
    return _make(b"".join(pieces).strip(SPACE), start, end)


def _cut(line: bytes) -> tuple[bytes, bool]:
    """The text of a line without a comment, and whether there was one."""
    if b"#" not in line:
        return line.strip(SPACE), False
    comment = COMMENT.search(line)
    content = line[: comment.start()] if comment else line
    content = content.strip(SPACE)
    return (b"", True) if content.startswith(b"#") else (content, comment is not None)


def _make(content: bytes, start: int, end: int) -> Node:
    try:
        if content.startswith(b"!"):
            return Node(Kind.OPAQUE, start, end, evaluate_tagged(content))
        return Node(Kind.SCALAR, start, end, evaluate(content))
    except (ValueError, OverflowError) as error:
        raise UnreadableError(start, str(error)) from None
