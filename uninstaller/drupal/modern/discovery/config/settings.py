"""The config sync folders that settings files name, as far as they are literal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, normpath

from uninstaller.codebase.tree import Tree
from uninstaller.php.literals import parts, read_single_quoted, unescape
from uninstaller.php.parse import Node, Parsed, parse, walk
from uninstaller.place import Place, Unread, place_at

SETTINGS = re.compile(r"(?:^|/)sites/([^/]+)/(?:settings[^/]*|[^/]+\.settings)\.php", re.DOTALL)
EXAMPLES = ("/default.settings.php", "/example.settings.local.php")
WORDS = (b"config_sync_directory", b"config_directories")
_TARGET = re.compile(r"\$settings\[(['\"])config_sync_directory\1\]|\$config_directories\[(['\"]?)\w+\2\]")
_ROOT = "\0"
"""Stands for the absolute path of the tree's root."""


@dataclass(frozen=True, slots=True, order=True)
class NamedFolder:
    """`folder` is relative to the tree's root; it is absolute or begins with `..` where it lies outside."""

    folder: str
    site: str
    place: Place


def read_named_folders(tree: Tree, docroots: tuple[str, ...]) -> tuple[tuple[NamedFolder, ...], tuple[Unread, ...]]:
    """From the settings files of all sites; `Unread` where a folder is known at run time only."""
    found: set[NamedFolder | Unread] = set()
    for path, source in tree.sources(_is_settings):
        docroot = next((one for one in docroots if path.startswith(f"{one}/sites/" if one else "sites/")), None)
        if docroot is not None and any(word in source for word in WORDS):
            found |= set(_read_file(path, docroot, source))
    folders = sorted(item for item in found if isinstance(item, NamedFolder))
    return tuple(folders), tuple(sorted(item for item in found if isinstance(item, Unread)))


def _is_settings(path: str) -> bool:
    return SETTINGS.search(path) is not None and not path.endswith(EXAMPLES)


def _read_file(path: str, docroot: str, source: bytes) -> Iterator[NamedFolder | Unread]:
    parsed = parse(source)
    site = SETTINGS.search(path)
    constants = {
        "DRUPAL_ROOT": f"{_ROOT}/{docroot}",
        "$app_root": f"{_ROOT}/{docroot}",
        "$site_path": dirname(path).removeprefix(f"{docroot}/" if docroot else ""),
        "__DIR__": f"{_ROOT}/{dirname(path)}",
        "__FILE__": f"{_ROOT}/{path}",
    }
    for start, _end in parsed.errors[:1]:
        yield Unread(place_at(path, source, start), "PHP that cannot be parsed: it may name a config sync folder")
    for node in walk(parsed.root):
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if node.type == "assignment_expression" and left is not None and right is not None:
            if not _TARGET.fullmatch(parsed.text(left).replace(" ", "")):
                continue
            place = place_at(path, source, node.start_byte)
            folder = _evaluate(parsed, right, constants) if not right.has_error else None
            if folder is None:
                yield Unread(place, "the config sync folder is known at run time only")
            elif folder:
                yield NamedFolder(_locate(folder, docroot), site[1] if site else "", place)


def _locate(folder: str, docroot: str) -> str:
    """What is written without a root is meant from the docroot."""
    if folder.startswith("/"):
        return normpath(folder)
    path = normpath((folder[1:] if folder.startswith(_ROOT) else f"{docroot}/{folder}").lstrip("/"))
    return "" if path == "." else path


def _evaluate(parsed: Parsed, node: Node, constants: dict[str, str]) -> str | None:
    """The text of an expression made of literals, some constants and dirname(); None for any other."""
    match node.type:
        case "string" | "encapsed_string":
            return _read_string(parsed, node)
        case "parenthesized_expression" if len(parts(node)) == 1:
            return _evaluate(parsed, parts(node)[0], constants)
        case "binary_expression" if any(child.type == "." for child in node.children):
            pieces = [_evaluate(parsed, part, constants) for part in parts(node)]
            return "".join(piece for piece in pieces if piece is not None) if None not in pieces else None
        case "function_call_expression":
            return _evaluate_dirname(parsed, node, constants)
    return constants.get(parsed.text(node))


def _read_string(parsed: Parsed, node: Node) -> str | None:
    """None for a string with variables in it."""
    text = parsed.text(node)
    if node.type == "string":
        return read_single_quoted(text)
    return unescape(text[1:-1]) if all(child.type in ("string_content", '"') for child in node.children) else None


def _evaluate_dirname(parsed: Parsed, call: Node, constants: dict[str, str]) -> str | None:
    arguments = call.child_by_field_name("arguments")
    given = [one for argument in parts(arguments) for one in parts(argument)[:1]] if arguments is not None else []
    levels = parsed.text(given[1]) if len(given) == 2 else "1"
    if not parsed.text(call).startswith("dirname(") or not given or not levels.isdecimal() or len(levels) > 1:
        return None
    folder = _evaluate(parsed, given[0], constants)
    return None if folder is None else folder + "/.." * int(levels)
