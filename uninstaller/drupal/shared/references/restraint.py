"""What keeps a mention from being more than possible: files that nobody edits, and words that only look like names."""

import re
from collections.abc import Callable
from dataclasses import replace

from uninstaller.drupal.shared.references.judgement import Judgement, P
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import Shape
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.spelling import Role, Spelling

_CLASS_BEHIND = re.compile(r"\\+(?:\w+\\+)*([A-Z]\w*)(?![\\\w])")
_SPACE_BEFORE = re.compile(r"Drupal\\{1,4}(Tests\\{1,4})?\Z")
_TELLING_ATTRIBUTE = re.compile(r"class|id|data-|src|href", re.IGNORECASE)
_BARE = {Shape.WHOLE, Shape.WORD, Shape.ORDINARY, Shape.PROPER, Shape.CAMEL}
_FIRM = {"php-extension-item", "php-extension-call", "php-extension-list", "php-library"}


def restrain(page: Page, spelling: Spelling, shape: Shape, found: Judgement, subject: Subject) -> Judgement:
    is_weak = any(one(page, spelling, shape, found, subject) for one in _RESTRAINTS)
    return replace(found, sure=(P, P)) if is_weak else found


def _is_left_alone(page: Page, _spelling: Spelling, _shape: Shape, _found: Judgement, _subject: Subject) -> bool:
    return page.is_history or page.is_dump or page.is_third_party or page.is_data


def _is_of_old_site(page: Page, spelling: Spelling, shape: Shape, found: Judgement, _subject: Subject) -> bool:
    """Lists of extensions, comments and classes of a migration are about this site."""
    is_comment = spelling.role is Role.COMMENT and page.language == "php"
    is_firm = found.rule in _FIRM or is_comment or shape in (Shape.NAMESPACE, Shape.MODULE_PATH)
    return page.is_about_old_site and not is_firm


def _is_of_npm(page: Page, spelling: Spelling, shape: Shape, _found: Judgement, subject: Subject) -> bool:
    """Packages of npm have names and scopes of their own."""
    if page.path.endswith(("package.json", "package-lock.json", "yarn.lock")):
        return spelling.text.lower() != subject.name
    return shape is Shape.LIBRARY and page.language in ("script", "text") and spelling.before.endswith("@")


def _is_wording(page: Page, spelling: Spelling, _shape: Shape, _found: Judgement, _subject: Subject) -> bool:
    is_attribute = page.language == "twig" and spelling.role is Role.MARKUP and bool(spelling.context)
    return is_attribute and not _TELLING_ATTRIBUTE.match(spelling.context[0])


def _is_undeclared(_page: Page, spelling: Spelling, shape: Shape, _found: Judgement, subject: Subject) -> bool:
    """Old texts name classes that have moved: where the module's code is there, it tells."""
    match = _CLASS_BEHIND.match(spelling.after)
    space = _SPACE_BEFORE.search(spelling.before)
    if shape is not Shape.NAMESPACE or spelling.role is Role.CODE or not (match and space and subject.folders):
        return False
    return match[1].lower() not in (subject.declared.tests if space[1] else subject.declared.names)


def _is_foreign(page: Page, _spelling: Spelling, shape: Shape, found: Judgement, subject: Subject) -> bool:
    """A word in a script that knows no Drupal, and is not called after the module."""
    is_bare = shape in _BARE and "_" not in subject.name and found.rule.startswith("script-")
    return page.is_foreign_script and is_bare and subject.name not in page.path.lower()


def _is_folder(_page: Page, _spelling: Spelling, shape: Shape, _found: Judgement, subject: Subject) -> bool:
    """Themes keep copies of another's files in a folder of its name."""
    return subject.is_theme and shape is Shape.SEGMENT


_RESTRAINTS: tuple[Callable[[Page, Spelling, Shape, Judgement, Subject], bool], ...] = (
    _is_left_alone, _is_of_old_site, _is_of_npm, _is_wording, _is_undeclared, _is_foreign, _is_folder,
)  # fmt: skip
