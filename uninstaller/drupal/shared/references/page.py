"""A file that is judged: its path, its language, and what its bytes say about the mentions in it."""

import re
from dataclasses import dataclass
from functools import cached_property

_DEPENDENCIES = re.compile(rb"^dependencies:[ ]*(?:\{.*\})?\r?\n((?:[ ]+.*\r?\n|\r?\n)*)", re.MULTILINE)
_IS_CONFIG = re.compile(rb"^ +(?:module|config|theme|content|enforced):", re.MULTILINE)
_THIRD_PARTY = re.compile(
    r"(?:^|/)(?:assets/vendor|libraries|bower_components|vendor|js/vendor|dist)/|[.-]min\.(?:js|css)\Z|\.pack\.js\Z"
)
_DATA = re.compile(r"\.(?:csv|tsv|geojson|ics|srt|vtt|xlsx?|log|sqlite|patch|diff)\Z", re.IGNORECASE)
_OLD_SITE = re.compile(r"(?:^|/)(?:fixtures?|migrations?)/|migrate", re.IGNORECASE)
DICTIONARY = re.compile(r"(?:^|/)(?:[\w.-]*cspell[\w./-]*|[\w.-]*(?:dictionary|project-words|wordlist)[\w.-]*)\.txt\Z")
_DUMP = re.compile(r"(?:^|/)fixtures?/")
_HISTORY = re.compile(r"(?:^|/)(?:CHANGELOG|CHANGES|RELEASE|HISTORY)[\w.-]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    path: str
    language: str
    source: bytes

    @cached_property
    def is_third_party(self) -> bool:
        """Somebody else's code, which no one edits here."""
        is_named = self.path.rpartition("/")[2].startswith(".")
        return _THIRD_PARTY.search(self.path) is not None and not is_named

    @cached_property
    def is_foreign_script(self) -> bool:
        """JavaScript that says nothing of Drupal: a word in it is a word."""
        return self.language == "script" and b"rupal" not in self.source

    @cached_property
    def is_dictionary(self) -> bool:
        """A list of words that a spelling checker lets pass."""
        return DICTIONARY.search(self.path) is not None

    @cached_property
    def is_data(self) -> bool:
        """Content, and records of changes: nothing in it is code of this site."""
        return _DATA.search(self.path) is not None

    @cached_property
    def is_about_old_site(self) -> bool:
        """Migrations and their tests: names in it are those of a site that is read, not of this one."""
        return _OLD_SITE.search(self.path) is not None

    @cached_property
    def is_dump(self) -> bool:
        return _DUMP.search(self.path) is not None

    @cached_property
    def is_history(self) -> bool:
        return _HISTORY.search(self.path) is not None

    @cached_property
    def dependencies(self) -> bytes | None:
        """What a config object says it depends on; Drupal computes it, so that no user of a module lacks it."""
        match = _DEPENDENCIES.search(self.source) if self.language == "yaml" else None
        return match[1] if match else None

    def lacks_dependency(self, name: str) -> bool:
        """Whether it is a config object that says it does not depend on a module."""
        block = self.dependencies
        if block is None or not _IS_CONFIG.search(block):
            return False
        return re.search(rb"(?<![\w])" + re.escape(name.encode()) + rb"(?![\w])", block) is None
