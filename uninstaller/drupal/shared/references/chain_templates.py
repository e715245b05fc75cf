"""What goes with templates that go: libraries of themes that only they attach, and the files of those."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, place_at
from uninstaller.plan.finding import Finding

_ATTACHED = re.compile(
    rb"attach_library\(\s*['\"]([\w.-]+/[\w.-]+)['\"]|['\"]library['\"]\s*\]\s*\[\s*\]\s*=\s*['\"]([\w.-]+/[\w.-]+)['\"]"
)
_LISTED = re.compile(rb"^\s+-\s+['\"]?([\w.-]+/[\w.-]+)['\"]?\s*$", re.MULTILINE)
_ENTRY = re.compile(rb"^(?P<key>[\w.-]+):[^\n]*\n(?P<body>(?:[ \t]+[^\n]*\n?|[ \t]*\n)*)", re.MULTILINE)
_ASSET = re.compile(rb"^\s+['\"]?([\w./-]+\.(?:css|js))['\"]?:", re.MULTILINE)
_COMPILED_FROM = ((r"\.css\Z", ".pcss.css"), (r"\.css\Z", ".scss"), (r"\.js\Z", ".es6.js"))
_URL = re.compile(rb"url\(\s*['\"]?([^)'\"]+?)['\"]?\s*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A library as its file declares it."""

    name: str
    place: Place
    assets: tuple[str, ...]


def follow_templates(tree: Tree, templates: Mapping[str, Finding]) -> Iterator[Finding]:
    """`templates` are those that go, by path, each with what was found there."""
    attached = _find_attached(tree) if templates else {}
    lonely = {name: sorted(users)[0] for name, users in attached.items() if users <= set(templates)}
    entries = list(_read_entries(tree)) if lonely else []
    for entry in entries:
        if entry.name not in lonely:
            continue
        reason = templates[lonely[entry.name]]
        chain = (*reason.chain, reason.place.path.rpartition("/")[2], entry.name)
        message = f"the library {entry.name} is attached by templates only that go with {reason.module}"
        yield Finding(entry.place, "library-entry", Kind.LIBRARY, Certainty.LIKELY, reason.module, chain, message)
        others = {asset for other in entries if other.name != entry.name for asset in other.assets}
        yield from _follow_assets(tree, entry, others, (reason.module, *chain))


def _find_attached(tree: Tree) -> dict[str, set[str]]:
    """Library → files that attach it or depend on it."""
    found: dict[str, set[str]] = {}
    for path, source in tree.sources(
        lambda path: path.endswith((".twig", ".php", ".theme", ".module", ".inc", ".yml"))
    ):
        if path.endswith(".yml"):
            names = [match[1] for match in _LISTED.finditer(source)]
        else:
            names = [match[1] or match[2] for match in _ATTACHED.finditer(source)] if b"librar" in source else []
        for name in names:
            found.setdefault(name.decode(), set()).add(path)
    return found


def _read_entries(tree: Tree) -> Iterator[Entry]:
    for path, source in tree.sources(lambda path: path.endswith(".libraries.yml")):
        folder, _, file = path.rpartition("/")
        owner = file.removesuffix(".libraries.yml")
        for match in _ENTRY.finditer(source):
            assets = tuple(f"{folder}/{one[1].decode()}" for one in _ASSET.finditer(match["body"]))
            yield Entry(f"{owner}/{match['key'].decode()}", place_at(path, source, match.start()), assets)


def _follow_assets(tree: Tree, entry: Entry, others: set[str], way: tuple[str, ...]) -> Iterator[Finding]:
    """`way` is the module and the chain. What a file is compiled from goes with it."""
    module, *chain = way
    message = f"belongs to the library {entry.name} alone"
    for asset in entry.assets:
        sources = (re.sub(pattern, ending, asset) for pattern, ending in _COMPILED_FROM)
        for path in sorted({asset, *sources} - others):
            if path in tree.files:
                yield _go(path, "library-file", module, tuple(chain), message)
        if asset not in others:
            yield from _follow_images(tree, asset, module, (*chain, asset.rpartition("/")[2]))


def _follow_images(tree: Tree, style: str, module: str, chain: tuple[str, ...]) -> Iterator[Finding]:
    images = set(_images(tree, (style,)))
    theme = style.split("/css/", maxsplit=1)[0]
    twins = {re.sub(pattern, ending, style) for pattern, ending in _COMPILED_FROM}
    styles = (path for path in tree.files if path.endswith((".css", ".scss")) and path.startswith(f"{theme}/"))
    others = [path for path in styles if path != style and path not in twins] if images else []
    for image in sorted(images - set(_images(tree, others))):
        yield _go(image, "style-image", module, chain, "is shown by styles only that go")


def _go(path: str, rule: str, module: str, chain: tuple[str, ...], message: str) -> Finding:
    return Finding(Place(path), rule, Kind.FILE, Certainty.LIKELY, module, chain, message, (), True)


def _images(tree: Tree, styles: Sequence[str]) -> Iterator[str]:
    for path, source in ((path, tree.read(path)) for path in styles if path in tree.files):
        for match in _URL.finditer(source):
            found = _resolve(path.rpartition("/")[0], match[1].decode("utf-8", "replace"))
            if found in tree.files:
                yield found


def _resolve(folder: str, url: str) -> str:
    parts = folder.split("/")
    for part in url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in (".", ".."):
            parts.append(part)
    return "/".join(parts)
