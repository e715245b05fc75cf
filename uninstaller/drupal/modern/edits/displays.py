"""Displays lose components: EntityDisplayBase and LayoutBuilderEntityViewDisplay::onDependencyRemoval()."""

from collections.abc import Callable, Collection, Iterator, Mapping

from uninstaller.drupal.modern.edits.documents import mapping_at, value_at
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.letting_go import list_dependencies
from uninstaller.drupal.modern.edits.model import list_names
from uninstaller.drupal.modern.edits.offers import DISPLAYED, Offers
from uninstaller.yaml.nodes import Document, Path, Value

_FIELD = "field.field."
_MODES = ("core.entity_view_mode.", "core.entity_form_mode.")
_SWAPPERS = {"field_layout", "layout_builder"}
"""They put a class of their own in the place of that of displays."""
_THIRD = "third_party_settings"
_SECTIONS: Path = (_THIRD, "layout_builder", "sections")


def judge_display(document: Document, case: Case, offers: Mapping[str, Offers]) -> Verdict | None:
    fields = {name.rpartition(".")[2] for name in case.config if name.startswith(_FIELD)}
    verdict = _judge_other_config(document, case)
    if verdict:
        return verdict
    content = mapping_at(document, ("content",))
    components = {name: one for name, one in content.items() if isinstance(one, dict) and name not in fields}
    found: set[Path] = {(part, name) for part in ("content", "hidden") for name in fields}
    found |= set(_list_blocks(document, lambda one: _is_field_block(one, fields)))
    for module in sorted(case.modules):
        own = offers.get(module)
        used = sorted(name for name, one in components.items() if own and one.get("type") in own.list_ids(DISPLAYED))
        if used:
            left = f"shows {used[0]} with a plugin of it: Drupal goes back to the default of its field type"
            return Verdict(Fate.CHANGED, f"depends on {module}", left=left, where=("content", used[0]))
        explained = {*_list_settings(document, components, module), *_list_sections(document, module, own)}
        gone = any(_uses(content.get(name), module, own) for name in fields)
        if not own or not (explained or gone):
            left = "nobody can tell here which of its components do"
            return Verdict(Fate.UNKNOWN, f"depends on {module}", left=left, where=("dependencies", "module"))
        found |= explained
    stale = frozenset(_list_stale(document, case, content, components))
    because = f"shows or configures what depends on {list_names(case.modules | case.config)}"
    left = "its layouts may have needed further modules" if case.modules & _SWAPPERS else ""
    paths = frozenset(found | list_dependencies(document, case, stale))
    return Verdict(Fate.CHANGED, because, paths, left=left)


def _judge_other_config(document: Document, case: Case) -> Verdict | None:
    """A display goes with its mode and its bundle; a component whose settings need something else may be disabled."""
    others = sorted(name for name in case.config if not name.startswith(_FIELD))
    bundle = value_at(document, ("bundle",))
    for name in others:
        if name.startswith(_MODES) or name.split(".", 2)[-1] == bundle:
            return Verdict(Fate.DELETED, f"depends on {name}")
    if others:
        left = "Drupal changes or disables the component that does"
        return Verdict(Fate.CHANGED, f"depends on {others[0]}", left=left, where=("content",))
    return None


def _list_settings(document: Document, components: Mapping[str, Value], module: str) -> Iterator[Path]:
    """Third party settings of the display and of its components."""
    if module in mapping_at(document, (_THIRD,)):
        yield (_THIRD, module)
    for name, one in components.items():
        settings = one.get(_THIRD) if isinstance(one, dict) else None
        if isinstance(settings, dict) and module in settings:
            yield ("content", name, _THIRD, module)


def _list_sections(document: Document, module: str, own: Offers | None) -> Iterator[Path]:
    """Sections whose layout is the module's, and components whose block is."""
    sections = value_at(document, _SECTIONS)
    for at, section in enumerate(sections if isinstance(sections, list) else ()):
        if own and isinstance(section, dict) and section.get("layout_id") in own.layouts:
            yield (*_SECTIONS, at)
    yield from _list_blocks(document, lambda one: one.get("provider") == module)


def _list_blocks(document: Document, is_wanted: Callable[[Mapping[str, Value]], bool]) -> Iterator[Path]:
    """Components of Layout Builder, by what their block is configured with."""
    sections = value_at(document, _SECTIONS)
    for at in range(len(sections) if isinstance(sections, list) else 0):
        for key, one in mapping_at(document, (*_SECTIONS, at, "components")).items():
            configuration = one.get("configuration") if isinstance(one, dict) else None
            if isinstance(configuration, dict) and is_wanted(configuration):
                yield (*_SECTIONS, at, "components", key)


def _is_field_block(configuration: Mapping[str, Value], fields: Collection[str]) -> bool:
    block = str(configuration.get("id", ""))
    return block.startswith("field_block:") and block.rpartition(":")[2] in fields


def _uses(component: Value, module: str, own: Offers | None) -> bool:
    if not isinstance(component, dict):
        return False
    settings = component.get(_THIRD)
    is_shown = own is not None and component.get("type") in own.list_ids(DISPLAYED)
    return is_shown or (isinstance(settings, dict) and module in settings)


def _list_stale(
    document: Document, case: Case, content: Mapping[str, Value], components: Mapping[str, Value]
) -> Iterator[str]:
    """Names of configuration that only components needed that go: `image.style.large` for a setting `large`."""
    gone = [one for name, one in content.items() if name not in components]
    lost, kept = set(_list_texts(gone)), set(_list_texts(list(components.values())))
    needed = value_at(document, ("dependencies", "config"))
    for name in needed if isinstance(needed, list) else ():
        if isinstance(name, str) and name not in case.config and not name.startswith((_FIELD, *_MODES)):
            identifier = name.split(".", 2)[-1]
            if identifier in lost and identifier not in kept:
                yield name


def _list_texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _list_texts(inner)
