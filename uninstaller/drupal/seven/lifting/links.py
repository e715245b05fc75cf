"""Own functions that lifted code reaches through Drupal: the schema of its module, and hooks that it invokes itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from uninstaller.drupal.seven.lifting.callbacks import HOOK_CALLS
from uninstaller.drupal.seven.lifting.new_names import is_taken
from uninstaller.php.needs import Need, NeedKind
from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.slice import Code, Link, Rewrite, Sliced

INVOKING = frozenset({"module_invoke_all", "drupal_alter"})
"""Calls that find the implementations of a hook by module_implements() alone, and may be shown lifted ones there."""

FindLinks = Callable[[Need], Sequence[Link]]


def make_links(code: Code, modules: Iterable[str], *, is_enabled: bool) -> FindLinks:
    """`is_enabled`: natively the modules still are, as in hook_disable(), so that their own hooks are invoked."""
    names = tuple(modules)

    def find_links(need: Need) -> Sequence[Link]:
        if need.kind is not NeedKind.CALL:
            return ()
        first = need.arguments[0] if need.arguments else None
        if need.name.lower() == "drupal_get_schema_unprocessed" and len(need.arguments) == 1 and first in names:
            found = _hook(code, str(first), "schema", (".install",))
            return (Link(need, found, Rewrite.CALL),) if found else ()
        if is_enabled and need.name.lower() in INVOKING and first is not None:
            hook = HOOK_CALLS[need.name.lower()][0].replace("{0}", first)
            own = [_hook(code, module, hook, (".module", ".install")) for module in names]
            return tuple(Link(need, found, Rewrite.NOTHING) for found in own if found and not is_taken(found.name))
        return ()

    return find_links


def _hook(code: Code, module: str, hook: str, endings: tuple[str, ...]) -> Declaration | None:
    """An implementation in a file that Drupal has loaded by then."""
    found = code.find(DeclarationKind.FUNCTION, f"{module}_{hook}")
    return found if found is not None and found.path.endswith(tuple(f"{module}{end}" for end in endings)) else None


def list_invoked(closure: Iterable[Sliced], modules: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Hooks by module whose lifted implementations the generated module must announce; `modules` maps to folders."""
    targets = {link.target for sliced in closure for link in sliced.links if link.rewrite is Rewrite.NOTHING}
    return {
        module: tuple(
            sorted(
                target.name.lower().removeprefix(f"{module}_")
                for target in targets
                if target.path.rpartition("/")[2].partition(".")[0] == module
            )
        )
        for module in modules
    }
