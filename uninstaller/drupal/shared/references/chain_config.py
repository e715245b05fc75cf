"""Exported configuration that goes, or must be saved anew, when other configuration goes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.page import Page
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, place_at
from uninstaller.plan.finding import Finding

ROUNDS = 5
_MENDED = re.compile(
    r"core\.(?:entity_\w+_display|extension|menu)\.|user\.role\.|filter\.format\.|language\.|config_split"
)
"""Configuration that loses no more than a line when the module goes, whatever its name says."""
_TRANSLATION = re.compile(r"(?:^|/)language/[\w-]+/[^/]+\Z")
_FIELD = re.compile(r"field\.(?:field|storage)\.(\w+)\.(?:(\w+)\.)?(\w+)\Z")
_DELETED = re.compile(
    r"(?:field\.storage|field\.field|block\.block|system\.action|search\.page|rest\.resource|tour\.tour|contact\.form"
    r"|language\.content_settings|core\.base_field_override|core\.entity_(?:view|form)_mode|webform\.webform)\."
)
"""Configuration that Drupal deletes with what it depends on; the other kinds are mended."""
_ITEM = re.compile(rb"^\s+-\s+['\"]?([\w.-]+)", re.MULTILINE)
_NAME = re.compile(r"[a-z][\w]*\.[\w.-]+\Z")


@dataclass(frozen=True, slots=True)
class Config:
    name: str
    path: str
    source: bytes
    dependencies: bytes


def follow_config(tree: Tree, found: Mapping[str, Finding]) -> Iterator[Finding]:
    """`found` are configuration files that depend on the module or are named after it, by path."""
    everything = list(_read_config(tree)) if found else []
    yield from _follow_translations(everything, found)
    yield from _follow_owners(everything, found)
    gone = {one.name: found[one.path] for one in everything if one.path in found and _goes(one, found[one.path])}
    seen: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        new: dict[str, Finding] = {}
        for one in everything:
            for name, reason in gone.items():
                if (one.path, name) in seen or one.path in found:
                    continue
                finding = _judge(one, name, reason) or _judge_field(one, name, reason)
                if finding is not None:
                    seen.add((one.path, name))
                    yield finding
                    if finding.rule == "config-dependent" and _DELETED.match(one.name) and one.name not in gone:
                        new[one.name] = finding
        if not new:
            return
        gone = new


def _follow_translations(everything: Sequence[Config], found: Mapping[str, Finding]) -> Iterator[Finding]:
    """Drupal keeps them in files of the same name, one folder a language."""
    gone = {one.name: found[one.path] for one in everything if one.path in found and _goes(one, found[one.path])}
    for one in everything:
        reason = gone.get(one.name)
        if reason is not None and one.path not in found and _TRANSLATION.search(one.path):
            chain = (*reason.chain, one.name)
            message = f"translates {one.name}, which goes with {reason.module}"
            place = Place(one.path)
            yield Finding(place, "config-translation", Kind.CONFIG, Certainty.LIKELY, reason.module, chain, message)


def _follow_owners(everything: Sequence[Config], found: Mapping[str, Finding]) -> Iterator[Finding]:
    """What a configuration was made for, as a text format for its editor: both bear one id."""
    by_name = {one.name: one for one in everything if not _TRANSLATION.search(one.path)}
    for one in everything:
        reason = found.get(one.path)
        if reason is None or _MENDED.match(one.name):
            continue
        for match in _ITEM.finditer(one.dependencies):
            owner = by_name.get(match[1].decode())
            if owner and owner.path not in found and owner.name.rpartition(".")[2] == one.name.rpartition(".")[2]:
                chain, message = (*reason.chain, one.name), f"loses {one.name}, which was made for it"
                place, sure = Place(owner.path), Certainty.POSSIBLE
                yield Finding(place, "config-owner", Kind.CONFIG, sure, reason.module, chain, message)


def _goes(one: Config, finding: Finding) -> bool:
    is_named = finding.rule in ("config-name", "path-config") and not _MENDED.match(one.name)
    return is_named or _DELETED.match(one.name) is not None


def _read_config(tree: Tree) -> Iterator[Config]:
    folders = tuple(
        {path.removesuffix("core.extension.yml") for path in tree.files if path.endswith("/core.extension.yml")}
    )
    for path, source in tree.sources(lambda path: path.endswith(".yml")):
        name = path.rpartition("/")[2].removesuffix(".yml")
        if (path.startswith(folders) or "/config/" in path) and _NAME.match(name):
            yield Config(name, path, source, Page(path, "yaml", source).dependencies or b"")


def _judge_field(one: Config, name: str, reason: Finding) -> Finding | None:
    """A display that hides a field does not depend on it, nor does a view that has it in a table's column."""
    field = _FIELD.match(name)
    if field is None or not one.name.startswith(
        (
            f"core.entity_form_display.{field[1]}.",
            f"core.entity_view_display.{field[1]}.",
            "views.view.",
            "search_api.index.",
        )
    ):
        return None
    entity, bundle, label = field.groups()
    is_display = one.name.startswith("core.")
    if is_display and bundle and one.name.split(".")[3] != bundle:
        return None
    key = rf"^ +['\"]?{label}['\"]?:" if is_display else rf"(?<!\w){entity}__{label}(?!\w)|property_path: {label}\b"
    match = re.search(key.encode(), one.source, re.MULTILINE)
    if match is None:
        return None
    place, chain = place_at(one.path, one.source, match.start()), (*reason.chain, name)
    message = f"shows or hides the field of {name}, which goes with {reason.module}"
    return Finding(place, "config-field", Kind.FIELD, Certainty.LIKELY, reason.module, chain, message)


def _judge(one: Config, name: str, reason: Finding) -> Finding | None:
    if name.encode() not in one.source:
        return None
    pattern = re.compile(rb"(?<![\w.-])" + re.escape(name.encode()) + rb"(?![\w-])(?!\.\w)")
    is_dependent = pattern.search(one.dependencies) is not None
    match = pattern.search(one.source)
    if match is None:
        return None
    chain = (*reason.chain, name)
    place = place_at(one.path, one.source, match.start())
    if is_dependent:
        message = f"depends on {name}, which goes with {reason.module}"
        return Finding(place, "config-dependent", Kind.CONFIG, Certainty.LIKELY, reason.module, chain, message)
    message = f"names {name}, which goes with {reason.module}"
    return Finding(place, "config-mention", Kind.CONFIG, Certainty.POSSIBLE, reason.module, chain, message)
