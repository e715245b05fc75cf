"""Keys of Drupal's YAML whose values, or keys below, are names of extensions, of libraries, of configuration."""

import re

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P, Sure
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_LISTS = {
    ("module",): "config-extension", ("theme",): "config-extension", ("dependencies", "module"): "config-dependency",
    ("dependencies", "theme"): "config-dependency", ("dependencies",): "info-dependency",
    ("enforced", "module"): "config-dependency", ("install",): "info-install", ("modules",): "config-extension",
    ("themes",): "config-extension", ("third_party_settings",): "config-third-party",
    ("test_dependencies",): "info-dependency", ("recommends",): "info-dependency",
    ("preview", "module"): "config-extension",
}  # fmt: skip
"""The innermost keys above a name of an extension, and what that is."""

_OWNERS = {"provider": "config-provider", "module": "config-provider", "base theme": "info-base-theme",
           "config_module": "config-provider", "source_module": "", "theme": "config-provider", "extension": "config-provider"}  # fmt: skip
_LIBRARY_LISTS = {"libraries", "libraries-override", "libraries-extend", "dependencies"}
_PLUGIN_KEYS = {"id", "plugin", "plugin_id", "type", "field_type", "bundle", "widget", "formatter", "display_plugin", "handler"}


def judge_yaml(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if spelling.role is Role.COMMENT:
        return None
    if shape in (Shape.WHOLE, Shape.COLON):
        found = _judge_whole(spelling)
        if found is not None:
            return found
    if shape in (Shape.LIBRARY, Shape.WHOLE) and set(spelling.context) & _LIBRARY_LISTS and _is_name(spelling, "/"):
        return Judgement("yaml-library", Kind.MODULE, (C, C), "uses its library")
    if shape is Shape.DOTTED and _is_config_list(spelling) and _is_name(spelling, "."):
        return Judgement("config-dependency", Kind.MODULE, (C, C), "depends on its configuration")
    if page.lacks_dependency(subject.name) and spelling.context[:1] != ("permissions",):
        return Judgement("config-value", Kind.MODULE, (P, P), "holds the word, and does not depend on the module")
    return None


def _judge_whole(spelling: Spelling) -> Judgement | None:
    context = spelling.context
    for size in (2, 1):
        rule = _LISTS.get(tuple(context[-size:])) if len(context) >= size else None
        if rule and (spelling.role is Role.KEY or _is_item(spelling)):
            return Judgement(rule, Kind.MODULE, _sure(rule), "names it in a list of extensions")
    if spelling.role is Role.VALUE and context and (rule := _OWNERS.get(context[-1])):
        return Judgement(rule, Kind.MODULE, (C, C), "says that it comes from the module")
    return None


def _sure(rule: str) -> Sure:
    return (C, L) if rule == "config-extension" else (C, C)


def _is_item(spelling: Spelling) -> bool:
    return re.fullmatch(r"(?:[\w-]+:)?[\w-]+(?:\s*\([^)]*\))?", spelling.text) is not None


def _is_config_list(spelling: Spelling) -> bool:
    return spelling.context[-2:] == ("dependencies", "config") or spelling.context[-2:] == ("enforced", "config")


def _is_name(spelling: Spelling, sign: str) -> bool:
    return not spelling.before.strip("-") and spelling.after.startswith(sign) and " " not in spelling.text
