"""The form in which a token bears a module's name: its namespace, a path to it, a bare word."""

import re
from enum import StrEnum

from uninstaller.drupal.shared.references.subject import Subject, belongs_to_other
from uninstaller.facts.spelling import Role, Spelling


class Shape(StrEnum):
    """Sorted from the most telling to the least."""

    NAMESPACE = "namespace"
    PACKAGE = "package"
    MODULE_PATH = "path to the module"
    MODULE_FILE = "file of the module"
    LABELLED = "the word with 'module' or 'theme'"
    WHOLE = "the whole token"
    DOTTED = "a name that begins with it and a dot"
    LIBRARY = "a name that begins with it and a slash"
    COLON = "a name that begins with it and a colon"
    CALLED = "a function that begins with it"
    SCRIPT_SPACE = "what it adds to Drupal's JavaScript"
    PREFIX = "a name that begins with it"
    SEGMENT = "a folder of a path"
    FILE = "a file of that name"
    KEBAB = "a name that begins with it and a hyphen"
    CAMEL = "a name in camel case that begins with it"
    PROPER = "a word with a capital letter within a sentence"
    WORD = "a word"
    VARIABLE = "a variable"
    MEMBER = "a member"
    PART = "part of a name"
    CAMEL_PART = "part of a name in camel case"
    ORDINARY = "an ordinary word"
    PHRASE = "the words of its name"
    PLURAL = "its plural"
    STEM = "the beginning of another word"


_SEVERAL = re.compile(r"[\s'\"(]")
PROSE = frozenset({Role.COMMENT, Role.TEXT, Role.MARKUP})
_EXTENSION_WORD = re.compile(
    r"['\"`]?\s+(?:(?:sub)?modules?|(?:base |admin(?:istrative|istration)? )?themes?|extension|project|package)\b", re.I
)
_BEFORE_WORD = re.compile(r"(?:\bmodules?|\bthemes?)[:]?\s+['\"`]?\Z", re.IGNORECASE)
_TODO_BEFORE = re.compile(r"@todo:? remove (?:the )?\Z", re.IGNORECASE)
_TODO_AFTER = re.compile(r"\s+(?:in|after|once|when) https?://\S*drupal", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:an?|the|this|these|each|every|any|no|all|new|its|their|your|some|one|of) \Z", re.IGNORECASE
)
_NAMESPACE = re.compile(r"(?:\bDrupal\\{1,4}(?:Tests\\{1,4})?)\Z")
_FOLDER = re.compile(r"(?:^|.*[/\s'\"`(=:])?(?:modules|themes|profiles)/(?:[\w.-]+/)*\Z", re.DOTALL)
_OWN_FILE = re.compile(
    r"\.(?:info(?:\.yml)?|module|install|theme|profile|api\.php|routing\.yml|libraries\.yml|services\.yml|permissions\.yml"
    r"|links\.\w+\.yml|schema\.yml|make(?:\.yml)?|inc|tokens\.inc|admin\.inc|pages\.inc|post_update\.php|breakpoints\.yml)\b"
)
_FILE = re.compile(
    r"(?:\.[\w-]+)*\.(?:css|scss|sass|less|js|mjs|ts|twig|php|yml|yaml|json|png|svg|gif|jpg|html|md|txt|po|sql)\b"
)
_CHUNK = re.compile(r"[^\s\"'`<>(),;|]*")
_CHUNK_BEFORE = re.compile(r"[^\s\"'`<>(),;|=]*\Z")
_SCRIPT_SPACE = re.compile(r"(?:\b[Dd]rupal(?:Settings|\.settings|\.behaviors|\.theme)?\.)\Z")


def find_shape(spelling: Spelling, subject: Subject) -> Shape | None:
    """None where the letters are there and the name is not: `view` in `review`, or in another module's name."""
    before, word, after = spelling.before, spelling.word, spelling.after
    if belongs_to_other(subject, before, word, after) or before.endswith("<?"):
        return None
    left, right = before[-1:], after[:1]
    if left.isalnum():
        return Shape.CAMEL_PART if word[:1].isupper() and left.islower() and len(word) > 3 else None
    if right.isalnum():
        return _find_longer(word, after)
    if not _is_spelt(word, subject):
        return None
    if spelling.role in PROSE or _SEVERAL.search(spelling.text):
        return _find_in_prose(before, word, after, spelling.role)
    return _find_in_token(before, word, after, spelling)


