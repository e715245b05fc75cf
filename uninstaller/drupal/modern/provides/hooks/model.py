"""Implementations of hooks, in functions and in methods, and changes to those of others."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.facts.model import Certainty
from uninstaller.place import Place


class HookStyle(StrEnum):
    FUNCTION = "function"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class HookImplementation:
    """`hook` is its name, `documented` the name in the catalogue (`ENTITY_TYPE_delete`), or else in its comment, or ''.

    `module` is the module on whose behalf it is found, mostly the own one. `function` is a function, or
    `Class::method`. `problem` says why Drupal does not call it, '' where it does.
    """

    hook: str
    documented: str
    module: str
    function: str
    style: HookStyle
    place: Place
    certainty: Certainty = Certainty.CERTAIN
    problem: str = ""


@dataclass(frozen=True, slots=True)
class HookChange:
    """`#[RemoveHook]` or `#[ReorderHook]`: `target` is what it says of whose implementation it changes."""

    hook: str
    action: str
    target: str
    place: Place
