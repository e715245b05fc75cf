"""What a mention means to Drupal, by the file that it stands in."""

import re
from dataclasses import replace

from uninstaller.drupal.shared.references.judge_php import judge_php
from uninstaller.drupal.shared.references.judge_yaml import judge_yaml
from uninstaller.drupal.shared.references.judgement import Judgement, P, judge_by_form
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.spelling import Role, Spelling

_JUDGES = {"yaml": judge_yaml, "php": judge_php}
_FOREIGN = re.compile(r"(?:^|/)(?:fixtures?|migrations?)/|(?:^|/|_)migrate", re.IGNORECASE)
"""Databases and names of other, older sites."""
_CHANGES = re.compile(r"(?:^|/)(?:CHANGELOG|CHANGES|RELEASE|HISTORY)[\w.-]*\Z", re.IGNORECASE)


def judge(language: str, path: str, spelling: Spelling, shape: Shape, subject: Subject) -> Judgement:
    special = _JUDGES[language](path, spelling, shape, subject) if language in _JUDGES else None
    if special is not None:
        return special
    found = judge_by_form(language, spelling, shape)
    if _CHANGES.search(path):
        return replace(found, sure=(P, P))
    if _FOREIGN.search(path) and spelling.role is not Role.COMMENT and shape is not Shape.NAMESPACE:
        return replace(found, sure=(P, P))
    if language == "text" and spelling.text.strip(" -*#=").lower() in (subject.name, subject.label.lower()):
        return replace(found, sure=(found.sure[0], found.sure[0]), rule="text-heading")
    return found
