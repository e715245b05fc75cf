"""Packages that composer installed for a removed module's package alone, and the patches that it put into that."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, place_at
from uninstaller.plan.finding import Finding

Requirements = Mapping[str, Collection[str]]


def follow_composer(tree: Tree, modules: Iterable[str]) -> Iterator[Finding]:
    """Of each composer.lock beside a composer.json; one that is broken tells nothing."""
    names = sorted(set(modules))
    for path in tree.files:
        if path.rpartition("/")[2] == "composer.json" and "/vendor/" not in f"/{path}":
            yield from _patches(tree, path, names)
        folder = path.removesuffix("composer.lock")
        if path.rpartition("/")[2] == "composer.lock" and f"{folder}composer.json" in tree.files:
            source = tree.read(path)
            roots, locked = _read_roots(tree.read(f"{folder}composer.json")), _read_locked(source)
            for name in names:
                yield from _orphans(path, source, roots, locked, name)


def _patches(tree: Tree, path: str, modules: Iterable[str]) -> Iterator[Finding]:
    """Files that `extra.patches` lists below a package; addresses are none of this tree."""
    extra = _load(tree.read(path)).get("extra")
    listed = extra.get("patches") if isinstance(extra, dict) else None
    for module in modules:
        patches = listed.get(f"drupal/{module}") if isinstance(listed, dict) else None
        for patch in patches.values() if isinstance(patches, dict) else ():
            file = path.removesuffix("composer.json") + str(patch).removeprefix("./")
            if file in tree.files:
                chain, message = (module, f"drupal/{module}", str(patch)), f"is a patch for drupal/{module}"
                sure = Certainty.LIKELY
                yield Finding(Place(file), "composer-patch", Kind.PACKAGE, sure, module, chain, message)


def _orphans(path: str, source: bytes, roots: Collection[str], locked: Requirements, module: str) -> Iterator[Finding]:
    package = f"drupal/{module}"
    if package not in locked:
        return
    before = _reach(roots, locked, "")
    after = _reach(roots, locked, package)
    for orphan in sorted(before - after - {package}):
        match = re.search(rb'"name":\s*"' + re.escape(orphan.encode()) + rb'"', source)
        if match:
            message = f"the package {orphan} is there for {package} alone"
            place = place_at(path, source, match.start())
            chain = (module, package, orphan)
            yield Finding(place, "composer-orphan", Kind.PACKAGE, Certainty.LIKELY, module, chain, message)


def _reach(roots: Iterable[str], locked: Requirements, without: str) -> set[str]:
    """Locked packages that are required, from the roots on, when one package is away."""
    reached: set[str] = set()
    waiting = [root for root in roots if root in locked and root != without]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [one for one in locked[name] if one in locked and one != without]
    return reached


def _read_roots(source: bytes) -> set[str]:
    data = _load(source)
    return {name.lower() for key in ("require", "require-dev") for name in _keys(data, key)}


def _read_locked(source: bytes) -> dict[str, set[str]]:
    data = _load(source)
    found: dict[str, set[str]] = {}
    for key in ("packages", "packages-dev"):
        packages = data.get(key)
        for package in packages if isinstance(packages, list) else []:
            if isinstance(package, dict) and isinstance(package.get("name"), str):
                found[package["name"].lower()] = {name.lower() for name in _keys(package, "require")}
    return found


def _keys(data: Mapping[str, object], key: str) -> list[str]:
    value = data.get(key)
    return list(value) if isinstance(value, dict) else []


def _load(source: bytes) -> dict[str, object]:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
