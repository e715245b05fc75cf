"""Fields let go of bundles that they may refer to: FieldConfigBase and EntityReferenceItem::onDependencyRemoval()."""

from collections.abc import Mapping

from uninstaller.drupal.modern.edits.documents import mapping_at, value_at
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.letting_go import list_dependencies
from uninstaller.drupal.modern.edits.model import list_names
from uninstaller.drupal.modern.edits.offers import Offers
from uninstaller.yaml.nodes import Document, Path

_HANDLER: Path = ("settings", "handler_settings")


def judge_field(document: Document, case: Case, _offers: Mapping[str, Offers]) -> Verdict | None:
    """None where the field only has settings of a module; it goes with its storage and with its own bundle."""
    if not case.config:
        return None
    names = list_names(case.config)
    bundles = {name: name.split(".", 2)[-1] for name in case.config if not name.startswith("field.storage.")}
    if len(bundles) < len(case.config) or value_at(document, ("bundle",)) in bundles.values():
        return Verdict(Fate.DELETED, f"depends on {names}")
    targets = mapping_at(document, (*_HANDLER, "target_bundles"))
    if case.modules or not set(bundles.values()) <= targets.keys():
        left = "its field type may let go of that"
        return Verdict(Fate.UNKNOWN, f"depends on {names}", left=left, where=("settings",))
    paths: set[Path] = {(*_HANDLER, "target_bundles", bundle) for bundle in bundles.values()}
    puts: list[tuple[Path, str]] = []
    if value_at(document, (*_HANDLER, "auto_create_bundle")) in bundles.values():
        puts = [((*_HANDLER, "auto_create"), "false"), ((*_HANDLER, "auto_create_bundle"), "null")]
    return Verdict(
        Fate.CHANGED, f"refers to {names}", frozenset(paths | list_dependencies(document, case)), tuple(puts)
    )
