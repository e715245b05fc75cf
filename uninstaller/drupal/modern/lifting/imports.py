"""The `use` statements that lifted functions need, as they were written."""

from collections.abc import Iterable, Mapping

from uninstaller.drupal.modern.provides.code.names import Names


def collect_imports(files: Iterable[Names], text: str) -> tuple[str, ...] | None:
    """One statement for each imported class that the text may name; None where two files mean different ones."""
    classes: dict[str, str] = {}
    for names in files:
        if names.namespace or names.functions or names.constants:
            return None
        for alias, full in names.classes.items():
            if classes.setdefault(alias, full) != full:
                return None
    words = _words(text)
    return tuple(sorted(_statement(alias, full, words) for alias, full in classes.items() if alias in words))


def _words(text: str) -> Mapping[str, str]:
    """Each word as written, by its lower case."""
    letters = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in text)
    return {word.lower(): word for word in letters.split()}


def _statement(alias: str, full: str, words: Mapping[str, str]) -> str:
    is_renamed = full.rpartition("\\")[2].lower() != alias
    return f"use {full} as {words[alias]};" if is_renamed else f"use {full};"
