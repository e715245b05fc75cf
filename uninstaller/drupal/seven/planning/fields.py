"""Fields that code creates, of a type that goes: Drupal's pages would not uninstall the type's module."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.php.needs import literal
from uninstaller.php.parse import Node, Parsed, parse, walk
from uninstaller.place import Place
from uninstaller.plan.model import Decision, OnContent

_FILES = (".install", ".module", ".inc", ".profile", ".php")
_CREATORS = (b"field_create_field", b"field_bases[", b"field_default_fields")
"""The field API, and the two forms in which Features exports fields."""


def find_fields_in_code(
    tree: Tree, types: Mapping[str, str], is_relevant: Callable[[str], bool], on_content: OnContent
) -> Iterator[Decision]:
    """`types`: field types that go, with their module. A decision a field, none if the user has settled it."""
    if not types or on_content is not OnContent.NATIVE:
        return
    wanted = {name.encode() for name in types}
    for path, source in tree.sources(lambda path: path.endswith(_FILES) and is_relevant(path)):
        if any(name in source for name in wanted) and any(word in source for word in _CREATORS):
            yield from _fields(path, parse(source), types)


def _fields(path: str, parsed: Parsed, types: Mapping[str, str]) -> Iterable[Decision]:
    """Arrays with a `type` of the wanted ones and a `field_name`."""
    for array in walk(parsed.root):
        if array.type != "array_creation_expression":
            continue
        values = dict(_elements(parsed, array))
        field_type = literal(parsed, values.get("type")) or ""
        if field_type in types and "field_name" in values:
            name = literal(parsed, values["field_name"]) or parsed.text(values["field_name"])
            place = Place(path, array.start_point[0] + 1, array.start_point[1] + 1)
            problem = (
                f"creates the field {name} of the type {field_type}: Drupal's pages refuse to uninstall its module"
            )
            settle = (
                "--on-content delete: the update deletes such fields with their data",
                "--on-content abort: the update refuses where one exists",
            )
            yield Decision("field-in-code", types[field_type], place, problem, settle)


def _elements(parsed: Parsed, array: Node) -> Iterator[tuple[str, Node]]:
    for element in array.named_children:
        if element.type == "array_element_initializer" and len(element.named_children) == 2:
            key = literal(parsed, element.named_children[0])
            if key is not None:
                yield key, element.named_children[1]
