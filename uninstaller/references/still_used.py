"""Files that exist for a removed module alone, and that something which stays names all the same: they must stay."""

from collections.abc import Collection, Iterable, Mapping

from uninstaller.codebase.change import Edit, apply_edits
from uninstaller.codebase.tree import Tree

_NAMING = (
    ".yml", ".info", ".php", ".inc", ".theme", ".module", ".install", ".profile", ".twig", ".css", ".scss", ".sass",
    ".less", ".js", ".json", ".make", ".html",
)  # fmt: skip
"""Endings of files that load others by their names."""
_INFO = (".info", ".info.yml")


def find_used(
    tree: Tree, wanted: Iterable[str], gone: Collection[str], edits: Mapping[str, tuple[Edit, ...]]
) -> set[str]:
    """Those of some paths whose base names are written in the extension that they lie in, once all else is done."""
    by_folder: dict[str, set[str]] = {}
    for path in wanted:
        by_folder.setdefault(_find_extension(tree, path), set()).add(path)
    used: set[str] = set()
    for folder, paths in by_folder.items():
        names = {path: path.rpartition("/")[2].encode("utf-8", "surrogateescape") for path in paths}
        for path, source in tree.sources(lambda path: path.endswith(_NAMING) and path not in gone, folder):
            if path not in paths and any(name in source for name in names.values()):
                left = apply_edits(source, edits.get(path, ()))
                used |= {one for one, name in names.items() if name in left}
    return used


def _find_extension(tree: Tree, path: str) -> str:
    """The nearest folder above that holds an info file; that of the file itself where there is none."""
    folder = own = path.rpartition("/")[0]
    while folder:
        name = folder.rpartition("/")[2]
        if any(f"{folder}/{name}{ending}" in tree.files for ending in _INFO):
            return folder
        folder = folder.rpartition("/")[0]
    return own
