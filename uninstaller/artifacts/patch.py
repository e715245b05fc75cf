"""Changes as one diff that `git apply` takes, and takes back, to the byte; nothing is read or written here."""

import hashlib
import re
import zlib
from base64 import b85encode
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from uninstaller.artifacts.hunks import make_hunks
from uninstaller.codebase.change import Blob, Change, Delete, Write

NO_BLOB = b"0" * 40
SUBMODULE = 0o160000
ESCAPES = {7: b"\\a", 8: b"\\b", 9: b"\\t", 10: b"\\n", 11: b"\\v", 12: b"\\f", 13: b"\\r", 34: b'\\"', 92: b"\\\\"}


def make_patch(before: Mapping[str, Blob], changes: Sequence[Change], prefix: str = "") -> bytes:
    """A diff, empty where nothing changes, after lines `# path: reason` that git skips.

    `before` holds what the changes touch, by path relative to the root, as `read_blobs` gives it; `prefix` is the root
    relative to git's top, '' where they are one.
    """
    place = f"{prefix.strip('/')}/".lstrip("/")
    pairs = {path: pair for change in changes for path, pair in _pairs(before, change) if pair[0] != pair[1]}
    if not pairs:
        return b""
    ordered = sorted((_bytes(place + path), pair) for path, pair in pairs.items())
    return _header(changes, place) + b"".join(_file(path, old, new) for path, (old, new) in ordered)


def _pairs(before: Mapping[str, Blob], change: Change) -> Iterator[tuple[str, tuple[Blob | None, Blob | None]]]:
    match change:
        case Write(path, content):
            old = before.get(path)
            yield path, (old, Blob(old.mode if old else 0o100644, content))
        case Delete(path):
            yield from ((each, (blob, None)) for each, blob in before.items() if f"{each}/".startswith(f"{path}/"))
        case _:
            assert_never(change)


def _header(changes: Sequence[Change], place: str) -> bytes:
    """Every line begins with `# `, so that none can be taken for a part of a diff."""
    pairs = dict.fromkeys((place + change.path, reason) for change in changes for reason in change.reason.split("\n"))
    reasons = sorted(pairs, key=lambda pair: pair[0])
    return b"".join(f"# {_printable(path)}: {_printable(reason)}\n".encode() for path, reason in reasons) + b"\n"


def _printable(text: str) -> str:
    """Without control, format and separator characters, that a terminal or an editor could obey."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _file(path: bytes, old: Blob | None, new: Blob | None) -> bytes:
    mode = (old or new or Blob(0, b"")).mode
    kind = f"new file mode {mode:o}\n" if old is None else f"deleted file mode {mode:o}\n" if new is None else ""
    suffix = f" {mode:o}" if old and new else ""
    index = b"index %s..%s%s\n" % (_name(old), _name(new), suffix.encode())
    head = b"diff --git %s %s\n%s%s" % (_quoted(b"a/" + path), _quoted(b"b/" + path), kind.encode(), index)
    was, becomes = _content(old), _content(new)
    if was == becomes:  # an empty file has no hunk
        return head
    if b"\0" in was or b"\0" in becomes:
        return head + b"GIT binary patch\n" + _literal(becomes) + _literal(was)
    return head + _marker(b"--- ", b"a/" + path, old) + _marker(b"+++ ", b"b/" + path, new) + make_hunks(was, becomes)


def _marker(sign: bytes, path: bytes, blob: Blob | None) -> bytes:
    """Git ends a name that has a space with a tab."""
    quoted = _quoted(path) if blob else b"/dev/null"
    return sign + quoted + (b"\t" if b" " in quoted else b"") + b"\n"


def _content(blob: Blob | None) -> bytes:
    if blob is None:
        return b""
    return b"Subproject commit " + blob.content + b"\n" if blob.mode == SUBMODULE else blob.content


def _name(blob: Blob | None) -> bytes:
    if blob is None:
        return NO_BLOB
    if blob.mode == SUBMODULE:
        return blob.content
    digest = hashlib.sha1(b"blob %d\0" % len(blob.content) + blob.content, usedforsecurity=False)
    return digest.hexdigest().encode()


def _literal(content: bytes) -> bytes:
    """Git's binary hunk: deflated, 52 bytes a line, the count of bytes as a letter, then base 85."""
    deflated = zlib.compress(content, 9)
    chunks = [deflated[start : start + 52] for start in range(0, len(deflated), 52)]
    lines = [_letter(len(chunk)) + b85encode(chunk, pad=True) + b"\n" for chunk in chunks]
    return b"literal %d\n%s\n" % (len(content), b"".join(lines))


def _letter(count: int) -> bytes:
    return bytes([ord("A") + count - 1 if count <= 26 else ord("a") + count - 27])


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _quoted(path: bytes) -> bytes:
    """As git prints a name: in quotes with C escapes where a byte is not plain ASCII, or is a quote or backslash."""
    if not re.search(rb'[^ -~]|["\\]', path):
        return path
    return b'"%s"' % b"".join(ESCAPES.get(byte) or (b"%c" if 32 <= byte < 127 else b"\\%03o") % byte for byte in path)
