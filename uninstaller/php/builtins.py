"""Names that PHP itself declares, and functions that it no longer does."""

from functools import cache
from importlib.resources import files

from uninstaller.php.outline import DeclarationKind


@cache
def _names() -> dict[str, frozenset[str]]:
    sections: dict[str, list[str]] = {}
    for line in files("uninstaller.php").joinpath("builtins.txt").read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = []
        elif not line.startswith("#"):
            sections[section].append(line if section == DeclarationKind.CONSTANT else line.lower())
    return {section: frozenset(names) for section, names in sections.items()}


def is_builtin(kind: DeclarationKind, name: str) -> bool:
    """Whether PHP 8.2, with the extensions that Drupal sites have, declares the name."""
    key = name if kind is DeclarationKind.CONSTANT else name.lower()
    return key in _names()[kind.value] or (kind is DeclarationKind.FUNCTION and key in _CONSTRUCTS)


_CONSTRUCTS = frozenset(["isset", "empty", "unset", "list", "array", "echo", "print", "exit", "die", "eval"])


REMOVED = frozenset({
    "each", "create_function", "split", "spliti", "ereg", "eregi", "ereg_replace", "eregi_replace", "mysql_query",
    "mysql_connect", "mysql_fetch_array", "mysql_fetch_object", "mysql_real_escape_string", "mysql_escape_string",
    "mcrypt_encrypt", "mcrypt_decrypt", "mcrypt_create_iv", "mcrypt_get_iv_size", "money_format",
    "get_magic_quotes_gpc", "set_magic_quotes_runtime", "session_register", "call_user_method",
    "define_syslog_variables", "dl", "magic_quotes_runtime", "png2wbmp", "jpeg2wbmp", "gmp_random", "image2wbmp",
    "convert_cyr_string",
})  # fmt: skip
"""Functions that PHP 5.3 had and PHP 8 has no longer."""
