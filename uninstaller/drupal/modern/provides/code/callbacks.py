"""A function or method that somebody calls by name, a hook for one: where it is, and what it returns."""

from collections.abc import Sequence
from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.evaluation import evaluate_function, evaluate_method
from uninstaller.drupal.modern.provides.code.model import ClassFacts, FunctionFacts, Parameter, Reference
from uninstaller.drupal.modern.provides.code.objects import Known
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.php.parse import Node, Span
from uninstaller.php.values import Unknown, Value
from uninstaller.place import Place


@dataclass(frozen=True, slots=True)
class Callback:
    """`owner` is the class of a method, None for a function."""

    name: str
    place: Place
    span: Span
    parameters: tuple[Parameter, ...]
    references: tuple[Reference, ...]
    function: FunctionFacts | None = None
    owner: ClassFacts | None = None

    def source(self, code: OwnCode) -> bytes:
        return code.parse(self.place.path).source[self.span[0] : self.span[1]]

    def node(self, code: OwnCode) -> Node | None:
        return code.parse(self.place.path).root.descendant_for_byte_range(*self.span)


def find_callback(code: OwnCode, name: str) -> Callback | None:
    """`function`, `Class::method` or `Class:method` of the module's own code, inherited methods included."""
    owner, separator, method_name = name.lstrip("\\").replace("::", ":").partition(":")
    if not separator:
        function = code.functions.get(name.lower())
        if function is None:
            return None
        here = function
        return Callback(here.name, here.place, here.span, here.parameters, here.references, function)
    facts = code.classes.get(owner.lower())
    while facts is not None:
        method = facts.method(method_name)
        if method is not None:
            used = tuple(reference for reference in facts.references if reference.within == method.name)
            place, span, parameters = method.place, method.span, method.parameters
            return Callback(f"{facts.name}::{method.name}", place, span, parameters, used, owner=facts)
        facts = code.classes.get(facts.parent.lower()) if facts.parent else None
    return None


def evaluate_callback(
    code: OwnCode, callback: Callback, arguments: Sequence[Value] = (), known: Known | None = None
) -> Value:
    """What it returns; never raises."""
    if callback.function is not None:
        return evaluate_function(code, callback.function, arguments, known)
    if callback.owner is not None:
        return evaluate_method(code, callback.owner, callback.name.rpartition("::")[2], arguments, known)
    return Unknown(callback.place, f"{callback.name}() is not found")
