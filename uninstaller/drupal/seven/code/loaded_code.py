"""The code of a Drupal 7 module that is loaded while Drupal uninstalls it: the install file and what that loads."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from posixpath import dirname, normpath

from uninstaller.php.builtin_calls import BUILTIN_CALLS
from uninstaller.php.builtins import is_builtin
from uninstaller.php.evaluate import evaluate_file
from uninstaller.php.machine import Definition, Lookup, Native
from uninstaller.php.outline import DeclarationKind, read_outline
from uninstaller.php.parse import parse, walk
from uninstaller.php.values import Unknown, Value
from uninstaller.place import Place, place_at

_CODE = (".install", ".module", ".inc", ".php", ".profile")
_FUNCTION = re.compile(rb"^[^\n/*#'\"]*\bfunction\s+&?\s*(\w+)\s*\(", re.M | re.I)
_BY_VALUE = frozenset(
    """cache_clear_all cache_get cache_set check_plain conf_path ctools_include ctools_get_plugins db_column_exists
    db_driver db_field_exists db_index_exists db_query db_select db_table_exists db_update db_delete drupal_get_schema
    drupal_get_schema_unprocessed drupal_set_message drupal_substr entity_get_info field_info_field field_info_fields
    field_info_field_types format_plural module_exists module_hook module_implements module_invoke module_invoke_all
    menu_rebuild variable_del variable_get variable_set watchdog drupal_install_schema drupal_uninstall_schema
    node_type_get_types node_get_types system_get_info taxonomy_get_vocabularies user_roles url l
    libraries_load libraries_get_path file_exists drupal_write_record node_types_rebuild""".split()  # noqa: SIM905 - a list would take 40 lines
)
"""Drupal's functions whose answer only the site knows, and which write to no argument."""


