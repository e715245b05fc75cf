"""What removed extensions declare, read from a tree in which their code still is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from uninstaller.check.folders import find_folders
from uninstaller.check.yaml_lines import read_items
from uninstaller.codebase.tree import Tree
from uninstaller.facts.collect import PHP_FILES
from uninstaller.facts.declarations import find_declarations
from uninstaller.facts.vocabulary import Vocabulary
from uninstaller.php.outline import DeclarationKind, Outline, read_outline
from uninstaller.place import Place, Unread


@dataclass(frozen=True, slots=True)
class Own:
    """`services` are names of services, each with the module that declares it."""

    vocabularies: tuple[Vocabulary, ...]
    services: tuple[tuple[str, str], ...]
    unread: tuple[Unread, ...]


def read_own(before: Tree, staying: Tree, names: Sequence[str]) -> Own:
    """Names that `staying` declares as well are nobody's own, unless they bear their module's name."""
    vocabularies: list[Vocabulary] = []
    services: list[tuple[str, str]] = []
    unread: list[Unread] = []
    for name, folders in sorted(find_folders(before, names).items()):
        vocabularies += [_read_vocabulary(before, name, folder, unread) for folder in folders if folder]
        services += [(service, name) for folder in folders for service in _read_services(before, name, folder)]
    if not vocabularies:
        return Own((), (), tuple(unread))
    return Own(_without_shared(staying, vocabularies), tuple(sorted(set(services))), tuple(unread))


def _read_vocabulary(tree: Tree, name: str, folder: str, unread: list[Unread]) -> Vocabulary:
    outlines: list[Outline] = []
    for entry in tree.below(folder):
        if entry.is_link or not entry.path.endswith(PHP_FILES):
            continue
        try:
            source = tree.read(entry.path)
        except OSError as error:
            unread.append(Unread(Place(entry.path), f"cannot be read: {error.strerror or error}"))
            continue
        outlines.append(read_outline(entry.path, source))

    def declared(kind: DeclarationKind) -> frozenset[str]:
        """Only global names: those in a namespace are found by the namespace."""
        mine = (one for outline in outlines if not outline.namespace for one in outline.declarations)
        return frozenset(one.name for one in mine if one.kind is kind and "\\" not in one.name)

    functions = declared(DeclarationKind.FUNCTION)
    return Vocabulary(
        module=name,
        functions=functions,
        classes=declared(DeclarationKind.CLASS),
        constants=declared(DeclarationKind.CONSTANT),
        hooks=frozenset(one.removeprefix("hook_") for one in functions if one.startswith("hook_")),
        theme_hooks=_read_theme_hooks(tree, name, folder),
        files=frozenset(outline.path.removeprefix(f"{folder}/") for outline in outlines),
        folder=folder,
    )


def _read_theme_hooks(tree: Tree, name: str, folder: str) -> frozenset[str]:
    """Keys of hook_theme() that bear the module's name."""
    path = f"{folder}/{name}.module"
    if path not in tree.files:
        return frozenset()
    found = re.search(rb"^function %s_theme\(.*?^\}" % re.escape(name.encode()), tree.read(path), re.M | re.S)
    keys = re.findall(rb"'(%s\w*)'\s*=>\s*(?:array\(|\[)" % re.escape(name.encode()), found[0] if found else b"")
    return frozenset(key.decode("utf-8", "replace") for key in keys)


def _without_shared(staying: Tree, vocabularies: Sequence[Vocabulary]) -> tuple[Vocabulary, ...]:
    groups = {one: {"function": one.functions, "class": one.classes, "constant": one.constants} for one in vocabularies}
    doubtful: dict[str, set[str]] = {}
    for one, group in groups.items():
        for kind, names in group.items():
            doubtful.setdefault(kind, set()).update(name for name in names if not _bears(name, one.module))
    folders = tuple(f"{one.folder}/" for one in vocabularies)
    wanted = {kind: sorted(names) for kind, names in doubtful.items()}
    shared = find_declarations(staying, wanted, lambda path: not path.startswith(folders))

    def keep(one: Vocabulary, kind: str) -> frozenset[str]:
        return frozenset(name for name in groups[one][kind] if (kind, name) not in shared)

    return tuple(
        replace(one, functions=keep(one, "function"), classes=keep(one, "class"), constants=keep(one, "constant"))
        for one in vocabularies
    )


def _bears(name: str, module: str) -> bool:
    return name.lower().lstrip("_").startswith(module.lower())


def _read_services(tree: Tree, name: str, folder: str) -> list[str]:
    path = f"{folder}/{name}.services.yml".lstrip("/")
    if path not in tree.files:
        return []
    try:
        items = list(read_items(tree.read(path)))
    except OSError:
        return []
    named = {item.keys[1] for item in items if len(item.keys) > 1 and item.keys[0] == "services"}
    return sorted(one for one in named if "." in one and not one.startswith("_"))
