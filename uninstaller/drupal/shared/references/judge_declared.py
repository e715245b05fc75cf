"""Mentions that are, as a whole, a name that the removed extension declares."""

import re
from collections.abc import Callable, Iterator

from uninstaller.drupal.shared.references.judgement import C, Judgement, L, P, Sure
from uninstaller.drupal.shared.references.page import Page
from uninstaller.drupal.shared.references.shape import PROSE
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.drupal.shared.references.vocabulary import asset_stem
from uninstaller.facts.model import Kind
from uninstaller.facts.spelling import Role, Spelling

_CHARACTERS = (r"[\w]", r"[\w-]", r"[\w.]", r"[\w./-]")
_ENDS = tuple((re.compile(f"{one}*\\Z"), re.compile(f"{one}*")) for one in _CHARACTERS)
_SEVERAL = re.compile(r"[_./: -]|[a-z0-9][A-Z]")
_FILE = re.compile(r"[\w.-]+\.(?:css|scss|js|png|svg|gif|jpe?g|html\.twig|tpl\.php)\b")
_SURE: dict[Kind, Sure] = {
    Kind.FUNCTION: (C, C), Kind.CONSTANT: (C, C), Kind.CLASS: (L, P), Kind.SERVICE: (C, C), Kind.MENU_ROUTE: (C, C),
    Kind.LIBRARY: (C, C), Kind.PERMISSION: (C, C), Kind.CONFIG: (C, C), Kind.THEME_HOOK: (L, P), Kind.PLUGIN: (L, P),
    Kind.TABLE: (L, L), Kind.BEHAVIOR: (L, P),
}  # fmt: skip


def judge_declared(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    return next((found for one in _WAYS if (found := one(page, spelling, subject))), None)


def _judge_whole(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    is_in_space = re.search(r"\\\w*\Z", spelling.before) and f"\\{subject.name}\\" not in spelling.before
    for text in _candidates(spelling):
        kind = subject.declared.names.get(text.lower())
        if kind is None or text.lower() == subject.name or (kind is Kind.CLASS and is_in_space):
            continue
        if kind is Kind.CONSTANT and not _is_constant(spelling):
            continue
        rule = f"{page.language}-{kind.replace(' ', '-')}"
        return Judgement(rule, kind, _sure(kind, text, spelling, subject), f"names its {kind} {text}", name=text)
    return None


def _judge_longer(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    if not spelling.after[:1].isalnum() or _longer_word(spelling) not in subject.declared.words:
        return None
    noun = "comment" if spelling.role in PROSE else "word"
    return Judgement(f"{page.language}-{noun}", Kind.MODULE, (L, P), "says a word of its own that goes on")


def _judge_part(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    """A declared name of several words at the end of a longer one: `aggregator_feed` of `d6_aggregator_feed`."""
    if spelling.before[-1:] not in ("_", "-", ":") or not spelling.before or spelling.role is Role.CODE:
        return None
    tail = re.match(r"\w*", spelling.after)
    name = (spelling.word + (tail[0] if tail else "")).lower()
    kind = subject.declared.names.get(name)
    if kind is None or not name.startswith(f"{subject.name}_"):
        return None
    return Judgement(f"{page.language}-part", kind, (L, L), f"makes a longer name of its {kind} {name}")


def _judge_class(_page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    is_class = spelling.role is Role.SELECTOR and spelling.text[:1] == "." and not spelling.after[:1].isalnum()
    if not is_class or subject.is_theme or spelling.text[1:].lower() not in subject.declared.classes:
        return None
    return Judgement("style-class", Kind.CSS_CLASS, (L, L), "styles its markup")


def _judge_file(page: Page, spelling: Spelling, subject: Subject) -> Judgement | None:
    file = _file_around(spelling)
    if not file or subject.is_theme or spelling.role in PROSE or asset_stem(file) not in subject.declared.assets:
        return None
    return Judgement(f"{page.language}-file", Kind.FILE, (L, L), "names a file that is called as one of its own")


_WAYS: tuple[Callable[[Page, Spelling, Subject], Judgement | None], ...] = (
    _judge_whole, _judge_longer, _judge_part, _judge_class, _judge_file,
)  # fmt: skip


def _longer_word(spelling: Spelling) -> str:
    tail = re.match(r"[a-z]*", spelling.after.lower())
    return spelling.word.lower() + (tail[0] if tail else "") if not spelling.before[-1:].isalnum() else ""


def _is_constant(spelling: Spelling) -> bool:
    """No member of something else, and no variable."""
    return spelling.role is Role.CODE and not (spelling.context or ("",))[0].endswith(("->", "::", "$"))


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
