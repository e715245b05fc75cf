"""Trees that a test draws as texts by path."""

from collections.abc import Mapping
from pathlib import Path

from uninstaller.codebase.tree import Entry, Tree


def make_tree(texts: Mapping[str, str | bytes], root: Path = Path("/"), mtime_ns: int = 0) -> Tree:
    """A tree that is nowhere on disk; `mtime_ns` 0 is a time that nothing trusts."""
    sources = {path: text.encode() if isinstance(text, str) else text for path, text in texts.items()}
    files = {path: Entry(path, len(source), mtime_ns) for path, source in sorted(sources.items())}
    return Tree(root, files, {}, (), sources.__getitem__)
