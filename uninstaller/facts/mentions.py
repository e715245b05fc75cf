"""Where a text spells names of a lexicon in a place that may matter: byte searches, before anything is parsed."""

import re
from collections.abc import Iterable, Iterator

from uninstaller.facts.vocabulary import ALNUM, WORD_BYTES, Lexicon

MODULE_CALLS = frozenset(name.encode() for name in (
    "module_exists", "module_load_include", "module_load_install", "module_invoke", "module_hook", "module_enable",
    "module_disable", "drupal_get_path", "drupal_get_filename", "drupal_load", "drupal_get_library", "system_get_info",
    "drupal_add_library", "drupal_uninstall_modules", "drupal_install_modules", "drupal_install_schema",
    "drupal_uninstall_schema", "drupal_get_schema_unprocessed", "drupal_get_schema_versions", "setup",
    "drupal_get_installed_schema_version", "drupal_set_installed_schema_version", "features_get_default",
    "features_rebuild", "features_revert", "ctools_include", "ctools_get_plugins", "ctools_plugin_get_class",
    "ctools_add_css", "ctools_add_js", "ctools_image_path", "moduleexists", "getmodule", "loadinclude", "install",
    "uninstall", "enablemodules",
))  # fmt: skip
"""Functions and methods, in lower case, that take a module's name; `setUp` lists what a test enables."""

_WORD = re.compile(rb"[\w\x80-\xff]*")
_PATH = re.compile(rb"[\w./-]*")
_CALL = re.compile(rb"([\w\x80-\xff]+)\s*\Z")
_DECLARED = re.compile(rb"\bfunction\s+(?:&\s*)?\Z")
_CODE_KEY = re.compile(
    rb"['\"\w #](?:class|callbacks?|handler|function|controller|process|validate|submit|factory)['\"]\s*(?:\]\s*=|=>)"
    rb"\s*(?:array\s*\(\s*|\[\s*)?\Z"
)
_CODE_CALL = re.compile(
    rb"\b(?:\w+_exists|call_user_func(?:_array)?|is_callable|is_a|is_subclass_of|array_map|u[ak]?sort|array_filter"
    rb"|array_walk|drupal_get_form|constant|defined|drupal_register_shutdown_function)\s*\([^()]*\Z"
)
_AFTER_NAME = re.compile(rb"\s*(?:\(|::|&?\s*\$|\||/\*)")
_BEFORE_NAME = re.compile(rb"(?:[,\\|?:&]|\b(?:new|extends|implements|instanceof|use|insteadof)\b)\s*\Z")
_THEME = re.compile(
    rb"(?:\btheme\s*\(\s*|theme(?:_wrappers)?['\"]\s*(?:\]\s*(?:\[\s*\]\s*)?=|=>)\s*)(?:(?:array\s*\(|\[)[^()]*)?\Z"
)
_LONGEST = 240
_QUOTES = b"'\""
_BEFORE_DECLARED = b" \t\r\n\v\f&(" + _QUOTES
_DECLARING = (b"function", b"class", b"interface", b"trait", b"enum", b"const", b"define")

Mention = tuple[int, int]
"""Byte offsets of a whole word."""


def has_needle(lowered: bytes, lexicon: Lexicon) -> bool:
    """Whether a lower-cased text may use a name at all."""
    return any(needle in lowered for needle in lexicon.needles)


def find_mentions(lowered: bytes, lexicon: Lexicon) -> list[Mention]:
    """Words of a lower-cased text that may use a name, sorted."""
    return choose_mentions(lowered, find_words(lowered, lexicon), lexicon)


