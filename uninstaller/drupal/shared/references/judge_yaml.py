"""Keys of Drupal's YAML whose values, or keys below, are names of extensions, of libraries, of configuration."""

import re

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P, Sure
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_LISTS: dict[tuple[str, ...], str] = {
    ("module",): "config-extension", ("theme",): "config-extension", ("modules",): "config-extension",
    ("themes",): "config-extension", ("preview", "module"): "config-extension", ("install",): "info-install",
    ("dependencies", "module"): "config-dependency", ("dependencies", "theme"): "config-dependency",
    ("enforced", "module"): "config-dependency", ("enforced", "theme"): "config-dependency",
    ("dependencies",): "info-dependency", ("test_dependencies",): "info-dependency", ("recommends",): "info-dependency",
    ("third_party_settings",): "config-third-party",
}  # fmt: skip
"""The innermost keys above a name of an extension, and what that is."""

_OWNERS = {
    "provider": "config-provider", "module": "config-provider", "config_module": "config-provider",
    "theme": "config-provider", "extension": "config-provider", "base theme": "info-base-theme",
}  # fmt: skip
_LIBRARY_LISTS = {"libraries", "libraries-override", "libraries-extend", "dependencies"}
_DEPENDENCIES = (("dependencies", "config"), ("enforced", "config"))
_ITEM = re.compile(r"(?:[\w-]+:)?[\w-]+(?:\s*\([^)]*\))?")


def judge_yaml(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if spelling.role is Role.COMMENT:
        return None
    found = _judge_extension(spelling) if shape in (Shape.WHOLE, Shape.COLON) else _judge_part(spelling, shape)
    if found is None and page.lacks_dependency(subject.name) and spelling.context[:1] != ("permissions",):
        return Judgement("config-value", Kind.MODULE, (P, P), "holds the word, and does not depend on the module")
    return found


def _judge_extension(spelling: Spelling) -> Judgement | None:
    context = spelling.context
    for size in (2, 1):
        rule = _LISTS.get(context[-size:]) if len(context) >= size else None
        if rule and (spelling.role is Role.KEY or _ITEM.fullmatch(spelling.text)):
            return Judgement(rule, Kind.MODULE, _sure(rule), "names it in a list of extensions")
    if spelling.role is Role.VALUE and context and (rule := _OWNERS.get(context[-1])):
        return Judgement(rule, Kind.MODULE, (C, C), "says that it comes from the module")
    return None


def _judge_part(spelling: Spelling, shape: Shape) -> Judgement | None:
    is_name = not spelling.before.strip("-") and " " not in spelling.text
    if shape is Shape.LIBRARY and is_name and set(spelling.context) & _LIBRARY_LISTS:
        return Judgement("yaml-library", Kind.LIBRARY, (C, C), "uses its library")
    if shape is Shape.DOTTED and is_name and spelling.context[-2:] in _DEPENDENCIES:
        return Judgement("config-dependency", Kind.CONFIG, (C, C), "depends on its configuration")
    return None


def _sure(rule: str) -> Sure:
    return (C, L) if rule == "config-extension" else (C, C)
