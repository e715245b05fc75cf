"""Which mentions in PHP run only where the module is there."""

from collections.abc import Collection, Iterable

from uninstaller.facts.spelling import Span
from uninstaller.php.guards import guards_of
from uninstaller.php.parse import parse

_ASKING = (b"_exists", b"Exists", b"module_hook")


def find_guards(source: bytes, spans: Iterable[Span], names: Collection[str]) -> dict[Span, str]:
    """The nearest condition that asks for one of the modules, or for a name that begins with one's."""
    if not any(word in source for word in _ASKING):
        return {}
    parsed = parse(source)
    found: dict[Span, str] = {}
    for span in spans:
        node = parsed.root.descendant_for_byte_range(*span)
        guards = guards_of(parsed, node) if node is not None else iter(())
        guard = next((one for one in guards if one.name.lower().startswith(tuple(names))), None)
        if guard is not None:
            found[span] = str(guard)
    return found
