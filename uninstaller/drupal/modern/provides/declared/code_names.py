"""What the code of a module declares by name: theme hooks, Twig functions and filters, Drush commands."""

import re
from collections.abc import Iterable, Iterator

from uninstaller.drupal.modern.provides.code.callbacks import Callback, evaluate_callback
from uninstaller.drupal.modern.provides.code.evaluation import evaluate_attribute
from uninstaller.drupal.modern.provides.code.files import OwnFile, Role
from uninstaller.drupal.modern.provides.code.model import ClassFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.declared.model import NameKind, ProvidedName
from uninstaller.drupal.modern.provides.yaml_values import items_of, text_of
from uninstaller.php.values import Array, Unknown
from uninstaller.place import Place, Unread, place_at

Found = Iterator[ProvidedName | Unread]
_GIVEN = Unknown(Place(""), "an argument of the hook")
_TWIG = re.compile(rb"new\s+\\?(?:[\w\\]+\\)?(?:Twig_?Simple)?(?:Twig)?(Function|Filter|Test)\(\s*(['\"])([\w.*:]+)\2")
_TWIG_KINDS = {
    b"Function": NameKind.TWIG_FUNCTION,
    b"Filter": NameKind.TWIG_FILTER,
    b"Test": NameKind.TWIG_TEST,
}
_COMMAND = re.compile(rb"^[ \t]*\*[ \t]*@command[ \t]+([\w:.-]+)", re.M)


def read_code_names(code: OwnCode, hooks: Iterable[tuple[str, Callback]], files: Iterable[OwnFile]) -> Found:
    """`hooks` are the implementations of the module's hooks."""
    for hook, callback in hooks:
        if hook == "theme":
            yield from _theme_hooks(code, callback)
    for facts in code.classes.values():
        yield from _twig(code, facts)
        yield from _drush(code, facts)
    for file in files:
        if file.role is Role.TEMPLATE:
            name = file.path.rpartition("/")[2].removesuffix(".twig").removesuffix(".html")
            yield ProvidedName(NameKind.TEMPLATE, name, Place(file.path))


def _theme_hooks(code: OwnCode, callback: Callback) -> Found:
    value = evaluate_callback(code, callback, (_GIVEN, "module", code.module, _GIVEN))
    for key, definition in items_of(value).items():
        template = text_of(definition, "template") or str(key).replace("_", "-")
        yield ProvidedName(NameKind.THEME_HOOK, str(key), callback.place, template)
    gaps = value.gaps if isinstance(value, Array) else (value,) if isinstance(value, Unknown) else ()
    for gap in gaps[:1]:
        yield Unread(callback.place, f"which theme hooks there are is not known: {gap.reason}")


def _twig(code: OwnCode, facts: ClassFacts) -> Found:
    source = code.parse(facts.path).source if facts.method("getFunctions") or facts.method("getFilters") else b""
    for match in _TWIG.finditer(source):
        place = place_at(facts.path, source, match.start())
        yield ProvidedName(_TWIG_KINDS[match[1]], match[3].decode(), place)


def _drush(code: OwnCode, facts: ClassFacts) -> Found:
    for method in facts.methods:
        for attribute in method.attributes:
            if attribute.name == "Drush\\Attributes\\Command":
                arguments = evaluate_attribute(code, attribute).items
                name = arguments.get("name", arguments.get(0))
                if isinstance(name, str):
                    yield ProvidedName(NameKind.DRUSH_COMMAND, name, attribute.place)
    if facts.name.endswith("Commands"):
        source = code.parse(facts.path).source
        for match in _COMMAND.finditer(source):
            place = place_at(facts.path, source, match.start(1))
            yield ProvidedName(NameKind.DRUSH_COMMAND, match[1].decode(), place)
