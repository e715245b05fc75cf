"""Which folders hold extensions, told by the paths of their info files alone."""

import re
from collections.abc import Sequence

from uninstaller.codebase.tree import Tree

INFO = re.compile(r"(?:(?P<folder>.*)/)?(?P<name>[a-z_][a-z0-9_]*)\.info(?:\.yml)?$", re.IGNORECASE)


def find_folders(tree: Tree, names: Sequence[str]) -> dict[str, list[str]]:
    """The folders of the extensions of some names, by name; '' is the root."""
    folders: dict[str, list[str]] = {name: [] for name in names}
    for path in tree.files:
        found = INFO.match(path)
        if found and found["name"] in folders and is_extension(tree, path, found):
            folders[found["name"]].append(found["folder"] or "")
    return folders


def is_extension(tree: Tree, path: str, found: re.Match[str]) -> bool:
    """Other programs have .info files as well."""
    folder, name = found["folder"] or "", found["name"]
    beside = (f"{folder}/{file}".lstrip("/") for file in (f"{name}.module", f"{name}.profile", "template.php"))
    return path.endswith(".yml") or folder.rpartition("/")[2] == name or any(file in tree.files for file in beside)
