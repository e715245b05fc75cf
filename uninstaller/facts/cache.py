"""Keeps what was read and concluded between runs, in the user's cache folder: who deletes it loses time only."""

import contextlib
import hashlib
import marshal
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from uninstaller import __version__

_MAGIC = b"uninstaller facts 1\n"
_KEPT = 256
RACY_NS = 2_000_000_000
"""A file that changes twice within a tick of its file system's clock looks unchanged: young times are not trusted."""

Stamp = tuple[int, int, bytes]
"""Modification time in ns, size in bytes, and the digest of the content, b'' for a file that spells no name."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """`stamps` by path; `rows` by digest: what a file of that content says, without its path."""

    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    rows: Mapping[bytes, object] = field(default_factory=dict)


def make_digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def make_key(root: Path, question: str) -> str:
    """Names the cache file for one root and one question (the digest of a lexicon), read by this very program."""
    parts = [_MAGIC.decode(), __version__, sys.version, str(root), question, *_describe_program()]
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


@cache
def _describe_program() -> tuple[str, ...]:
    """Sizes and times of the program's own files: a change of any may change an answer."""
    files = [path for path in Path(__file__).parent.parent.rglob("*") if path.suffix in (".py", ".j2")]
    grammar = find_spec("tree_sitter_php")
    files += [Path(grammar.origin)] if grammar is not None and grammar.origin else []
    stats = [(str(path), path.stat()) for path in sorted(files)]
    return tuple(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)


def find_folder() -> Path | None:
    """`$XDG_CACHE_HOME/uninstaller` or `~/.cache/uninstaller`; None where there is no home."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if base and Path(base).is_absolute():
        return Path(base) / "uninstaller"
    home = os.environ.get("HOME", "")
    return Path(home) / ".cache" / "uninstaller" if home else None


def load_remembered(key: str) -> Remembered:
    """What an earlier run kept; nothing where there is no cache, or one that is damaged."""
    body = load_body(key)
    return Remembered(*marshal.loads(body)) if body else Remembered()


def store_remembered(key: str, remembered: Remembered) -> None:
    limit = time.time_ns() - RACY_NS
    stamps = {path: stamp if stamp[0] < limit else (0, *stamp[1:]) for path, stamp in remembered.stamps.items()}
    store_body(key, marshal.dumps((stamps, dict(remembered.rows))))


def load_body(key: str) -> bytes:
    """The bytes that were kept under a key; b'' where there are none, or damaged ones."""
    folder = find_folder()
    try:
        content = (folder / f"{key}.facts").read_bytes() if folder is not None else b""
    except OSError:
        return b""
    head = len(_MAGIC) + 16
    body = content[head:]
    is_whole = content[: len(_MAGIC)] == _MAGIC and content[len(_MAGIC) : head] == make_digest(body)
    return body if is_whole else b""


def store_body(key: str, body: bytes) -> None:
    """Writes beside and renames, so that runs at the same time read a whole file; failure is no error."""
    folder = find_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder / f".new-{key}-{os.getpid()}"
        unfinished.write_bytes(_MAGIC + make_digest(body) + body)
        unfinished.replace(folder / f"{key}.facts")
        _forget_oldest(folder)


def _forget_oldest(folder: Path) -> None:
    """Keeps the newest files, and of unfinished ones those of the last hour."""
    found = sorted(((path.stat().st_mtime, path) for path in folder.glob("*.facts")), reverse=True)
    unfinished = [(path.stat().st_mtime, path) for path in folder.glob(".new-*")]
    for _, path in found[_KEPT:] + [one for one in unfinished if one[0] < time.time() - 3600]:
        path.unlink(missing_ok=True)
