"""Packed database dumps in which a removed extension is enabled, and the tests that load them."""

import re
import zlib
from collections.abc import Iterator

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, Unread, place_at
from uninstaller.plan.finding import Finding

MOST = 64 << 20
"""Bytes that one dump may unpack to; more of it is not looked at."""
_DUMP = re.compile(r"\.(?:php|sql|mysql|dump)\.gz\Z")
_CHUNK = 1 << 20
_TEST = re.compile(r"(?:^|/)[Tt]ests?/.*\.(?:php|test|module|inc)\Z")


def follow_dumps(tree: Tree, subject: Subject) -> Iterator[Finding | Unread]:
    """Fixtures of update tests hold `core.extension`, in which modules stand by name."""
    name = re.escape(subject.name.encode())
    enabled = re.compile(rb's:\d+:"' + name + rb"\";i:-?\d|'name' => '" + name + rb"[.']")
    found: dict[str, str] = {}
    for path in tree.files:
        if not _DUMP.search(path):
            continue
        try:
            is_there = _holds(tree.read(path), enabled)
        except (OSError, zlib.error) as error:
            yield Unread(Place(path), f"cannot be unpacked: {error}")
            continue
        if is_there:
            found[path.rpartition("/")[2]] = path
            message = f"is a dump of a database in which {subject.name} is enabled"
            yield Finding(Place(path), "dump", Kind.FILE, Certainty.POSSIBLE, subject.name, subject.chain, message)
    yield from _follow_tests(tree, subject, found)


def _holds(packed: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Unpacks a piece at a time, so that a dump takes no more memory than one."""
    unpacker, rest, done, tail = zlib.decompressobj(wbits=31), packed, 0, b""
    while rest and done < MOST:
        piece = tail + unpacker.decompress(rest, _CHUNK)
        if pattern.search(piece):
            return True
        rest, tail, done = unpacker.unconsumed_tail, piece[-200:], done + len(piece)
    return False


def _follow_tests(tree: Tree, subject: Subject, dumps: dict[str, str]) -> Iterator[Finding]:
    """A test that loads such a dump may say what it expects of the module."""
    names = [name.removesuffix(".gz").encode() for name in dumps]
    wanted = re.compile(rb"|".join(re.escape(name) for name in names) or rb"(?!)")
    for path, source in tree.sources(_TEST.search) if dumps else ():
        match = wanted.search(source)
        if match:
            dump = f"{match[0].decode()}.gz"
            chain = (*subject.chain, dump)
            message = f"loads {dump}, a database in which {subject.name} is enabled"
            place = place_at(path, source, match.start())
            yield Finding(place, "dump-user", Kind.FILE, Certainty.POSSIBLE, subject.name, chain, message)
