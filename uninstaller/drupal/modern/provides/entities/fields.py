"""The fields that hooks of a module add to entity types: the hooks, run for each type that their code names."""

import re
from collections.abc import Iterable, Iterator

from uninstaller.drupal.modern.provides.code.callbacks import Callback, evaluate_callback
from uninstaller.drupal.modern.provides.code.members import place_of
from uninstaller.drupal.modern.provides.code.method_calls import FIELD_TYPE
from uninstaller.drupal.modern.provides.code.nodes import first_part, last_part, walk_named
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.entities.model import AddedField, FieldLevel
from uninstaller.drupal.modern.provides.yaml_values import items_of
from uninstaller.php.literals import field
from uninstaller.php.needs import literal
from uninstaller.php.values import Array, Unknown, Value, first_unknown
from uninstaller.place import Place, Unread

FIELD_HOOKS = {
    "entity_base_field_info": FieldLevel.BASE,
    "entity_bundle_field_info": FieldLevel.BUNDLE,
    "entity_field_storage_info": FieldLevel.STORAGE,
}
_TYPE = Unknown(Place(""), "the entity type that the hook is asked about")
_GIVEN = Unknown(Place(""), "an argument of the hook")
_QUOTED = re.compile(rb"['\"]([a-z][a-z0-9_]{1,31})['\"]")
ANY = "*"
_ALTERS = {f"{hook}_alter": level for hook, level in FIELD_HOOKS.items()}


def read_added_fields(
    code: OwnCode, hooks: Iterable[tuple[str, Callback]], entity_types: frozenset[str]
) -> Iterator[AddedField | Unread]:
    """`hooks` are the implementations of the hooks in `FIELD_HOOKS`; `entity_types` all ids of the code base."""
    for hook, callback in hooks:
        if hook in FIELD_HOOKS:
            yield from _read(code, hook, callback, entity_types)
        elif hook in _ALTERS:
            yield from _read_alter(code, hook, callback)


def _read(code: OwnCode, hook: str, callback: Callback, entity_types: frozenset[str]) -> Iterator[AddedField | Unread]:
    of_any = _run(code, callback, ANY)
    why = first_unknown(of_any)
    if why is not None and _hides_names(of_any):
        yield Unread(callback.place, f"which fields hook_{hook}() adds is not known: {why.reason}")
    general = list(_fields(hook, callback.place, ANY, of_any))
    yield from general
    for entity_type in sorted(_named_types(code, callback, entity_types)):
        for added in _fields(hook, callback.place, entity_type, _run(code, callback, entity_type)):
            if not any(added.name == other.name and added.is_certain == other.is_certain for other in general):
                yield added


def _read_alter(code: OwnCode, hook: str, callback: Callback) -> Iterator[AddedField]:
    """Elements with literal names that are set in the hook's first argument."""
    parsed, node = code.parse(callback.place.path), callback.node(code)
    argument = f"${callback.parameters[0].name}" if callback.parameters else ""
    for below in walk_named(node) if node is not None else ():
        left = field(below, "left") if below.type == "assignment_expression" else below
        if left.type == "subscript_expression" and left != below and parsed.text(first_part(left)) == argument:
            name = literal(parsed, last_part(left))
            if name:
                yield AddedField(ANY, name, _ALTERS[hook], hook, place_of(callback.place.path, below), is_certain=False)


def _hides_names(value: Value) -> bool:
    """Whether there may be fields that are not named: a condition that is not known leaves their definitions known."""
    items = items_of(value)
    return not items or any(isinstance(definition, Unknown) for definition in items.values())


def _run(code: OwnCode, callback: Callback, entity_type: str) -> Value:
    known = {(_TYPE, "id"): entity_type}
    return evaluate_callback(code, callback, (_TYPE, _GIVEN, _GIVEN), known)


def _named_types(code: OwnCode, callback: Callback, entity_types: frozenset[str]) -> set[str]:
    """Entity types that the code of the hook, or a class of the module that it uses, spells."""
    texts = [callback.source(code)]
    for reference in callback.references:
        facts = code.classes.get(reference.name.lower())
        if facts is not None:
            texts.append(code.parse(facts.path).source)
    words = {word.decode() for text in texts for word in _QUOTED.findall(text)}
    return words & entity_types


def _fields(hook: str, place: Place, entity_type: str, value: Value) -> Iterator[AddedField]:
    gaps = value.gaps if isinstance(value, Array) else ()
    for key, definition in items_of(value).items():
        items = items_of(definition)
        field_type = items.get(FIELD_TYPE)
        yield AddedField(
            entity_type,
            str(key),
            FIELD_HOOKS[hook],
            hook,
            definition.place if isinstance(definition, Unknown) and definition.place.path else place,
            not gaps,
            field_type if isinstance(field_type, str) else "",
            items.get("computed") is True,
        )
