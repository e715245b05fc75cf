"""What is never looked at: version control, `node_modules`, public files, and what the user excludes."""

import re
from collections.abc import Callable
from fnmatch import translate

SKIPPED = frozenset({".git", ".svn", ".hg", "node_modules"})
CODE_FOLDERS = frozenset({"modules", "themes", "libraries", "profiles"})


def make_skip(exclude: tuple[str, ...]) -> Callable[[str], bool]:
    """Tells of a file's path, relative to root, whether `walk_tree` would leave it or a folder above it out."""
    is_excluded = make_filter(exclude)

    def is_skipped(path: str) -> bool:
        parts = path.split("/")
        if not SKIPPED.isdisjoint(parts):
            return True
        above = ["/".join(parts[:number]) for number in range(1, len(parts) + 1)] if exclude else [path]
        public = ["/".join(parts[: number + 1]) for number, part in enumerate(parts) if part == "files"]
        return any(map(is_public_files, public)) or any(map(is_excluded, above))

    return is_skipped


def make_filter(exclude: tuple[str, ...]) -> Callable[[str], bool]:
    """Globs on paths relative to root, where `*` crosses `/`."""
    if not exclude:
        return lambda _path: False
    matches = re.compile("|".join(translate(pattern.strip("/")) for pattern in exclude)).match
    return lambda path: matches(path) is not None


def is_public_files(path: str) -> bool:
    """Whether a folder is `sites/*/files`."""
    parts = path.split("/")
    return parts[-3:-2] == ["sites"] and not CODE_FOLDERS.intersection(parts[:-3])