def _find_longer(word: str, after: str) -> Shape:
    if after[0].isupper() and not word.isupper():
        return Shape.CAMEL
    is_plural = after[0] == "s" and not after[1:2].isalnum()
    return Shape.PLURAL if is_plural else Shape.STEM


def _is_spelt(word: str, subject: Subject) -> bool:
    """A name of several words may be written together only in camel case."""
    parts = subject.name.split("_")
    return len(parts) == 1 or word.lower() != "".join(parts) or word not in (word.lower(), word.upper())


def _find_in_prose(before: str, word: str, after: str, role: Role) -> Shape:
    head, tail = _CHUNK_BEFORE.search(before), _CHUNK.match(after)
    front, back = head[0] if head else "", tail[0].rstrip(".:!?") if tail else ""
    if not front and not back:
        return _find_word(before, word, after)
    shape = _find_telling(front, word, back)
    if shape is not None:
        return shape
    if back[:1] == "_" and not front.strip("\\$@{["):
        return Shape.CALLED if after[len(back) : len(back) + 1] == "(" else Shape.PREFIX
    return _find_joint(front, back, role)


def _find_word(before: str, word: str, after: str) -> Shape:
    """A word by itself within a sentence."""
    is_promised = _TODO_BEFORE.search(before) and _TODO_AFTER.match(after)
    if is_promised or _EXTENSION_WORD.match(after) or _BEFORE_WORD.search(before):
        return Shape.LABELLED
    if " " in word and word.islower():
        return Shape.PHRASE
    if word.islower() and _DETERMINER.search(before):
        return Shape.ORDINARY
    is_named = word[:1].isupper() and not word.isupper() and re.search(r"[a-z,)/] \Z", before)
    return Shape.PROPER if is_named else Shape.WORD


def _find_in_token(before: str, word: str, after: str, spelling: Spelling) -> Shape:
    shape = _find_telling(before, word, after)
    if shape is not None:
        return shape
    if (spelling.role is Role.CODE and spelling.context[:1] == ("$",)) or before[-1:] == "$":
        return Shape.VARIABLE
    if spelling.role is Role.CODE and (spelling.context or ("",))[0].endswith(("->", "::")):
        return Shape.MEMBER
    if not before.strip("@?!.#~\\") and not after:
        return Shape.WHOLE
    return _find_joint(before, after, spelling.role)


def _find_telling(before: str, word: str, after: str) -> Shape | None:
    if after[:1] in ("\\", "") and _NAMESPACE.search(before):
        return Shape.NAMESPACE
    if before.endswith("drupal/") and after[:1] not in ("/", ".", "_", "-"):
        return Shape.PACKAGE
    if _FOLDER.match(before) and (after[:1] in ("/", "") or _OWN_FILE.match(after)):
        return Shape.MODULE_PATH
    if _SCRIPT_SPACE.search(before) and not after[:1].isalnum() and after[:1] not in ("_", "-"):
        return Shape.SCRIPT_SPACE
    return _find_file(before, word, after)


def _find_file(before: str, word: str, after: str) -> Shape | None:
    if (not before or before.endswith(f"/{word}/")) and _OWN_FILE.match(after):
        return Shape.MODULE_FILE
    return Shape.FILE if before[-1:] in ("", "/", ".", "_", "-") and _FILE.match(after) else None


def _find_joint(before: str, after: str, role: Role) -> Shape:
    left, right = before[-1:], after[:1]
    is_first = not re.sub(r"(?:^|(?<=[.#\[]))(?:data|js)-\Z", "", before).strip("@?!.#~\\{[")
    if left == "/" and right in ("/", ""):
        return Shape.SEGMENT
    if is_first and right in _FIRST and after[1:2].strip():
        return Shape.KEBAB if right == "_" and (after[1:2] == "_" or role is Role.SELECTOR) else _FIRST[right]
    if is_first and not right:
        return Shape.WHOLE
    if left in ("_", "-", ".") and left:
        return Shape.PART
    if left == ":" and not right:
        return Shape.COLON
    return Shape.PART if right in ("_", "-", ".") and right else Shape.WORD


_FIRST = {
    ".": Shape.DOTTED,
    "/": Shape.LIBRARY,
    ":": Shape.COLON,
    "_": Shape.PREFIX,
    "-": Shape.KEBAB,
    "\\": Shape.NAMESPACE,
}
