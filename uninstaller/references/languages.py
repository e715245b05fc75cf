"""Which reader reads which file, told by its name."""

from dataclasses import dataclass

from uninstaller.facts.readers.json_lines import read_json
from uninstaller.facts.readers.markup import read_twig
from uninstaller.facts.readers.php_tokens import read_php_tokens
from uninstaller.facts.readers.script import read_javascript
from uninstaller.facts.readers.style import read_style
from uninstaller.facts.readers.text import read_script, read_text
from uninstaller.facts.readers.yaml_lines import read_yaml
from uninstaller.facts.spelling import Reader


@dataclass(frozen=True, slots=True)
class Language:
    """`name` begins the ids of its rules."""

    name: str
    endings: tuple[str, ...]
    read: Reader


TEXT = Language("text", (), read_text)
LANGUAGES = (
    Language("twig", (".twig", ".html", ".htm"), read_twig),
    Language(
        "php",
        (".php", ".module", ".inc", ".install", ".profile", ".theme", ".engine", ".test", ".phtml"),
        read_php_tokens,
    ),
    Language("yaml", (".yml", ".yaml"), read_yaml),
    Language("style", (".css", ".scss", ".sass", ".less"), read_style),
    Language("script", (".js", ".mjs", ".ts", ".jsx", ".tsx", ".cjs"), read_javascript),
    Language("json", (".json", "composer.lock"), read_json),
    Language(
        "shell",
        (".sh", ".bash", "makefile", "dockerfile", ".make", ".info", ".conf", ".ini", ".env", "ignore"),
        read_script,
    ),
)
BINARY = (
    ".png", ".gif", ".jpg", ".jpeg", ".ico", ".webp", ".woff", ".woff2", ".ttf", ".eot", ".otf", ".gz", ".zip", ".tar",
    ".phar", ".pdf", ".mp3", ".mp4", ".mov", ".avi", ".wav", ".ogg", ".bz2", ".xz", ".7z", ".psd", ".exe", ".map",
    ".svg", ".po", ".pot", ".sql",
)  # fmt: skip
"""Endings of files that hold no reference that one could mend: of these only the paths count."""


def language_of(path: str) -> Language | None:
    """None for what is no text."""
    lowered = path.lower()
    if lowered.endswith(BINARY):
        return None
    return next((one for one in LANGUAGES if lowered.endswith(one.endings)), TEXT)


def settle_language(named: Language, source: bytes) -> Language:
    """Scripts say in their first line what they are written in, whatever they are called."""
    first = source[:80].lstrip()
    if named.name in ("text", "shell") and first.startswith((b"#!", b"<?php")):
        return _by_name("php") if b"php" in first.split(b"\n", 1)[0] else _by_name("shell")
    return named


def _by_name(name: str) -> Language:
    return next(one for one in LANGUAGES if one.name == name)
