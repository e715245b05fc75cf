"""Builds the extension graph from what info files declare."""

from collections.abc import Iterable, Iterator

from uninstaller.facts.extension import Extension, ExtensionType, Inventory
from uninstaller.graph.model import Edge, ExtensionGraph, Strength, make_graph
from uninstaller.place import Place

REASONS = {
    ExtensionType.MODULE: "requires it in its info file",
    ExtensionType.THEME: "theme that requires it in its info file",
    ExtensionType.PROFILE: "install profile that requires it in its info file",
    ExtensionType.ENGINE: "theme engine that requires it in its info file",
}


def build_graph(inventory: Inventory, extra: Iterable[Edge] = ()) -> ExtensionGraph:
    """Hard edges from dependencies and base themes of every active extension, and `extra` ones that others found.

    Names that no extension bears are nodes as well: something depends on what is not there.
    """
    edges = [edge for extension in inventory.extensions if extension.active for edge in list_edges(extension)]
    return make_graph((extension.name for extension in inventory.extensions), [*edges, *extra])


def list_edges(extension: Extension) -> Iterator[Edge]:
    """What an extension's info file says that it needs."""
    for dependency in extension.dependencies:
        reason = " ".join([REASONS[extension.type], dependency.constraint]).strip()
        yield Edge(extension.name, dependency.name, Strength.HARD, reason, dependency.place)
    if extension.base_theme:
        place = Place(extension.info_path)
        yield Edge(extension.name, extension.base_theme, Strength.HARD, "theme that is based on it", place)
