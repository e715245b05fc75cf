"""Keys of Drupal's YAML whose values, or keys below, are names of extensions, of libraries, of configuration."""

import re
from collections.abc import Sequence

from uninstaller.drupal.shared.references.judge_php import is_among_extensions
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
_VERSION = re.compile(r"\s*:\s*['\"]?v?\d+\.[\dx]+[\w.+-]*['\"]?\s*\Z")
_NEIGHBOUR = re.compile(rb"([ ]*(?:- )?)['\"]?([\w-]+)['\"]?[ ]*(?::.*)?\s*\Z")
_LONGER = {Shape.PREFIX, Shape.KEBAB, Shape.PART}
_NEAR = 12
_ITEM = re.compile(r"(?:[\w-]+:)?[\w-]+(?:\s*\([^)]*\))?")


def judge_yaml(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if spelling.role is Role.COMMENT:
        return None
    found = _judge_extension(spelling) if shape in (Shape.WHOLE, Shape.COLON) else _judge_part(spelling, shape)
    if found is None and shape is Shape.WHOLE:
        found = _judge_list(page, spelling, subject)
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


def _judge_list(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    """Lists that bear no name that one would know, and still hold names of extensions: `finished:`."""
    first = page.source.rfind(b"\n", 0, spelling.start) + 1
    last = page.source.find(b"\n", spelling.end)
    line = page.source[first : last if last >= 0 else len(page.source)]
    if spelling.role is Role.KEY and _VERSION.match(line[spelling.end - first :].decode("utf-8", "replace")):
        return Judgement("config-version", Kind.MODULE, (P, P), "records which version was there")
    own = _NEIGHBOUR.match(line)
    if own is None or own[2].decode().lower() != subject.name:
        return None
    before = page.source[max(0, first - 800) : first].splitlines()
    after = page.source[first + len(line) : first + len(line) + 800].splitlines()[1:]
    near = [_NEIGHBOUR.match(one) for one in (*_code(before[::-1])[:_NEAR], *_code(after)[:_NEAR])]
    names = [match[2].decode() for match in near if match and len(match[1]) == len(own[1])]
    if len(names) * 2 < len(near) or not is_among_extensions(names, subject):
        return None
    return Judgement("yaml-extension-item", Kind.MODULE, (L, L), "stands between names of extensions")


def _code(lines: Sequence[bytes]) -> list[bytes]:
    return [one for one in lines if one.strip() and not one.lstrip().startswith(b"#")]


def _judge_part(spelling: Spelling, shape: Shape) -> Judgement | None:
    above = (spelling.context[-2:], spelling.context[-1:])
    if shape in _LONGER and spelling.role is Role.VALUE and any(one in _LISTS for one in above):
        return Judgement("info-other", Kind.MODULE, (P, P), "names another extension")
    is_name = not spelling.before.strip("-") and " " not in spelling.text
    if shape is Shape.LIBRARY and is_name and set(spelling.context) & _LIBRARY_LISTS:
        return Judgement("yaml-library", Kind.LIBRARY, (C, C), "uses its library")
    if shape is Shape.DOTTED and is_name and spelling.context[-2:] in _DEPENDENCIES:
        return Judgement("config-dependency", Kind.CONFIG, (C, C), "depends on its configuration")
    return None


def _sure(rule: str) -> Sure:
    return (C, L) if rule == "config-extension" else (C, C)
