"""Text formats lose filters that are disabled: FilterFormat::onDependencyRemoval()."""

from collections.abc import Mapping

from uninstaller.drupal.modern.edits.documents import mapping_at
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.letting_go import list_dependencies
from uninstaller.drupal.modern.edits.model import list_names
from uninstaller.drupal.modern.edits.offers import Offers
from uninstaller.yaml.nodes import Document, Path


def judge_format(document: Document, case: Case, _offers: Mapping[str, Offers]) -> Verdict | None:
    """Of a module whose filter is enabled Drupal refuses the uninstall (FilterUninstallValidator)."""
    names = list_names(case.modules | case.config)
    if case.config:
        return Verdict(Fate.UNKNOWN, f"depends on {names}", left="a filter may let go of that", where=("filters",))
    filters = mapping_at(document, ("filters",))
    own = {key: one for key, one in filters.items() if isinstance(one, dict) and one.get("provider") in case.modules}
    enabled = sorted(key for key, one in own.items() if one.get("status"))
    if enabled:
        left = "Drupal refuses to uninstall that as long as it is enabled"
        return Verdict(Fate.UNKNOWN, f"uses the filter {enabled[0]}", left=left, where=("filters", enabled[0]))
    third = case.modules & mapping_at(document, ("third_party_settings",)).keys()
    explained = {str(one["provider"]) for one in own.values()} | third
    if explained < case.modules:
        return Verdict(Fate.DELETED, f"depends on {list_names(case.modules - explained)}")
    paths: set[Path] = {("filters", key) for key in own} | {("third_party_settings", name) for name in third}
    return Verdict(
        Fate.CHANGED,
        f"has disabled filters or settings of {names}",
        frozenset(paths | list_dependencies(document, case)),
    )
