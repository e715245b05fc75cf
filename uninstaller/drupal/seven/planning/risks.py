"""What a developer should know before deploying: it does not block, but it may surprise."""

import re
from collections.abc import Iterable, Sequence

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.selection import Selection
from uninstaller.facts.model import Fate, Kind, Stores
from uninstaller.place import Place, place_at
from uninstaller.plan.model import OnContent, Removal, Risk

_UPDATE_DEPENDENCIES = re.compile(rb"function\s+\w+_update_dependencies\s*\(")


def find_risks(removals: Sequence[Removal], footprint: Iterable[Stores], on_content: OnContent) -> Iterable[Risk]:
    for removal in removals:
        place = Place(removal.extension.info_path)
        if removal.lifted.disable and not removal.registry_files:
            problem = (
                "its hook_disable() runs even where the module had been disabled by hand: nothing tells the two apart"
            )
            yield Risk("disabled-by-hand", removal.extension.name, place, problem)
        if removal.is_test:
            problem = "a test module: not lifted; the update refuses where it is installed"
            yield Risk("test-module", removal.extension.name, place, problem)
    for row in footprint:
        if row.kind is Kind.FIELD_TYPE and row.fate is Fate.REFUSED and on_content is not OnContent.DELETE:
            problem = f"the update refuses, as Drupal's pages do, where a field of the type {row.name} exists"
            yield Risk("field-type", row.module, row.place, problem)


def find_cycles(selection: Selection) -> Iterable[Risk]:
    """Modules that need each other: Drupal has no order for them, we take the alphabet's."""
    for names in selection.cycles:
        problem = f"they need each other: {', '.join(names)}; removed in this order"
        yield Risk("cycle", names[0], Place(""), problem)


def find_update_dependencies(tree: Tree, selection: Selection) -> Iterable[Risk]:
    """hook_update_dependencies() of staying modules that name a removed one: fine in the same run, a block later."""
    names = sorted(selection.names)
    for path, source in tree.sources(lambda path: path.endswith(".install") and not selection.is_removed(path)):
        start = _UPDATE_DEPENDENCIES.search(source)
        if start is None:
            continue
        body = source[start.start() :]
        end = body.find(b"\n}")
        for name in names:
            at = re.search(rb"['\"]" + name.encode() + rb"['\"]", body[: end if end > 0 else None])
            if at:
                place = place_at(path, source, start.start() + at.start())
                yield Risk(
                    "update-dependency",
                    name,
                    place,
                    f"its updates wait for updates of {name}, which will be missing later",
                )
