"""Takes keys and items out of YAML and JSON, and what they alone were there for."""

from collections.abc import Iterator, Mapping

from uninstaller.codebase.change import Edit
from uninstaller.facts.spelling import Span
from uninstaller.yaml.edits import remove, widen
from uninstaller.yaml.json_text import parse_json
from uninstaller.yaml.nodes import Document, Malformed, Node
from uninstaller.yaml.nodes import Path as Keys
from uninstaller.yaml.parse import parse

ENTRY_RULES = frozenset({
    "config-extension", "config-dependency", "config-third-party", "info-dependency", "info-install", "yaml-library",
    "yaml-permission", "composer-requirement",
})  # fmt: skip
_MAY_GO = frozenset({
    "module", "theme", "config", "enforced", "third_party_settings", "libraries-override", "libraries-extend",
    "libraries", "dependencies", "install", "test_dependencies", "recommends",
})  # fmt: skip
"""Keys that say nothing when they hold nothing; `dependencies` of configuration stays, empty, as Drupal writes it."""


def edit_entries(source: bytes, spots: Mapping[Span, str], is_json: bool) -> Iterator[tuple[Span, Edit]]:
    """`spots` are names with their rules: as keys, or as items of lists."""
    document = parse_json(source) if is_json else parse(source)
    if isinstance(document, Malformed):
        return
    paths = {path: spot for spot in sorted(spots, reverse=True) if (path := _find(document, spot))}
    wide = widen(document, paths, {parent for path in paths for parent in _parents(document, path)})
    splices = remove(document, wide)
    if isinstance(splices, Malformed):
        return
    for one in splices:
        spot = next((spot for spot in sorted(spots) if one.start <= spot[0] < max(one.end, one.start + 1)), None)
        yield (
            spot or min(spots, key=lambda spot: abs(spot[0] - one.start)),
            Edit(one.start, one.end, one.replacement),
        )


def _find(document: Document, spot: Span) -> Keys:
    """The path of the innermost entry whose key, or whose item in a list, holds a spot; () for a value of a key."""
    keys: list[str | int] = []
    node: Node | None = document.root
    while node is not None:
        entry = next((one for one in node.entries if one.start <= spot[0] < one.end), None)
        if entry is None:
            return ()
        keys.append(entry.key)
        if entry.key_start <= spot[0] < entry.mark or (isinstance(entry.key, int) and not entry.node.entries):
            return tuple(keys)
        node = entry.node
    return ()


def _parents(document: Document, path: Keys) -> Iterator[Keys]:
    """What may go with its last entry, outwards."""
    for size in range(len(path) - 1, 0, -1):
        key = path[size - 1]
        is_kept = key == "dependencies" and "langcode" in (
            document.root.value if isinstance(document.root.value, dict) else {}
        )
        if key not in _MAY_GO or is_kept:
            return
        yield path[:size]
