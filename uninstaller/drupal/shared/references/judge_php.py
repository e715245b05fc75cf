"""Calls, array keys and properties of PHP whose strings are names of extensions."""

import re
from collections.abc import Sequence

from uninstaller.drupal.shared.references.judgement import C, Judgement, L
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.mentions import MODULE_CALLS
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_CALLS = {one.decode() for one in MODULE_CALLS} - {"install", "uninstall", "setup"} | {
    "themeexists", "installschema", "installconfig", "getextensionpath",
    "getmodulepath", "getthemepath", "installmodules", "removemodules", "loadallincludes", "hasimplementations",
    "getactivetheme", "settheme", "getthemedata", "installthemes", "enabletheme", "disablemodules", "extensionexists",
}  # fmt: skip
_KEYS = {"provider", "module", "dependencies", "source_module", "theme", "modules", "base theme", "base_theme"}
FEWEST = 2
"""Neighbours that make a list one of extensions: an article, a book and a forum may be types of content."""

_PROPERTY = re.compile(r"\$(?:modules|themes|defaultTheme|profile|modulesToEnable|default_theme)\b")


def judge_php(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if spelling.role is not Role.STRING or not spelling.context:
        return None
    callee, key, assigned, *siblings = spelling.context
    if shape is Shape.WHOLE and spelling.text.lower() == subject.name:
        name = callee.rpartition("\\")[2].lower()
        if name in _CALLS:
            return Judgement("php-extension-call", Kind.MODULE, (C, C), f"is given to {callee}()")
        if key in _KEYS and key != "source_module":
            return Judgement("php-extension-key", Kind.MODULE, (L, L), f"is the value of '{key}'")
        if _PROPERTY.search(assigned):
            return Judgement("php-extension-list", Kind.MODULE, (C, L), "is listed among extensions")
        if _is_among_extensions(siblings, subject):
            return Judgement("php-extension-item", Kind.MODULE, (L, L), "stands between names of extensions")
    if shape is Shape.LIBRARY and (key in ("library", "libraries", "dependencies") or "library" in callee.lower()):
        return Judgement("php-library", Kind.MODULE, (C, C), "uses its library")
    return None


def _is_among_extensions(siblings: Sequence[str], subject: Subject) -> bool:
    """Whether the strings next to it in a list are names of extensions."""
    return len(siblings) >= FEWEST and all(one in subject.known for one in siblings)
