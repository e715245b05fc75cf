"""Drupal 7's info files and Drush's makefiles, which say one thing a line, and composer's files."""

import re

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_DEPENDENCY = re.compile(r"(?:dependencies|test_dependencies|recommends)\[\]\s*=\s*[\"']?(?:\w+:)?\Z")
_BASE = re.compile(r"base theme\s*=\s*[\"']?\Z")
_PROJECT = re.compile(r"(?:projects|libraries)\[(?:\]\s*=\s*)?[\"']?\Z")
_FEATURE = re.compile(r"features\[(?:features_api|ctools|\w+)\]\[\]\s*=\s*[\"']?\Z")
_COMPOSER = {"composer.json", "composer.lock"}
_VENDORS = re.compile(r"[\w.-]+/")
_REQUIREMENTS = {"require", "require-dev", "replace", "conflict", "suggest", "provide", "patches", "installer-paths"}


_INFO = (
    (_DEPENDENCY, Judgement("info-dependency", Kind.MODULE, (C, C), "needs it")),
    (_BASE, Judgement("info-base-theme", Kind.MODULE, (C, C), "is a theme upon it")),
    (_FEATURE, Judgement("info-feature", Kind.MODULE, (L, L), "exports something of it")),
)
_MAKE = ((_PROJECT, Judgement("makefile-project", Kind.PACKAGE, (C, C), "downloads it")),)
_OTHER = Judgement("info-other", Kind.MODULE, (P, P), "needs another extension")


def judge_lines(page: Page, spelling: Spelling, _shape: Shape, _subject: Subject) -> Judgement | None:
    table = _INFO if page.path.endswith(".info") else _MAKE if page.path.endswith(".make") else ()
    if spelling.role is Role.COMMENT or not table:
        return None
    found = next((found for pattern, found in table if pattern.search(spelling.before)), None)
    if found and re.match(r"\w", spelling.after):
        return _OTHER if found.rule == "info-dependency" else None
    return found


def judge_composer(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if shape is not Shape.PACKAGE or spelling.text != f"drupal/{subject.name}":
        is_vendors = page.path.rpartition("/")[2] in _COMPOSER and _VENDORS.fullmatch(spelling.before)
        if not is_vendors or spelling.after or spelling.word != subject.name:
            return None
        return Judgement("composer-package", Kind.PACKAGE, (L, L), "names a package that is called so")
    is_manifest = page.path.rpartition("/")[2] == "composer.json"
    if is_manifest and spelling.role is Role.KEY and spelling.context[-1:] and spelling.context[-1] in _REQUIREMENTS:
        return Judgement("composer-requirement", Kind.PACKAGE, (C, C), "requires its package")
    return Judgement("composer-package", Kind.PACKAGE, (C, C), "names its package")
