"""Roles lose permissions: Role::onDependencyRemoval()."""

import re
from collections.abc import Iterator, Mapping

from uninstaller.drupal.modern.edits.documents import texts_at
from uninstaller.drupal.modern.edits.fates import Case, Fate, Verdict
from uninstaller.drupal.modern.edits.letting_go import list_dependencies, list_items
from uninstaller.drupal.modern.edits.model import list_names
from uninstaller.drupal.modern.edits.offers import Offers
from uninstaller.yaml.nodes import Document

PERMISSIONS: Mapping[str, str] = {
    "node.type": "(create|(edit|delete) (own|any)) {} content|(view|revert|delete) {} revisions",
    "media.type": "(create|(edit|delete) (own|any)) {} media|(view|revert|delete) any {} media revisions",
    "taxonomy.vocabulary": "(create|edit|delete|reorder) terms in {}|(view|revert|delete) term revisions in {}",
    "block_content.type": "(create|edit any|delete any) {} block content"
    "|view any {} block content history|(revert|delete) any {} block content revisions",
    "filter.format": "use text format {}",
    "workflows.workflow": "use {} transition .+",
}
"""Permissions that core's modules make of configuration, by its kind: each depends on it."""

MADE: Mapping[str, str] = {
    "block_content": PERMISSIONS["block_content.type"].format(*[".+"] * 3),
    "content_moderation": "use .+ transition .+",
    "content_translation": "translate [a-z0-9_]+ [a-z0-9_]+",
    "field_ui": "administer .+ (fields|form display|display)",
    "layout_builder": "configure (all|editable) .+ layout overrides",
    "media": PERMISSIONS["media.type"].format(*[".+"] * 2),
    "rest": "restful (get|post|patch|delete) .+",
    "taxonomy": PERMISSIONS["taxonomy.vocabulary"].format(*[".+"] * 2),
}
"""All permissions that code of core's modules makes, by module."""


def judge_role(document: Document, case: Case, offers: Mapping[str, Offers]) -> Verdict | None:
    """A role keeps all permissions that are defined by modules that stay, and by configuration that does."""
    held = frozenset(texts_at(document, ("permissions",)))
    lost = {one for one in held if any(pattern.fullmatch(one) for pattern in _list_patterns(case))}
    lost |= held & {one for name in case.modules if name in offers for one in offers[name].permissions}
    strange = sorted(name for name in case.config if _kind(name) not in PERMISSIONS)
    strange += [name for name in sorted(case.modules) if not _is_known(name, offers.get(name), held)]
    left = f"may have further permissions that {list_names(strange)} made" if strange else ""
    names = list_names(case.modules | case.config)
    paths = {*list_items(document, ("permissions",), lost), *list_dependencies(document, case)}
    return Verdict(Fate.CHANGED, f"has permissions of {names}", frozenset(paths), left=left, where=("permissions",))


def _is_known(name: str, offers: Offers | None, held: frozenset[str]) -> bool:
    """Whether the module's files explain why the role depends on it, and no code could make more permissions."""
    if name in MADE:
        return True
    return offers is not None and not offers.makes_permissions and not held.isdisjoint(offers.permissions)


def _list_patterns(case: Case) -> Iterator[re.Pattern[str]]:
    for name in case.modules & MADE.keys():
        yield re.compile(MADE[name])
    for name in case.config:
        pattern = PERMISSIONS.get(_kind(name))
        if pattern:
            yield re.compile(pattern.replace("{}", re.escape(name.split(".", 2)[-1])))


def _kind(name: str) -> str:
    return ".".join(name.split(".")[:2])
