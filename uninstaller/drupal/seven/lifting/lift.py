"""Takes hook_disable() and hook_uninstall() out of the removed modules, with all of their own code that they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.lifting.callbacks import role_of
from uninstaller.drupal.seven.lifting.judge import judge
from uninstaller.drupal.seven.lifting.lift_checks import (
    find_broken,
    find_effects,
    find_lift_risks,
    find_presence_checks,
)
from uninstaller.drupal.seven.lifting.links import list_invoked, make_links
from uninstaller.drupal.seven.lifting.matter import Judgement, Surroundings, make_reaches
from uninstaller.drupal.seven.lifting.new_names import make_name
from uninstaller.php.emit import make_source
from uninstaller.php.needs import Need
from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.slice import Key, Sliced, slice_closure
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision, Lifted, Risk


@dataclass(frozen=True, slots=True)
class Lift:
    """What was lifted, by module.

    `unresolved`: names that somebody else must declare, each with the module that needs it, the use and its place.
    """

    lifted: Mapping[str, Lifted]
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]
    unresolved: tuple[tuple[Key, str, Need, Place], ...]


def lift_modules(own: OwnCode, names: Sequence[str], surroundings: Surroundings, prefix: str) -> Lift:
    """Lifts the hooks of the named modules; `prefix` begins every new name ('uninstall')."""
    roots = {name: _roots(own, name) for name in names}
    closure = _slice_hooks(own, roots)
    reach = make_reaches(closure, roots.values())
    judged = {
        s.declaration.key: judge(own.owner(s.declaration.path), own.code, s, surroundings, reach[s.declaration.key])
        for s in closure
    }
    renames = {sliced.declaration.key: make_name(sliced.declaration, prefix) for sliced in closure}
    lifted = {name: _lifted(own, name, roots[name], closure=closure, renames=renames, judged=judged) for name in names}
    decisions = [decision for judgement in judged.values() for decision in judgement.decisions]
    risks = [risk for name in names for risk in find_lift_risks(own, name, roots[name], closure, judged)]
    unresolved = [
        (
            key,
            own.owner(s.declaration.path),
            need,
            place_at(s.declaration.path, own.code.sources[s.declaration.path], need.span[0]),
        )
        for s in closure
        for key, need in judged[s.declaration.key].unresolved
    ]
    decisions += [decision for sliced in closure for decision in find_presence_checks(own, sliced)]
    decisions += [decision for name in names for decision in find_broken(own, name)]
    decisions += [
        one for name in names for hook, root in roots[name].items() for one in find_effects(own, name, hook, root)
    ]
    return Lift(lifted, tuple(sorted(set(decisions))), tuple(sorted(set(risks))), tuple(unresolved))


def _slice_hooks(own: OwnCode, roots: Mapping[str, Mapping[str, Declaration]]) -> tuple[Sliced, ...]:
    """The closures of both hooks as one: what hook_disable() needs may include hooks that it invokes itself."""
    merged: dict[Key, Sliced] = {}
    for hook in ("disable", "uninstall"):
        starts = [found[hook] for found in roots.values() if hook in found]
        find_links = make_links(own.code, own.folders, is_enabled=hook == "disable")
        for sliced in slice_closure(own.code, starts, role_of, find_links):
            merged.setdefault(sliced.declaration.key, sliced)
    return tuple(merged.values())


def _roots(own: OwnCode, name: str) -> dict[str, Declaration]:
    """The entry functions that native removal would find: by hook, 'disable' and 'uninstall'."""
    found = {hook: own.code.find(DeclarationKind.FUNCTION, f"{name}_{hook}") for hook in ("disable", "uninstall")}
    return {
        hook: root
        for hook, root in found.items()
        if root and own.owner(root.path) == name and root.path in own.loaded(name, hook)
    }


def _lifted(
    own: OwnCode,
    name: str,
    roots: Mapping[str, Declaration],
    *,
    closure: Sequence[Sliced],
    renames: Mapping[Key, str],
    judged: Mapping[Key, Judgement],
) -> Lifted:
    mine = [sliced for sliced in closure if own.owner(sliced.declaration.path) == name]
    source = make_source(own.code, mine, renames, lambda sliced: judged[sliced.declaration.key].drops)

    def names(kind: DeclarationKind) -> tuple[tuple[str, str], ...]:
        declared = (sliced.declaration for sliced in mine)
        return tuple(sorted((one.name, renames[one.key]) for one in declared if one.kind is kind))

    entries = {hook: renames[root.key] for hook, root in roots.items()}
    origins: dict[str, int] = {}
    for sliced in mine:
        start, end = sliced.declaration.span
        lines = own.code.sources[sliced.declaration.path].count(b"\n", start, end) + 1
        origins[sliced.declaration.path] = origins.get(sliced.declaration.path, 0) + lines
    return Lifted(
        source=_loading_others(own, name, mine) + source,
        disable=entries.get("disable", ""),
        uninstall=entries.get("uninstall", ""),
        hooks=list_invoked(closure, own.folders)[name],
        functions=names(DeclarationKind.FUNCTION),
        classes=names(DeclarationKind.CLASS),
        constants=names(DeclarationKind.CONSTANT),
        origins=tuple(sorted(origins.items())),
    )


def _loading_others(own: OwnCode, name: str, mine: Sequence[Sliced]) -> str:
    """Loads what was lifted from other removed modules, in the files beside."""
    others = {own.owner(link.target.path) for sliced in mine for link in sliced.links} - {name}
    return "".join(f"require_once dirname(__FILE__) . '/{other}.inc';\n" for other in sorted(others))