class LoadedCode:
    """Grows while it is evaluated, as a PHP process does: a file that is loaded brings its functions."""

    def __init__(
        self, files: Mapping[str, bytes], module: str, install_path: str, find_function: Lookup | None = None
    ) -> None:
        self._files = files
        self._module = module
        self._folder = dirname(install_path)
        self._outside = find_function
        self._declared: dict[tuple[DeclarationKind, str], list[Definition]] = {}
        self._written: Mapping[str, tuple[str, int]] | None = None
        self.loaded: dict[str, Definition] = {}

    def load(self, path: str) -> bool:
        """Loads a file of the module; false where it has none of that path."""
        if path in self.loaded:
            return True
        if path not in self._files:
            return False
        source = self._files[path]
        parsed = parse(source)
        self.loaded[path] = file = Definition(path, parsed, parsed.root)
        spans = {declaration.span: declaration for declaration in read_outline(path, source).declarations}
        for node in walk(parsed.root):
            declaration = spans.get((node.start_byte, node.end_byte))
            if declaration and node.type in ("function_definition", "const_element", "expression_statement"):
                self._declared.setdefault(declaration.key, []).append(Definition(path, parsed, node))
        evaluate_file(file, self.find_function, self.find_constant, natives=self.natives())
        return True

    def find_function(self, name: str) -> Definition | None:
        found = self._declared.get((DeclarationKind.FUNCTION, name.lower()), [])
        if len(found) == 1:
            return found[0]
        return self._outside(name) if self._outside and not found else None

    def find_constant(self, name: str) -> Definition | None:
        found = self._declared.get((DeclarationKind.CONSTANT, name), [])
        if name == "DRUPAL_ROOT":
            return _root_constant()
        return found[0] if len(found) == 1 else None

    def find_unloaded(self, function: str) -> Place | None:
        """Where a function stands that is in the module, but not loaded."""
        path, offset = self._names().get(function.lower(), ("", 0))
        return place_at(path, self._files[path], offset) if path and path not in self.loaded else None

    def find_unreadable(self, function: str) -> Place | None:
        """Where a function stands in loaded code of which it cannot be said what it does, so that it is not found."""
        declared = self._declared.get((DeclarationKind.FUNCTION, function.lower()), [])
        if len(declared) > 1:
            return place_at(declared[0].path, declared[0].parsed.source, declared[0].node.start_byte)
        path, offset = self._names().get(function.lower(), ("", 0))
        is_broken = path in self.loaded and bool(self.loaded[path].parsed.errors)
        return place_at(path, self._files[path], offset) if is_broken and not declared else None

    def _names(self) -> Mapping[str, tuple[str, int]]:
        if self._written is None:
            self._written = _read_names(self._files)
        return self._written

    def find_text(self, text: str) -> Place | None:
        """Where a text first stands in quotes."""
        for path, file in self.loaded.items():
            match = re.search(rb"(['\"])" + re.escape(text.encode()) + rb"\1", file.parsed.source)
            if match:
                return place_at(path, file.parsed.source, match.start())
        return None

    def natives(self) -> Mapping[str, Native]:
        return {
            **dict.fromkeys(_BY_VALUE, _unsettled),
            "include": self._include,
            "module_load_include": self._load_include,
            "module_load_install": self._load_install,
            "drupal_load": self._drupal_load,
            "drupal_get_path": self._path,
            "function_exists": self._function_exists,
            "t": _translated,
            "st": _translated,
            "get_t": lambda _arguments, _unknown: "t",
            "drupal_strtolower": BUILTIN_CALLS["strtolower"],
            "drupal_strtoupper": BUILTIN_CALLS["strtoupper"],
            "drupal_ucfirst": BUILTIN_CALLS["ucfirst"],
            "drupal_static": lambda arguments, _unknown: arguments[1] if len(arguments) > 1 else None,
        }

    def _include(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        """A file of the module is loaded; one of Drupal or of another module only declares."""
        path = arguments[0]
        if not isinstance(path, str):
            return unknown
        relative = normpath(path.lstrip("/"))
        return self.load(relative) or self.load(normpath(f"{self._folder}/{relative}")) or True

    def _load_include(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        kind, module = (*arguments, None, None)[:2]
        name = arguments[2] if len(arguments) > 2 and arguments[2] is not None else module
        if not isinstance(kind, str) or not isinstance(module, str) or not isinstance(name, str):
            return unknown
        if module == self._module:
            self.load(normpath(f"{self._folder}/{name}.{kind}"))
        return True

    def _load_install(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        return self._load_include(["install", *arguments[:1]], unknown)

    def _drupal_load(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        if list(arguments) == ["module", self._module]:
            self.load(f"{self._folder}/{self._module}.module")
        return unknown

    def _function_exists(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        """No other module declares functions with this one's prefix."""
        name = arguments[0] if arguments else None
        if not isinstance(name, str):
            return unknown
        if self.find_function(name) or is_builtin(DeclarationKind.FUNCTION, name):
            return True
        declared = self._declared.get((DeclarationKind.FUNCTION, name.lower()))
        return unknown if declared or not name.lower().startswith(f"{self._module}_") else False

    def _path(self, arguments: Sequence[Value], unknown: Unknown) -> Value:
        return self._folder if list(arguments) == ["module", self._module] else unknown


def _read_names(files: Mapping[str, bytes]) -> Mapping[str, tuple[str, int]]:
    """Functions of all code files, with where they are written."""
    names: dict[str, tuple[str, int]] = {}
    for path in sorted(files):
        for match in _FUNCTION.finditer(files[path]) if path.endswith(_CODE) else ():
            names.setdefault(match[1].decode("utf-8", "surrogateescape").lower(), (path, match.start()))
    return names


def _unsettled(_: Sequence[Value], unknown: Unknown) -> Value:
    return Unknown(unknown.place, unknown.reason.replace("is not known here", "depends on the site"))


def _translated(arguments: Sequence[Value], unknown: Unknown) -> Value:
    return arguments[0] if len(arguments) == 1 else unknown


@cache
def _root_constant() -> Definition:
    """Paths are relative to Drupal's root."""
    parsed = parse(b"<?php const DRUPAL_ROOT = '';")
    element = next(node for node in walk(parsed.root) if node.type == "const_element")
    return Definition("", parsed, element)
