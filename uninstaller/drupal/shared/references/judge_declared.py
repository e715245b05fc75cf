"""Mentions that are, as a whole, a name that the removed extension declares."""

import re
from collections.abc import Iterator

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P, Sure
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import PROSE
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.drupal.shared.references.vocabulary import asset_stem
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_CHARACTERS = (r"[\w]", r"[\w-]", r"[\w.]", r"[\w./-]")
_ENDS = tuple((re.compile(f"{one}*\\Z"), re.compile(f"{one}*")) for one in _CHARACTERS)
_SEVERAL = re.compile(r"[_./: -]")
_FILE = re.compile(r"[\w.-]+\.(?:css|scss|js|png|svg|gif|jpe?g|html\.twig|tpl\.php)\b")
_SURE: dict[Kind, Sure] = {
    Kind.FUNCTION: (C, C), Kind.CONSTANT: (C, C), Kind.CLASS: (L, P), Kind.SERVICE: (C, C), Kind.MENU_ROUTE: (C, C),
    Kind.LIBRARY: (C, C), Kind.PERMISSION: (C, C), Kind.CONFIG: (C, C), Kind.THEME_HOOK: (L, P), Kind.PLUGIN: (L, P),
    Kind.TABLE: (L, L), Kind.BEHAVIOR: (L, P),
}  # fmt: skip


def judge_declared(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    declared = subject.declared
    is_cut_off = spelling.after[:1].isalnum()
    for text in _candidates(spelling):
        kind = declared.names.get(text.lower())
        if (
            kind is Kind.CLASS
            and re.search(r"\\\w*\Z", spelling.before)
            and f"\\{subject.name}\\" not in spelling.before
        ):
            continue
        if kind is not None and text.lower() != subject.name:
            return Judgement(
                f"{page.language}-{kind.replace(' ', '-')}",
                kind,
                _sure(kind, text, spelling, subject),
                f"names its {kind} {text}",
                name=text,
            )
    if subject.is_theme:
        return None
    if (
        not is_cut_off
        and spelling.role is Role.SELECTOR
        and spelling.text[:1] == "."
        and spelling.text[1:].lower() in declared.classes
    ):
        return Judgement("style-class", Kind.CSS_CLASS, (L, L), "styles its markup")
    file = _file_around(spelling)
    if file and spelling.role not in PROSE and asset_stem(file) in declared.assets:
        return Judgement(f"{page.language}-file", Kind.FILE, (L, L), "names a file that is called as one of its own")
    return None


def _candidates(spelling: Spelling) -> Iterator[str]:
    yield spelling.text
    before, word, after = spelling.before, spelling.word, spelling.after
    for head, tail in _ENDS:
        first, last = head.search(before), tail.match(after)
        yield (first[0] if first else "") + word + (last[0] if last else "").rstrip(".")


def _sure(kind: Kind, name: str, spelling: Spelling, subject: Subject) -> Sure:
    """A name that goes on behind the module's own is nobody's word, as `book_navigation`; a table `flags` is one."""
    is_own = name.lower().startswith((f"{subject.name}_", f"{subject.name}."))
    sure = (L, L) if is_own and kind in (Kind.THEME_HOOK, Kind.PLUGIN) else _SURE.get(kind, (L, P))
    if kind is Kind.FUNCTION and spelling.role is Role.STRING:  # The name of a variable, or of a theme hook, may be it.
        return L, L
    if not _SEVERAL.search(name) and kind is not Kind.CLASS and not spelling.before.endswith("{"):
        return P, P
    return (L, P if sure[1] is P else L) if spelling.role in PROSE else sure


def _file_around(spelling: Spelling) -> str:
    start = len(spelling.before)
    for match in _FILE.finditer(spelling.text):
        if match.start() <= start < match.end():
            return match[0]
    return ""
