"""What PHP says in so many words: calls, keys and lists that take names of extensions, hooks and theme functions."""

import re
from collections.abc import Sequence

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.mentions import MODULE_CALLS
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_AMBIGUOUS = {"install", "uninstall", "setup", "ctools_include", "ctools_add_css", "ctools_add_js", "ctools_image_path"}
_SETTINGS_FILE = re.compile(r"(?:^|/)[\w.-]*settings[\w.-]*\.(?:php|inc)\Z")
_CALLS = {one.decode() for one in MODULE_CALLS} - _AMBIGUOUS | {
    "themeexists", "extensionexists", "installschema", "installconfig", "getextensionpath", "getmodulepath",
    "getthemepath", "installmodules", "removemodules", "loadallincludes", "hasimplementations", "getactivetheme",
    "settheme", "getthemedata", "installthemes", "enabletheme", "disablemodules",
}  # fmt: skip
_KEYS = {"provider", "module", "dependencies", "theme", "modules", "base theme", "base_theme"}
_OVERRIDES = {"$config", "$settings", "$conf"}
_PREPROCESS = ("theme", "_preprocess", "_process")
_PROPERTY = re.compile(r"\$(?:modules|themes|defaultTheme|profile|modulesToEnable|default_theme)\b")
FEWEST = 2
MANY = 4
"""Neighbours that make a list one of extensions: a book and a forum may be types of content."""


def judge_php(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if spelling.role is Role.CODE and spelling.context[0] in ("function", "&"):
        return _judge_function(page, spelling, subject) or _judge_own(page, spelling, shape, subject)
    if spelling.role is Role.CODE and (own := _judge_own(page, spelling, shape, subject)):
        return own
    if spelling.role is not Role.STRING or not spelling.context:
        return None
    if spelling.context[0] in _OVERRIDES and _SETTINGS_FILE.search(page.path) and shape in (Shape.WHOLE, Shape.DOTTED):
        what = f"overrides its configuration in {spelling.context[0]}"
        return Judgement("settings-override", Kind.CONFIG, (C, C), what)
    if shape is Shape.WHOLE and spelling.text.lower() == subject.name:
        return _judge_name(spelling, subject)
    return _judge_text(spelling, shape, subject)


def _judge_own(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    """A script may call its own functions after what it runs: `simpletest_script_help()`."""
    name = spelling.text
    is_own = shape is Shape.PREFIX and re.search(rb"\bfunction\s+&?" + name.encode() + rb"\s*\(", page.source)
    if not is_own or subject.declared.names.get(name.lower()) is not None:
        return None
    return Judgement("php-name", Kind.FUNCTION, (P, P), "names a function of this file")


def _judge_text(spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    callee, key = spelling.context[:2]
    if callee.rpartition("\\")[2] == "Hook" and subject.declared.names.get(spelling.text) is Kind.HOOK:
        return Judgement("php-hook", Kind.HOOK, (C, C), f"implements its hook {spelling.text}")
    if shape is Shape.LIBRARY and (key in ("library", "libraries", "dependencies") or "library" in callee.lower()):
        return Judgement("php-library", Kind.LIBRARY, (C, C), "uses its library")
    return None


def _judge_name(spelling: Spelling, subject: Subject) -> Judgement | None:
    callee, key, assigned, *siblings = spelling.context
    if callee.rpartition("\\")[2].lower() in _CALLS:
        return Judgement("php-extension-call", Kind.MODULE, (C, C), f"is given to {callee}()")
    if key in _KEYS:
        return Judgement("php-extension-key", Kind.MODULE, (L, L), f"is the value of '{key}'")
    if _PROPERTY.search(assigned):
        return Judgement("php-extension-list", Kind.MODULE, (C, L), f"is listed in {assigned}")
    if is_among_extensions(siblings, subject):
        return Judgement("php-extension-item", Kind.MODULE, (L, L), "stands between names of extensions")
    return None


def is_among_extensions(siblings: Sequence[str], subject: Subject) -> bool:
    """Whether most of a word's neighbours are names or labels of extensions, if only of those that this tree has."""
    known = [one for one in siblings if one.lower().replace(" ", "_") in subject.known]
    is_most = len(known) >= FEWEST and len(known) * 2 > len(siblings)
    return is_most or (len(known) >= MANY and len(known) * 6 >= len(siblings))


def _judge_function(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    """`other_hook` implements one of its hooks; `theme_item` and `theme_preprocess_item` are made for its markup."""
    name = spelling.text.lower()
    if subject.is_theme or name.startswith(f"{subject.name}_"):
        return None
    position = name.find("_")
    while position >= 0:
        prefix, ending = name[:position], name[position + 1 :]
        kind = subject.declared.names.get(ending.partition("__")[0])
        is_owner = prefix in subject.known or prefix == page.path.rpartition("/")[2].partition(".")[0]
        if kind is Kind.HOOK:
            sure = (C, C) if is_owner else (L, P)
            return Judgement("php-hook", kind, sure, f"implements its hook {ending}")
        if kind is Kind.THEME_HOOK and (prefix.endswith(_PREPROCESS) or (is_owner and "_" in ending)):
            return Judgement("php-theme-function", kind, (C, C), f"themes or preprocesses {ending}")
        position = name.find("_", position + 1)
    return None
