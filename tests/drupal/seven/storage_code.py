"""Own code of a module drawn in a test, and its footprint as triples."""

from collections.abc import Collection, Sequence

from uninstaller.drupal.seven.code.loading import read_loading
from uninstaller.drupal.seven.code.neighbours import CORE_BINS, Neighbours, Topic
from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.storage.footprint import read_footprint
from uninstaller.facts.extension import Extension, ExtensionType
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.php.outline import read_outline
from uninstaller.php.slice import build_code

FOLDER = "sites/all/modules/foo"
Triple = tuple[str, How, Fate]


def beside(*modules: str, **spelled: Collection[str]) -> Neighbours:
    """Neighbours that spell names, by topic: `route=["a/%"]`."""
    known = {Topic.TABLE: CORE_BINS} | {Topic[topic.upper()]: frozenset(names) for topic, names in spelled.items()}
    return Neighbours(frozenset(modules), lambda topic: known.get(topic, frozenset()))


ALONE = beside()


def make_extension(name: str = "foo") -> Extension:
    return Extension(name, ExtensionType.MODULE, FOLDER, f"{FOLDER}/{name}.info")


def make_own(**files: str) -> OwnCode:
    """`module`, `install`, …: the files foo.module, foo.install; a name with `__` is a path (`tests__bar_module`)."""
    sources = {f"{FOLDER}/{_path(end)}": f"<?php\n{code}".encode() for end, code in sorted(files.items())}
    outlines = tuple(read_outline(path, source) for path, source in sources.items())
    loading = read_loading(sources, outlines)
    return OwnCode(build_code(sources, outlines), outlines, {"foo": FOLDER}, dict.fromkeys(sources, "foo"), loading)


def _path(end: str) -> str:
    return ".".join(end.replace("__", "/").rsplit("_", 1)) if "__" in end else f"foo.{end.replace('_', '.')}"


def footprint(own: OwnCode, neighbours: Neighbours = ALONE, tables: Sequence[str] = ()) -> tuple[Stores, ...]:
    return read_footprint(own, make_extension(), tables, neighbours)


def rows(kind: Kind, own: OwnCode, neighbours: Neighbours = ALONE, tables: Sequence[str] = ()) -> set[Triple]:
    found = footprint(own, neighbours, tables)
    return {(row.name, row.how, row.fate) for row in found if row.kind is kind}


def uninstall(body: str) -> str:
    return f"function foo_uninstall() {{ {body} }}"
