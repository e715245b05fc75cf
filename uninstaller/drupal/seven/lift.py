"""Takes hook_disable() and hook_uninstall() out of the removed modules, with all of their own code that they need."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.seven.callbacks import PRESENCE, role_of
from uninstaller.drupal.seven.judge import judge
from uninstaller.drupal.seven.links import list_invoked, make_links
from uninstaller.drupal.seven.loading import Loading, read_loading
from uninstaller.drupal.seven.matter import EDIT, Judgement, Surroundings, make_reaches
from uninstaller.drupal.seven.new_names import make_name
from uninstaller.errors import UserError
from uninstaller.facts.extension import Extension
from uninstaller.php.emit import make_source
from uninstaller.php.needs import Need, NeedKind
from uninstaller.php.outline import Declaration, DeclarationKind, Outline, read_outline
from uninstaller.php.slice import Code, Key, Sliced, build_code, reached_from, slice_closure
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision, Lifted, Risk

PHP_FILES = (".module", ".install", ".inc", ".php", ".profile", ".class", ".theme")


@dataclass(frozen=True, slots=True)
class OwnCode:
    """All PHP of the removed modules, whose folders are `folders` by name."""

    code: Code
    outlines: tuple[Outline, ...]
    folders: Mapping[str, str]
    loading: Loading

    def owner(self, path: str) -> str:
        """The removed module whose folder is the nearest above; of several there, the one that names the file."""
        file_name = path.rpartition("/")[2]

        def nearness(name: str) -> tuple[int, int, bool]:
            folder = self.folders[name]
            named = len(name) if re.match(rf"{re.escape(name)}(?![a-z0-9])", file_name, re.I) else 0
            return len(folder), named, folder.rpartition("/")[2] == name

        inside = [name for name, folder in self.folders.items() if not folder or path.startswith(f"{folder}/")]
        return max(sorted(inside), key=nearness, default="")


@dataclass(frozen=True, slots=True)
class Lift:
    """What was lifted, by module.

    `unresolved`: names that somebody else must declare, each with the module that needs it, the use and its place.
    """

    lifted: Mapping[str, Lifted]
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]
    unresolved: tuple[tuple[Key, str, Need, Place], ...]


def read_own_code(tree: Tree, extensions: Sequence[Extension]) -> OwnCode:
    """Outlines every PHP file in the folders of the removed modules; raises UserError for one that cannot be read."""
    folders = {extension.name: extension.folder for extension in extensions}
    paths = {entry.path for folder in folders.values() for entry in tree.below(folder) if _is_php(entry.path)}
    sources = {path: _read(tree, path) for path in sorted(paths)}
    outlines = tuple(read_outline(path, source) for path, source in sources.items())
    return OwnCode(build_code(sources, outlines), outlines, folders, read_loading(sources, outlines))


def _read(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path)
    except OSError as error:
        problem = f"{path} cannot be read: {error.strerror or error}"
        raise UserError(problem, "make it readable, or remove it, then run again: it may hold code to run") from None


def _is_php(path: str) -> bool:
    return path.endswith(PHP_FILES) and not path.endswith(".tpl.php")


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
    risks = [risk for name in names for risk in _risks(own, name, roots[name], closure, judged)]
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
    decisions += [decision for sliced in closure for decision in _presence(own, sliced)]
    decisions += [decision for name in names for decision in _broken(own, name)]
    decisions += [
        one for name in names for hook, root in roots[name].items() for one in _effects(own, name, hook, root)
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
        if root and own.owner(root.path) == name and root.path in _loaded(own, name, hook)
    }


def _loaded(own: OwnCode, name: str, hook: str) -> frozenset[str]:
    """Own files that are there when Drupal calls a hook.

    Drupal loads the .install file alone when it uninstalls, the .module too when it disables a module.
    """
    folder = own.folders[name]
    stem = f"{folder}/{name}" if folder else name
    first = [f"{stem}.install", *([f"{stem}.module"] if hook == "disable" else [])]
    return frozenset(path for file in first if file in own.code.sources for path in own.loading.loaded_with(file))


def _broken(own: OwnCode, name: str) -> list[Decision]:
    """Files that Drupal loads to remove the module and that do not parse: a hook may hide where nothing can be read."""
    problem = "cannot be read as PHP here: nobody can tell whether a hook hides there"
    return [
        Decision("syntax-error", name, place_at(outline.path, own.code.sources[outline.path], start), problem, (EDIT,))
        for outline in own.outlines
        for start, _ in outline.errors[:1]
        if outline.path in _loaded(own, name, "disable")
    ]


def _effects(own: OwnCode, name: str, hook: str, root: Declaration) -> list[Decision]:
    """What the module's files do when Drupal loads them for the hook would be left out."""
    problem = f"does more than declare when it is loaded, which Drupal does before it calls {root.name}()"
    paths = sorted(_loaded(own, name, hook) & own.loading.effects)
    return [Decision("load-with-effects", name, Place(path), f"{path} {problem}", (EDIT,)) for path in paths]


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


def _presence(own: OwnCode, sliced: Sliced) -> list[Decision]:
    """Questions whether own code is there: natively the answer is no unless the file is loaded by then."""
    path = sliced.declaration.path
    source = own.code.sources[path]
    return [
        Decision(
            "presence-check",
            own.owner(path),
            place_at(path, source, link.need.span[0]),
            f"{link.need.position.call}('{link.need.name}') natively depends on whether {link.target.path} is loaded",
            (EDIT,),
        )
        for link in sliced.links
        if link.need.kind is NeedKind.STRING
        and link.need.position.call in PRESENCE
        and not (link.target.path.endswith(".install") and own.owner(link.target.path) == own.owner(path))
    ]


def _risks(
    own: OwnCode,
    name: str,
    roots: Mapping[str, Declaration],
    closure: Sequence[Sliced],
    judged: Mapping[Key, Judgement],
) -> list[Risk]:
    """What is better than native, or not seen by it."""
    risks = [_never_run(own, name, hook) for hook in ("disable", "uninstall") if hook not in roots]
    root = roots.get("uninstall")
    if root is not None:
        reached = reached_from(closure, [root])
        below = [sliced for sliced in closure if sliced.declaration.key in reached]
        named = {load for sliced in below for load in judged[sliced.declaration.key].loads} | {root.path}
        loaded = {path for load in named for path in own.loading.loaded_with(load)}
        for sliced in below:
            if sliced.declaration.path not in loaded:
                start = own.code.sources[sliced.declaration.path], sliced.declaration.span[0]
                missing = sliced.declaration.name
                problem = f"natively {missing} is not loaded when {root.name}() runs, which fails; lifted, it works"
                risks.append(Risk("better-than-native", name, place_at(sliced.declaration.path, *start), problem))
    return [risk for risk in risks if risk is not None]


def _never_run(own: OwnCode, name: str, hook: str) -> Risk | None:
    declared = own.code.find(DeclarationKind.FUNCTION, f"{name}_{hook}")
    if declared is None or own.owner(declared.path) != name:
        return None
    place = place_at(declared.path, own.code.sources[declared.path], declared.span[0])
    return Risk(
        "never-run", name, place, f"{declared.name}() is not in the .install file: Drupal never runs it, nor do we"
    )
