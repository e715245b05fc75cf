"""What stands above a class as annotation or attribute, with values as far as they are literal."""

from dataclasses import dataclass

from uninstaller.drupal.modern.provides.code.annotations import read_annotations
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_attribute, evaluate_text
from uninstaller.drupal.modern.provides.code.model import Attribute, ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.php.values import Array, ArrayBuilder, Unknown, Value
from uninstaller.place import Place


@dataclass(frozen=True, slots=True)
class Declared:
    """`name` is the full name of an attribute, or an annotation's as written; `values` is unknown where unreadable."""

    name: str
    is_attribute: bool
    place: Place
    values: Array | Unknown


def read_annotated(code: OwnCode, facts: ClassFacts) -> tuple[Declared, ...]:
    """The annotations in the class's comment."""
    if "@" not in facts.doc:
        return ()
    found = read_annotations(facts.doc, facts.doc_place, lambda name: evaluate_text(code, name))
    return tuple(
        Declared(one.name, False, one.place, one.values) for one in found if isinstance(one.values, Array | Unknown)
    )


def read_attributed(code: OwnCode, attribute: Attribute) -> Declared:
    """An attribute; its arguments without a name get those of its constructor's parameters, as far as it is known."""
    arguments = evaluate_attribute(code, attribute)
    if any(isinstance(key, int) for key in arguments.items):
        arguments = _named(arguments, _parameter_names(code, attribute.name))
    return Declared(attribute.name, True, attribute.place, arguments)


def _parameter_names(code: OwnCode, name: str) -> tuple[str, ...]:
    facts = code.find_class(name)
    seen = 0
    while facts is not None and seen < 10:
        constructor = facts.method("__construct")
        if constructor is not None:
            return tuple(parameter.name for parameter in constructor.parameters)
        facts, seen = code.find_class(facts.parent) if facts.parent else None, seen + 1
    return ("id",)


def _named(arguments: Array, names: tuple[str, ...]) -> Array:
    builder = ArrayBuilder(gaps=list(arguments.gaps))
    for key, value in arguments.items.items():
        builder.add(names[key] if isinstance(key, int) and key < len(names) else key, value)
    return builder.build()


def find_value(declared: Declared, key: str) -> Value:
    """The value of a key, null where there is none; unknown where the declaration could not be read."""
    if isinstance(declared.values, Unknown):
        return declared.values
    value = declared.values.items.get(key)
    return value if value is None or isinstance(value, str | int | float | Array | Unknown) else None
