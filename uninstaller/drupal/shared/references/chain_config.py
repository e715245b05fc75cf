"""Exported configuration that goes, or must be saved anew, when other configuration goes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.page import Page
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import place_at
from uninstaller.plan.finding import Finding

ROUNDS = 5
_DELETED = re.compile(
    r"(?:field\.storage|field\.field|block\.block|system\.action|search\.page|rest\.resource|tour\.tour|contact\.form"
    r"|language\.content_settings|core\.base_field_override|core\.entity_(?:view|form)_mode|webform\.webform)\."
)
"""Configuration that Drupal deletes with what it depends on; the other kinds are mended."""
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
    gone = {one.name: found[one.path] for one in everything if one.path in found and _goes(one, found[one.path])}
    seen: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        new: dict[str, Finding] = {}
        for one in everything:
            for name, reason in gone.items():
                if (one.path, name) in seen or one.path in found or name.encode() not in one.source:
                    continue
                finding = _judge(one, name, reason)
                if finding is not None:
                    seen.add((one.path, name))
                    yield finding
                    if finding.rule == "config-dependent" and _DELETED.match(one.name) and one.name not in gone:
                        new[one.name] = finding
        if not new:
            return
        gone = new


def _goes(one: Config, finding: Finding) -> bool:
    return finding.rule == "config-name" or _DELETED.match(one.name) is not None


def _read_config(tree: Tree) -> Iterator[Config]:
    folders = tuple(
        {path.removesuffix("core.extension.yml") for path in tree.files if path.endswith("/core.extension.yml")}
    )
    for path, source in tree.sources(lambda path: path.endswith(".yml")):
        name = path.rpartition("/")[2].removesuffix(".yml")
        if (path.startswith(folders) or "/config/" in path) and _NAME.match(name):
            yield Config(name, path, source, Page(path, "yaml", source).dependencies or b"")


def _judge(one: Config, name: str, reason: Finding) -> Finding | None:
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
