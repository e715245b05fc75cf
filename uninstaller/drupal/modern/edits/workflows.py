"""Workflows let go of bundles and go with their type: Workflow and ContentModeration::onDependencyRemoval()."""

from collections.abc import Mapping

from uninstaller.drupal.modern.edits.documents import texts_at, value_at
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.letting_go import list_dependencies, list_items
from uninstaller.drupal.modern.edits.model import list_names
from uninstaller.drupal.modern.edits.offers import Offers
from uninstaller.yaml.edits import widen
from uninstaller.yaml.nodes import Document, Path

_TYPES: Path = ("type_settings", "entity_types")
BUNDLES = {
    "block_content.type": "block_content",
    "media.type": "media",
    "node.type": "node",
    "taxonomy.vocabulary": "taxonomy_term",
}
"""Entity types by the kind of their bundles."""


def judge_workflow(document: Document, case: Case, offers: Mapping[str, Offers]) -> Verdict:
    kind = value_at(document, ("type",))
    if any(kind in offers[name].list_ids(("WorkflowType",)) for name in case.modules if name in offers):
        return Verdict(Fate.DELETED, f"is of a type of {list_names(case.modules)}")
    names = list_names(case.modules | case.config)
    paths: set[Path] = set()
    for name in case.config:
        where = (*_TYPES, BUNDLES.get(".".join(name.split(".")[:2]), ""))
        paths |= set(list_items(document, where, {name.split(".", 2)[-1]}))
    if case.modules or kind != "content_moderation" or len(paths) < len(case.config):
        return Verdict(
            Fate.UNKNOWN, f"depends on {names}", left="its type may let go of that", where=("type_settings",)
        )
    lists = [where for where in ((*_TYPES, one) for one in BUNDLES.values()) if texts_at(document, where)]
    paths = set(widen(document, paths, lists))
    return Verdict(Fate.CHANGED, f"is for {names}", frozenset(paths | list_dependencies(document, case)))
