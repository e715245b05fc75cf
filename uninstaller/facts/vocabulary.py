"""The names that removed modules declare, and how to ask fast whether a text spells one of them."""

import hashlib
import marshal
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_") | frozenset(range(128, 256))
ALNUM = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_SHORTEST_STEM = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one removed module declares, spelt as declared.

    `hooks` are those that the module alone invokes, without `hook_`; `theme_hooks` the keys of its hook_theme().
    `files` are paths relative to `folder`, the module's own folder relative to the tree's root.
    """

    module: str
    functions: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    constants: frozenset[str] = frozenset()
    hooks: frozenset[str] = frozenset()
    theme_hooks: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Several vocabularies as one question. Keys are lower case; a value is the name as declared and its module.

    Where two modules declare one name, the first of them (by name) has it.
    """

    modules: dict[str, str]
    functions: dict[str, tuple[str, str]]
    classes: dict[str, tuple[str, str]]
    constants: dict[str, tuple[str, str]]
    hooks: dict[str, tuple[str, str]]
    theme_hooks: dict[str, tuple[str, str]]
    files: dict[str, tuple[str, str]]
    symbols: frozenset[bytes]
    """Functions, classes and constants."""
    plain: frozenset[bytes]
    """Those among them that are one ordinary word, such as `view`: most strings of that text are something else."""
    suffixes: frozenset[bytes]
    """Hooks and theme hooks, which end the names of functions."""
    module_words: frozenset[bytes]
    theme_words: frozenset[bytes]
    folder_words: frozenset[bytes]
    """The words with which the keys of `files` begin: names of the modules' own folders."""
    shared: frozenset[bytes]
    """Those symbols that do not begin with their module's name: others may declare them as well."""
    needles: tuple[bytes, ...]
    """A lower-cased text that spells none of these uses no name."""

    def digest(self) -> str:
        """Of all that the answer depends on."""
        parts = [
            sorted(table.items())
            for table in (
                self.modules, self.functions, self.classes, self.constants, self.hooks, self.theme_hooks, self.files
            )
        ]  # fmt: skip
        return hashlib.blake2b(marshal.dumps(parts, 2), digest_size=16).hexdigest()


def build_lexicon(vocabularies: Sequence[Vocabulary]) -> Lexicon:
    ordered = sorted(vocabularies, key=lambda vocabulary: (vocabulary.module, vocabulary.folder))
    modules = {one.module.lower(): one.module for one in ordered if one.module}
    functions = _table((one.module, one.functions) for one in ordered)
    classes = _table((one.module, one.classes) for one in ordered)
    constants = _table((one.module, one.constants) for one in ordered)
    hooks = _table((one.module, one.hooks) for one in ordered)
    theme_hooks = _table((one.module, one.theme_hooks) for one in ordered)
    files = _table((one.module, {_ending(one, file) for file in one.files}) for one in ordered)
    symbols = frozenset(_encode(name) for table in (functions, classes, constants) for name in table)
    suffixes = frozenset(_encode(name) for table in (hooks, theme_hooks) for name in table)
    theme_words = frozenset(_encode(name) for name in theme_hooks)
    module_words = frozenset(_encode(name) for name in modules)
    folder_words = frozenset(_encode(re.split(r"[^\w]", file, maxsplit=1)[0]) for file in files)
    plain = frozenset(_encode(name) for table in (functions, classes) for name, _ in table.values() if _is_plain(name))
    tables = (functions, classes, constants)
    shared = frozenset(_encode(name) for table in tables for name, module in table.values() if not bears(name, module))
    return Lexicon(
        modules, functions, classes, constants, hooks, theme_hooks, files, symbols, plain, suffixes, module_words,
        theme_words, folder_words, shared, _needles(module_words, symbols | suffixes | folder_words),
    )  # fmt: skip


def _table(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for module, group in names:
        for name in sorted(group):
            found.setdefault(name.lower(), (name, module))
    return found


def _is_plain(name: str) -> bool:
    return name[1:].isalpha() and name[1:].islower()


def _ending(vocabulary: Vocabulary, file: str) -> str:
    """`foo/includes/foo.inc`: how a path to the file ends, wherever the module is."""
    return f"{vocabulary.folder.rpartition('/')[2] or vocabulary.module}/{file}"


def bears(name: str, module: str) -> bool:
    """Whether a name begins with its module's: nobody else's does."""
    return name.lower().lstrip("_").startswith(module.lower())


def _encode(name: str) -> bytes:
    return name.lower().encode("utf-8", "surrogateescape")


def _needles(modules: Iterable[bytes], words: Iterable[bytes]) -> tuple[bytes, ...]:
    """The modules' names, and beginnings of those words that do not spell one at the start of a part; the fewest."""
    needles = sorted(modules)
    others = sorted(word for word in words if word and not any(_spells(word, name) for name in needles))
    stem = b""
    for word in others:
        shared = _shared(stem, word)
        if stem and len(shared) >= min(_SHORTEST_STEM, len(stem)):
            needles[-1] = stem = shared
        else:
            needles.append(word)
            stem = word
    kept: list[bytes] = []
    for needle in sorted(set(needles), key=lambda needle: (len(needle), needle)):
        if not any(_spells(needle, shorter) for shorter in kept):
            kept.append(needle)
    return tuple(sorted(kept))


def _spells(word: bytes, name: bytes) -> bool:
    position = word.find(name)
    while position > 0 and word[position - 1] in ALNUM:
        position = word.find(name, position + 1)
    return position >= 0


def _shared(first: bytes, second: bytes) -> bytes:
    size = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        size += 1
    return first[:size]