def choose_mentions(lowered: bytes, words: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Those of the words that may use a name, sorted."""
    return sorted(span for span in words if _matters(lowered, span, lexicon))


def find_words(lowered: bytes, lexicon: Lexicon) -> set[Mention]:
    """Every word of a lower-cased text that has to do with the lexicon."""
    return {span for needle in lexicon.needles for span in _words(lowered, needle)}


def is_shared(lowered: bytes, span: Mention, lexicon: Lexicon) -> bool:
    """Whether a word seems to be declared here that others than its module may declare."""
    start, end = span
    if lowered[start:end] not in lexicon.shared:
        return False
    while start > 0 and lowered[start - 1] in _BEFORE_DECLARED:
        start -= 1
    return lowered.endswith(_DECLARING, 0, start)


def _words(lowered: bytes, needle: bytes) -> Iterator[Mention]:
    """Words that have the needle at the start of one of their parts."""
    position = lowered.find(needle)
    while position >= 0:
        start = position
        if start == 0 or lowered[start - 1] not in ALNUM:
            while start > 0 and lowered[start - 1] in WORD_BYTES:
                start -= 1
            end = _word_end(lowered, position + len(needle))
            yield start, end
            position = lowered.find(needle, end)
        else:
            position = lowered.find(needle, position + 1)


def _word_end(lowered: bytes, position: int) -> int:
    match = _WORD.match(lowered, position)
    return match.end() if match else position


def _matters(lowered: bytes, span: Mention, lexicon: Lexicon) -> bool:
    start, end = span
    word = lowered[start:end]
    if _is_string(lowered, start, end):
        return _is_telling(lowered, span, lexicon)
    if word in lexicon.symbols and _is_name(lowered, span, lexicon):
        return not is_comment(lowered, start)
    if word in lexicon.folder_words and path_at(lowered, span, lexicon) is not None:
        return not is_comment(lowered, start)
    return ends_in_hook(word, lexicon) and _DECLARED.search(lowered, max(0, start - 40), start) is not None


def _is_name(lowered: bytes, span: Mention, lexicon: Lexicon) -> bool:
    """Whether a word may be a function's, class's or constant's name: no variable and no member of something else."""
    start, end = span
    if lowered[start - 1 : start] == b"$" or lowered[start - 2 : start] in (b"->", b"::"):
        return False
    return lowered[start:end] not in lexicon.plain or _is_used(lowered, span)


def _is_telling(lowered: bytes, span: Mention, lexicon: Lexicon) -> bool:
    """Whether a word that fills a string may be a use."""
    start, end = span
    word = lowered[start:end]
    if word in lexicon.symbols and (word not in lexicon.plain or is_code(lowered, start)):
        return True
    if (word in lexicon.theme_words or word.partition(b"__")[0] in lexicon.theme_words) and is_themed(lowered, start):
        return True
    return word in lexicon.module_words and _is_given(lowered, start)


def is_comment(lowered: bytes, start: int) -> bool:
    """Whether the line of a word is one of a comment; False where only a parse can tell."""
    line = lowered[lowered.rfind(b"\n", 0, start) + 1 : start].lstrip()
    if line.startswith(b"*"):
        return lowered.rfind(b"/*", 0, start) > lowered.rfind(b"*/", 0, start)
    return line.startswith(b"//") and b"?>" not in line


def _is_used(lowered: bytes, span: Mention) -> bool:
    """Whether an ordinary word stands where a function's or class's name may stand."""
    start, end = span
    return (
        _AFTER_NAME.match(lowered, end) is not None
        or _BEFORE_NAME.search(lowered, max(0, start - 40), start) is not None
    )


def _is_string(lowered: bytes, start: int, end: int) -> bool:
    """Whether a word fills a quoted string."""
    return start > 0 and lowered[start - 1] in _QUOTES and lowered[end : end + 1] == lowered[start - 1 : start]


def is_themed(lowered: bytes, start: int) -> bool:
    """Whether a string is a theme hook: `theme('item')`, `'#theme' => 'item'`."""
    return _THEME.search(lowered, max(0, start - 80), start - 1) is not None


def is_code(lowered: bytes, start: int) -> bool:
    """Whether an ordinary word that fills a string stands where code is expected: `'handler class' => 'view'`."""
    before = max(0, start - 80)
    return any(pattern.search(lowered, before, start - 1) is not None for pattern in (_CODE_KEY, _CODE_CALL))


def _is_given(lowered: bytes, start: int) -> bool:
    """Whether one of the calls that take a module's name is open in front of a string, through arrays."""
    end = start
    for _ in range(3):
        end = lowered.rfind(b"(", max(0, start - _LONGEST), end)
        match = _CALL.search(lowered, max(0, end - 60), end) if end > 0 else None
        if match is None:
            return False
        if match[1] != b"array":
            return match[1] in MODULE_CALLS
    return False


def path_at(lowered: bytes, span: Mention, lexicon: Lexicon) -> str | None:
    """How the path to a removed module's file that the word is part of ends, as a key of `Lexicon.files`."""
    start, end = span
    if lowered[end : end + 1] not in (b"/", b".", b"-") and lowered[start - 1 : start] != b"/":
        return None
    ahead = _PATH.match(lowered, start)
    path = ahead[0].decode("ascii").rstrip(".") if ahead else ""
    return path if path in lexicon.files else None


def ends_in_hook(word: bytes, lexicon: Lexicon) -> bool:
    position = word.find(b"_")
    while position >= 0:
        if word[position + 1 :] in lexicon.suffixes:
            return True
        position = word.find(b"_", position + 1)
    return False
