"""What stands against a lift as a whole, and what is to be known of it: files, not single calls."""

from collections.abc import Mapping, Sequence

from uninstaller.drupal.seven.code.own_code import OwnCode
from uninstaller.drupal.seven.lifting.callbacks import PRESENCE
from uninstaller.drupal.seven.lifting.matter import EDIT, Judgement
from uninstaller.php.needs import NeedKind
from uninstaller.php.outline import Declaration, DeclarationKind
from uninstaller.php.slice import Key, Sliced, reached_from
from uninstaller.place import Place, place_at
from uninstaller.plan.model import Decision, Risk


def find_broken(own: OwnCode, name: str) -> list[Decision]:
    """Files that Drupal loads to remove the module and that do not parse: a hook may hide where nothing can be read."""
    problem = "cannot be read as PHP here: nobody can tell whether a hook hides there"
    return [
        Decision("syntax-error", name, place_at(outline.path, own.code.sources[outline.path], start), problem, (EDIT,))
        for outline in own.outlines
        for start, _ in outline.errors[:1]
        if outline.path in own.loaded(name, "disable")
    ]


def find_effects(own: OwnCode, name: str, hook: str, root: Declaration) -> list[Decision]:
    """What the module's files do when Drupal loads them for the hook would be left out."""
    problem = f"does more than declare when it is loaded, which Drupal does before it calls {root.name}()"
    paths = sorted(own.loaded(name, hook) & own.loading.effects)
    return [Decision("load-with-effects", name, Place(path), f"{path} {problem}", (EDIT,)) for path in paths]


def find_presence_checks(own: OwnCode, sliced: Sliced) -> list[Decision]:
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


def find_lift_risks(
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
