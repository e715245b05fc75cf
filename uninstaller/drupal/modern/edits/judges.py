"""How an entity lets go of what it depends on, by entity type: the onDependencyRemoval() of each, read statically."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.modern.edits.displays import judge_display
from uninstaller.drupal.modern.edits.documents import mapping_at, read_document
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.fields import judge_field
from uninstaller.drupal.modern.edits.formats import judge_format
from uninstaller.drupal.modern.edits.letting_go import list_dependencies
from uninstaller.drupal.modern.edits.model import Leaving, list_names
from uninstaller.drupal.modern.edits.offers import Offers, read_offers
from uninstaller.drupal.modern.edits.roles import judge_role
from uninstaller.drupal.modern.edits.workflows import judge_workflow
from uninstaller.place import Unread
from uninstaller.yaml.nodes import Document, Path

CORE = (
    *(
        "block",
        "block_content",
        "comment",
        "contact",
        "core",
        "editor",
        "field",
        "filter",
        "image",
        "language",
        "media",
    ),
    *("node", "responsive_image", "search", "shortcut", "system", "taxonomy", "tour", "user", "views"),
)
"""Owners of core's entity types, but for those that lets go by itself (rest)."""

SPECIAL: Mapping[str, Callable[[Document, Case, Mapping[str, Offers]], Verdict | None]] = {
    "user.role": judge_role,
    "core.entity_form_display": judge_display,
    "core.entity_view_display": judge_display,
    "field.field": judge_field,
    "core.base_field_override": judge_field,
    "filter.format": judge_format,
    "workflows.workflow": judge_workflow,
}
"""Entity types that let go of more than third party settings; None where they do not."""

PLUGINS: Mapping[str, tuple[str, ...]] = {
    "block.block": ("Block", "Condition"),
    "editor.editor": ("Editor", "CKEditor5Plugin", "CKEditorPlugin"),
    "field.field": ("Field/FieldType", "EntityReferenceSelection"),
    "field.storage": ("Field/FieldType",),
    "image.style": ("ImageEffect",),
    "media.type": ("media/Source",),
    "search.page": ("Search",),
    "system.action": ("Action",),
    "views.view": ("views",),
}
"""Plugins for which an entity may depend on a module, besides third party settings."""

PLAIN = (
    *("node.type", "taxonomy.vocabulary", "comment.type", "contact.form", "block_content.type", "system.menu"),
    *("shortcut.set", "core.date_format", "language.entity", "core.entity_form_mode", "core.entity_view_mode"),
    "language.content_settings",
)
"""Entity types without plugins."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Judges with what they must know; `offers` is of the modules that go, as far as their code is in the tree."""

    tree: Tree
    leaving: Leaving
    offers: Mapping[str, Offers]

    def judge(self, case: Case) -> Verdict:
        document = read_document(self.tree, case.one.paths[0])
        if isinstance(document, Unread):
            return Verdict(Fate.UNKNOWN, "cannot be read", left="look what it depends on")
        special = SPECIAL.get(case.one.kind)
        verdict = special(document, case, self.offers) if special else None
        return verdict or self._judge_by_default(document, case)

    def _judge_by_default(self, document: Document, case: Case) -> Verdict:
        """ConfigEntityBase::onDependencyRemoval(), which lets go of third party settings only."""
        lost = list_names(case.modules | case.config)
        if not self._is_plain_class(case.one.owner) or (case.config and case.one.kind in ("views.view", "image.style")):
            return Verdict(Fate.UNKNOWN, f"depends on {lost}", left="its entity type may let go of that")
        third = case.modules & mapping_at(document, ("third_party_settings",)).keys()
        if case.config or not third:
            return Verdict(Fate.DELETED, f"depends on {lost}")
        if third < case.modules:
            return Verdict(Fate.DELETED, f"depends on {list_names(case.modules - third)}")
        if not all(self._is_third_party_only(case.one.kind, name) for name in third):
            return Verdict(Fate.UNKNOWN, f"has settings of {lost}", left="it may use a plugin of that as well")
        paths: set[Path] = {("third_party_settings", name) for name in third}
        return Verdict(Fate.CHANGED, f"has settings of {lost}", frozenset(paths | list_dependencies(document, case)))

    def _is_plain_class(self, owner: str) -> bool:
        """Whether no class of the owner is known to override onDependencyRemoval(): core's are in the tables above."""
        if owner in CORE:
            return True
        extension = self.leaving.find(owner)
        if not extension:
            return False
        entries = (one for one in self.tree.below(f"{extension.folder}/src") if one.path.endswith(".php"))
        return not any(b"onDependencyRemoval" in self.tree.read(one.path) for one in entries if not one.is_link)

    def _is_third_party_only(self, kind: str, name: str) -> bool:
        if kind in PLAIN:
            return True
        offers = self.offers.get(name)
        return (
            offers is not None and kind in PLUGINS and not offers.has_any(PLUGINS[kind]) and not offers.defines_content
        )


def make_bench(tree: Tree, leaving: Leaving) -> Bench:
    found = ((name, leaving.find(name)) for name in sorted(leaving.names))
    return Bench(tree, leaving, {name: read_offers(tree, one) for name, one in found if one})
