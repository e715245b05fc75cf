"""Which hooks there are, as the *.api.php files of core and modules document them, and which one a name stands for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from uninstaller.facts.model import Certainty

_DOCUMENTED = re.compile(rb"^(?:abstract |final )?function\s+&?hook_(\w+)\s*\(", re.M)
_PLACEHOLDER = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z][A-Z0-9]*)*(?=_|$)")
_GUARDED = "ENTITY_TYPE"

UNDOCUMENTED = ("preprocess", "form_alter", "library_info_build", "post_update_NAME", "update_N", "element_info")
"""Hooks that are there although older or newer api.php files do not say so."""
SPECIAL = frozenset({"install", "uninstall", "schema", "requirements", "update_last_removed", "update_dependencies",
                     "removed_post_updates", "install_tasks", "install_tasks_alter", "update_N"})  # fmt: skip
"""Called by name when modules are installed, updated or uninstalled: functions only, on every version of core."""


@dataclass(frozen=True, slots=True)
class HookCatalogue:
    """`names` are hooks without a variable part, `patterns` the others, as documented; all without `hook_`."""

    names: frozenset[str] = frozenset()
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
    entity_types: frozenset[str] = frozenset()

    def find(self, name: str) -> tuple[str, Certainty] | None:
        """The documented hook that `name` is, and how certain that is; None where there is none."""
        if name in self.names:
            return name, Certainty.CERTAIN
        found = [(hook, match) for hook, pattern in self.patterns if (match := pattern.fullmatch(name))]
        if not found:
            return None
        hook, match = max(found, key=lambda pair: len(_PLACEHOLDER.sub("", pair[0])))
        kind = match.groupdict().get("entity_type")
        known = kind is None or kind in self.entity_types
        return hook, Certainty.CERTAIN if known else Certainty.POSSIBLE


def make_catalogue(
    sources: Iterable[bytes], alters: Iterable[str] = (), entity_types: Iterable[str] = ()
) -> HookCatalogue:
    """`sources` are the texts of *.api.php files, `alters` the names that plugin managers give to alterInfo()."""
    documented = {name.decode() for source in sources for name in _DOCUMENTED.findall(source)}
    every = {*documented, *UNDOCUMENTED, *SPECIAL, *(f"{name}_alter" for name in alters)}
    variable = sorted(name for name in every if _PLACEHOLDER.search(name))
    patterns = tuple((name, _pattern(name)) for name in variable)
    return HookCatalogue(frozenset(every - set(variable)), patterns, frozenset(entity_types))


def _pattern(name: str) -> re.Pattern[str]:
    """A variable part is any word; a number for `N`. Only a leading entity type must be a known one."""
    text, position = "", 0
    for match in _PLACEHOLDER.finditer(name):
        text += re.escape(name[position : match.start()])
        if match[0] == "N":
            text += r"\d+"
        else:
            text += r"(?P<entity_type>\w+)" if match[0] == _GUARDED and match.start() == 0 else r"\w+"
        position = match.end()
    return re.compile(text + re.escape(name[position:]))
