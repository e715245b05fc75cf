"""What happens when a module's file is loaded: what it loads in turn, and what it does beyond declaring."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uninstaller.php.builtins import is_builtin
from uninstaller.php.needs import Need, NeedKind, read_needs
from uninstaller.php.outline import DeclarationKind, Outline

_LOADS = {"module_load_include", "module_load_install", "drupal_load", "ctools_include"}
_FILES = {"module_load_install": "install", "drupal_load": "module", "ctools_include": "inc"}
"""What ends the name of the file that is loaded, where the last argument is the rest of it."""

_QUIET = re.compile(
    rb"global\s|\$GLOBALS\s*\[|\$\w+(?:\[[^\]]*\])*\s*=[^=]|define\s*\(|const\s|use\s|namespace\s", re.I
)

_ACTION = re.compile(
    rb"(?!(?:include|require|module_load|drupal_load|ctools_include|define)\w*\s*\()[a-z]\w*\s*\(", re.I
)
"""A call that is no load: dumps of databases hold thousands of them."""

_BUSY = re.compile(rb"\(|`|\bnew\b|global|include|require", re.I)
"""What an assignment of mere data does not hold: tables of data are large."""


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading an own file does.

    `loads`: the own files that it loads in turn, by path; `effects`: the files that do more than declare, load and set
    variables; `globals`: the global variables that are set at file level.
    """

    loads: Mapping[str, tuple[str, ...]]
    effects: frozenset[str]
    globals: frozenset[str]

    def loaded_with(self, path: str) -> frozenset[str]:
        """The file and all that it loads at file level, directly or not."""
        seen: set[str] = set()
        stack = [path]
        while stack:
            here = stack.pop()
            if here not in seen:
                seen.add(here)
                stack.extend(self.loads.get(here, ()))
        return frozenset(seen)


def read_loading(sources: Mapping[str, bytes], outlines: Iterable[Outline]) -> Loading:
    loads: dict[str, tuple[str, ...]] = {}
    effects: set[str] = set()
    names: set[str] = set()
    for outline in outlines:
        source = sources[outline.path]
        for span in outline.effects:
            text = source[span[0] : span[1]]
            if _ACTION.match(text):
                effects.add(outline.path)
                continue
            if _QUIET.match(text) and not _BUSY.search(text.replace(b"array(", b"")):
                continue
            needs = read_needs(source, span)
            loading = [need for need in needs if _is_load(need)]
            files = [_own_files(need, outline.path, sources) for need in loading]
            loads[outline.path] = loads.get(outline.path, ()) + tuple(path for found in files for path in found)
            names |= {need.name for need in needs if need.kind is NeedKind.GLOBAL}
            is_quiet = bool(_QUIET.match(text)) and not any(_acts(need) for need in needs)
            if not all(files) or not (loading or is_quiet):
                effects.add(outline.path)
    return Loading(loads, frozenset(effects), frozenset(names))


def _acts(need: Need) -> bool:
    """Whether a statement at file level calls more than PHP's own functions."""
    if need.kind in (NeedKind.DYNAMIC, NeedKind.EXIT, NeedKind.CLASS):
        return True
    return need.kind is NeedKind.CALL and not _is_load(need) and not is_builtin(DeclarationKind.FUNCTION, need.name)


def _is_load(need: Need) -> bool:
    return need.kind is NeedKind.INCLUDE or (need.kind is NeedKind.CALL and need.name.lower() in _LOADS)


def _own_files(need: Need, path: str, sources: Mapping[str, bytes]) -> list[str]:
    """Own files that a load at file level may mean: those whose path ends as its text does."""
    parts = [part for part in need.arguments if part]
    if need.kind is NeedKind.CALL and need.name.lower() == "module_load_include" and len(parts) >= 2:
        kind, module, *rest = parts
        tails = [f"{rest[0] if rest else module}.{kind}"]
    elif need.kind is NeedKind.CALL and need.name.lower() in _FILES:
        tails = [f"{parts[-1]}.{_FILES[need.name.lower()]}"] if parts else []
    else:
        tails = ["".join(parts[index:]).lstrip("./") for index in range(len(parts))]
    folder = path.rpartition("/")[0]
    for tail in filter(None, tails):
        beside = f"{folder}/{tail}" if folder else tail
        found = [beside] if beside in sources else [other for other in sources if other.endswith(f"/{tail}")]
        if found:
            return found
    return []
