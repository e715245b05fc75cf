"""Which hooks methods implement through `#[Hook]`, and whose implementations are removed or moved."""

from collections.abc import Iterator
from dataclasses import replace

from uninstaller.drupal.modern.features import Feature, Version, has_feature
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_attribute
from uninstaller.drupal.modern.provides.code.inheritance import find_ancestors
from uninstaller.drupal.modern.provides.code.model import Attribute, ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.hooks.catalogue import SPECIAL, HookCatalogue
from uninstaller.drupal.modern.provides.hooks.model import HookChange, HookImplementation, HookStyle
from uninstaller.php.values import Array, Unknown
from uninstaller.place import Unread

HOOK = "Drupal\\Core\\Hook\\Attribute\\Hook"
_CHANGES = {
    "Drupal\\Core\\Hook\\Attribute\\RemoveHook": "remove",
    "Drupal\\Core\\Hook\\Attribute\\ReorderHook": "reorder",
}
_UNKNOWN = "?"
Found = HookImplementation | HookChange | Unread


def read_method_hooks(code: OwnCode, catalogue: HookCatalogue, version: Version | None) -> Iterator[Found]:
    """`#[Hook]` and its kin on the classes of the module and their methods, in source order."""
    for facts in code.classes.values():
        named = [(attribute, "") for attribute in facts.attributes]
        named += [(attribute, method.name) for method in facts.methods for attribute in method.attributes]
        for attribute, method_name in named:
            if attribute.name in _CHANGES:
                yield _read_change(code, attribute)
            elif _is_hook(code, facts, attribute.name):
                found = _read_hook(code, facts, method_name, attribute)
                if isinstance(found, HookImplementation):
                    documented = catalogue.find(found.hook)
                    found = replace(
                        found,
                        documented=documented[0] if documented else "",
                        problem=_problem(facts, found.hook, version),
                    )
                yield found


def _read_change(code: OwnCode, attribute: Attribute) -> HookChange:
    arguments = evaluate_attribute(code, attribute)
    target = f"{_text(arguments, 'class', 1)}::{_text(arguments, 'method', 2)}"
    return HookChange(_text(arguments, "hook", 0), _CHANGES[attribute.name], target, attribute.place)


def _read_hook(code: OwnCode, facts: ClassFacts, method: str, attribute: Attribute) -> HookImplementation | Unread:
    arguments = evaluate_attribute(code, attribute)
    hook = _text(arguments, "hook", 0)
    if hook in ("", _UNKNOWN):
        return Unread(attribute.place, "which hook this attribute names is not known")
    function = f"{facts.name}::{_text(arguments, 'method', 1) or method or '__invoke'}"
    module = _text(arguments, "module", 2) or code.module
    return HookImplementation(hook, "", module, function, HookStyle.METHOD, attribute.place)


def _is_hook(code: OwnCode, facts: ClassFacts, name: str) -> bool:
    """Whether the attribute is core's or, on a class of hooks, one derived from it."""
    if name == HOOK or "/src/Hook/" not in f"/{facts.path}":
        return name == HOOK
    attribute = code.find_class(name)
    return attribute is not None and any(one.parent == HOOK for one in find_ancestors(code, attribute))


def _text(arguments: Array, name: str, index: int) -> str:
    value = arguments.items.get(name, arguments.items.get(index))
    return value if isinstance(value, str) else _UNKNOWN if isinstance(value, Unknown) else ""


def _problem(facts: ClassFacts, hook: str, version: Version | None) -> str:
    if not has_feature(version, Feature.HOOK_ATTRIBUTES):
        return "this core does not read #[Hook]"
    if hook in SPECIAL or hook.startswith("post_update_"):
        return "this hook cannot be a method: core refuses"
    return "" if "/src/Hook/" in f"/{facts.path}" else "Drupal looks for #[Hook] in src/Hook only"
