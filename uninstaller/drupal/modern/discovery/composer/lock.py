"""What composer.lock says that composer installs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from uninstaller.codebase.tree import Tree
from uninstaller.place import Place, Unread, place_at

LARGEST = 20_000_000


@dataclass(frozen=True, slots=True, order=True)
class Locked:
    """A package as composer.lock has it. `requires` are names of packages; `installer_name` stands for it in paths."""

    name: str
    version: str
    type: str
    requires: tuple[str, ...]
    installer_name: str
    is_dev: bool
    place: Place


def read_lock(tree: Tree, path: str) -> tuple[Locked, ...] | Unread:
    """Sorted; nothing where there is no such file."""
    if path not in tree.files:
        return ()
    try:
        source = tree.read(path)
        root = json.loads(source) if len(source) <= LARGEST else None
    except OSError as error:
        return Unread(Place(path), f"cannot be read: {error.strerror or error}")
    except (ValueError, RecursionError) as error:
        return Unread(Place(path), f"no JSON: {error}")
    if not isinstance(root, dict):
        return Unread(Place(path), "no composer.lock that can be read")
    sections = (("packages", False), ("packages-dev", True))
    return tuple(sorted(found for key, is_dev in sections for found in _read_packages(path, source, root, key, is_dev)))


def _read_packages(path: str, source: bytes, root: dict[str, Any], key: str, is_dev: bool) -> Iterator[Locked]:
    packages = root.get(key)
    for package in packages if isinstance(packages, list) else ():
        if not isinstance(package, dict) or not isinstance(package.get("name"), str):
            continue
        name, extra, requires = package["name"], package.get("extra"), package.get("require")
        yield Locked(
            name=name,
            version=str(package.get("version") or "").removeprefix("v"),
            type=str(package.get("type") or "library"),
            requires=tuple(sorted(requires)) if isinstance(requires, dict) else (),
            installer_name=str(extra.get("installer-name") or "") if isinstance(extra, dict) else "",
            is_dev=is_dev,
            place=_find_place(path, source, name),
        )


def _find_place(path: str, source: bytes, name: str) -> Place:
    offset = source.find(b'"name": "' + name.encode("utf-8", "replace") + b'"')
    return place_at(path, source, offset) if offset >= 0 else Place(path)
