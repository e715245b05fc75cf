"""Which mentions in PHP run only where the module is there."""

from collections.abc import Collection, Iterable, Iterator

from uninstaller.facts.spelling import Span
from uninstaller.php.guards import GUARDS, Guard, guards_of
from uninstaller.php.parse import Node, Parsed, parse

_ASKING = (b"_exists", b"Exists", b"module_hook", b"is_callable", b"defined", b"hasService")


def find_guards(source: bytes, spans: Iterable[Span], names: Collection[str]) -> dict[Span, str]:
    """The nearest condition that asks for one of the modules, or for a name that begins with one's.

    Of the question itself it is the question.
    """
    if not any(word in source for word in _ASKING):
        return {}
    parsed = parse(source)
    found: dict[Span, str] = {}
    for span in spans:
        node = parsed.root.descendant_for_byte_range(*span)
        guards = (*_asked_by(parsed, node), *guards_of(parsed, node)) if node is not None else ()
        guard = next((one for one in guards if one.name.lower().lstrip("\\_").startswith(tuple(names))), None)
        if guard is not None:
            found[span] = str(guard)
    return found


def _asked_by(parsed: Parsed, node: Node) -> Iterator[Guard]:
    """The call that asks for a name, of which the node is the argument."""
    here = node if node.type in ("string", "encapsed_string") else node.parent
    call = here
    while call is not None and call.type in ("string", "encapsed_string", "argument", "arguments"):
        call = call.parent
    callee = (call.child_by_field_name("function") or call.child_by_field_name("name")) if call is not None else None
    name = parsed.text(callee).lstrip("\\") if callee is not None else ""
    if here is not None and name.lower() in GUARDS:
        yield Guard(name, parsed.text(here).strip("'\""))
