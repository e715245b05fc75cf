"""What a mention means to Drupal, by the file that it stands in."""

from dataclasses import replace

from uninstaller.drupal.shared.references.judge_declared import judge_declared
from uninstaller.drupal.shared.references.judge_lines import judge_composer, judge_lines
from uninstaller.drupal.shared.references.judge_php import judge_php
from uninstaller.drupal.shared.references.judge_yaml import judge_yaml
from uninstaller.drupal.shared.references.judgement import C, Judgement, P, judge_by_form
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.restraint import restrain
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling


def judge_twig(_page: Page, spelling: Spelling, shape: Shape, _subject: Subject) -> Judgement | None:
    if spelling.context[:1] == ("attach_library",) and shape is Shape.LIBRARY and not spelling.before:
        return Judgement("twig-library", Kind.LIBRARY, (C, C), "attaches its library")
    return None


_JUDGES = {"twig": judge_twig, "yaml": judge_yaml, "php": judge_php, "shell": judge_lines, "json": judge_composer}


def judge(page: Page, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement:
    """The first that has something to say, held down where the file is none that anyone would edit."""
    special = _JUDGES[page.language](page, spelling, shape, subject) if page.language in _JUDGES else None
    found = special or judge_declared(page, spelling, subject) or judge_by_form(page.language, spelling, shape)
    if spelling.role is Role.COMMENT:
        found = replace(found, rule=f"{page.language}-comment")
    found = restrain(page, spelling, shape, found, subject)
    if page.is_dictionary:
        return replace(found, sure=(found.sure[0], P))
    is_heading = spelling.text.strip(" -*#=").lower() in (subject.name, subject.label.lower())
    if page.language == "text" and is_heading:
        return replace(found, sure=(found.sure[0], found.sure[0]), rule="text-heading")
    return found
