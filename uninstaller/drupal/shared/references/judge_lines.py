"""Drupal 7's info files and Drush's makefiles, which say one thing a line, and composer's files."""

import re

from uninstaller.drupal.shared.references.judgement import C, Judgement, L
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_DEPENDENCY = re.compile(r"(?:dependencies|test_dependencies|recommends)\[\]\s*=\s*[\"']?(?:\w+:)?\Z")
_BASE = re.compile(r"base theme\s*=\s*[\"']?\Z")
_PROJECT = re.compile(r"(?:projects|libraries)\[(?:\]\s*=\s*)?[\"']?\Z")
_FEATURE = re.compile(r"features\[(?:features_api|ctools|\w+)\]\[\]\s*=\s*[\"']?\Z")
_REQUIREMENTS = {"require", "require-dev", "replace", "conflict", "suggest", "provide", "patches", "installer-paths"}


def judge_lines(page: Page, spelling: Spelling, _shape: Shape, _subject: Subject) -> Judgement | None:
    if spelling.role is Role.COMMENT or re.match(r"\w", spelling.after):
        return None
    if page.path.endswith(".info"):
        if _DEPENDENCY.fullmatch(spelling.before) or _DEPENDENCY.search(spelling.before):
            return Judgement("info-dependency", Kind.MODULE, (C, C), "needs it")
        if _BASE.search(spelling.before):
            return Judgement("info-base-theme", Kind.MODULE, (C, C), "is a theme upon it")
        if _FEATURE.search(spelling.before):
            return Judgement("info-feature", Kind.MODULE, (L, L), "exports something of it")
    if page.path.endswith(".make") and _PROJECT.search(spelling.before):
        return Judgement("makefile-project", Kind.PACKAGE, (C, C), "downloads it")
    return None


def judge_composer(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement | None:
    if shape is not Shape.PACKAGE or spelling.text != f"drupal/{subject.name}":
        return None
    is_manifest = page.path.rpartition("/")[2] == "composer.json"
    if is_manifest and spelling.role is Role.KEY and spelling.context[-1:] and spelling.context[-1] in _REQUIREMENTS:
        return Judgement("composer-requirement", Kind.PACKAGE, (C, C), "requires its package")
    return Judgement("composer-package", Kind.PACKAGE, (C, C), "names its package")
