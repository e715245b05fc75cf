"""Three hundred references and lures of every kind in fixture sites and a real one: how many are told apart."""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.references.planted import CHAINS, KINDS, draw, plant, plant_chains
from uninstaller.codebase.tree import Entry, Tree
from uninstaller.codebase.walk import walk_tree
from uninstaller.references.engine import find_references
from uninstaller.settings import Settings

SITES = Path(__file__).parents[2] / "fixtures" / "drupal_sites"
NAMES = (
    "zebra", "price_list", "node_zebra", "mail2", "acme_zebra_ui", "qwerty", "zz_top", "blocky_zebra", "vistas", "xyz",
)  # fmt: skip
COPIES = 15
"""References and lures each, of a kind and a name: three hundred of a kind in all."""

Counted = Counter[tuple[str, str]]

FILLERS = {
    ".php": ("<?php\n", "\nfunction filler_{0}() {{\n  return '{0}';\n}}\n"),
    ".module": ("<?php\n", "\nfunction filler_{0}() {{\n  return '{0}';\n}}\n"),
    ".css": ("", ".filler-{0} {{ top: {0}px; }}\n"),
    ".scss": ("", ".filler-{0} {{ top: {0}px; }}\n"),
    ".js": ("", "filler({0});\n"),
    ".twig": ("", "<i>{0}</i>\n"),
    ".yml": ("", "# Filler {0}.\n"),
    ".md": ("", "Filler {0}.\n"),
}


def _surround(path: str, text: str, dice: random.Random) -> str:
    """With other things of its language around it."""
    row = FILLERS.get(path[path.rfind(".") :])
    if row is None:
        return text
    opening, filler = row
    body = text.removeprefix(opening)
    before, after = (filler.format(dice.randrange(99)) * dice.randrange(3) for _ in range(2))
    return opening + ("" if path.endswith(".yml") and dice.random() < 0.5 else before) + body + after


def _overlay(host: Tree, texts: Mapping[str, str]) -> Tree:
    sources = {path: text.encode() for path, text in texts.items()}
    files = {**host.files, **{path: Entry(path, len(source), 0) for path, source in sources.items()}}
    read = lambda path: sources[path] if path in sources else host.read(path)  # noqa: E731
    return Tree(host.root, dict(sorted(files.items())), host.links, (), read)


def _count(host: Tree, name: str, copies: int) -> Counted:
    """By kind: references that were found, that were missed, and lures that were taken for some."""
    dice = random.Random(name)
    rows = [
        (kind, is_found, {path: _surround(path, text, dice)}, path)
        for kind, is_found, path, text in plant(name, copies)
    ]
    rows += plant_chains(name, copies)
    tree = _overlay(host, {**draw(name), **{path: text for _, _, files, _ in rows for path, text in files.items()}})
    settings = Settings(tree.root, tree.root, jobs=1, use_cache=False)
    findings = find_references(tree, tree, [name], settings).findings
    named = {one.place.path for one in findings if one.certainty != "possible"}
    counted: Counted = Counter()
    for kind, is_found, _, path in rows:
        mark = ("hit" if path in named else "missed") if is_found else ("wrong" if path in named else "left")
        counted[kind, mark] += 1
    return counted


def _judge(counted: Counted) -> None:
    """Prints recall and precision by kind, and holds each to 0.95."""
    poor = []
    for kind in (*KINDS, *CHAINS):
        hit, missed, wrong, left = (counted[kind, mark] for mark in ("hit", "missed", "wrong", "left"))
        recall, precision = hit / (hit + missed), hit / (hit + wrong) if hit else 0.0
        planted = hit + missed + wrong + left
        print(f"{kind:<24} planted {planted:>4}  recall {recall:.3f}  precision {precision:.3f}")  # noqa: T201
        assert planted >= 300
        poor += [kind] if min(recall, precision) < 0.95 else []
    assert poor == []


def test_in_fixture_sites() -> None:
    sites = sorted(path for path in SITES.glob("*/site") if path.is_dir())
    counted: Counted = Counter()
    for number, name in enumerate(NAMES):
        site = sites[number * len(sites) // len(NAMES)]
        counted += _count(walk_tree(site, site), name, COPIES)
    _judge(counted)


def test_in_a_real_tree(drupal7_root: Path) -> None:
    _judge(_count(walk_tree(drupal7_root, drupal7_root), "qqzebra", COPIES * len(NAMES)))
